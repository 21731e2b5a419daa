import type { Messages } from "./messages.js";

/** Japanese. Quotation marks 「 」. */
const ja: Messages = {
  play: "再生",
  pause: "一時停止",
  seek: "再生位置",
  seekLabel: "{duration}中{currentTime}",
  played: "再生済み",
  buffered: "読み込み済み",
  currentTime: "現在の時間",
  duration: "長さ",
  volume: "音量",
  mute: "ミュート",
  unmute: "ミュート解除",
  captions: "字幕",
  enableCaptions: "字幕をオンにする",
  disableCaptions: "字幕をオフにする",
  off: "オフ",
  settings: "設定",
  menuBack: "前のメニューに戻る",
  quality: "画質",
  auto: "自動",
  speed: "再生速度",
  normal: "標準",
  pip: "ピクチャー イン ピクチャー",
  airplay: "AirPlay",
  enterFullscreen: "全画面表示",
  exitFullscreen: "全画面表示を終了",

  loading: "動画を読み込んでいます…",
  loadingLong: "通常より時間がかかっています。接続が遅い可能性があります。",
  playing: "再生中",
  paused: "一時停止中",
  ended: "動画が終わりました",
  reconnecting: "接続が切れました。再試行しています…",
  offline: "オフラインです",
  offlineAdvice: "接続が回復すると、動画は自動的に続きから再生されます。",

  tryAgain: "再試行",
  signIn: "ログイン",
  signInAdvice: "続きを見るには、もう一度ログインしてください。",
  watchHere: "ここで視聴する",
  watchHereAdvice: "ほかの端末での再生を止めて、ここで視聴できます。",
  watchHereLabel: "{watchHere}: {device}",
  lastSeen: "最終利用: {ago}",

  "not-signed-in.title": "ログインしていません",
  "not-signed-in.advice":
    "このページを再読み込みするなどしてもう一度ログインし、「{tryAgain}」を押してください。",
  "not-entitled.title": "この動画を見る権限がありません",
  "not-entitled.advice":
    "受講登録していないコースの動画か、視聴期間が終了しています。先生またはコースの販売元にお問い合わせください。",
  "not-found.title": "この動画は存在しません",
  "not-found.advice":
    "移動または削除された可能性があります。先生にお知らせください。",
  "session-limit.title": "視聴中の端末が多すぎます",
  "session-limit.advice":
    "ほかの端末で動画を止めてから、「{tryAgain}」を押してください。",
  "session-ended.title": "ほかの端末によって再生が終了しました",
  "session-ended.advice":
    "ここで続きを見るには「{tryAgain}」を押してください。",
  "bad-request.title": "この動画は正しく設定されていません",
  "bad-request.advice":
    "ページからの要求に誤りがあります。先生にお知らせください。",
  "bad-response.title": "サイトから予期しない応答がありました",
  "bad-response.advice":
    "ログアウトされた可能性があります。このページを再読み込みしてください。解決しない場合は、先生にお知らせください。",
  "rate-limited.title": "リクエストが多すぎます",
  "rate-limited.advice": "1分ほど待ってから「{tryAgain}」を押してください。",
  "server-error.title": "サイトで問題が発生しています",
  "server-error.advice":
    "お使いの環境の問題ではありません。再生位置は保存されています。1分後に「{tryAgain}」を押してください。",
  "unreachable.title": "サイトに接続できません",
  "unreachable.advice":
    "インターネット接続を確認してから「{tryAgain}」を押してください。",
  "edge-refused.title": "動画サーバーがこの動画の送信を拒否しました",
  "edge-refused.advice":
    "視聴の許可は更新されましたが、拒否されました。このページを再読み込みし、このサイトのCookieをブロックしている場合は許可してください。解決しない場合は、先生にお知らせください。",
  "playback-failed.title": "動画を再生できませんでした",
  "playback-failed.advice":
    "動画が壊れているか、お使いのブラウザーでは表示できません。「{tryAgain}」を押すか、別のブラウザーをお使いください。",
  "not-supported.title": "このブラウザーではこの動画を再生できません",
  "not-supported.advice":
    "ブラウザーを更新するか、別のブラウザーをお使いください。",
};
export default ja;

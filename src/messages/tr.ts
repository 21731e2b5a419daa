import type { Messages } from "./messages.js";

/** Turkish. Quotation marks “ ”; the viewer is “siz”. */
const tr: Messages = {
  play: "Oynat",
  pause: "Duraklat",
  seek: "Konum",
  seekLabel: "{currentTime} / {duration}",
  played: "Oynatılan",
  buffered: "Yüklenen",
  currentTime: "Geçerli süre",
  duration: "Toplam süre",
  volume: "Ses düzeyi",
  mute: "Sesi kapat",
  unmute: "Sesi aç",
  captions: "Altyazılar",
  enableCaptions: "Altyazıları aç",
  disableCaptions: "Altyazıları kapat",
  off: "Kapalı",
  settings: "Ayarlar",
  menuBack: "Önceki menüye dön",
  quality: "Kalite",
  auto: "Otomatik",
  speed: "Hız",
  normal: "Normal",
  pip: "Resim içinde resim",
  airplay: "AirPlay",
  enterFullscreen: "Tam ekran",
  exitFullscreen: "Tam ekrandan çık",

  loading: "Video yükleniyor…",
  loadingLong: "Bu, her zamankinden uzun sürüyor. Bağlantınız yavaş olabilir.",
  playing: "Oynatılıyor",
  paused: "Duraklatıldı",
  ended: "Video sona erdi",
  reconnecting: "Bağlantı koptu. Yeniden deneniyor…",
  offline: "Çevrimdışısınız",
  offlineAdvice:
    "Bağlantınız geri gelir gelmez video kendiliğinden devam eder.",

  tryAgain: "Yeniden dene",
  signIn: "Giriş yap",
  signInAdvice: "İzlemeye devam etmek için yeniden giriş yapın.",
  watchHere: "Burada izle",
  watchHereAdvice: "Başka bir cihazı durdurun ve onun yerine burada izleyin.",
  watchHereLabel: "{watchHere}: {device}",
  lastSeen: "son etkinlik: {ago}",

  "not-signed-in.title": "Giriş yapmadınız",
  "not-signed-in.advice":
    "Örneğin bu sayfayı yenileyerek yeniden giriş yapın, ardından “{tryAgain}” düğmesine basın.",
  "not-entitled.title": "Bu videoya erişiminiz yok",
  "not-entitled.advice":
    "Video, kayıtlı olmadığınız bir kursa ait ya da erişiminiz sona ermiş. Öğretmeninize veya kursun satıcısına sorun.",
  "not-found.title": "Böyle bir video yok",
  "not-found.advice":
    "Taşınmış veya kaldırılmış olabilir. Lütfen öğretmeninize haber verin.",
  "session-limit.title": "Çok fazla cihazda izliyorsunuz",
  "session-limit.advice":
    "Videoyu başka bir cihazda durdurun, ardından “{tryAgain}” düğmesine basın.",
  "session-ended.title": "Oynatma başka bir cihazdan sonlandırıldı",
  "session-ended.advice":
    "Burada izlemeye devam etmek için “{tryAgain}” düğmesine basın.",
  "bad-request.title": "Bu video doğru ayarlanmamış",
  "bad-request.advice":
    "Sayfa, videoyu yanlış biçimde istiyor. Lütfen öğretmeninize haber verin.",
  "bad-response.title": "Site beklenmedik bir yanıt verdi",
  "bad-response.advice":
    "Oturumunuz kapanmış olabilir: Bu sayfayı yenileyin. İşe yaramazsa lütfen öğretmeninize haber verin.",
  "rate-limited.title": "Çok fazla istek gönderildi",
  "rate-limited.advice":
    "Bir dakika bekleyin, ardından “{tryAgain}” düğmesine basın.",
  "server-error.title": "Sitede bir sorun var",
  "server-error.advice":
    "Bu sizden kaynaklanmıyor ve videoda kaldığınız yer korunuyor. Bir dakika sonra “{tryAgain}” düğmesine basın.",
  "unreachable.title": "Siteye ulaşılamıyor",
  "unreachable.advice":
    "İnternet bağlantınızı denetleyin, ardından “{tryAgain}” düğmesine basın.",
  "edge-refused.title": "Video sunucusu bu videoyu göndermeyi reddetti",
  "edge-refused.advice":
    "Erişiminiz yenilendi ama yine de reddedildi. Bu sayfayı yenileyin ve engellediyseniz bu sitenin çerezlerine izin verin; işe yaramazsa lütfen öğretmeninize haber verin.",
  "playback-failed.title": "Video oynatılamadı",
  "playback-failed.advice":
    "Video bozuk ya da tarayıcınız onu gösteremiyor. “{tryAgain}” düğmesine basın veya başka bir tarayıcı kullanın.",
  "not-supported.title": "Bu tarayıcı bu videoyu oynatamıyor",
  "not-supported.advice":
    "Tarayıcınızı güncelleyin veya başka bir tarayıcı kullanın.",
};
export default tr;

import type { PlayerErrorCode } from "../errors.js";

/**
 * Every text of the player, in English: the source of keys. Plain text, never HTML. Written for people who have never
 * heard of a grant. What stands in braces is filled in; each language has the same, wherever it wants them.
 */
const en = {
  // the controls
  play: "Play",
  pause: "Pause",
  seek: "Seek",
  seekLabel: "{currentTime} of {duration}",
  played: "Played",
  buffered: "Buffered",
  currentTime: "Current time",
  duration: "Duration",
  volume: "Volume",
  mute: "Mute",
  unmute: "Unmute",
  captions: "Captions",
  enableCaptions: "Enable captions",
  disableCaptions: "Disable captions",
  /** Captions off, in the menu. */
  off: "Off",
  settings: "Settings",
  menuBack: "Go back to previous menu",
  quality: "Quality",
  /** Quality chosen by the player. */
  auto: "Auto",
  speed: "Speed",
  /** Speed 1. */
  normal: "Normal",
  pip: "Picture in picture",
  airplay: "AirPlay",
  enterFullscreen: "Enter fullscreen",
  exitFullscreen: "Exit fullscreen",
  chapters: "Chapters",
  live: "Live",
  /** What the button “Live” does while playback is behind. */
  goLive: "Jump to live",

  // dialogs
  close: "Close",
  /** Title of the list of keys. */
  keys: "Keyboard shortcuts",
  /** Name of the space bar. */
  keySpace: "Space",
  keyPlay: "Play or pause",
  keySeek: "{seconds} seconds back or forward",
  keyJump: "Jump to a tenth of the video",
  keyVolume: "Louder or quieter",
  keyMute: "Sound off or on",
  keySpeed: "Slower or faster",
  keyCaptions: "Captions on or off",
  keyFullscreen: "Enter or leave fullscreen",
  keyHelp: "Show this list",
  audio: "Audio",
  /** What tells a sound track that describes the picture from the others. */
  audioDescription: "Audio description",
  captionStyle: "Caption style",
  textSize: "Text size",
  textColor: "Text colour",
  backgroundColor: "Background colour",
  backgroundOpacity: "Background opacity",
  textEdge: "Text effect",
  font: "Font",
  edgeNone: "None",
  edgeShadow: "Shadow",
  edgeOutline: "Outline",
  edgeRaised: "Raised",
  edgeDepressed: "Depressed",
  fontSans: "Sans serif",
  fontSerif: "Serif",
  fontMono: "Monospace",
  white: "White",
  yellow: "Yellow",
  green: "Green",
  cyan: "Cyan",
  blue: "Blue",
  magenta: "Magenta",
  red: "Red",
  black: "Black",
  captionSample: "This is how captions look.",
  reset: "Reset",

  // what the player is doing
  loading: "Loading the video…",
  loadingLong: "This takes longer than usual. Your connection may be slow.",
  playing: "Playing",
  paused: "Paused",
  ended: "The video has ended",
  reconnecting: "Connection lost. Trying again…",
  offline: "You are offline",
  offlineAdvice:
    "The video goes on by itself as soon as you are connected again.",

  // what the viewer can do
  /** A button, in a frame of another site whose cookies the browser blocks. */
  allowCookies: "Allow cookies for this video",
  /** Below it, where the browser said no. */
  allowCookiesRefused:
    "Your browser did not allow it. Open this video in a tab of its own, then come back and try again.",
  tryAgain: "Try again",
  /** Asked of a viewer who has watched a part of it before. `{time}` is such as “12:04”. */
  continueFrom: "Continue from {time}?",
  /** A button: go on there. */
  continue: "Continue",
  /** A button: play from the beginning. */
  startOver: "Start over",
  /** Said when a viewer tries to, and the page does not want it. */
  noSkippingAhead: "You cannot skip ahead in this video",
  noSkipping: "You cannot skip in this video",
  signIn: "Sign in",
  /** In place of the advice, where there is a button “Sign in”. */
  signInAdvice: "Sign in again to go on watching.",
  watchHere: "Watch here instead",
  /** In place of the advice, where the devices are listed. */
  watchHereAdvice: "Stop another device and watch here instead.",
  /** Name of the button of one device, for screen readers. Begins with what the button shows. */
  watchHereLabel: "{watchHere}: {device}",
  /** `{ago}` is such as “2 minutes ago”, “yesterday” or “now”. */
  lastSeen: "last seen {ago}",

  // why the video does not play: what happened, and what to do about it
  "not-signed-in.title": "You are not signed in",
  "not-signed-in.advice":
    "Sign in again, for instance by reloading this page, then press “{tryAgain}”.",
  "not-entitled.title": "You do not have access to this video",
  "not-entitled.advice":
    "It belongs to a course that you are not enrolled in, or your access has ended. Ask your teacher or the seller of the course.",
  "not-found.title": "This video does not exist",
  "not-found.advice":
    "It may have been moved or removed. Please tell your teacher.",
  "session-limit.title": "You are watching on too many devices",
  "session-limit.advice":
    "Stop the video on another device, then press “{tryAgain}”.",
  "session-ended.title": "Playback was ended on another device",
  "session-ended.advice": "Press “{tryAgain}” to go on watching here.",
  "bad-request.title": "This video is not set up correctly",
  "bad-request.advice":
    "The page asks for it in a wrong way. Please tell your teacher.",
  "bad-response.title": "The site gave an unexpected answer",
  "bad-response.advice":
    "You may have been signed out: reload this page. If that does not help, please tell your teacher.",
  "rate-limited.title": "Too many requests",
  "rate-limited.advice": "Wait a minute, then press “{tryAgain}”.",
  "server-error.title": "The site has a problem",
  "server-error.advice":
    "It is not your fault, and your place in the video is kept. Press “{tryAgain}” in a minute.",
  "unreachable.title": "The site cannot be reached",
  "unreachable.advice":
    "Check your internet connection, then press “{tryAgain}”.",
  "edge-refused.title": "The video server refused to send this video",
  "edge-refused.advice":
    "Your access was renewed, and it was refused all the same. Reload this page, and allow cookies for this site if you have blocked them; if that does not help, please tell your teacher.",
  "playback-failed.title": "The video could not be played",
  "playback-failed.advice":
    "It is damaged, or your browser cannot show it. Press “{tryAgain}”, or use another browser.",
  "not-supported.title": "This browser cannot play this video",
  "not-supported.advice": "Update your browser, or use another one.",
  "watermark-removed.title": "The watermark of this video is hidden",
  "watermark-removed.advice":
    "Something on this page or in your browser hides or changes it, for instance an extension. Switch that off, then press “{tryAgain}”.",
} satisfies Record<`${PlayerErrorCode}.${"title" | "advice"}`, string> &
  Record<string, string>;
export default en;

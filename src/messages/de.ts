import type { Messages } from "./messages.js";

/** German. Quotation marks „ “; the viewer is “Sie”. */
const de: Messages = {
  play: "Abspielen",
  pause: "Pause",
  seek: "Position",
  seekLabel: "{currentTime} von {duration}",
  played: "Abgespielt",
  buffered: "Geladen",
  currentTime: "Aktuelle Zeit",
  duration: "Dauer",
  volume: "Lautstärke",
  mute: "Ton aus",
  unmute: "Ton ein",
  captions: "Untertitel",
  enableCaptions: "Untertitel einschalten",
  disableCaptions: "Untertitel ausschalten",
  off: "Aus",
  settings: "Einstellungen",
  menuBack: "Zurück zum vorigen Menü",
  quality: "Qualität",
  auto: "Automatisch",
  speed: "Geschwindigkeit",
  normal: "Normal",
  pip: "Bild im Bild",
  airplay: "AirPlay",
  enterFullscreen: "Vollbild",
  exitFullscreen: "Vollbild beenden",
  chapters: "Kapitel",
  live: "Live",
  goLive: "Zur Live-Stelle springen",

  close: "Schließen",
  keys: "Tastaturkürzel",
  keySpace: "Leertaste",
  keyPlay: "Abspielen oder anhalten",
  keySeek: "{seconds} Sekunden zurück oder vor",
  keyJump: "Zu einem Zehntel des Videos springen",
  keyVolume: "Lauter oder leiser",
  keyMute: "Ton aus oder ein",
  keySpeed: "Langsamer oder schneller",
  keyCaptions: "Untertitel ein oder aus",
  keyFullscreen: "Vollbild ein oder aus",
  keyHelp: "Diese Liste zeigen",
  audio: "Ton",
  audioDescription: "Audiodeskription",
  captionStyle: "Untertitelstil",
  textSize: "Schriftgröße",
  textColor: "Schriftfarbe",
  backgroundColor: "Hintergrundfarbe",
  backgroundOpacity: "Deckkraft des Hintergrunds",
  textEdge: "Schriftkontur",
  font: "Schriftart",
  edgeNone: "Keine",
  edgeShadow: "Schatten",
  edgeOutline: "Umriss",
  edgeRaised: "Erhaben",
  edgeDepressed: "Vertieft",
  fontSans: "Serifenlos",
  fontSerif: "Mit Serifen",
  fontMono: "Feste Breite",
  white: "Weiß",
  yellow: "Gelb",
  green: "Grün",
  cyan: "Cyan",
  blue: "Blau",
  magenta: "Magenta",
  red: "Rot",
  black: "Schwarz",
  captionSample: "So sehen Untertitel aus.",
  reset: "Zurücksetzen",

  loading: "Das Video wird geladen …",
  loadingLong:
    "Das dauert länger als sonst. Vielleicht ist Ihre Verbindung langsam.",
  playing: "Wiedergabe läuft",
  paused: "Angehalten",
  ended: "Das Video ist zu Ende",
  reconnecting: "Verbindung unterbrochen. Neuer Versuch …",
  offline: "Sie sind offline",
  offlineAdvice:
    "Das Video läuft von selbst weiter, sobald Sie wieder verbunden sind.",

  allowCookies: "Cookies für dieses Video erlauben",
  allowCookiesRefused:
    "Ihr Browser hat es nicht erlaubt. Öffnen Sie die Seite des Videos in einem eigenen Tab, kommen Sie zurück und versuchen Sie es noch einmal.",
  tryAgain: "Erneut versuchen",
  signIn: "Anmelden",
  signInAdvice: "Melden Sie sich wieder an, um weiterzusehen.",
  watchHere: "Hier ansehen",
  watchHereAdvice:
    "Beenden Sie ein anderes Gerät und sehen Sie stattdessen hier weiter.",
  watchHereLabel: "{watchHere}: {device}",
  lastSeen: "zuletzt aktiv: {ago}",

  "not-signed-in.title": "Sie sind nicht angemeldet",
  "not-signed-in.advice":
    "Melden Sie sich wieder an, zum Beispiel indem Sie diese Seite neu laden, und drücken Sie dann auf „{tryAgain}“.",
  "not-entitled.title": "Sie haben keinen Zugang zu diesem Video",
  "not-entitled.advice":
    "Es gehört zu einem Kurs, für den Sie nicht eingeschrieben sind, oder Ihr Zugang ist abgelaufen. Fragen Sie Ihre Lehrkraft oder den Anbieter des Kurses.",
  "not-found.title": "Dieses Video gibt es nicht",
  "not-found.advice":
    "Vielleicht wurde es verschoben oder gelöscht. Bitte sagen Sie Ihrer Lehrkraft Bescheid.",
  "session-limit.title": "Sie sehen auf zu vielen Geräten zu",
  "session-limit.advice":
    "Beenden Sie das Video auf einem anderen Gerät und drücken Sie dann auf „{tryAgain}“.",
  "session-ended.title": "Die Wiedergabe wurde auf einem anderen Gerät beendet",
  "session-ended.advice":
    "Drücken Sie auf „{tryAgain}“, um hier weiterzusehen.",
  "bad-request.title": "Dieses Video ist nicht richtig eingerichtet",
  "bad-request.advice":
    "Die Seite fragt auf falsche Weise danach. Bitte sagen Sie Ihrer Lehrkraft Bescheid.",
  "bad-response.title": "Die Website hat unerwartet geantwortet",
  "bad-response.advice":
    "Vielleicht wurden Sie abgemeldet: Laden Sie diese Seite neu. Hilft das nicht, sagen Sie bitte Ihrer Lehrkraft Bescheid.",
  "rate-limited.title": "Zu viele Anfragen",
  "rate-limited.advice":
    "Warten Sie eine Minute und drücken Sie dann auf „{tryAgain}“.",
  "server-error.title": "Die Website hat ein Problem",
  "server-error.advice":
    "Es liegt nicht an Ihnen, und Ihre Stelle im Video bleibt erhalten. Drücken Sie in einer Minute auf „{tryAgain}“.",
  "unreachable.title": "Die Website ist nicht erreichbar",
  "unreachable.advice":
    "Prüfen Sie Ihre Internetverbindung und drücken Sie dann auf „{tryAgain}“.",
  "edge-refused.title": "Der Videoserver sendet dieses Video nicht",
  "edge-refused.advice":
    "Ihr Zugang wurde erneuert und trotzdem abgelehnt. Laden Sie diese Seite neu und erlauben Sie Cookies für diese Website, falls Sie sie blockiert haben. Hilft das nicht, sagen Sie bitte Ihrer Lehrkraft Bescheid.",
  "playback-failed.title": "Das Video konnte nicht abgespielt werden",
  "playback-failed.advice":
    "Es ist beschädigt, oder Ihr Browser kann es nicht zeigen. Drücken Sie auf „{tryAgain}“ oder nehmen Sie einen anderen Browser.",
  "not-supported.title": "Dieser Browser kann dieses Video nicht abspielen",
  "not-supported.advice":
    "Aktualisieren Sie Ihren Browser oder nehmen Sie einen anderen.",
  "watermark-removed.title": "Das Wasserzeichen dieses Videos ist verdeckt",
  "watermark-removed.advice":
    "Etwas auf dieser Seite oder in Ihrem Browser verdeckt oder verändert es, zum Beispiel eine Erweiterung. Schalten Sie das ab und drücken Sie dann auf „{tryAgain}“.",
};
export default de;

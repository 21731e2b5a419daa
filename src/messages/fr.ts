import type { Messages } from "./messages.js";

/** French. Quotation marks « » and high punctuation with no-break spaces; the viewer is “vous”. */
const fr: Messages = {
  play: "Lecture",
  pause: "Pause",
  seek: "Position",
  seekLabel: "{currentTime} sur {duration}",
  played: "Lu",
  buffered: "Chargé",
  currentTime: "Temps écoulé",
  duration: "Durée",
  volume: "Volume",
  mute: "Couper le son",
  unmute: "Rétablir le son",
  captions: "Sous-titres",
  enableCaptions: "Activer les sous-titres",
  disableCaptions: "Désactiver les sous-titres",
  off: "Désactivés",
  settings: "Paramètres",
  menuBack: "Revenir au menu précédent",
  quality: "Qualité",
  auto: "Auto",
  speed: "Vitesse",
  normal: "Normale",
  pip: "Image dans l’image",
  airplay: "AirPlay",
  enterFullscreen: "Plein écran",
  exitFullscreen: "Quitter le plein écran",
  chapters: "Chapitres",
  live: "En direct",
  goLive: "Revenir au direct",

  close: "Fermer",
  keys: "Raccourcis clavier",
  keySpace: "Espace",
  keyPlay: "Lire ou mettre en pause",
  keySeek: "Reculer ou avancer de {seconds} secondes",
  keyJump: "Aller à un dixième de la vidéo",
  keyVolume: "Plus fort ou moins fort",
  keyMute: "Couper ou remettre le son",
  keySpeed: "Plus lent ou plus rapide",
  keyCaptions: "Afficher ou masquer les sous-titres",
  keyFullscreen: "Passer en plein écran ou le quitter",
  keyHelp: "Afficher cette liste",
  audio: "Audio",
  audioDescription: "Audiodescription",
  captionStyle: "Style des sous-titres",
  textSize: "Taille du texte",
  textColor: "Couleur du texte",
  backgroundColor: "Couleur du fond",
  backgroundOpacity: "Opacité du fond",
  textEdge: "Contour du texte",
  font: "Police",
  edgeNone: "Aucun",
  edgeShadow: "Ombre",
  edgeOutline: "Contour",
  edgeRaised: "En relief",
  edgeDepressed: "En creux",
  fontSans: "Sans empattement",
  fontSerif: "Avec empattement",
  fontMono: "Chasse fixe",
  white: "Blanc",
  yellow: "Jaune",
  green: "Vert",
  cyan: "Cyan",
  blue: "Bleu",
  magenta: "Magenta",
  red: "Rouge",
  black: "Noir",
  captionSample: "Voici l’aspect des sous-titres.",
  reset: "Réinitialiser",

  loading: "Chargement de la vidéo…",
  loadingLong:
    "C’est plus long que d’habitude. Votre connexion est peut-être lente.",
  playing: "Lecture en cours",
  paused: "En pause",
  ended: "La vidéo est terminée",
  reconnecting: "Connexion perdue. Nouvel essai…",
  offline: "Vous êtes hors ligne",
  offlineAdvice:
    "La vidéo reprendra d’elle-même dès que vous serez de nouveau connecté.",

  allowCookies: "Autoriser les cookies pour cette vidéo",
  allowCookiesRefused:
    "Votre navigateur ne l’a pas permis. Ouvrez la page de la vidéo dans un onglet à part, puis revenez ici et réessayez.",
  tryAgain: "Réessayer",
  signIn: "Se connecter",
  signInAdvice: "Reconnectez-vous pour continuer à regarder.",
  watchHere: "Regarder ici",
  watchHereAdvice: "Arrêtez un autre appareil pour regarder ici à la place.",
  watchHereLabel: "{watchHere}\u00a0: {device}",
  lastSeen: "dernière activité\u00a0: {ago}",

  "not-signed-in.title": "Vous n’êtes pas connecté",
  "not-signed-in.advice":
    "Reconnectez-vous, par exemple en rechargeant cette page, puis appuyez sur «\u00a0{tryAgain}\u00a0».",
  "not-entitled.title": "Vous n’avez pas accès à cette vidéo",
  "not-entitled.advice":
    "Elle fait partie d’un cours auquel vous n’êtes pas inscrit, ou votre accès a pris fin. Adressez-vous à votre enseignant ou au vendeur du cours.",
  "not-found.title": "Cette vidéo n’existe pas",
  "not-found.advice":
    "Elle a peut-être été déplacée ou supprimée. Merci de prévenir votre enseignant.",
  "session-limit.title": "Vous regardez sur trop d’appareils",
  "session-limit.advice":
    "Arrêtez la vidéo sur un autre appareil, puis appuyez sur «\u00a0{tryAgain}\u00a0».",
  "session-ended.title": "La lecture a été arrêtée depuis un autre appareil",
  "session-ended.advice":
    "Appuyez sur «\u00a0{tryAgain}\u00a0» pour continuer à regarder ici.",
  "bad-request.title": "Cette vidéo n’est pas configurée correctement",
  "bad-request.advice":
    "La page la demande d’une mauvaise manière. Merci de prévenir votre enseignant.",
  "bad-response.title": "Le site a donné une réponse inattendue",
  "bad-response.advice":
    "Vous avez peut-être été déconnecté\u00a0: rechargez cette page. Si cela ne suffit pas, merci de prévenir votre enseignant.",
  "rate-limited.title": "Trop de demandes",
  "rate-limited.advice":
    "Patientez une minute, puis appuyez sur «\u00a0{tryAgain}\u00a0».",
  "server-error.title": "Le site rencontre un problème",
  "server-error.advice":
    "Vous n’y êtes pour rien, et l’endroit où vous en étiez est conservé. Appuyez sur «\u00a0{tryAgain}\u00a0» dans une minute.",
  "unreachable.title": "Le site est injoignable",
  "unreachable.advice":
    "Vérifiez votre connexion à internet, puis appuyez sur «\u00a0{tryAgain}\u00a0».",
  "edge-refused.title": "Le serveur a refusé d’envoyer cette vidéo",
  "edge-refused.advice":
    "Votre accès a été renouvelé, et pourtant refusé. Rechargez cette page, et autorisez les cookies de ce site si vous les avez bloqués\u00a0; si cela ne suffit pas, merci de prévenir votre enseignant.",
  "playback-failed.title": "La vidéo n’a pas pu être lue",
  "playback-failed.advice":
    "Elle est endommagée, ou votre navigateur ne peut pas l’afficher. Appuyez sur «\u00a0{tryAgain}\u00a0», ou utilisez un autre navigateur.",
  "not-supported.title": "Ce navigateur ne peut pas lire cette vidéo",
  "not-supported.advice":
    "Mettez votre navigateur à jour, ou utilisez-en un autre.",
  "watermark-removed.title": "Le filigrane de cette vidéo est masqué",
  "watermark-removed.advice":
    "Quelque chose sur cette page ou dans votre navigateur le masque ou le modifie, par exemple une extension. Désactivez-le, puis appuyez sur «\u00a0{tryAgain}\u00a0».",
};
export default fr;

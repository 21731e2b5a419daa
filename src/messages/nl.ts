import type { Messages } from "./messages.js";

/** Dutch. Quotation marks ‘ ’; the viewer is “je”. */
const nl: Messages = {
  play: "Afspelen",
  pause: "Pauzeren",
  seek: "Positie",
  seekLabel: "{currentTime} van {duration}",
  played: "Afgespeeld",
  buffered: "Geladen",
  currentTime: "Huidige tijd",
  duration: "Duur",
  volume: "Volume",
  mute: "Geluid uit",
  unmute: "Geluid aan",
  captions: "Ondertiteling",
  enableCaptions: "Ondertiteling aanzetten",
  disableCaptions: "Ondertiteling uitzetten",
  off: "Uit",
  settings: "Instellingen",
  menuBack: "Terug naar het vorige menu",
  quality: "Kwaliteit",
  auto: "Automatisch",
  speed: "Snelheid",
  normal: "Normaal",
  pip: "Beeld in beeld",
  airplay: "AirPlay",
  enterFullscreen: "Volledig scherm",
  exitFullscreen: "Volledig scherm sluiten",

  loading: "De video wordt geladen…",
  loadingLong:
    "Dit duurt langer dan normaal. Misschien is je verbinding traag.",
  playing: "Wordt afgespeeld",
  paused: "Gepauzeerd",
  ended: "De video is afgelopen",
  reconnecting: "Verbinding verbroken. Nieuwe poging…",
  offline: "Je bent offline",
  offlineAdvice: "De video gaat vanzelf verder zodra je weer verbinding hebt.",

  tryAgain: "Opnieuw proberen",
  signIn: "Inloggen",
  signInAdvice: "Log opnieuw in om verder te kijken.",
  watchHere: "Hier kijken",
  watchHereAdvice: "Stop een ander apparaat en kijk in plaats daarvan hier.",
  watchHereLabel: "{watchHere}: {device}",
  lastSeen: "laatst actief: {ago}",

  "not-signed-in.title": "Je bent niet ingelogd",
  "not-signed-in.advice":
    "Log opnieuw in, bijvoorbeeld door deze pagina te vernieuwen, en kies dan ‘{tryAgain}’.",
  "not-entitled.title": "Je hebt geen toegang tot deze video",
  "not-entitled.advice":
    "Hij hoort bij een cursus waarvoor je niet bent ingeschreven, of je toegang is verlopen. Vraag het je docent of de aanbieder van de cursus.",
  "not-found.title": "Deze video bestaat niet",
  "not-found.advice":
    "Misschien is hij verplaatst of verwijderd. Laat het je docent weten.",
  "session-limit.title": "Je kijkt op te veel apparaten",
  "session-limit.advice":
    "Stop de video op een ander apparaat en kies dan ‘{tryAgain}’.",
  "session-ended.title": "Het afspelen is op een ander apparaat beëindigd",
  "session-ended.advice": "Kies ‘{tryAgain}’ om hier verder te kijken.",
  "bad-request.title": "Deze video is niet goed ingesteld",
  "bad-request.advice":
    "De pagina vraagt er op een verkeerde manier om. Laat het je docent weten.",
  "bad-response.title": "De site gaf een onverwacht antwoord",
  "bad-response.advice":
    "Misschien ben je uitgelogd: vernieuw deze pagina. Helpt dat niet, laat het dan je docent weten.",
  "rate-limited.title": "Te veel verzoeken",
  "rate-limited.advice": "Wacht een minuut en kies dan ‘{tryAgain}’.",
  "server-error.title": "De site heeft een probleem",
  "server-error.advice":
    "Het ligt niet aan jou, en je plek in de video blijft bewaard. Kies over een minuut ‘{tryAgain}’.",
  "unreachable.title": "De site is niet bereikbaar",
  "unreachable.advice":
    "Controleer je internetverbinding en kies dan ‘{tryAgain}’.",
  "edge-refused.title": "De videoserver weigert deze video te sturen",
  "edge-refused.advice":
    "Je toegang is vernieuwd en toch geweigerd. Vernieuw deze pagina en sta cookies voor deze site toe als je ze hebt geblokkeerd; helpt dat niet, laat het dan je docent weten.",
  "playback-failed.title": "De video kon niet worden afgespeeld",
  "playback-failed.advice":
    "Hij is beschadigd, of je browser kan hem niet tonen. Kies ‘{tryAgain}’ of gebruik een andere browser.",
  "not-supported.title": "Deze browser kan deze video niet afspelen",
  "not-supported.advice": "Werk je browser bij of gebruik een andere.",
};
export default nl;

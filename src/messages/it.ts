import type { Messages } from "./messages.js";

/** Italian. Quotation marks « »; the viewer is “tu”. */
const it: Messages = {
  play: "Riproduci",
  pause: "Pausa",
  seek: "Posizione",
  seekLabel: "{currentTime} di {duration}",
  played: "Riprodotto",
  buffered: "Caricato",
  currentTime: "Tempo trascorso",
  duration: "Durata",
  volume: "Volume",
  mute: "Disattiva audio",
  unmute: "Attiva audio",
  captions: "Sottotitoli",
  enableCaptions: "Attiva i sottotitoli",
  disableCaptions: "Disattiva i sottotitoli",
  off: "Disattivati",
  settings: "Impostazioni",
  menuBack: "Torna al menu precedente",
  quality: "Qualità",
  auto: "Automatica",
  speed: "Velocità",
  normal: "Normale",
  pip: "Picture in picture",
  airplay: "AirPlay",
  enterFullscreen: "Schermo intero",
  exitFullscreen: "Esci da schermo intero",

  loading: "Caricamento del video…",
  loadingLong:
    "Ci vuole più tempo del solito. La tua connessione potrebbe essere lenta.",
  playing: "In riproduzione",
  paused: "In pausa",
  ended: "Il video è finito",
  reconnecting: "Connessione persa. Nuovo tentativo…",
  offline: "Sei offline",
  offlineAdvice:
    "Il video riprende da solo non appena la connessione è di nuovo attiva.",

  tryAgain: "Riprova",
  signIn: "Accedi",
  signInAdvice: "Accedi di nuovo per continuare a guardare.",
  watchHere: "Guarda qui",
  watchHereAdvice: "Ferma un altro dispositivo e guarda invece qui.",
  watchHereLabel: "{watchHere}: {device}",
  lastSeen: "ultima attività: {ago}",

  "not-signed-in.title": "Non hai effettuato l’accesso",
  "not-signed-in.advice":
    "Accedi di nuovo, per esempio ricaricando questa pagina, poi premi «{tryAgain}».",
  "not-entitled.title": "Non hai accesso a questo video",
  "not-entitled.advice":
    "Fa parte di un corso a cui non ti sei iscritto, oppure il tuo accesso è scaduto. Chiedi al tuo insegnante o a chi vende il corso.",
  "not-found.title": "Questo video non esiste",
  "not-found.advice":
    "Potrebbe essere stato spostato o eliminato. Avvisa il tuo insegnante.",
  "session-limit.title": "Stai guardando su troppi dispositivi",
  "session-limit.advice":
    "Ferma il video su un altro dispositivo, poi premi «{tryAgain}».",
  "session-ended.title":
    "La riproduzione è stata interrotta da un altro dispositivo",
  "session-ended.advice": "Premi «{tryAgain}» per continuare a guardare qui.",
  "bad-request.title": "Questo video non è configurato correttamente",
  "bad-request.advice":
    "La pagina lo richiede nel modo sbagliato. Avvisa il tuo insegnante.",
  "bad-response.title": "Il sito ha dato una risposta inattesa",
  "bad-response.advice":
    "Forse la tua sessione è scaduta: ricarica questa pagina. Se non basta, avvisa il tuo insegnante.",
  "rate-limited.title": "Troppe richieste",
  "rate-limited.advice": "Aspetta un minuto, poi premi «{tryAgain}».",
  "server-error.title": "Il sito ha un problema",
  "server-error.advice":
    "Non è colpa tua, e il punto del video a cui eri arrivato resta salvato. Premi «{tryAgain}» tra un minuto.",
  "unreachable.title": "Il sito non è raggiungibile",
  "unreachable.advice":
    "Controlla la tua connessione a internet, poi premi «{tryAgain}».",
  "edge-refused.title": "Il server si è rifiutato di inviare questo video",
  "edge-refused.advice":
    "Il tuo accesso è stato rinnovato, ma è stato comunque rifiutato. Ricarica questa pagina e consenti i cookie per questo sito, se li hai bloccati; se non basta, avvisa il tuo insegnante.",
  "playback-failed.title": "Impossibile riprodurre il video",
  "playback-failed.advice":
    "È danneggiato, oppure il tuo browser non può mostrarlo. Premi «{tryAgain}» o usa un altro browser.",
  "not-supported.title": "Questo browser non può riprodurre questo video",
  "not-supported.advice": "Aggiorna il tuo browser o usane un altro.",
};
export default it;

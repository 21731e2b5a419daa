import type { Messages } from "./messages.js";

/** Spanish. Quotation marks « »; the viewer is “tú”. */
const es: Messages = {
  play: "Reproducir",
  pause: "Pausa",
  seek: "Posición",
  seekLabel: "{currentTime} de {duration}",
  played: "Reproducido",
  buffered: "Cargado",
  currentTime: "Tiempo actual",
  duration: "Duración",
  volume: "Volumen",
  mute: "Silenciar",
  unmute: "Activar sonido",
  captions: "Subtítulos",
  enableCaptions: "Activar subtítulos",
  disableCaptions: "Desactivar subtítulos",
  off: "Desactivados",
  settings: "Ajustes",
  menuBack: "Volver al menú anterior",
  quality: "Calidad",
  auto: "Automática",
  speed: "Velocidad",
  normal: "Normal",
  pip: "Imagen en imagen",
  airplay: "AirPlay",
  enterFullscreen: "Pantalla completa",
  exitFullscreen: "Salir de pantalla completa",

  loading: "Cargando el vídeo…",
  loadingLong:
    "Está tardando más de lo normal. Puede que tu conexión sea lenta.",
  playing: "Reproduciendo",
  paused: "En pausa",
  ended: "El vídeo ha terminado",
  reconnecting: "Se ha perdido la conexión. Reintentando…",
  offline: "No tienes conexión",
  offlineAdvice: "El vídeo continuará solo en cuanto vuelvas a tener conexión.",

  tryAgain: "Reintentar",
  signIn: "Iniciar sesión",
  signInAdvice: "Vuelve a iniciar sesión para seguir viendo el vídeo.",
  watchHere: "Ver aquí",
  watchHereAdvice: "Detén otro dispositivo y mira el vídeo aquí.",
  watchHereLabel: "{watchHere}: {device}",
  lastSeen: "última actividad: {ago}",

  "not-signed-in.title": "No has iniciado sesión",
  "not-signed-in.advice":
    "Vuelve a iniciar sesión, por ejemplo recargando esta página, y después pulsa «{tryAgain}».",
  "not-entitled.title": "No tienes acceso a este vídeo",
  "not-entitled.advice":
    "Pertenece a un curso en el que no estás inscrito, o tu acceso ha terminado. Pregunta a tu profesor o a quien vende el curso.",
  "not-found.title": "Este vídeo no existe",
  "not-found.advice":
    "Puede que lo hayan movido o eliminado. Avisa a tu profesor, por favor.",
  "session-limit.title": "Estás viendo vídeos en demasiados dispositivos",
  "session-limit.advice":
    "Detén el vídeo en otro dispositivo y después pulsa «{tryAgain}».",
  "session-ended.title": "La reproducción se detuvo desde otro dispositivo",
  "session-ended.advice": "Pulsa «{tryAgain}» para seguir viéndolo aquí.",
  "bad-request.title": "Este vídeo no está bien configurado",
  "bad-request.advice":
    "La página lo pide de forma incorrecta. Avisa a tu profesor, por favor.",
  "bad-response.title": "El sitio ha dado una respuesta inesperada",
  "bad-response.advice":
    "Puede que se haya cerrado tu sesión: recarga esta página. Si no sirve de nada, avisa a tu profesor, por favor.",
  "rate-limited.title": "Demasiadas solicitudes",
  "rate-limited.advice": "Espera un minuto y después pulsa «{tryAgain}».",
  "server-error.title": "El sitio tiene un problema",
  "server-error.advice":
    "No es culpa tuya, y se guarda el punto del vídeo en el que estás. Pulsa «{tryAgain}» dentro de un minuto.",
  "unreachable.title": "No se puede acceder al sitio",
  "unreachable.advice":
    "Comprueba tu conexión a internet y después pulsa «{tryAgain}».",
  "edge-refused.title": "El servidor se ha negado a enviar este vídeo",
  "edge-refused.advice":
    "Tu acceso se renovó y aun así fue rechazado. Recarga esta página y permite las cookies de este sitio si las has bloqueado; si no sirve de nada, avisa a tu profesor, por favor.",
  "playback-failed.title": "No se ha podido reproducir el vídeo",
  "playback-failed.advice":
    "Está dañado o tu navegador no puede mostrarlo. Pulsa «{tryAgain}» o usa otro navegador.",
  "not-supported.title": "Este navegador no puede reproducir este vídeo",
  "not-supported.advice": "Actualiza tu navegador o usa otro.",
};
export default es;

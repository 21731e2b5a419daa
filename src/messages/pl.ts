import type { Messages } from "./messages.js";

/** Polish. Quotation marks „ ”; the viewer is spoken to in the imperative, without gender. */
const pl: Messages = {
  play: "Odtwórz",
  pause: "Wstrzymaj",
  seek: "Pozycja",
  seekLabel: "{currentTime} z {duration}",
  played: "Odtworzono",
  buffered: "Wczytano",
  currentTime: "Bieżący czas",
  duration: "Czas trwania",
  volume: "Głośność",
  mute: "Wycisz",
  unmute: "Włącz dźwięk",
  captions: "Napisy",
  enableCaptions: "Włącz napisy",
  disableCaptions: "Wyłącz napisy",
  off: "Wyłączone",
  settings: "Ustawienia",
  menuBack: "Wróć do poprzedniego menu",
  quality: "Jakość",
  auto: "Automatyczna",
  speed: "Szybkość",
  normal: "Normalna",
  pip: "Obraz w obrazie",
  airplay: "AirPlay",
  enterFullscreen: "Pełny ekran",
  exitFullscreen: "Zamknij pełny ekran",

  loading: "Wczytywanie filmu…",
  loadingLong: "Trwa to dłużej niż zwykle. Być może połączenie jest wolne.",
  playing: "Odtwarzanie",
  paused: "Wstrzymano",
  ended: "Film się skończył",
  reconnecting: "Utracono połączenie. Ponawianie próby…",
  offline: "Brak połączenia z internetem",
  offlineAdvice: "Film ruszy dalej sam, gdy tylko połączenie wróci.",

  tryAgain: "Spróbuj ponownie",
  signIn: "Zaloguj się",
  signInAdvice: "Zaloguj się ponownie, aby oglądać dalej.",
  watchHere: "Oglądaj tutaj",
  watchHereAdvice: "Zatrzymaj inne urządzenie i oglądaj tutaj.",
  watchHereLabel: "{watchHere}: {device}",
  lastSeen: "ostatnia aktywność: {ago}",

  "not-signed-in.title": "Trzeba się zalogować",
  "not-signed-in.advice":
    "Zaloguj się ponownie, na przykład odświeżając tę stronę, a potem naciśnij „{tryAgain}”.",
  "not-entitled.title": "Nie masz dostępu do tego filmu",
  "not-entitled.advice":
    "Należy do kursu, na który nie masz zapisu, albo Twój dostęp wygasł. Zapytaj osobę prowadzącą lub sprzedawcę kursu.",
  "not-found.title": "Ten film nie istnieje",
  "not-found.advice":
    "Mógł zostać przeniesiony lub usunięty. Powiadom osobę prowadzącą kurs.",
  "session-limit.title": "Oglądasz na zbyt wielu urządzeniach",
  "session-limit.advice":
    "Zatrzymaj film na innym urządzeniu, a potem naciśnij „{tryAgain}”.",
  "session-ended.title": "Odtwarzanie zakończono na innym urządzeniu",
  "session-ended.advice": "Naciśnij „{tryAgain}”, aby oglądać dalej tutaj.",
  "bad-request.title": "Ten film jest źle skonfigurowany",
  "bad-request.advice":
    "Strona pyta o niego w niewłaściwy sposób. Powiadom osobę prowadzącą kurs.",
  "bad-response.title": "Witryna odpowiedziała w nieoczekiwany sposób",
  "bad-response.advice":
    "Być może nastąpiło wylogowanie: odśwież tę stronę. Jeśli to nie pomoże, powiadom osobę prowadzącą kurs.",
  "rate-limited.title": "Zbyt wiele żądań",
  "rate-limited.advice": "Odczekaj minutę, a potem naciśnij „{tryAgain}”.",
  "server-error.title": "Witryna ma problem",
  "server-error.advice":
    "To nie Twoja wina, a miejsce w filmie zostanie zachowane. Za minutę naciśnij „{tryAgain}”.",
  "unreachable.title": "Nie można połączyć się z witryną",
  "unreachable.advice":
    "Sprawdź połączenie z internetem, a potem naciśnij „{tryAgain}”.",
  "edge-refused.title": "Serwer odmówił wysłania tego filmu",
  "edge-refused.advice":
    "Twój dostęp został odnowiony, a mimo to odrzucony. Odśwież tę stronę i zezwól na pliki cookie tej witryny, jeśli są zablokowane; jeśli to nie pomoże, powiadom osobę prowadzącą kurs.",
  "playback-failed.title": "Nie udało się odtworzyć filmu",
  "playback-failed.advice":
    "Jest uszkodzony albo Twoja przeglądarka nie może go pokazać. Naciśnij „{tryAgain}” lub użyj innej przeglądarki.",
  "not-supported.title": "Ta przeglądarka nie może odtworzyć tego filmu",
  "not-supported.advice": "Zaktualizuj przeglądarkę lub użyj innej.",
};
export default pl;

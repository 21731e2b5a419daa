/** Milliseconds between two looks at a video that plays. */
const LOOK_MS = 1_000;

/** Looks in a row at which it stood. */
const LOOKS = 3;

/** Seconds of it that are there to be played. */
const LEAST_AHEAD = 1;

/** How often a seek is tried before the source is loaded anew. */
const SEEKS = 2;

/**
 * Gets playback going again that stands although there is enough to play: WebKitGTK was seen to do so, for good, after
 * `pause()` and `play()` in quick succession, and to go on after a seek to where it stood. hls.js gets it over holes in what is
 * buffered, and does nothing where there is none. After the seeks comes `recover`, once; then it is left alone until it moves.
 */
export function endStandstills(
  media: HTMLVideoElement,
  recover: () => void,
  signal: AbortSignal,
  lookMs = LOOK_MS,
): void {
  let position = NaN;
  let stood = 0;
  let tries = 0;
  const look = setInterval(() => {
    const stands = media.currentTime === position && canPlay(media);
    if (!stands) {
      if (media.currentTime !== position) tries = 0;
      stood = 0;
      position = media.currentTime;
      return;
    }
    stood += 1;
    if (stood % LOOKS > 0) return;
    tries += 1;
    if (tries <= SEEKS) media.currentTime = position;
    else if (tries === SEEKS + 1) recover();
  }, lookMs);
  signal.addEventListener("abort", () => clearInterval(look));
}

/** Whether a browser has no reason to stand: not one that is throttled, shows the video elsewhere, or waits for data. */
function canPlay(media: HTMLVideoElement): boolean {
  const { currentTime, buffered, remote } = media;
  if (document.hidden || media.paused || media.seeking || media.ended)
    return false;
  if (media.playbackRate === 0 || media.readyState < 3) return false;
  if (remote && remote.state !== "disconnected") return false;
  for (let index = 0; index < buffered.length; index++)
    if (
      buffered.start(index) <= currentTime &&
      buffered.end(index) >= currentTime + LEAST_AHEAD
    )
      return true;
  return false;
}

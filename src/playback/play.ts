import type Hls from "hls.js";
import { FilePlayback } from "./file-playback.js";
import { HlsPlayback } from "./hls-playback.js";
import type {
  Playback,
  PlaybackCallbacks,
  PlaybackSource,
} from "./playback.js";

export { showGrantFiles } from "./grant-files.js";

/**
 * Plays `source` on `media`: by hls.js wherever it runs, else by the browser itself.
 * hls.js is asked first: `canPlayType` says "maybe" in Chromium, whose own HLS gives up at the first 403.
 */
export function play(
  HlsClass: typeof Hls,
  media: HTMLVideoElement,
  source: PlaybackSource,
  callbacks: PlaybackCallbacks,
): Playback {
  return source.isHls && HlsClass.isSupported()
    ? new HlsPlayback(HlsClass, media, source, callbacks)
    : new FilePlayback(media, source, callbacks);
}

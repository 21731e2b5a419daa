import type Hls from "hls.js";
import { PlayerError } from "../errors.js";
import { FilePlayback } from "./file-playback.js";
import { HlsPlayback } from "./hls-playback.js";
import type {
  LoadedHls,
  Playback,
  PlaybackCallbacks,
  PlaybackSource,
} from "./playback.js";

export { showGrantFiles } from "./grant-files.js";

/**
 * Plays `source` on `media`: by hls.js wherever it runs, else by the browser itself.
 * hls.js is asked first: `canPlayType` says "maybe" in Chromium, whose own HLS gives up at the first 403.
 * @throws {PlayerError} `bad-request` when what the page brought is not hls.js
 */
export function play(
  loaded: LoadedHls,
  media: HTMLVideoElement,
  source: PlaybackSource,
  callbacks: PlaybackCallbacks,
): Playback {
  const HlsClass = hlsClass(loaded);
  return source.isHls && HlsClass.isSupported()
    ? new HlsPlayback(HlsClass, media, source, callbacks)
    : new FilePlayback(media, source, callbacks);
}

/** @param loaded - whatever a function of the page's resolves to */
function hlsClass(loaded: unknown): typeof Hls {
  const { default: inModule } = { ...(loaded as { default?: unknown }) };
  const found = (inModule ?? loaded) as typeof Hls | undefined;
  if (typeof found?.isSupported === "function") return found;
  throw new PlayerError(
    "bad-request",
    'hlsLibrary is neither the class of hls.js nor a function that resolves to it, such as () => import("hls.js").',
  );
}

import { PlayerError } from "../errors.js";
import type {
  HlsLibrary,
  LoadedHls,
  Playback,
  PlaybackCallbacks,
  PlaybackSource,
} from "../playback/playback.js";

type Chunks = [
  typeof import("../playback/play.js"),
  LoadedHls,
  typeof import("../lesson/lesson.js"),
];

/** By library; `undefined` is the player's own. */
const loading = new Map<HlsLibrary | undefined, Promise<Chunks>>();

/**
 * Starts to load what playback needs: hls.js, what drives it, and what counts what is watched; none waits for another.
 * @throws what the import throws; a later call tries again
 */
export function preloadPlayback(library?: HlsLibrary): Promise<Chunks> {
  const begun = loading.get(library);
  if (begun) return begun;
  const chunks = Promise.all([
    import("../playback/play.js"),
    library
      ? "isSupported" in library
        ? library
        : Promise.resolve().then(library)
      : import("hls.js").then((own) => own.default),
    import("../lesson/lesson.js"),
  ]);
  loading.set(library, chunks);
  chunks.catch(() => loading.delete(library));
  return chunks;
}

/** Plays one source after the other on the element's `<video>`. */
export class PlaybackController {
  readonly #callbacks: PlaybackCallbacks;
  #loaded = new AbortController();
  #playback: Playback | undefined;
  /** Whether there is something to go on with, be it still on its way. */
  loaded = false;

  constructor(callbacks: PlaybackCallbacks) {
    this.#callbacks = callbacks;
  }

  /** Plays `source` from its beginning, in place of what was played. */
  async load(
    media: HTMLVideoElement,
    library: HlsLibrary | undefined,
    source: PlaybackSource,
  ): Promise<void> {
    this.unload();
    this.loaded = true;
    const { signal } = (this.#loaded = new AbortController());
    try {
      const [{ play }, hls] = await preloadPlayback(library);
      if (!signal.aborted)
        this.#playback = play(hls, media, source, this.#callbacks);
    } catch (cause) {
      if (signal.aborted) return;
      this.loaded = false;
      this.#callbacks.failed(
        cause instanceof PlayerError
          ? cause
          : new PlayerError(
              "unreachable",
              `${library ? "hlsLibrary" : "The player"} could not be loaded.`,
              { cause },
            ),
      );
    }
  }

  unload(): void {
    this.#loaded.abort();
    this.#playback?.destroy();
    this.#playback = undefined;
    this.loaded = false;
  }

  /** Ends all requests; what is buffered stays. */
  stop(): void {
    this.#playback?.stop();
  }

  /**
   * Goes on where `stop` had ended it.
   * @param anew what is under way is asked for anew where playback stands
   */
  resume(anew?: boolean): void {
    this.#playback?.resume(anew);
  }
}

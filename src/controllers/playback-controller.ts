import { PlayerError } from "../errors.js";
import type {
  Playback,
  PlaybackCallbacks,
  PlaybackSource,
} from "../playback/playback.js";

/** hls.js and what drives it: two chunks, neither of which waits for the other. */
const chunks = () =>
  Promise.all([import("../playback/play.js"), import("hls.js")]);

let loading: ReturnType<typeof chunks> | undefined;

/** Starts to load what playback needs. @throws what the import throws; a later call tries again */
export function preloadPlayback(): ReturnType<typeof chunks> {
  loading ??= chunks().catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

/** Plays one source after the other on the element's `<video>`. */
export class PlaybackController {
  readonly #callbacks: PlaybackCallbacks;
  #loaded = new AbortController();
  #playback: Playback | undefined;

  constructor(callbacks: PlaybackCallbacks) {
    this.#callbacks = callbacks;
  }

  /** Whether there is something to go on with after a refusal. */
  get loaded(): boolean {
    return this.#playback !== undefined;
  }

  /** Plays `source` from its beginning, in place of what was played. */
  async load(media: HTMLVideoElement, source: PlaybackSource): Promise<void> {
    this.unload();
    const { signal } = (this.#loaded = new AbortController());
    try {
      const [{ play }, { default: Hls }] = await preloadPlayback();
      if (!signal.aborted)
        this.#playback = play(Hls, media, source, this.#callbacks);
    } catch (cause) {
      if (!signal.aborted)
        this.#callbacks.failed(
          new PlayerError("unreachable", "The player could not be loaded.", {
            cause,
          }),
        );
    }
  }

  unload(): void {
    this.#loaded.abort();
    this.#playback?.destroy();
    this.#playback = undefined;
  }

  /** Ends all requests; what is buffered stays. */
  stop(): void {
    this.#playback?.stop();
  }

  /** Goes on where `stop` had ended it. */
  resume(): void {
    this.#playback?.resume();
  }
}

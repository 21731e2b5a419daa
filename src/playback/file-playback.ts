import { PlayerError } from "../errors.js";
import { SHORTEST_WINDOW_SECONDS } from "../media/stream.js";
import type {
  PlaybackCallbacks,
  PlaybackSource,
  Playback,
} from "./playback.js";

/** MIME type by which a browser says whether it plays HLS itself. */
const hlsType = "application/vnd.apple.mpegurl";

/**
 * Lets the browser play the source itself: a single file, or HLS where there is no MediaSource.
 *
 * The browser makes the requests, so only what it can carry works: cookies, or for a single file the signature of the
 * moment. That URL is then the `src` of the `<video>` inside the shadow root; it is nowhere else.
 * @see https://html.spec.whatwg.org/multipage/media.html
 */
export class FilePlayback implements Playback {
  readonly #media: HTMLVideoElement;
  readonly #source: PlaybackSource;
  readonly #callbacks: PlaybackCallbacks;
  readonly #ended = new AbortController();
  /** One renewal for each failure; playback that went on since clears it. */
  #renewed = false;
  /** Seconds: the longest that a live stream could be seeked in so far. It varies by a segment while the stream goes on. */
  #window = 0;

  constructor(
    media: HTMLVideoElement,
    source: PlaybackSource,
    callbacks: PlaybackCallbacks,
  ) {
    this.#media = media;
    this.#source = source;
    this.#callbacks = callbacks;
    const { signal } = this.#ended;
    media.addEventListener("error", () => void this.#recover(), { signal });
    for (const type of ["durationchange", "progress"])
      media.addEventListener(type, () => this.#noticeStream(), { signal });
    media.addEventListener("timeupdate", () => (this.#renewed = false), {
      signal,
    });
    this.#begin();
  }

  stop(): void {}

  resume(): void {
    if (this.#media.error || !this.#media.src) this.#continue();
  }

  destroy(): void {
    this.#ended.abort();
    this.#source.player?.setStream("unknown", NaN);
    this.#media.removeAttribute("src");
    this.#media.load();
  }

  #begin(): void {
    const { src, isHls, session } = this.#source;
    const { url, credentials } = session?.usable?.requestFor(src) ?? {
      url: src,
      credentials: false,
    };
    if (isHls && url !== src)
      return this.#unsupported(
        "This browser plays HLS without MediaSource, and then no signature can be put on its requests: use cookie delivery.",
      );
    if (isHls && !this.#media.canPlayType(hlsType))
      return this.#unsupported(
        "This browser has no MediaSource, and does not play HLS itself.",
      );
    if (session)
      this.#media.crossOrigin = credentials ? "use-credentials" : "anonymous";
    const { paused } = this.#media;
    this.#media.src = url;
    // The change interrupts a play() that has only just been called.
    if (!paused) void this.#media.play().catch(() => {});
  }

  /** The browser does not say what went wrong; an expired grant is the likeliest, and the one that can be mended. */
  async #recover(): Promise<void> {
    const { session, src } = this.#source;
    const grant = session?.usable;
    const { signal } = this.#ended;
    const may = session && !this.#renewed;
    this.#renewed = true;
    const renewed =
      may &&
      (grant
        ? await session.refused(grant, src, 0, signal)
        : (await session.ready(signal)) !== undefined);
    if (signal.aborted) return;
    if (renewed) return this.#continue();
    this.#callbacks.failed(
      new PlayerError(
        "playback-failed",
        `The browser could not play the file (MediaError ${this.#media.error?.code ?? 0}).`,
      ),
    );
  }

  #continue(): void {
    const { currentTime } = this.#media;
    this.#begin();
    this.#media.currentTime = currentTime;
  }

  /** A browser gives what has no end the duration Infinity. What can be seeked in it says a little later, and then anew. */
  #noticeStream(): void {
    const { duration, seekable } = this.#media;
    const { player } = this.#source;
    if (Number.isNaN(duration)) return player?.setStream("unknown", NaN);
    if (duration !== Infinity) return player?.setStream("on-demand", NaN);
    const last = seekable.length - 1;
    const seconds = last < 0 ? 0 : seekable.end(last) - seekable.start(0);
    this.#window = Math.max(this.#window, Math.round(seconds));
    player?.setStream(
      "live",
      this.#window < SHORTEST_WINDOW_SECONDS ? 0 : this.#window,
    );
  }

  #unsupported(message: string): void {
    this.#callbacks.failed(new PlayerError("not-supported", message));
  }
}

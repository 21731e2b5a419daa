/** What {@link Attention} reports. */
export interface AttentionCallbacks {
  /** Something changed for the better: back online, tab visible or focused again, page back from the cache. */
  wake(): void;
  /** Playback wants data now: play, seek. */
  needed(): void;
  /** Paused for long in a hidden page. */
  lapse(): void;
  /** The page is being left. */
  leave(): void;
  /** Milliseconds of pause in a hidden page until `lapse`. */
  lapseAfterMs: number;
}

/**
 * Whether anybody is watching, by the events of page and media element.
 * Outside a browser there is no page: nothing is listened to, and nothing lapses.
 * @see https://developer.mozilla.org/docs/Web/API/Page_Visibility_API
 */
export class Attention {
  readonly #callbacks: AttentionCallbacks;
  readonly #closed = new AbortController();
  readonly #media = new Set<HTMLMediaElement>();
  #lapsing: ReturnType<typeof setTimeout> | undefined;

  constructor(callbacks: AttentionCallbacks) {
    this.#callbacks = callbacks;
    if (typeof document === "undefined") return;
    const { signal } = this.#closed;
    const wake = () => callbacks.wake();
    addEventListener("online", wake, { signal });
    addEventListener("focus", wake, { signal });
    addEventListener("pagehide", () => callbacks.leave(), { signal });
    addEventListener(
      "pageshow",
      ({ persisted }) =>
        persisted && (this.#playing || this.#media.size === 0)
          ? callbacks.needed() // where nothing is watched, no play will ever say so
          : wake(),
      { signal },
    );
    document.addEventListener(
      "visibilitychange",
      () => {
        this.#look();
        if (!document.hidden) wake();
      },
      { signal },
    );
  }

  /** Follows a media element. @returns a function that ends it */
  watch(media: HTMLMediaElement): () => void {
    const watching = new AbortController();
    const signal = AbortSignal.any([watching.signal, this.#closed.signal]);
    const look = () => this.#look();
    const needed = () => {
      look();
      this.#callbacks.needed();
    };
    media.addEventListener("play", needed, { signal });
    media.addEventListener("seeking", needed, { signal });
    media.addEventListener("pause", look, { signal });
    media.addEventListener("ended", look, { signal });
    this.#media.add(media);
    look();
    return () => {
      watching.abort();
      this.#media.delete(media);
      look();
    };
  }

  close(): void {
    this.#closed.abort();
    this.#media.clear();
    this.#look();
  }

  get #playing(): boolean {
    return [...this.#media].some(({ paused }) => !paused);
  }

  /** Counts down to the lapse while the page is hidden and all that is watched stands still. */
  #look(): void {
    const idle =
      !this.#closed.signal.aborted &&
      this.#media.size > 0 &&
      !this.#playing &&
      globalThis.document?.hidden;
    if (!idle) {
      clearTimeout(this.#lapsing);
      this.#lapsing = undefined;
      return;
    }
    this.#lapsing ??= setTimeout(() => {
      this.#lapsing = undefined;
      this.#callbacks.lapse();
      this.#look(); // a request may have been under way, which does not lapse
    }, this.#callbacks.lapseAfterMs);
  }
}

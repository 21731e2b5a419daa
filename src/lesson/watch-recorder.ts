import type { WatchedRange } from "../contract.js";
import { uniteRanges } from "../watched-ranges.js";

/** Seconds that playback may be further than the clock says; what jumps more was not watched. */
const JUMP_SECONDS = 0.5;

/** Seconds of playback that nothing told of: browsers tell four times a second, and once in a tab that is not seen. */
const UNTOLD_SECONDS = 1;

/**
 * Which parts of a video were played, whatever the speed. `video.played` would forget with each source that is loaded, and
 * has a range end where a seek leads to.
 */
export class WatchRecorder {
  readonly #media: HTMLMediaElement;
  #ranges: WatchedRange[] = [];
  /** What is being played, from where to where it was last seen. */
  #stretch: WatchedRange | undefined;
  /** When that was, by `performance.now()`, and how fast it went on. */
  #seenAt = 0;
  #rate = 1;
  /** Seconds: where the last seek began, as near as can be told; `undefined` where nothing was being played. */
  leftAt: number | undefined;

  constructor(media: HTMLMediaElement, signal: AbortSignal) {
    this.#media = media;
    const on = (types: string, listener: () => void) => {
      for (const type of types.split(" "))
        media.addEventListener(type, listener, { signal });
    };
    on("playing seeked timeupdate", () => this.#follow());
    on("ratechange", () => {
      this.#follow();
      // Not of what a seek has ended: that went as it did.
      if (!media.seeking) this.#rate = media.playbackRate;
    });
    on("pause ended waiting", () => {
      this.#follow();
      this.#end();
    });
    media.addEventListener(
      "seeking",
      ({ timeStamp }) => this.#leave(timeStamp),
      { signal },
    );
    on("emptied", () => this.#end());
    this.#follow();
  }

  /** In order and apart from each other, up to this moment. */
  get ranges(): WatchedRange[] {
    const { paused, seeking, currentTime } = this.#media;
    const stretch = this.#stretch;
    if (!stretch) return uniteRanges(this.#ranges, []);
    const now = !paused && !seeking && this.#isNext(currentTime);
    const end = now ? currentTime : stretch[1];
    return end > stretch[0]
      ? uniteRanges(this.#ranges, [[stretch[0], end]])
      : uniteRanges(this.#ranges, []);
  }

  /** What was watched elsewhere: in another tab, or before. */
  add(ranges: readonly WatchedRange[]): void {
    this.#ranges = uniteRanges(this.#ranges, ranges);
  }

  #follow(): void {
    const { seeking, currentTime, paused, ended } = this.#media;
    if (seeking) return;
    if (this.#stretch && this.#isNext(currentTime))
      this.#stretch[1] = Math.max(this.#stretch[1], currentTime);
    else {
      this.#end();
      if (paused || ended) return;
      this.#stretch = [currentTime, currentTime];
      this.#rate = this.#media.playbackRate;
    }
    this.#seenAt = performance.now();
  }

  /**
   * A seek has begun, and `currentTime` is where it leads to: what was played since it was last seen is reckoned.
   * @param atMs when it began, by `performance.now()`: a busy page hears of it later, and nothing was played in between.
   *   Only Chromium stamps the event when it is made; elsewhere that is when it is heard.
   */
  #leave(atMs: number): void {
    const { currentTime } = this.#media;
    const stretch = this.#stretch;
    // A seek to where it is gets going what stood there.
    if (stretch && currentTime !== stretch[1])
      stretch[1] += Math.min(this.#elapsed(atMs), UNTOLD_SECONDS);
    this.leftAt = stretch?.[1];
    this.#end();
  }

  #end(): void {
    const stretch = this.#stretch;
    this.#stretch = undefined;
    if (stretch && stretch[1] > stretch[0]) this.add([stretch]);
  }

  /** Whether playback can have come there since it was last seen. */
  #isNext(position: number): boolean {
    const end = this.#stretch![1];
    // It may have been reckoned a little too far.
    return (
      position >= end - JUMP_SECONDS &&
      position <= end + this.#elapsed() + JUMP_SECONDS
    );
  }

  /** Seconds of the video that can have been played since. */
  #elapsed(untilMs = performance.now()): number {
    return ((untilMs - this.#seenAt) / 1_000) * this.#rate;
  }
}

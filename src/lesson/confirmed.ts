import type { WatchedRange } from "../contract.js";
import { uniteRanges, watchedSeconds } from "../watched-ranges.js";

/** Seconds: a report that may bring less waits for more. */
const LEAST_SECONDS = 1;

/** Halvings after which a second is found to a fraction of a millisecond, in a video of days. */
const BISECTIONS = 40;

/**
 * What the server has confirmed of what was watched, and how much more it may believe. It believes no more than the clock
 * allows, and ten minutes at most at once: who was not heard for longer says what he has watched in pieces.
 */
export class Confirmed {
  #ranges: readonly WatchedRange[] = [];
  /** Seconds that the next report may bring: all, unless less was believed the last time. */
  #most = Infinity;

  /** @returns what to say next: what is confirmed, and as much more, in order, as may be believed */
  next(watched: readonly WatchedRange[]): WatchedRange[] {
    const all = uniteRanges(this.#ranges, watched);
    if (this.#newSeconds(all) <= this.#most) return all;
    // By halves, as a gap that closes on the way counts as well.
    let [from, to] = [0, all.at(-1)![1]];
    for (let round = 0; round < BISECTIONS; round++) {
      const middle = (from + to) / 2;
      const fits = this.#newSeconds(this.#upTo(watched, middle)) <= this.#most;
      [from, to] = fits ? [middle, to] : [from, middle];
    }
    return this.#upTo(watched, Math.floor(from * 1_000) / 1_000);
  }

  /** What is on record. */
  learn(ranges: readonly WatchedRange[]): void {
    this.#ranges = ranges;
  }

  /** @returns whether there is more to say. @param all of what was watched when it was said */
  accepted(
    said: readonly WatchedRange[],
    all: readonly WatchedRange[],
  ): boolean {
    const isAll = watchedSeconds(uniteRanges(said, all)) - watchedSeconds(said) < 1e-6; // prettier-ignore
    this.#most = isAll ? Infinity : this.#most * 2;
    return !isAll;
  }

  /**
   * Less is to be said next time.
   * @param creditSeconds what would have been believed, where the server says so
   * @returns whether that is worth saying at once
   */
  disbelieved(
    said: readonly WatchedRange[],
    creditSeconds: number | undefined,
  ): boolean {
    const most = creditSeconds ?? this.#newSeconds(said) / 2;
    this.#most = Math.max(LEAST_SECONDS, most);
    return creditSeconds !== undefined && creditSeconds >= LEAST_SECONDS;
  }

  #newSeconds(ranges: readonly WatchedRange[]): number {
    return watchedSeconds(ranges) - watchedSeconds(this.#ranges);
  }

  #upTo(watched: readonly WatchedRange[], end: number): WatchedRange[] {
    const part = watched
      .map(([start, stop]): WatchedRange => [start, Math.min(stop, end)])
      .filter(([start, stop]) => stop > start);
    return uniteRanges(this.#ranges, part);
  }
}

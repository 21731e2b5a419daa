import type { WatchedRange } from "../contract.js";
import {
  areWatchedRanges,
  toMilliseconds,
  uniteRanges,
  watchedFraction,
  watchedSeconds,
} from "../watched-ranges.js";
import type { Known } from "./progress-endpoint.js";
import type { StoredProgress } from "./stored-progress.js";
import type { WatchRecorder } from "./watch-recorder.js";

/** Where a viewer was, and what of the video was watched: what `restoreProgress()` takes. */
export interface RestoredProgress {
  /** Seconds. */
  position?: number | undefined;
  watchedRanges?: WatchedRange[] | undefined;
  /** `false`: the page has not heard of a completion, and is told also of one that was before. */
  completed?: boolean | undefined;
}

/** Seconds that a record may lack of what was watched, and still have heard of all: what is told is rounded. */
const UNHEARD_SECONDS = 1;

/** What was watched of a video, here and elsewhere, and whether that is enough of it, which is announced once. */
export class Watched {
  readonly #recorder: WatchRecorder;
  readonly #threshold: () => number;
  /** Seconds; kept for when the source is gone, and the `<video>` says 0 and NaN. */
  #duration = 0;
  /** What was watched before, or elsewhere; and seconds: the furthest place that was heard of. */
  #before: WatchedRange[] = [];
  #furthest = 0;
  #completed = false;
  /** Whether nobody was told of the completion, or the page says that it does not have it: then it is told of one before as well. */
  #isUnsaid = false;

  /** @param threshold share that is enough, 0 to 1 */
  constructor(recorder: WatchRecorder, threshold: () => number) {
    this.#recorder = recorder;
    this.#threshold = threshold;
  }

  /** Seconds that the video lasts; 0 while unknown. */
  get duration(): number {
    return this.#duration;
  }

  /** In order and apart from each other. */
  get ranges(): WatchedRange[] {
    const end = this.#duration || Infinity;
    return this.#recorder.ranges
      .map(([from, to]): WatchedRange => [
        toMilliseconds(from),
        toMilliseconds(Math.min(to, end)),
      ])
      .filter(([from, to]) => to > from);
  }

  /** 0 to 1. */
  get fraction(): number {
    return watchedFraction(this.ranges, this.#duration);
  }

  get completed(): boolean {
    return this.#completed;
  }

  /** As {@link restore} takes it, but for the position. */
  get known(): RestoredProgress {
    return {
      watchedRanges: this.ranges,
      completed: this.#isUnsaid ? false : this.#completed || undefined,
    };
  }

  /** @param duration seconds, as the `<video>` says: what is no length of a lesson changes nothing */
  lasts(duration: number): void {
    if (duration > 0 && duration < Infinity) this.#duration = duration;
  }

  /** What this browser remembers, before it is restored. */
  recall({ duration, watchedRanges, completed }: StoredProgress): void {
    this.#duration = duration;
    // Two tabs, neither of which has seen all of it, or a threshold that was higher.
    this.#isUnsaid =
      !completed && this.#isEnough(watchedFraction(watchedRanges, duration));
  }

  /**
   * What was watched before, or elsewhere.
   * @param told by the page itself, which then means it
   * @returns whether the position is news: it may be the newest
   */
  restore(
    { position = 0, watchedRanges, completed }: RestoredProgress,
    told: boolean,
  ): boolean {
    const ranges = areWatchedRanges(watchedRanges) ? watchedRanges : [];
    // Whoever has not heard of all that was watched says nothing new by an earlier place.
    const isNew = position > this.#furthest || covers(ranges, this.#before);
    this.#furthest = Math.max(this.#furthest, position);
    this.#recorder.add(ranges);
    this.#before = uniteRanges(this.#before, ranges);
    this.#completed ||= completed === true;
    if (told) this.#isUnsaid = completed === false;
    return isNew;
  }

  /** What the server knows of other tabs and devices. @returns whether its completion is to be announced */
  learn({ watchedRanges, completed }: Known): boolean {
    this.#recorder.add(watchedRanges);
    if (!completed || this.#completed) return false;
    this.#completed = true;
    this.#isUnsaid = false;
    return true;
  }

  /** Looks whether it is enough by now. @returns whether that is to be announced */
  complete(): boolean {
    const before = watchedFraction(this.#before, this.#duration);
    // What was complete before was announced then.
    const wasCompleted = this.#completed || this.#isEnough(before);
    this.#completed = wasCompleted || this.#isEnough(this.fraction);
    const isNews = this.#completed && (this.#isUnsaid || !wasCompleted);
    if (!isNews || !this.#duration) return false;
    this.#isUnsaid = false;
    return true;
  }

  #isEnough(fraction: number): boolean {
    return fraction >= this.#threshold();
  }
}

/** Whether all of the one is in the other. */
function covers(
  all: readonly WatchedRange[],
  some: readonly WatchedRange[],
): boolean {
  const lacking = watchedSeconds(uniteRanges(all, some)) - watchedSeconds(all);
  return lacking < UNHEARD_SECONDS;
}

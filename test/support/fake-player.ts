import type { TrackedPlayer } from "../../src/adapters/tracked-player.js";
import type { WatchedRange } from "../../src/contract.js";
import type { ProgressDetail } from "../../src/events.js";
import { uniteRanges } from "../../src/watched-ranges.js";

/** What the adapters use of the element, without a browser. */
export class FakePlayer extends EventTarget implements TrackedPlayer {
  currentTime = 0;
  duration = 100;
  playbackRate = 1;
  volume = 0.5;
  muted = false;
  videoHeight = 720;
  videoId = "lesson-1";
  /** Undefined where the tag has no such attribute, as most have not. */
  completionThreshold: TrackedPlayer["completionThreshold"];
  watchedRanges: WatchedRange[] = [];
  completed = false;
  restored: unknown[] = [];

  get watchedFraction(): number {
    const seconds = this.watchedRanges.reduce((sum, [a, b]) => sum + b - a, 0);
    return seconds / this.duration;
  }

  restoreProgress(progress: { watchedRanges?: WatchedRange[] }): void {
    this.restored.push(progress);
    const { watchedRanges = [] } = progress;
    this.watchedRanges = uniteRanges(this.watchedRanges, watchedRanges);
  }

  /** Reports as the element does. */
  report(
    reason: ProgressDetail["reason"],
    at = this.currentTime,
    from?: number,
  ): void {
    this.currentTime = at;
    const { duration, watchedRanges, watchedFraction, completed } = this;
    const detail: ProgressDetail = {
      reason,
      position: at,
      ...(from !== undefined && { from }),
      duration,
      watchedRanges,
      watchedFraction,
      completed,
    };
    this.dispatchEvent(new CustomEvent("progress-report", { detail }));
  }

  say(type: string): void {
    this.dispatchEvent(new Event(type));
  }
}

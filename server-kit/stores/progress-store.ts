import type { ImplausibleProgress, WatchedRange } from "../../src/contract.js";

/** What is kept of one viewer and one video. Times are epoch seconds. */
export interface ProgressRecord {
  /** Seconds: where the viewer was last. */
  position: number;
  /** Seconds that the video lasts; 0 where no report was accepted yet. */
  duration: number;
  /** In order and apart from each other. */
  watchedRanges: readonly WatchedRange[];
  /** When the threshold was reached first; null until then. */
  completedAt: number | null;
  /** Whether somebody was given that completion to pass on. */
  completionTold: boolean;
  /** Seconds that may be watched newly, as of `creditedAt`. */
  creditSeconds: number;
  /** With fractions. */
  creditedAt: number;
  /** When the store may forget it. */
  expiresAt: number;
}

/** How fast a video can be watched, and when it is completed. */
export interface ProgressRule {
  /** Seconds of the video for each second of the clock. */
  maxRate: number;
  /** Seconds of the video that the first report may bring. */
  slackSeconds: number;
  /** Seconds of the clock, besides the slack, that count at most. */
  maxGapSeconds: number;
  /** Share of the video, 0 to 1. */
  completionThreshold: number;
  /** Seconds after the last report for which the record is kept. */
  keepSeconds: number;
}

/** What somebody says that a viewer has watched. */
export interface ProgressClaim {
  viewerId: string;
  videoId: string;
  position: number;
  /** Seconds that the video lasts, by the report. */
  duration: number;
  /** The same by the application, which is right. */
  trueDuration?: number | undefined;
  /** In order and apart from each other. */
  watchedRanges: readonly WatchedRange[];
  rule: ProgressRule;
}

/** Why a report cannot be true. */
export type Implausible = ImplausibleProgress["reason"];

export type Reported =
  /** `firstCompletion` for one report only, however many come at once. */
  | { outcome: "accepted"; record: ProgressRecord; firstCompletion: boolean }
  /** Nothing has changed; where there was no record, the clock runs from now on. */
  | {
      outcome: "refused";
      reason: Implausible;
      record: ProgressRecord;
      /** Seconds that could be newly watched by now. */
      creditSeconds: number;
    };

/**
 * Keeps what each viewer has watched of each video. `report` decides and writes in one atomic step, since two tabs may
 * report at the same moment. Every method rejects when the store is out of reach.
 */
export interface ProgressStore {
  report(claim: ProgressClaim): Promise<Reported>;
  /** Undefined where there is none. */
  progress(
    viewerId: string,
    videoId: string,
  ): Promise<ProgressRecord | undefined>;
  /** The completion could not be passed on: the next accepted report gets it once more. */
  retellCompletion(viewerId: string, videoId: string): Promise<void>;
  /**
   * Deletes what is kept, as for an erasure, or for who takes a course again. There may be none. A player that is open then
   * says again what it knows.
   */
  forgetProgress(viewerId: string, videoId: string): Promise<void>;
}

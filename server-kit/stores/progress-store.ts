import type { ImplausibleProgress, WatchedRange } from "../../src/contract.js";

/** What is kept of one viewer and one video. Times are epoch seconds. */
export interface ProgressRecord {
  /** Seconds: where the viewer was last. */
  position: number;
  /** Seconds that the video lasts, where nobody knows the longest that was reported; 0 where no report was accepted yet. */
  duration: number;
  /** In order and apart from each other. */
  watchedRanges: readonly WatchedRange[];
  /** When the threshold was reached first; null until then. */
  completedAt: number | null;
  /** Whether that completion was passed on. */
  completionTold: boolean;
  /** The report that was given the completion to pass on, and when: for a while nobody else is. */
  telling?: { reportId: string; since: number };
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
  /** Another one for each report. */
  reportId: string;
  position: number;
  /** Seconds that the video lasts, by the report. */
  duration: number;
  /** The same by the application, which is right. Without it nothing is completed. */
  trueDuration?: number | undefined;
  /** In order and apart from each other. */
  watchedRanges: readonly WatchedRange[];
  rule: ProgressRule;
}

/** Why a report cannot be true. */
export type Implausible = ImplausibleProgress["reason"];

export type Reported =
  /**
   * `firstCompletion` for one report at a time, however many come at once: it has to pass the completion on. Where nobody
   * says within ten seconds that this was done, the next report is given it.
   */
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
  /** The completion was passed on: no report gets it again. */
  completionTold(viewerId: string, videoId: string): Promise<void>;
  /**
   * This report cannot pass the completion on: the next accepted one gets it, at once. Nothing changes where the completion
   * was not this report's to pass on.
   */
  retellCompletion(
    viewerId: string,
    videoId: string,
    reportId: string,
  ): Promise<void>;
  /**
   * Deletes what is kept, as for an erasure, or for who takes a course again. There may be none. A player that is open then
   * says again what it knows.
   */
  forgetProgress(viewerId: string, videoId: string): Promise<void>;
}

import type { Limit } from "../media/limits.js";
import { readResume, type Resume } from "./resume.js";
import { readSeekPolicy, type SeekPolicy } from "./seek-guard.js";

/** Share of a video that counts as all of it: credits are seldom watched. */
const COMPLETION_THRESHOLD = 0.95;

/** Seconds between two reports while a video plays. */
const PROGRESS_INTERVAL = 10;

/** An endpoint is not asked more often. Seconds. */
const SHORTEST_INTERVAL = 1;

/** What the page writes, as it writes it. */
export interface WrittenSettings {
  readonly startAt?: Limit;
  readonly resume?: string | null | undefined;
  readonly seekPolicy?: string | null | undefined;
  readonly completionThreshold?: Limit;
  readonly progressInterval?: Limit;
}

/** What that means. */
export interface LessonSettings {
  /** Seconds. */
  startAt: number;
  resume: Resume;
  seekPolicy: SeekPolicy;
  /** Share, 0 to 1. */
  completionThreshold: number;
  /** Seconds between two reports while it plays. */
  progressInterval: number;
}

/** What is missing or cannot be understood is the default, and for `seek-policy` the stricter one. */
export function readSettings(written: WrittenSettings): LessonSettings {
  const { startAt, completionThreshold, progressInterval } = written;
  return {
    startAt: number(startAt, 0, 0, Infinity),
    resume: readResume(written.resume),
    seekPolicy: readSeekPolicy(written.seekPolicy),
    completionThreshold: readCompletionThreshold(completionThreshold),
    progressInterval: Math.max(
      number(progressInterval, PROGRESS_INTERVAL, 0, 86_400),
      SHORTEST_INTERVAL,
    ),
  };
}

/** @returns share, 0 to 1. Also for those who tell others at what share a video is complete. */
export function readCompletionThreshold(written: Limit): number {
  return number(written, COMPLETION_THRESHOLD, Number.MIN_VALUE, 1);
}

function number(
  written: Limit,
  otherwise: number,
  least: number,
  most: number,
): number {
  if (written === undefined || written === null || written === "")
    return otherwise;
  const value = Number(written);
  return value >= least && value <= most && value < Infinity
    ? value
    : otherwise;
}

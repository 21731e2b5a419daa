/** The rules of progress, over the record of one viewer and one video. Nothing here waits, and nothing here keeps time. */
import type { WatchedRange } from "../../src/contract.js";
import {
  uniteRanges,
  watchedFraction,
  watchedSeconds,
} from "../../src/watched-ranges.js";
import type {
  Implausible,
  ProgressClaim,
  ProgressRecord,
  ProgressRule,
  Reported,
} from "./progress-store.js";

/** Ranges of one record: more seeks than anybody makes in a lesson, and a record that any store takes. */
export const mostRanges = 1_000;
/** Seconds by which a player's duration of the same video may differ: it grows a little while segments come in. */
const sameDurationSeconds = 1;
/** Differences of fractions miss by less than this. */
const rounding = 1e-6;
/** A clock that is further behind than this has stepped back; by less, it is another server's clock. */
const steppedBackSeconds = 60;

/**
 * Takes a report, or refuses it.
 * @param now Epoch seconds, with fractions.
 * @returns the same record where there is nothing to write
 */
export function reportProgress(
  stored: ProgressRecord | undefined,
  claim: ProgressClaim,
  now: number,
): { record: ProgressRecord; reported: Reported } {
  const { rule } = claim;
  const before = stored ?? unwatched(rule, now);
  const credit = creditAt(before, rule, now);
  const refuse = (reason: Implausible) => ({
    record: before,
    reported: {
      outcome: "refused" as const,
      reason,
      record: before,
      creditSeconds: credit.creditSeconds,
    },
  });
  if (hasOtherDuration(before, claim)) return refuse("other-duration");

  const duration = claim.trueDuration ?? (before.duration || claim.duration);
  const kept = cutRanges(before.watchedRanges, duration);
  const reported = cutRanges(claim.watchedRanges, duration);
  const watchedRanges = uniteRanges(kept, reported);
  if (watchedRanges.length > mostRanges) return refuse("too-many-ranges");
  const newSeconds = watchedSeconds(watchedRanges) - watchedSeconds(kept);
  const left = credit.creditSeconds - newSeconds;
  if (left < -rounding) return refuse("ahead-of-clock");

  const completed =
    watchedFraction(watchedRanges, duration) >= rule.completionThreshold;
  const completedAt = before.completedAt ?? (completed ? now : null);
  const record: ProgressRecord = {
    position: Math.min(claim.position, duration),
    duration,
    watchedRanges,
    completedAt,
    completionTold: completedAt !== null,
    creditSeconds: Math.max(0, left),
    creditedAt: credit.creditedAt,
    expiresAt: now + rule.keepSeconds,
  };
  const firstCompletion = completedAt !== null && !before.completionTold;
  return { record, reported: { outcome: "accepted", record, firstCompletion } };
}

/** @returns the same record where nobody was told */
export function retellCompletion(record: ProgressRecord): ProgressRecord {
  return record.completionTold ? { ...record, completionTold: false } : record;
}

/** A viewer who has just begun: the clock runs from now on. */
function unwatched(
  { slackSeconds, keepSeconds }: ProgressRule,
  now: number,
): ProgressRecord {
  return {
    position: 0,
    duration: 0,
    watchedRanges: [],
    completedAt: null,
    completionTold: false,
    creditSeconds: slackSeconds,
    creditedAt: now,
    expiresAt: now + keepSeconds,
  };
}

/** What of the ranges lies within the video. */
function cutRanges(
  ranges: readonly WatchedRange[],
  duration: number,
): WatchedRange[] {
  return ranges
    .map(([start, end]): WatchedRange => [start, Math.min(end, duration)])
    .filter(([start, end]) => start < end);
}

function hasOtherDuration(
  { duration }: ProgressRecord,
  claim: ProgressClaim,
): boolean {
  if (claim.trueDuration !== undefined || duration === 0) return false;
  return Math.abs(claim.duration - duration) > sameDurationSeconds + rounding;
}

/**
 * A bucket that fills by the clock: what one report leaves is there for the next, or a second tab that has nothing to
 * report would spend the time of the first. No second counts twice, even where servers whose clocks differ take turns.
 */
function creditAt(
  { creditSeconds, creditedAt }: ProgressRecord,
  { maxRate, slackSeconds, maxGapSeconds }: ProgressRule,
  now: number,
): Pick<ProgressRecord, "creditSeconds" | "creditedAt"> {
  const since = creditedAt - now > steppedBackSeconds ? now : creditedAt;
  const filled = creditSeconds + Math.max(0, now - since) * maxRate;
  return {
    creditSeconds: Math.min(filled, maxGapSeconds * maxRate + slackSeconds),
    creditedAt: Math.max(since, now),
  };
}

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
/** Differences of fractions miss by less than this. */
const rounding = 1e-6;
/**
 * How long a completion is left to the report that was given it: an answer that was lost, or a process that has ended, tells
 * nobody. A player says what it got no answer to again after 20 s, and may then have nothing more to say.
 */
const tellingSeconds = 10;
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

  // What the viewer says is taken for what it is: the longest cuts nothing off that was watched.
  const duration =
    claim.trueDuration ?? Math.max(before.duration, claim.duration);
  const kept = cutRanges(before.watchedRanges, duration);
  const reported = cutRanges(claim.watchedRanges, duration);
  const watchedRanges = uniteRanges(kept, reported);
  if (watchedRanges.length > mostRanges) return refuse("too-many-ranges");
  const newSeconds = watchedSeconds(watchedRanges) - watchedSeconds(kept);
  const left = credit.creditSeconds - newSeconds;
  if (left < -rounding) return refuse("ahead-of-clock");

  // Of a video that is as long as the viewer says all is watched in seconds.
  const completed =
    claim.trueDuration !== undefined &&
    watchedFraction(watchedRanges, duration) >= rule.completionThreshold;
  const completedAt = before.completedAt ?? (completed ? now : null);
  const firstCompletion =
    completedAt !== null && !before.completionTold && !isBeingTold(before, now);
  const telling = firstCompletion
    ? { reportId: claim.reportId, since: now }
    : before.telling;
  const record: ProgressRecord = {
    position: Math.min(claim.position, duration),
    duration,
    watchedRanges,
    completedAt,
    completionTold: before.completionTold,
    ...(telling && { telling }),
    creditSeconds: Math.max(0, left),
    creditedAt: credit.creditedAt,
    expiresAt: now + rule.keepSeconds,
  };
  return { record, reported: { outcome: "accepted", record, firstCompletion } };
}

/** @returns the same record where there is nothing to write */
export function tellCompletion(record: ProgressRecord): ProgressRecord {
  if (record.completionTold || record.completedAt === null) return record;
  return { ...untold(record), completionTold: true };
}

/** @returns the same record where the completion is not this report's to pass on */
export function retellCompletion(
  record: ProgressRecord,
  reportId: string,
): ProgressRecord {
  return record.telling?.reportId === reportId ? untold(record) : record;
}

/** Nobody is passing its completion on. */
function untold(record: ProgressRecord): ProgressRecord {
  const rest = { ...record };
  delete rest.telling;
  return rest;
}

/** Whether somebody is passing the completion on at this moment; by whichever clock, so that one set back is no hour's wait. */
function isBeingTold({ telling }: ProgressRecord, now: number): boolean {
  return (
    telling !== undefined && Math.abs(now - telling.since) < tellingSeconds
  );
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

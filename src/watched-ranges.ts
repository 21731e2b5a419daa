import type { WatchedRange } from "./contract.js";

/** Seconds between two ranges that are one: playback begins a little late, and ends a little early. */
const GAP_SECONDS = 0.5;

/** Share of a video that may be missing where all of it was watched: the last picture is rarely the last instant. */
const LENIENCY = 0.005;

/** Finer than any player reports; sums of them meet where those of long fractions miss. */
export function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}

/** @returns all that is in one or the other, in order and apart from each other; neither is changed */
export function uniteRanges(
  one: readonly WatchedRange[],
  other: readonly WatchedRange[],
): WatchedRange[] {
  const united: WatchedRange[] = [];
  const sorted = [...one, ...other].sort(([a], [b]) => a - b);
  for (const [start, end] of sorted) {
    const last = united.at(-1);
    if (last && toMilliseconds(start - last[1]) <= GAP_SECONDS)
      last[1] = Math.max(last[1], end);
    else united.push([start, end]);
  }
  return united;
}

/** Seconds in all. @param ranges apart from each other */
export function watchedSeconds(ranges: readonly WatchedRange[]): number {
  return ranges.reduce((sum, [start, end]) => sum + end - start, 0);
}

/** Share of a video, 0 to 1; 0 while its `duration` (seconds) is not known, or has no end. */
export function watchedFraction(
  ranges: readonly WatchedRange[],
  duration: number,
): number {
  if (!(duration > 0) || duration === Infinity) return 0;
  const fraction = watchedSeconds(ranges) / duration;
  return fraction >= 1 - LENIENCY ? 1 : fraction;
}

/** Whether something from elsewhere is a list of ranges as the contract has them. */
export function areWatchedRanges(value: unknown): value is WatchedRange[] {
  if (!Array.isArray(value)) return false;
  let last = -1;
  return value.every((range: unknown) => {
    if (!Array.isArray(range) || range.length !== 2) return false;
    const [start, end] = range as unknown[];
    const inOrder =
      Number.isFinite(start) &&
      Number.isFinite(end) &&
      (start as number) >= 0 &&
      (start as number) > last &&
      (end as number) > (start as number);
    last = end as number;
    return inOrder;
  });
}

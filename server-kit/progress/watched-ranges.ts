import type { WatchedRange } from "../../src/contract.js";

/** Seconds between two ranges that a player misses at a seek or a change of quality; they were watched all the same. */
const mostGapSeconds = 0.5;

/** Milliseconds are finer than any player reports, and sums of them meet where those of long fractions miss. */
export function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}

/** All that is in either list: in order, apart, gaps of at most half a second closed. Order and repetition change nothing. */
export function uniteRanges(
  ...lists: readonly (readonly WatchedRange[])[]
): WatchedRange[] {
  const united: WatchedRange[] = [];
  const inOrder = lists.flat().toSorted(([one], [other]) => one - other);
  for (const [start, end] of inOrder) {
    const last = united.at(-1);
    if (last && toMilliseconds(start - last[1]) <= mostGapSeconds)
      last[1] = Math.max(last[1], end);
    else united.push([start, end]);
  }
  return united;
}

/** What of the ranges lies within the video. */
export function cutRanges(
  ranges: readonly WatchedRange[],
  duration: number,
): WatchedRange[] {
  return ranges
    .map(([start, end]): WatchedRange => [start, Math.min(end, duration)])
    .filter(([start, end]) => start < end);
}

/** @param ranges Apart from each other. */
export function secondsOf(ranges: readonly WatchedRange[]): number {
  const seconds = ranges.reduce((sum, [start, end]) => sum + end - start, 0);
  return toMilliseconds(seconds);
}

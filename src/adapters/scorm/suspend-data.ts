import type { WatchedRange } from "../../contract.js";

/** So that what somebody else has written is not taken for ours, nor ours of another kind. */
const PREFIX = "shp1:";

/** Characters that every LMS keeps: SCORM 1.2 has 4,096, the older editions of 2004 4,000. */
const MOST_CHARACTERS = 4_000;

/** Tenths of a second. */
const PER_SECOND = 10;

/**
 * Watched ranges as text: the gap before each and its length, in tenths of a second, in base 36. Never more than was
 * watched: each range is rounded inwards, and where there are too many, the shortest are left out.
 */
export function writeRanges(ranges: readonly WatchedRange[]): string {
  let kept = ranges
    .map(([start, end]): WatchedRange => [
      Math.ceil(start * PER_SECOND),
      Math.floor(end * PER_SECOND),
    ])
    .filter(([start, end]) => end > start);
  let text = encode(kept);
  while (text.length > MOST_CHARACTERS) {
    const least = kept
      .map(([start, end]) => end - start)
      .toSorted((one, other) => one - other)[Math.floor(kept.length / 10)]!;
    kept = kept.filter(([start, end]) => end - start > least);
    text = encode(kept);
  }
  return text;
}

/** @returns nothing where it is not what {@link writeRanges} has written */
export function readRanges(text: string): WatchedRange[] {
  if (!/^shp1:([0-9a-z]+(\.[0-9a-z]+)+)?$/.test(text)) return [];
  const numbers = text
    .slice(PREFIX.length)
    .split(".")
    .map((digits) => Number.parseInt(digits, 36));
  const ranges: WatchedRange[] = [];
  let at = 0;
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const start = at + numbers[index]!;
    at = start + numbers[index + 1]!;
    if (at > start && Number.isSafeInteger(at))
      ranges.push([start / PER_SECOND, at / PER_SECOND]);
  }
  return ranges;
}

function encode(ranges: readonly WatchedRange[]): string {
  let at = 0;
  const numbers = ranges.flatMap(([start, end]) => {
    const pair = [start - at, end - start];
    at = end;
    return pair;
  });
  return PREFIX + numbers.map((number) => number.toString(36)).join(".");
}

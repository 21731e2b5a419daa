import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { WatchedRange } from "../../../server-kit/index.js";
import {
  cutRanges,
  secondsOf,
  uniteRanges,
} from "../../../server-kit/progress/watched-ranges.js";

test("ranges that overlap, touch, or lie half a second apart become one", () => {
  const united = uniteRanges(
    [
      [0.12, 10],
      [30, 40],
      [41, 42],
    ],
    [
      [5, 20],
      [20, 21],
      [21.5, 22],
      [40.501, 40.6],
    ],
  );
  assert.deepEqual(united, [
    [0.12, 22],
    [30, 40],
    [40.501, 42],
  ]);
  assert.equal(secondsOf(united), 33.379);
});

test("what is united is left as it was", () => {
  const one: WatchedRange[] = [[0, 1]];
  const other: WatchedRange[] = [[1, 2]];
  uniteRanges(one, other);
  assert.deepEqual([one, other], [[[0, 1]], [[1, 2]]]);
});

test("what lies behind the end of the video does not count", () => {
  const ranges: WatchedRange[] = [
    [0, 5],
    [8, 12],
    [13, 14],
  ];
  assert.deepEqual(cutRanges(ranges, 10), [
    [0, 5],
    [8, 10],
  ]);
});

/** Tenths of a second of a minute. */
const anyRanges = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 599 }), fc.integer({ min: 1, max: 60 }))
    .map(([start, length]): WatchedRange => [start / 10, (start + length) / 10]),
  { maxLength: 12 },
); // prettier-ignore

test("they are those that a strip of paper with all of them painted on it shows", () => {
  fc.assert(
    fc.property(anyRanges, anyRanges, (one, other) => {
      const strip = Array.from({ length: 700 }, () => false);
      for (const [start, end] of [...one, ...other])
        strip.fill(true, Math.round(start * 10), Math.round(end * 10));
      // Five tenths of nothing between two tenths of something.
      const closed = strip
        .map((painted) => (painted ? "#" : "."))
        .join("")
        .replace(/(?<=#)\.{1,5}(?=#)/g, (gap) => "#".repeat(gap.length));
      const painted = [...closed.matchAll(/#+/g)].map(
        ({ index, 0: { length } }) => [index / 10, (index + length) / 10],
      );
      assert.deepEqual(uniteRanges(one, other), painted);
    }),
    { numRuns: 1_000 },
  );
});

test("order, repetition and grouping change nothing", () => {
  fc.assert(
    fc.property(anyRanges, anyRanges, anyRanges, (a, b, c) => {
      const all = uniteRanges(a, b, c);
      assert.deepEqual(uniteRanges(uniteRanges(c, b), a), all);
      assert.deepEqual(uniteRanges(a, uniteRanges(b, c), b, all), all);
    }),
  );
});

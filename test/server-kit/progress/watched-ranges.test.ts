import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { WatchedRange } from "../../../server-kit/index.js";
import { uniteRanges } from "../../../src/watched-ranges.js";

/** Quarters of a second, which floating point has exactly. */
const anyRanges = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 599 }), fc.integer({ min: 1, max: 60 }))
    .map(([start, length]): WatchedRange => [start / 4, (start + length) / 4]),
  { maxLength: 12 },
); // prettier-ignore

test("they are those that a strip of paper with all of them painted on it shows", () => {
  fc.assert(
    fc.property(anyRanges, anyRanges, (one, other) => {
      const strip = Array.from({ length: 700 }, () => false);
      for (const [start, end] of [...one, ...other])
        strip.fill(true, start * 4, end * 4);
      // Two quarters of nothing between two of something.
      const closed = strip
        .map((painted) => (painted ? "#" : "."))
        .join("")
        .replace(/(?<=#)\.{1,2}(?=#)/g, (gap) => "#".repeat(gap.length));
      const painted = [...closed.matchAll(/#+/g)].map(
        ({ index, 0: { length } }) => [index / 4, (index + length) / 4],
      );
      assert.deepEqual(uniteRanges(one, other), painted);
    }),
    { numRuns: 1_000 },
  );
});

test("order, repetition and grouping change nothing", () => {
  fc.assert(
    fc.property(anyRanges, anyRanges, anyRanges, (a, b, c) => {
      const all = uniteRanges(uniteRanges(a, b), c);
      assert.deepEqual(uniteRanges(uniteRanges(c, b), a), all);
      assert.deepEqual(
        uniteRanges(uniteRanges(a, uniteRanges(b, c)), all),
        all,
      );
    }),
  );
});

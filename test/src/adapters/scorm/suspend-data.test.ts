import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sessionTime } from "../../../../src/adapters/scorm/session-time.js";
import {
  readRanges,
  writeRanges,
} from "../../../../src/adapters/scorm/suspend-data.js";
import type { WatchedRange } from "../../../../src/contract.js";
import { uniteRanges } from "../../../../src/watched-ranges.js";

test("ranges come back in tenths of a second, and never longer than they were", () => {
  const text = writeRanges([
    [0.12, 10.39],
    [10.95, 3_600],
    [4_000, 4_000.05],
  ]);
  assert.equal(text, "shp1:2.2t.7.roy");
  assert.deepEqual(readRanges(text), [
    [0.2, 10.3],
    [11, 3_600],
  ]);
  assert.deepEqual(readRanges(writeRanges([])), []);
});

test("where there are too many, the longest are kept, and no more left out than need be", () => {
  const many = Array.from({ length: 3_000 }, (_, index): WatchedRange => [
    index * 100,
    index * 100 + 1 + (index % 90),
  ]);
  const text = writeRanges(many);
  assert.ok(text.length > 3_000 && text.length <= 4_000, `${text.length} characters`); // prettier-ignore
  const lengths = readRanges(text).map(([start, end]) => end - start);
  const longest = many.map(([start, end]) => end - start).toSorted((one, other) => other - one); // prettier-ignore
  assert.ok(Math.min(...lengths) >= longest[lengths.length]!, `One of ${Math.min(...lengths)} s was kept, and a longer one was not.`); // prettier-ignore
});

const anyRanges = (most: number) =>
  fc
    .array(
      fc.tuple(
        fc.integer({ min: 0, max: 36_000_000 }),
        fc.integer({ min: 1, max: 90_000 }),
      ),
      { maxLength: most },
    )
    .map((pairs) =>
      uniteRanges(
        pairs.map(([at, length]): WatchedRange => [
          at / 1_000,
          (at + length) / 1_000,
        ]),
        [],
      ),
    );

test("whatever was watched fits, lies within what was watched, and is the same the second time", () => {
  fc.assert(
    fc.property(anyRanges(2_000), (ranges) => {
      const text = writeRanges(ranges);
      assert.ok(text.length <= 4_000, `${text.length} characters`);
      const read = readRanges(text);
      for (const [start, end] of read)
        assert.ok(
          ranges.some(([from, to]) => from <= start && end <= to),
          `${start} to ${end} was not watched.`,
        );
      assert.equal(writeRanges(read), text);
    }),
    { numRuns: 60 },
  );
});

test("a few ranges lose no more than two tenths of a second each", () => {
  fc.assert(
    fc.property(anyRanges(20), (ranges) => {
      const sum = (list: WatchedRange[]) =>
        list.reduce((seconds, [start, end]) => seconds + end - start, 0);
      const lost = sum(ranges) - sum(readRanges(writeRanges(ranges)));
      assert.ok(lost <= ranges.length * 0.2 + 1e-6, `${lost} s lost`);
    }),
  );
});

for (const text of ["", "null", "shp1", "shp2:1.2", "shp1:1", "shp1:.1", "shp1:1.-2", "shp1:1.2.", "{\"a\":1}", "shp1:zzzzzzzzzzzz.zzzzzzzzzzzz", "shp1:1.0"])
  test(`what is none of ours holds nothing: ${text}`, () => {
    assert.deepEqual(readRanges(text), []);
  }); // prettier-ignore

test("a span is written as each version wants it", () => {
  assert.equal(sessionTime(3_723_456, "1.2"), "0001:02:03.46");
  assert.equal(sessionTime(3_723_456, "2004"), "PT3723.46S");
  assert.equal(sessionTime(-5, "1.2"), "0000:00:00.00");
  assert.equal(sessionTime(59_999, "1.2"), "0000:01:00.00");
  // Four digits are all that 1.2 has for hours.
  assert.equal(sessionTime(20_000 * 3_600_000, "1.2"), "9999:00:00.00");
});

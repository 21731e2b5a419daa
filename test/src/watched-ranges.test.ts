import { expect } from "@open-wc/testing";
import type { WatchedRange } from "../../src/contract.js";
import {
  areWatchedRanges,
  uniteRanges,
  watchedFraction,
  watchedSeconds,
} from "../../src/watched-ranges.js";

describe("watched ranges", () => {
  const rows: [string, WatchedRange[], WatchedRange[], WatchedRange[]][] = [
    ["nothing and nothing", [], [], []],
    ["apart", [[0, 5]], [[7, 9]], [[0, 5], [7, 9]]], // prettier-ignore
    ["in any order", [[7, 9]], [[0, 5]], [[0, 5], [7, 9]]], // prettier-ignore
    ["overlapping", [[0, 5]], [[3, 9]], [[0, 9]]],
    ["one within the other", [[0, 9]], [[3, 5]], [[0, 9]]],
    ["half a second apart", [[0, 5]], [[5.5, 9]], [[0, 9]]],
    ["a little more apart", [[0, 5]], [[5.6, 9]], [[0, 5], [5.6, 9]]], // prettier-ignore
    ["one over several", [[0, 1], [3, 4], [6, 7]], [[0.5, 6.5]], [[0, 7]]], // prettier-ignore
  ];
  for (const [name, one, other, united] of rows)
    it(`unite: ${name}`, () => {
      const before = JSON.stringify([one, other]);
      expect(uniteRanges(one, other)).to.deep.equal(united);
      expect(uniteRanges(united, other)).to.deep.equal(united);
      expect(JSON.stringify([one, other])).to.equal(before);
    });

  it("count seconds and share", () => {
    const ranges: WatchedRange[] = [[0, 10], [20, 25]]; // prettier-ignore
    expect(watchedSeconds(ranges)).to.equal(15);
    expect(watchedFraction(ranges, 60)).to.equal(0.25);
  });

  it("are all of the video where half a percent is missing, and not where more is", () => {
    expect(watchedFraction([[0.1, 99.7]], 100)).to.equal(1);
    expect(watchedFraction([[0.1, 99.5]], 100)).to.be.closeTo(0.994, 1e-9);
    expect(watchedFraction([[0, 110]], 100)).to.equal(1);
  });

  for (const duration of [NaN, 0, Infinity, -1])
    it(`are no share of a duration of ${duration}`, () => {
      expect(watchedFraction([[0, 10]], duration)).to.equal(0);
    });

  for (const value of [
    [],
    [[0, 1]],
    [
      [0, 1],
      [1.5, 2],
    ],
  ])
    // prettier-ignore
    it(`are read from ${JSON.stringify(value)}`, () => {
      expect(areWatchedRanges(value)).to.equal(true);
    });

  const hostile: unknown[] = [
    null,
    "0-1",
    [0, 1],
    [[0]],
    [[0, 1, 2]],
    [["0", "1"]],
    [[1, 1]],
    [[2, 1]],
    [[-1, 1]],
    [[0, NaN]],
    [[0, Infinity]],
    [[0, 2], [1, 3]], // prettier-ignore
    [[5, 6], [0, 1]], // prettier-ignore
    [[0, 1], [1, 2]], // prettier-ignore
  ];
  for (const value of hostile)
    it(`are not read from ${JSON.stringify(value)}`, () => {
      expect(areWatchedRanges(value)).to.equal(false);
    });
});

import { expect } from "@open-wc/testing";
import {
  isOver,
  readResume,
  resumePosition,
} from "../../../src/lesson/resume.js";

describe("where a viewer goes on", () => {
  for (const [position, duration, to, why] of [
    [4.9, 100, undefined, "he has hardly begun"],
    [5, 100, 5, "he has begun"],
    [90, 100, 90, "ten seconds are left"],
    [90.1, 100, undefined, "less than ten seconds are left"],
    [970, 1_000, 970, "three percent of a long video are left"],
    [970.1, 1_000, undefined, "less than three percent are left"],
    [5_000, 0, 5_000, "nobody knows where it ends"],
    [5_000, NaN, 5_000, "it has not been loaded"],
    [NaN, 100, undefined, "that is no place"],
    [NaN, 0, undefined, "that is no place in a video of unknown length"],
  ] as const)
    it(`at ${to}, from ${position} of ${duration}: ${why}`, () => {
      expect(resumePosition(position, duration)).to.equal(to);
    });

  for (const [position, duration, over] of [
    [90, 100, false],
    [90.1, 100, true],
    [95, 0, false],
    [95, NaN, false],
    [NaN, 100, false],
    // All of it is the last ten seconds.
    [4.9, 8, false],
    [5, 8, true],
  ] as const)
    it(`is ${over ? "over" : "not over"} at ${position} of ${duration}`, () => {
      expect(isOver(position, duration)).to.equal(over);
    });

  for (const [written, read] of [
    [undefined, "off"],
    [null, "off"],
    ["off", "off"],
    ["", "ask"],
    ["ask", "ask"],
    ["yes", "ask"],
    ["auto", "auto"],
  ] as const)
    it(`reads resume=${JSON.stringify(written)} as ${read}`, () => {
      expect(readResume(written)).to.equal(read);
    });
});

import { expect } from "@open-wc/testing";
import { isOver, isUnderWay, readResume } from "../../../src/lesson/resume.js";

describe("where a viewer goes on", () => {
  for (const [position, begun] of [
    [4.9, false],
    [5, true],
    [NaN, false],
  ] as const)
    it(`has ${begun ? "" : "hardly "}begun at ${position}`, () => {
      expect(isUnderWay(position)).to.equal(begun);
    });

  for (const [position, duration, over] of [
    [90, 100, false],
    [90.1, 100, true],
    // The last three percent of a long one.
    [970, 1_000, false],
    [970.1, 1_000, true],
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

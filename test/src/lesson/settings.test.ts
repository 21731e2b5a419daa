import { expect } from "@open-wc/testing";
import { readSettings } from "../../../src/lesson/settings.js";

describe("settings of a lesson", () => {
  it("are these where the page says nothing", () => {
    expect(readSettings({})).to.deep.equal({
      startAt: 0,
      resume: "off",
      seekPolicy: "free",
      completionThreshold: 0.95,
      progressInterval: 10,
    });
  });

  for (const [name, rows] of [
    [
      "startAt",
      [
        ["30", 30],
        [12.5, 12.5],
        ["0", 0],
        ["-1", 0],
        ["Infinity", 0],
        ["1:30", 0],
        [null, 0],
      ],
    ],
    [
      "completionThreshold",
      [
        ["0.9", 0.9],
        ["1", 1],
        ["1.01", 0.95],
        ["0", 0.95],
        ["-0.5", 0.95],
        ["90%", 0.95],
        ["", 0.95],
        [null, 0.95],
      ],
    ],
    [
      "progressInterval",
      [
        ["60", 60],
        ["86400", 86_400],
        ["86401", 10],
        ["0.2", 1],
        ["0", 1],
        ["-1", 10],
        ["never", 10],
        ["", 10],
        [null, 10],
      ],
    ],
  ] as const)
    for (const [written, read] of rows)
      it(`read ${name} ${JSON.stringify(written)} as ${read}`, () => {
        expect(readSettings({ [name]: written })[name]).to.equal(read);
      });
});

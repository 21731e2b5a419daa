import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import type { GrantResponse } from "../../../src/contract.js";
import { Grant } from "../../../src/sdk/grant.js";
import { drawingOf } from "../../../src/watermark/drawing.js";

function drawn(watermark: unknown) {
  const response = {
    videoUrl: "https://edge.test/lesson-1/index.m3u8",
    expiresIn: 900,
    watermark,
  } as GrantResponse;
  const granted = new Grant(response, { requestedAt: 0, random: 0 }).watermark;
  return granted && drawingOf(granted);
}

test("a text is drawn with the defaults of everything else", () => {
  assert.deepEqual(drawn({ text: "ada@school.example" }), {
    text: "ada@school.example",
    opacity: 0.4,
    position: "moving",
    moveEveryMs: 12_000,
  });
});

test("what the endpoint says of its looks is used", () => {
  assert.deepEqual(
    drawn({
      text: "Ada",
      opacity: 0.8,
      position: "bottom-left",
      moveEverySeconds: 30,
    }),
    {
      text: "Ada",
      opacity: 0.8,
      position: "bottom-left",
      moveEveryMs: 30_000,
    },
  );
});

for (const absent of [undefined, null, { text: "" }, { text: " \n\t" }])
  test(`${inspect(absent)} is no watermark`, () => {
    assert.equal(drawn(absent), undefined);
  });

for (const broken of ["Ada", 7, true, [], {}, { text: 7 }, { text: ["Ada"] }])
  test(`${inspect(broken)}: nothing is played without the text that is meant`, () => {
    assert.throws(() => drawn(broken), {
      code: "bad-response",
      message: /watermark must have a text/,
    });
  });

for (const [name, value, used] of [
  ["opacity", 0, 0.1],
  ["opacity", -5, 0.1],
  ["opacity", 7, 1],
  ["opacity", "1", 0.4],
  ["opacity", NaN, 0.4],
  ["opacity", null, 0.4],
  ["opacity", [0.9], 0.4],
  ["position", "fixed; inset: 100%", "moving"],
  ["position", "constructor", "moving"],
  ["position", 3, "moving"],
] as const)
  test(`${name}: ${inspect(value)} is drawn as ${used}`, () => {
    const mark = drawn({ text: "Ada", [name]: value })!;
    assert.equal(mark[name], used);
  });

for (const [seconds, ms] of [
  [0.001, 2_000],
  [-1, 2_000],
  [Infinity, 600_000],
  ["5", 12_000],
  [{}, 12_000],
] as const)
  test(`moveEverySeconds: ${inspect(seconds)} is ${ms} ms`, () => {
    assert.equal(
      drawn({ text: "Ada", moveEverySeconds: seconds })!.moveEveryMs,
      ms,
    );
  });

test("lines stay, control characters go, and no letter is cut in two", () => {
  assert.equal(drawn({ text: "A\u0000da\r\nof\u0007 1b" })!.text, "Ada\nof 1b");
  assert.equal(drawn({ text: "👩".repeat(300) })!.text, "👩".repeat(200));
  assert.equal(drawn({ text: "آدا\u200f" })!.text, "آدا\u200f");
  assert.equal(
    drawn({ text: "<img src=x onerror=alert(1)>" })!.text,
    "<img src=x onerror=alert(1)>",
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { readDevices } from "../../../src/sdk/devices.js";

const laptop = {
  sessionId: "s1",
  label: "Chrome on Windows",
  lastSeenSecondsAgo: 120,
};

test("devices are taken as they are, in their order, and nothing else with them", () => {
  const phone = {
    sessionId: "s2",
    label: "Safari on iPhone",
    lastSeenSecondsAgo: 0,
  };
  assert.deepEqual(readDevices([{ ...laptop, ip: "192.0.2.1" }, phone]), [
    laptop,
    phone,
  ]);
});

for (const value of [
  undefined,
  null,
  "s1",
  7,
  {},
  { length: 1, 0: laptop },
  [],
  [null],
])
  test(`no devices are in ${JSON.stringify(value)}`, () => {
    assert.equal(readDevices(value), undefined);
  });

for (const [what, odd] of [
  ["no object", "s1"],
  ["null", null],
  ["an array", [laptop]],
  ["without a session", { ...laptop, sessionId: undefined }],
  ["with a session that is a number", { ...laptop, sessionId: 7 }],
  ["with an empty session", { ...laptop, sessionId: "" }],
  ["with an endless session", { ...laptop, sessionId: "s".repeat(513) }],
  ["without a label", { ...laptop, label: undefined }],
  ["with a label that is an object", { ...laptop, label: { html: "<b>" } }],
  ["with a blank label", { ...laptop, label: " \n" }],
  ["that was never seen", { ...laptop, lastSeenSecondsAgo: undefined }],
  ["seen at a text", { ...laptop, lastSeenSecondsAgo: "120" }],
  ["seen at NaN", { ...laptop, lastSeenSecondsAgo: NaN }],
  ["seen an infinity ago", { ...laptop, lastSeenSecondsAgo: Infinity }],
  ["seen at a date", { ...laptop, lastSeenSecondsAgo: Date.now() }],
] as [string, unknown][])
  test(`a device that is ${what} is left out, and the others stay`, () => {
    const other = { ...laptop, sessionId: "other" };
    assert.deepEqual(readDevices([odd, other]), [other]);
  });

test("the clocks of two servers may differ by a second", () => {
  const [device] = readDevices([{ ...laptop, lastSeenSecondsAgo: -1.2 }])!;
  assert.equal(device!.lastSeenSecondsAgo, 0);
});

test("a session is listed once", () => {
  const devices = readDevices([laptop, laptop, { ...laptop, sessionId: "b" }]);
  assert.deepEqual(
    devices!.map(({ sessionId }) => sessionId),
    ["s1", "b"],
  );
});

test("no more than twenty are listed", () => {
  const many = Array.from({ length: 30 }, (_, index) => ({
    ...laptop,
    sessionId: `s${index}`,
  }));
  assert.deepEqual(readDevices(many), many.slice(0, 20));
});

test("a long name is cut, and not in the middle of a character", () => {
  const labelOf = (label: string) => readDevices([{ ...laptop, label }])![0]!;
  assert.equal(labelOf("x".repeat(80)).label, "x".repeat(80));
  assert.equal(labelOf("x".repeat(81)).label, `${"x".repeat(79)}…`);
  assert.equal(labelOf(`${"x".repeat(78)}😀!`).label, `${"x".repeat(78)}…`);
});

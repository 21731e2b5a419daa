import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Clock } from "../../../src/sdk/clock.js";
import { fakeTime, type FakeTime } from "./harness.js";

const hours = 3_600_000;

let time: FakeTime;
beforeEach(() => {
  time = fakeTime();
});
afterEach(() => {
  time.uninstall();
});

test("tells the time that passes", async () => {
  const clock = new Clock();
  const start = clock.now();
  await time.tickAsync(90_000);
  assert.equal(clock.now() - start, 90_000);
  assert.equal(start, time.startedAt);
});

test("a span is as long as it was when the wall clock is set back twelve hours", async () => {
  const clock = new Clock();
  const start = clock.now();
  await time.tickAsync(60_000);
  time.setWallClock(-12 * hours);
  await time.tickAsync(60_000);
  assert.equal(clock.now() - start, 120_000);
});

test("a span seems too long, never too short, when the wall clock is set forward twelve hours", async () => {
  const clock = new Clock();
  const start = clock.now();
  time.setWallClock(12 * hours);
  await time.tickAsync(60_000);
  assert.equal(clock.now() - start, 12 * hours + 60_000);
});

test("a new span forgets that the wall clock was set forward", async () => {
  const clock = new Clock();
  time.setWallClock(12 * hours);
  const mark = clock.mark();
  time.setWallClock(-12 * hours);
  await time.tickAsync(60_000);
  assert.equal(clock.now() - mark, 60_000);
});

test("notices two hours of sleep during which performance.now() stood still", () => {
  const clock = new Clock();
  const start = clock.now();
  time.setWallClock(2 * hours);
  assert.equal(clock.now() - start, 2 * hours);
});

test("goes on after the wall clock was set forward and then right again", async () => {
  const clock = new Clock();
  time.setWallClock(12 * hours);
  const wrong = clock.now();
  await time.tickAsync(1_000);
  time.setWallClock(-12 * hours);
  const right = clock.now();
  assert.ok(right >= wrong, "never goes backwards");
  await time.tickAsync(30_000);
  assert.equal(clock.now() - right, 30_000, "does not stand still either");
});

test("never goes backwards, whatever is done to the wall clock", async () => {
  const clock = new Clock();
  let last = clock.now();
  for (const jump of [5, -12, 12, -1, -24, 3]) {
    time.setWallClock(jump * hours);
    await time.tickAsync(10);
    const now = jump === 3 ? clock.mark() : clock.now();
    assert.ok(now >= last, `${now} is before ${last}`);
    last = now;
  }
});

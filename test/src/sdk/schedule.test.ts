import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Clock } from "../../../src/sdk/clock.js";
import {
  backoffMs,
  deadline,
  renewalDelayMs,
  sleep,
  sleepUntil,
  unlessAborted,
} from "../../../src/sdk/schedule.js";
import { fakeTime, settle, type FakeTime } from "./harness.js";

const hours = 3_600_000;
/** Chance as it may fall, its ends included. */
const chances = Array.from({ length: 101 }, (_, index) => index / 100);

let time: FakeTime;
beforeEach(() => {
  time = fakeTime();
});
afterEach(() => {
  time.uninstall();
});

test("renews two thirds into the life of a grant", () => {
  assert.equal(renewalDelayMs(900_000, undefined, 0.5), 600_000);
});

test("a class that starts together renews within 10 % either way", () => {
  const delays = chances.map((chance) =>
    renewalDelayMs(900_000, undefined, chance),
  );
  for (const delay of delays)
    assert.ok(delay >= 540_000 && delay <= 660_000, `${delay} ms`);
  assert.equal(Math.round(Math.min(...delays)), 540_000);
  assert.equal(Math.round(Math.max(...delays)), 660_000);
  assert.equal(new Set(delays).size, chances.length, "no two at once");
});

test("renews when the server says, jitter and all", () => {
  for (const chance of chances) {
    const delay = renewalDelayMs(900_000, 100_000, chance);
    assert.ok(delay >= 89_999 && delay <= 110_001, `${delay} ms`);
  }
});

test("leaves the last tenth of a grant's life for the request, whatever the server says", () => {
  for (const renewAfterMs of [850_000, 900_000, 9e9, Infinity])
    for (const chance of chances)
      assert.ok(
        renewalDelayMs(900_000, renewAfterMs, chance) <= 810_000,
        `${renewAfterMs} ms at ${chance}`,
      );
});

test("does not flood an endpoint that says a fraction of a second", () => {
  assert.equal(renewalDelayMs(900_000, 1, 0), 1_000);
  assert.equal(renewalDelayMs(5, undefined, 0), 1_000);
});

test("waits twice as long after each failure, from 1 s to 30 s", () => {
  const longest = [0, 1, 2, 3, 4, 5, 6, 50, 2_000].map((attempt) =>
    backoffMs(attempt, undefined, 1),
  );
  assert.deepEqual(
    longest,
    [1, 2, 4, 8, 16, 30, 30, 30, 30].map((seconds) => seconds * 1_000),
  );
});

test("the wait may fall anywhere between nothing and the longest", () => {
  assert.equal(backoffMs(3, undefined, 0), 0);
  assert.equal(backoffMs(3, undefined, 0.25), 2_000);
  for (const chance of chances)
    assert.ok(backoffMs(9, undefined, chance) <= 30_000, `at ${chance}`);
});

test("waits as long as the server asks when that is longer, and no shorter when it is not", () => {
  assert.equal(backoffMs(0, 120_000, 1), 120_000);
  assert.equal(backoffMs(4, 1_000, 1), 16_000);
  assert.equal(backoffMs(0, 0, 0.5), 500);
});

test("sleeps until the clock says so", async () => {
  const clock = new Clock();
  let awake = false;
  void sleepUntil(
    clock.now() + 100_000,
    clock,
    new AbortController().signal,
  ).then(() => {
    awake = true;
  });
  await time.tickAsync(99_999);
  assert.equal(awake, false);
  await time.tickAsync(1);
  assert.equal(awake, true);
});

test("does not sleep for a time that is past", async () => {
  const clock = new Clock();
  await sleepUntil(clock.now() - 1, clock, new AbortController().signal);
  assert.equal(time.timers(), 0);
});

test("sleeps for thirty days, longer than a timer can", async () => {
  const clock = new Clock();
  const days = 24 * hours;
  let awake = false;
  void sleepUntil(
    clock.now() + 30 * days,
    clock,
    new AbortController().signal,
  ).then(() => {
    awake = true;
  });
  await time.tickAsync(29 * days);
  assert.equal(awake, false);
  await time.tickAsync(days);
  assert.equal(awake, true);
});

test("never asks for a timer of more than 2^31 ms, which would fire at once", async () => {
  const asked: number[] = [];
  const original = globalThis.setTimeout;
  globalThis.setTimeout = ((work: () => void, ms: number) => {
    asked.push(ms);
    return original(work, ms);
  }) as typeof setTimeout;
  const ending = new AbortController();
  const clock = new Clock();
  const slept = sleepUntil(clock.now() + 1e13, clock, ending.signal);
  await settle();
  ending.abort();
  await slept;
  globalThis.setTimeout = original;
  assert.deepEqual(asked, [30_000]);
});

test("notices within 30 s that the machine slept", async () => {
  const clock = new Clock();
  let awake = false;
  void sleepUntil(
    clock.now() + 2 * hours,
    clock,
    new AbortController().signal,
  ).then(() => {
    awake = true;
  });
  await time.tickAsync(10_000);
  time.setWallClock(3 * hours); // timers stood still, and the monotonic clock with them
  await time.tickAsync(30_000);
  assert.equal(awake, true);
});

test("wakes at once when told to, and leaves no timer behind", async () => {
  const clock = new Clock();
  const ending = new AbortController();
  const slept = sleepUntil(clock.now() + hours, clock, ending.signal);
  await settle();
  assert.equal(time.timers(), 1);
  ending.abort();
  await slept;
  assert.equal(time.timers(), 0);
});

test("does not even begin to sleep when told so before", async () => {
  await sleep(hours, AbortSignal.abort());
  await sleepUntil(Infinity, new Clock(), AbortSignal.abort());
  assert.equal(time.timers(), 0);
});

test("a deadline ends with a TimeoutError", async () => {
  const signal = deadline(new AbortController().signal, 10_000);
  await time.tickAsync(9_999);
  assert.equal(signal.aborted, false);
  await time.tickAsync(1);
  assert.equal((signal.reason as Error).name, "TimeoutError");
});

test("a deadline ends with the signal it stands on, reason and all, and leaves no timer", () => {
  const ending = new AbortController();
  const reason = new Error("left");
  const signal = deadline(ending.signal, 10_000);
  ending.abort(reason);
  assert.equal(signal.reason, reason);
  assert.equal(time.timers(), 0);
  assert.equal(deadline(ending.signal, 10_000).reason, reason);
  assert.equal(time.timers(), 0);
});

test("work that does not look at the signal is not waited for", async () => {
  const ending = new AbortController();
  const forever = unlessAborted(ending.signal, new Promise(() => {}));
  ending.abort(new Error("too late"));
  await assert.rejects(forever, /too late/);
  assert.equal(
    await unlessAborted(new AbortController().signal, Promise.resolve(7)),
    7,
  );
  const failure = Promise.reject(new Error("its own"));
  await assert.rejects(
    unlessAborted(new AbortController().signal, failure),
    /its own/,
  );
  await assert.rejects(
    unlessAborted(AbortSignal.abort(new Error("before")), failure),
    /before/,
  );
});

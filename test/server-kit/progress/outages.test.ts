import assert from "node:assert/strict";
import { mock, test, type TestContext } from "node:test";
import FakeTimers from "@sinonjs/fake-timers";
import fc from "fast-check";
import {
  createMemoryStore,
  createProgressHandler,
} from "../../../server-kit/index.js";
import type { ProgressReport, WatchedRange } from "../../../src/contract.js";
import type { ProgressRefusedDetail } from "../../../src/events.js";
import { ProgressEndpoint } from "../../../src/lesson/progress-endpoint.js";
import { uniteRanges, watchedSeconds } from "../../../src/watched-ranges.js";

const page = "https://lessons.school.example";
const url = "https://api.school.example/progress";
const duration = 7_200;

/** What `createProgressHandler` believes at the most: by second, at the start, and for a gap. */
const RATE = 2;
const SLACK_SECONDS = 5;
const MOST_SECONDS = 605;

const INTERVAL_SECONDS = 10;

/** A player's way to tell, and the real handler, on one clock that a test moves; the network between them may be cut. */
function school(t: TestContext) {
  const clock = FakeTimers.install({
    now: 1_790_000_000_000,
    toFake: ["setTimeout", "clearTimeout", "Date"],
  });
  const store = createMemoryStore();
  const handler = createProgressHandler<{ id: string }>({
    origins: [page],
    authenticate: () => ({ id: "ada" }),
    authorize: () => ({ durationSeconds: duration }),
    store,
  });
  const network = { cut: false };
  const fetching = mock.method(globalThis, "fetch", async (target: URL, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set("Origin", page);
    if (network.cut) throw new TypeError("Failed to fetch");
    const { method = "GET", body = null } = init;
    return handler(new Request(target, { method, body, headers }));
  }); // prettier-ignore
  Object.assign(globalThis, {
    document: { baseURI: page },
    addEventListener: () => {},
  });
  const gone = new AbortController();
  const end = () => {
    gone.abort();
    fetching.mock.restore();
    clock.uninstall();
    for (const name of ["document", "addEventListener"]) Reflect.deleteProperty(globalThis, name); // prettier-ignore
  };
  t.after(end);

  const refusals: ProgressRefusedDetail[] = [];
  let watched: WatchedRange[] = [];
  let position = 0;
  const report = (): ProgressReport => ({
    videoId: "lesson-1",
    position,
    duration,
    watchedRanges: watched,
  });
  const tell = () => void endpoint.report(report());
  const endpoint = new ProgressEndpoint(
    {
      url,
      videoId: "lesson-1",
      headers: undefined,
      intervalSeconds: () => INTERVAL_SECONDS,
      refused: (detail) => refusals.push(detail),
      again: tell,
    },
    gone.signal,
  );
  const begunAt = clock.now;
  return {
    network,
    refusals,
    tell,
    end,
    watched: () => watched,
    /** Says that it was played, without a word to the server. */
    claim: (range: WatchedRange) => (watched = uniteRanges(watched, [range])),
    wait: (seconds: number) => clock.tickAsync(seconds * 1_000),
    seek: (to: number) => (position = to),
    /** Plays, and reports every ten seconds. */
    async play(seconds: number, speed = 1) {
      tell();
      for (let left = seconds; left > 0; left -= INTERVAL_SECONDS) {
        const step = Math.min(left, INTERVAL_SECONDS);
        await clock.tickAsync(step * 1_000);
        const to = Math.min(duration, position + step * speed);
        if (to > position) watched = uniteRanges(watched, [[position, to]]);
        position = to;
        tell();
      }
      await clock.tickAsync(0);
    },
    async recorded() {
      const record = await store.progress("ada", "lesson-1");
      return record?.watchedRanges ?? [];
    },
    /** No rule that the server has is bent by it. */
    async assertPlausible() {
      const seconds = watchedSeconds(await this.recorded());
      const passed = (clock.now - begunAt) / 1_000;
      assert.ok(seconds <= passed * RATE + SLACK_SECONDS + 1e-6, `${seconds} s were believed after ${passed} s.`); // prettier-ignore
    },
  };
}

test("twenty minutes offline: all of it is on record when twenty more have passed, though the player is paused meanwhile", async (t) => {
  const { network, refusals, play, wait, watched, recorded } = school(t);
  await play(60);
  network.cut = true;
  await play(1_200);
  network.cut = false;
  refusals.length = 0;
  await wait(2 * INTERVAL_SECONDS);
  assert.deepEqual(refusals, [
    { status: 422, code: "implausible-progress", reason: "ahead-of-clock" },
  ]);
  const first = await recorded();
  assert.equal(first[0]![0], 0);
  assert.ok(watchedSeconds(first) > 60 + MOST_SECONDS - 1, JSON.stringify(first)); // prettier-ignore
  assert.ok(watchedSeconds(first) <= 60 + MOST_SECONDS, JSON.stringify(first));
  await wait((1_260 - 60 - MOST_SECONDS) / RATE + 4 * INTERVAL_SECONDS);
  assert.deepEqual(await recorded(), watched());
  assert.deepEqual(watched(), [[0, 1_260]]);
  const told = refusals.length;
  await wait(600);
  assert.equal(refusals.length, told, "There is nothing left to say.");
});

test("a lesson that is watched on meanwhile is caught up with as well", async (t) => {
  const { network, play, watched, recorded } = school(t);
  network.cut = true;
  await play(1_500);
  network.cut = false;
  await play(2_000);
  assert.deepEqual(await recorded(), watched());
});

test("an honest viewer with any pattern of outages, speeds and seeks ends up agreed with the server, which was never told more than can be", async (t) => {
  const step = fc.record({
    cut: fc.boolean(),
    seconds: fc.integer({ min: 1, max: 1_500 }),
    speed: fc.constantFrom(0.5, 1, 1.5, 2),
    seek: fc.option(fc.integer({ min: 0, max: duration - 10 })),
    paused: fc.boolean(),
  });
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const viewer = school(t);
      try {
        for (const { cut, seconds, speed, seek, paused } of steps) {
          viewer.network.cut = cut;
          if (seek !== null) viewer.seek(seek);
          if (paused) await viewer.wait(seconds);
          else await viewer.play(seconds, speed);
          await viewer.assertPlausible();
        }
        viewer.network.cut = false;
        viewer.tell();
        refused += viewer.refusals.filter(({ reason }) => reason).length;
        await viewer.wait(watchedSeconds(viewer.watched()) / RATE + 10 * INTERVAL_SECONDS);
        assert.deepEqual(await viewer.recorded(), viewer.watched());
        await viewer.assertPlausible();
      } finally {
        viewer.end();
      }
    }),
    { numRuns: 20 },
  );
  assert.ok(refused > 0, "Some were away for too long.");
}); // prettier-ignore

test("a forger who says what a player would say is believed what the clock allows, at every moment", async (t) => {
  const forger = school(t);
  forger.claim([0, duration]);
  forger.tell();
  for (let minute = 0; minute < 50; minute++) {
    await forger.wait(60);
    forger.tell();
    await forger.assertPlausible();
  }
  const got = watchedSeconds(await forger.recorded());
  assert.ok(got < duration, `${got} s after 50 minutes.`);

  // An hour of waiting buys no more than it did.
  await forger.wait(0);
  forger.network.cut = true;
  const before = watchedSeconds(await forger.recorded());
  await forger.wait(3_600);
  forger.network.cut = false;
  forger.tell();
  await forger.wait(0);
  const bought = watchedSeconds(await forger.recorded()) - before;
  assert.ok(bought <= MOST_SECONDS, `${bought} s were bought.`);
});

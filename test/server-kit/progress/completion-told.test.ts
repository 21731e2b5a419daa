import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Redis } from "ioredis";
import {
  createMemoryStore,
  createProgressHandler,
  type LogEntry,
  type Progress,
  type ProgressStore,
} from "../../../server-kit/index.js";
import { createRedisStore } from "../../../server-kit/stores/redis.js";
import { startLossyProxy } from "../../support/lossy-proxy.js";
import { startRedis, type RedisServer } from "../../support/redis-server.js";

const page = "https://lessons.school.example";
const ignore = (): void => {};

/** One viewer who has a hundred seconds to watch; `onCompleted` is whatever `lms` says. */
function school(store: ProgressStore, clock: { now: number }) {
  const log: LogEntry[] = [];
  const lms = { calls: 0, answer: async (): Promise<void> => {} };
  const handler = createProgressHandler<{ id: string }>({
    origins: [page],
    authenticate: () => ({ id: "ada" }),
    authorize: () => ({ durationSeconds: 100 }),
    store,
    storeTimeoutSeconds: 1,
    log: (entry) => void log.push(entry),
    onCompleted: () => {
      lms.calls += 1;
      return lms.answer();
    },
  });
  const post = (videoId: string, watched: number) =>
    handler(
      new Request("https://api.school.example/progress", {
        method: "POST",
        body: JSON.stringify({
          videoId,
          position: watched,
          duration: 100,
          watchedRanges: watched > 0 ? [[0, watched]] : [],
        }),
        headers: { Origin: page, "Content-Type": "application/json" },
      }),
    );
  const completed = async (response: Response) => {
    assert.equal(response.status, 200, await response.clone().text());
    return ((await response.json()) as Progress).completed;
  };
  return {
    lms,
    log,
    post,
    completed,
    /** Up to the report that will complete the video. */
    async begin(videoId: string) {
      await post(videoId, 0);
      clock.now += 60;
    },
  };
}

/** Says when it happened. */
function signal() {
  let happened = ignore;
  const happening = new Promise<void>((resolve) => (happened = resolve));
  return { happened, happening };
}

/** A store that is as it was, but for some of its methods. */
function withMethods(
  store: ProgressStore,
  methods: Partial<ProgressStore>,
): ProgressStore {
  const { report, progress, completionTold, retellCompletion, forgetProgress } =
    store;
  return {
    report,
    progress,
    completionTold,
    retellCompletion,
    forgetProgress,
    ...methods,
  };
}

let server: RedisServer;
let client: Redis;
before(async () => {
  server = await startRedis();
  client = new Redis({ path: server.socket });
});
after(async () => {
  client.disconnect();
  await server.close();
});

for (const [name, open] of [
  ["memory", (now: () => number) => createMemoryStore({ now })],
  [
    "redis",
    (now: () => number) =>
      createRedisStore({ client, now, prefix: `${now()}:` }),
  ],
] as const)
  // prettier-ignore
  describe(`a completion, in ${name}`, { timeout: 20_000 }, () => {
    let started = 1_790_000_000;
    const prepare = () => {
      const clock = { now: (started += 10_000) };
      return { clock, store: open(() => clock.now) };
    };

    test("whose write went through after the player had been refused is told with the next report", async () => {
      const { clock, store } = prepare();
      const [timedOut, givenBack] = [signal(), signal()];
      let slow = false;
      const { lms, log, post, completed, begin } = school(
        withMethods(store, {
          async report(claim) {
            const reported = await store.report(claim);
            if (slow) await timedOut.happening;
            return reported;
          },
          async retellCompletion(...of) {
            await store.retellCompletion(...of);
            givenBack.happened();
          },
        }),
        clock,
      );
      await begin("lesson-1");
      slow = true;
      const refused = await post("lesson-1", 96);
      assert.equal(refused.status, 503);
      slow = false;
      timedOut.happened();
      await givenBack.happening;
      assert.equal(lms.calls, 0);
      assert.equal(await completed(await post("lesson-1", 96)), true);
      assert.equal(lms.calls, 1);
      await post("lesson-1", 97);
      clock.now += 3_600;
      await post("lesson-1", 98);
      assert.equal(lms.calls, 1);
      assert.deepEqual(
        log.map(({ event }) => event).filter((event) => event.startsWith("v")),
        ["video-completed"],
      );
    });

    test("whose write went through, and only the answer was lost, is told with the next report", async () => {
      const { clock, store } = prepare();
      const givenBack = signal();
      let lose = false;
      const { lms, post, completed, begin } = school(
        withMethods(store, {
          async report(claim) {
            const reported = await store.report(claim);
            if (lose) throw new Error("Command timed out");
            return reported;
          },
          async retellCompletion(...of) {
            await store.retellCompletion(...of);
            givenBack.happened();
          },
        }),
        clock,
      );
      await begin("lesson-1");
      lose = true;
      assert.equal((await post("lesson-1", 96)).status, 503);
      lose = false;
      await givenBack.happening;
      assert.equal(await completed(await post("lesson-1", 96)), true);
      assert.equal(lms.calls, 1);
    });

    test("that cannot even be given back, as the store is down by then, is told before the player reports again", async () => {
      const { clock, store } = prepare();
      const tried = signal();
      let down = false;
      const { lms, post, begin } = school(
        withMethods(store, {
          async report(claim) {
            const reported = await store.report(claim);
            if (down) throw new Error("Connection is closed.");
            return reported;
          },
          async retellCompletion() {
            tried.happened();
            throw new Error("Connection is closed.");
          },
        }),
        clock,
      );
      await begin("lesson-1");
      down = true;
      assert.equal((await post("lesson-1", 96)).status, 503);
      down = false;
      await tried.happening;
      // Two intervals, as docs/lessons.md says.
      clock.now += 20;
      await post("lesson-1", 96);
      assert.equal(lms.calls, 1);
    });

    test("is told again where the process ended in the middle of telling, and to nobody else meanwhile", async () => {
      const { clock, store } = prepare();
      const { lms, post, begin } = school(store, clock);
      await begin("lesson-1");
      const asked = signal();
      lms.answer = () => {
        asked.happened();
        return new Promise(ignore);
      };
      void post("lesson-1", 96);
      await asked.happening;
      lms.answer = async () => {};
      await post("lesson-1", 97);
      assert.equal(lms.calls, 1);
      clock.now += 10;
      await post("lesson-1", 98);
      await post("lesson-1", 99);
      assert.equal(lms.calls, 2);
    });

    test("that was told, though the store could not keep that, is told again rather than never", async () => {
      const { clock, store } = prepare();
      let down = true;
      const { lms, log, post, completed, begin } = school(
        withMethods(store, {
          completionTold: (...of) =>
            down
              ? Promise.reject(new Error("Connection is closed."))
              : store.completionTold(...of),
        }),
        clock,
      );
      await begin("lesson-1");
      assert.equal(await completed(await post("lesson-1", 96)), true);
      const failed = log.find(({ event }) => event === "store-failed");
      assert.ok(failed?.event === "store-failed", "The log does not say so.");
      assert.equal(failed.operation, "completionTold");
      down = false;
      clock.now += 10;
      await post("lesson-1", 97);
      await post("lesson-1", 98);
      assert.equal(lms.calls, 2);
    });

    test("is told once by twenty reports at the same time, of two servers, also when its hook takes its time", async () => {
      const { clock, store } = prepare();
      const [one, other] = [school(store, clock), school(store, clock)];
      await one.begin("lesson-1");
      const asked = signal();
      const told = signal();
      for (const { lms } of [one, other])
        lms.answer = () => {
          asked.happened();
          return told.happening;
        };
      const posted = Array.from({ length: 20 }, (_, index) =>
        [one, other][index % 2]!.post("lesson-1", 96),
      );
      await asked.happening;
      // All but the one that is telling.
      await Promise.any(posted);
      told.happened();
      await Promise.all(posted);
      await other.post("lesson-1", 97);
      assert.equal(one.lms.calls + other.lms.calls, 1);
    });
  });

test("a completion whose answer from Redis is lost on the way is told with the next report", async (t) => {
  const proxy = await startLossyProxy({ path: server.socket });
  t.after(() => proxy.close());
  // No second try of its own.
  const lossy = new Redis({ port: proxy.port, maxRetriesPerRequest: 0 });
  lossy.on("error", ignore);
  t.after(() => lossy.disconnect());
  const clock = { now: 1_780_000_000 };
  const store = createRedisStore({
    client: lossy,
    prefix: "lossy:",
    now: () => clock.now,
  });
  const { lms, post, completed, begin } = school(store, clock);
  await begin("lesson-1");
  proxy.loseAnswer(2); // the first one is that of the read
  assert.equal((await post("lesson-1", 96)).status, 503);
  assert.equal(proxy.lost(), 1);
  const kept = await createRedisStore({ client, prefix: "lossy:" }).progress("ada", "lesson-1"); // prettier-ignore
  assert.ok(kept?.completedAt, "The write went through.");
  clock.now += 20;
  assert.equal(await completed(await post("lesson-1", 96)), true);
  assert.equal(lms.calls, 1);
});

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { sessionHandle } from "../../server-kit/stores/session-handle.js";
import type {
  Claimed,
  SessionClaim,
  Store,
} from "../../server-kit/stores/session-store.js";
import { reportOf, testProgress } from "./progress-store-contract.js";

/** Epoch seconds. */
type Clock = () => number;

export interface StoreUnderTest {
  /** A store object on the data of all of them, with clients of its own, as another process would have it. */
  open(now?: Clock): Store | Promise<Store>;
  /** Ends all that was begun, clients and server. */
  close(): Promise<void>;
}

export interface ContractOptions {
  /** Store objects among which simultaneous requests are spread; 1 where the data is the object's own. */
  processes: number;
}

const rounds = 100;
/** Rounds at a time: a viewer each, so that they do not disturb each other. */
const roundsAtATime = 5;

/** What every store of server-kit does, whatever lies under it. Its test file is one call of this. */
export function testStore(
  name: string,
  { processes }: ContractOptions,
  start: () => Promise<StoreUnderTest>,
): void {
  describe(name, () => {
    let data: StoreUnderTest;
    let stores: Store[];
    before(async () => {
      data = await start();
      stores = await openAll();
    });
    after(() => data.close());

    const openAll = (now?: Clock): Promise<Store[]> =>
      Promise.all(Array.from({ length: processes }, () => data.open(now)));

    /** The same call 50 times at once, spread over all processes. */
    const fiftyTimes = <Result>(
      call: (store: Store, index: number) => Promise<Result>,
      among = stores,
    ): Promise<Result[]> =>
      Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          call(among[index % among.length]!, index),
        ),
      );

    test(`of 50 simultaneous devices at limit 3 exactly 3 are admitted, ${rounds} times over`, async (t) => {
      const startedAt = performance.now();
      let done = 0;
      const work = async () => {
        for (; done < rounds;) {
          done += 1;
          const viewerId = randomUUID();
          const outcomes = await fiftyTimes((store) =>
            store.claim(claimOf({ viewerId })),
          );
          const admitted = outcomes.filter(({ outcome }) => outcome === "new");
          assert.equal(admitted.length, 3);
          for (const claimed of outcomes)
            if (claimed.outcome !== "new")
              assert.equal(claimed.outcome, "limit");
          assert.equal((await stores[0]!.list(viewerId)).length, 3);
        }
      };
      await Promise.all(Array.from({ length: roundsAtATime }, work));
      const seconds = (performance.now() - startedAt) / 1_000;
      t.diagnostic(`${rounds} rounds of 50 in ${seconds.toFixed(1)} s`);
    });

    test("a renewal counts on, from whichever process it comes, and a second tab of the device counts with it", async () => {
      const claim = claimOf({ limit: 1, label: "Chrome on Windows" });
      const first = await stores[0]!.claim(claim);
      assert.equal(first.outcome, "new");
      const renewed = await stores.at(-1)!.claim({ ...claim, label: "Chrome" });
      assert.equal(renewed.outcome, "renewed");
      const tab = { ...claim, sessionId: randomUUID() };
      assert.equal((await stores[0]!.claim(tab)).outcome, "new");
      const [second, firstNow] = await stores[0]!.list(claim.viewerId);
      assert.equal(second?.sessionId, tab.sessionId);
      assert.equal(firstNow?.label, "Chrome");
      assert.equal((await stores[0]!.list(`${claim.viewerId}2`)).length, 0);
    });

    test("a refusal lists the last seen session of each device, the one seen last first", async () => {
      let at = 1_790_000_000;
      const store = await data.open(() => at);
      const phone = claimOf({ deviceId: "phone", label: "Phone", limit: 2 });
      const laptop = {
        ...phone,
        deviceId: "laptop",
        sessionId: randomUUID(),
        label: "Laptop",
      };
      const tab = { ...phone, sessionId: randomUUID(), label: "Tab" };
      for (const claim of [phone, laptop, tab]) {
        await store.claim(claim);
        at += 10;
      }
      const refused = await store.claim(another(phone));
      assert.deepEqual(refused, {
        outcome: "limit",
        sessions: [
          { sessionId: tab.sessionId, deviceId: "phone", label: "Tab", startedAt: at - 10, lastSeenAt: at - 10, expiresAt: at + 50 },
          { sessionId: laptop.sessionId, deviceId: "laptop", label: "Laptop", startedAt: at - 20, lastSeenAt: at - 20, expiresAt: at + 40 },
        ],
      }); // prettier-ignore
    });

    test("a session that is not renewed makes room at the second it ends, not before", async () => {
      let at = 1_790_000_000;
      const store = await data.open(() => at);
      const claim = claimOf({ limit: 1, ttlSeconds: 60 });
      await store.claim(claim);
      at += 59;
      assert.equal((await store.claim(another(claim))).outcome, "limit");
      at += 1;
      assert.deepEqual(await store.list(claim.viewerId), []);
      assert.equal((await store.claim(another(claim))).outcome, "new");
      assert.equal((await store.claim(claim)).outcome, "limit");
    });

    test("a clock that steps back leaves no session living longer than its ttl", async () => {
      let at = 1_790_000_000;
      const store = await data.open(() => at);
      const claim = claimOf({ limit: 1, ttlSeconds: 60 });
      await store.claim(claim);
      at -= 86_400;
      assert.equal((await store.claim(another(claim))).outcome, "limit");
      at += 60;
      assert.equal((await store.claim(another(claim))).outcome, "new");
    });

    test("watching here instead ends the other device and counts this one in one step", async () => {
      const other = claimOf({ limit: 1 });
      await stores[0]!.claim(other);
      const here = {
        ...another(other),
        takeOver: sessionHandle(other.sessionId),
      };
      assert.equal((await stores[0]!.claim(here)).outcome, "new");
      assert.equal((await stores.at(-1)!.claim(other)).outcome, "ended");
      const [only, ...more] = await stores[0]!.list(other.viewerId);
      assert.equal(only?.sessionId, here.sessionId);
      assert.deepEqual(more, []);
    });

    test("of 50 devices that take over the same one at once, one gets its place", async () => {
      const other = claimOf({ limit: 3 });
      const { viewerId, sessionId } = other;
      await stores[0]!.claim(other);
      await stores[0]!.claim(another(other));
      await stores[0]!.claim(another(other));
      const outcomes = await fiftyTimes((store) =>
        store.claim({ ...another(other), takeOver: sessionHandle(sessionId) }),
      );
      assert.deepEqual(count(outcomes), { new: 1, limit: 49 });
      assert.equal((await stores[0]!.list(viewerId)).length, 3);
    });

    test("a session ended from elsewhere is told so at its next renewal, and so is every other of its device", async () => {
      const claim = claimOf();
      const tab = { ...claim, sessionId: randomUUID() };
      const others = another(claim);
      for (const each of [claim, tab, others]) await stores[0]!.claim(each);
      const { viewerId, sessionId } = claim;
      assert.equal(await stores[0]!.end(viewerId, sessionId), true);
      assert.equal(await stores.at(-1)!.end(viewerId, sessionId), false);
      assert.equal(await stores[0]!.end(viewerId, "unknown"), false);
      assert.equal((await stores.at(-1)!.claim(claim)).outcome, "ended");
      assert.equal((await stores[0]!.claim(tab)).outcome, "ended");
      assert.equal((await stores[0]!.claim(others)).outcome, "renewed");
    });

    test("a released session makes room at once, and may come back", async () => {
      const claim = claimOf({ limit: 1 });
      await stores[0]!.claim(claim);
      await stores[0]!.release(claim.viewerId, "unknown");
      assert.equal((await stores[0]!.claim(another(claim))).outcome, "limit");
      await stores[0]!.release(claim.viewerId, claim.sessionId);
      assert.deepEqual(await stores.at(-1)!.list(claim.viewerId), []);
      assert.equal((await stores[0]!.claim(claim)).outcome, "new");
    });

    test("viewers, rates and things used once do not meet, whatever their IDs", async () => {
      const rate = { burst: 1, refillPerSecond: 0.001 };
      const unique = randomUUID();
      for (const [index, id] of hostileIds.entries()) {
        const key = `${unique}${id}`;
        const claimed = await stores[0]!.claim(
          claimOf({ viewerId: key, limit: 1, sessionId: `s${index}` }),
        );
        assert.equal(claimed.outcome, "new", JSON.stringify(id));
        const { retryAfterSeconds } = await stores[0]!.take(key, rate);
        assert.equal(retryAfterSeconds, 0, JSON.stringify(id));
        assert.ok(await stores[0]!.useOnce(key, 60), JSON.stringify(id));
      }
      for (const [index, id] of hostileIds.entries()) {
        const sessions = await stores.at(-1)!.list(`${unique}${id}`);
        const ids = sessions.map(({ sessionId }) => sessionId);
        assert.deepEqual(ids, [`s${index}`], JSON.stringify(id));
      }
    });

    test("session IDs, devices and labels of any characters come back as they were", async () => {
      const viewerId = randomUUID();
      for (const id of hostileIds.slice(0, 16))
        await stores[0]!.claim(
          claimOf({ viewerId, sessionId: id, deviceId: id, label: id, limit: 99 }),
        ); // prettier-ignore
      const sessions = await stores.at(-1)!.list(viewerId);
      for (const session of sessions) {
        assert.equal(session.deviceId, session.sessionId);
        assert.equal(session.label, session.sessionId.slice(0, 100));
      }
      const ids = sessions.map(({ sessionId }) => sessionId).reverse();
      assert.deepEqual(ids, hostileIds.slice(0, 16));
    });

    test("50 simultaneous takes get exactly what is in the bucket", async () => {
      const at = 1_790_000_000;
      const frozen = await openAll(() => at);
      const rate = { burst: 7, refillPerSecond: 0.1 };
      const key = randomUUID();
      const takes = await fiftyTimes((store) => store.take(key, rate), frozen);
      const taken = takes.filter((take) => take.retryAfterSeconds === 0);
      assert.equal(taken.length, 7);
      const other = await frozen[0]!.take(`${key}2`, rate);
      assert.equal(other.retryAfterSeconds, 0);
    });

    test("tokens flow back, up to a full bucket", async () => {
      let at = 1_790_000_000;
      const store = await data.open(() => at);
      const rate = { burst: 2, refillPerSecond: 0.1 };
      const key = randomUUID();
      const take = async () => (await store.take(key, rate)).retryAfterSeconds;
      assert.deepEqual([await take(), await take(), await take()], [0, 0, 10]);
      at += 9.5;
      assert.equal(await take(), 1);
      at += 0.5;
      assert.deepEqual([await take(), await take()], [0, 10]);
      at += 1_000;
      assert.deepEqual([await take(), await take(), await take()], [0, 0, 10]);
    });

    test("of 50 simultaneous uses one counts, and once its time is over it may be used again", async () => {
      let at = 1_790_000_000.5;
      const same = await openAll(() => at);
      const key = randomUUID();
      const uses = await fiftyTimes((store) => store.useOnce(key, 60), same);
      assert.equal(uses.filter(Boolean).length, 1);
      at += 59.9;
      assert.equal(await same[0]!.useOnce(key, 60), false);
      at += 0.1;
      assert.equal(await same[0]!.useOnce(key, 60), true);
      assert.equal(await same[0]!.useOnce(key, 60), false);
    });

    test("what cannot be counted by is a TypeError, and changes nothing", async () => {
      const claim = claimOf();
      const bad = [
        () => stores[0]!.claim({ ...claim, limit: NaN }),
        () => stores[0]!.claim({ ...claim, ttlSeconds: 0 }),
        () => stores[0]!.claim({ ...claim, viewerId: "" }),
        () => stores[0]!.take("", { burst: 1, refillPerSecond: 1 }),
        () => stores[0]!.take("a", { burst: 0, refillPerSecond: 1 }),
        () => stores[0]!.take("a", { burst: 1, refillPerSecond: 0 }),
        () => stores[0]!.useOnce("a", NaN),
      ];
      for (const call of bad) await assert.rejects(call, TypeError);
      assert.deepEqual(await stores[0]!.list(claim.viewerId), []);
    });

    testProgress((now) => openAll(now));

    if (processes > 1)
      test("a process that starts anew goes on with the sessions, the rates and what was used once", async () => {
        const claim = claimOf({ limit: 1 });
        const rate = { burst: 1, refillPerSecond: 0.001 };
        const before = await data.open();
        await before.claim(claim);
        await before.take(claim.viewerId, rate);
        await before.useOnce(claim.viewerId, 60);

        const store = await data.open();
        assert.equal((await store.claim(claim)).outcome, "renewed");
        assert.equal((await store.claim(another(claim))).outcome, "limit");
        const { retryAfterSeconds } = await store.take(claim.viewerId, rate);
        assert.ok(retryAfterSeconds > 0);
        assert.equal(await store.useOnce(claim.viewerId, 60), false);
      });
  });
}

/** Milliseconds that may pass, on a busy machine too, before a store whose server is gone is taken to hang. */
const HANGS_AFTER_MS = 5_000;

/** Every method rejects, and does not hang. */
export async function rejectsAll(store: Store): Promise<void> {
  const claim = claimOf();
  const calls = {
    claim: () => store.claim(claim),
    release: () => store.release(claim.viewerId, claim.sessionId),
    list: () => store.list(claim.viewerId),
    end: () => store.end(claim.viewerId, claim.sessionId),
    take: () => store.take("key", { burst: 1, refillPerSecond: 1 }),
    useOnce: () => store.useOnce("key", 60),
    report: () => store.report(reportOf()),
    progress: () => store.progress("ada", "lesson-1"),
    completionTold: () => store.completionTold("ada", "lesson-1"),
    retellCompletion: () => store.retellCompletion("ada", "lesson-1", "1"),
    forgetProgress: () => store.forgetProgress("ada", "lesson-1"),
  };
  await Promise.all(
    Object.entries(calls).map(async ([method, call]) => {
      const startedAt = performance.now();
      await assert.rejects(call, Error, `${method} did not reject.`);
      const took = performance.now() - startedAt;
      assert.ok(
        took < HANGS_AFTER_MS,
        `${method} took ${Math.round(took)} ms to reject.`,
      );
    }),
  );
}

/** A claim of a viewer, a session and a device that nobody else has. */
export function claimOf(given: Partial<SessionClaim> = {}): SessionClaim {
  return {
    viewerId: randomUUID(),
    sessionId: randomUUID(),
    deviceId: randomUUID(),
    deviceIsNew: false,
    label: "Firefox on Linux",
    limit: 3,
    ttlSeconds: 60,
    ...given,
  };
}

/** The same viewer's claim from another device. */
export function another(claim: SessionClaim): SessionClaim {
  return { ...claim, sessionId: randomUUID(), deviceId: randomUUID() };
}

function count(outcomes: Claimed[]): Partial<Record<string, number>> {
  const counts: Partial<Record<string, number>> = {};
  for (const { outcome } of outcomes)
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

const hostileIds = [
  " ",
  ":",
  "*",
  "sessions:a",
  "__proto__",
  "constructor",
  "{a}",
  "a\nb",
  "a\r\nSET x y\r\n",
  "\0",
  "é",
  "e\u0301",
  "\ud83d\udca9",
  "\ud800",
  "\ud801",
  '"}],"v":2',
  "A",
  "a",
  "a ",
  "x".repeat(5_000),
  "x".repeat(5_001),
];

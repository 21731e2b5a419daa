import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "../../../server-kit/stores/create-store.js";
import {
  updateVersioned,
  type VersionedRecords,
  type VersionedText,
} from "../../../server-kit/stores/update-record.js";
import { claimOf } from "../../support/session-store-contract.js";

/** A database of one record, which counts its calls. */
function oneRecord(disturb: Partial<VersionedRecords> = {}) {
  const calls = { reads: 0, writes: 0 };
  let stored: VersionedText | undefined;
  const records: VersionedRecords = {
    read: async () => {
      calls.reads += 1;
      return stored;
    },
    write: async (_key, next, version) => {
      calls.writes += 1;
      if (stored?.version !== version) return false;
      stored = next;
      return true;
    },
    ...disturb,
  };
  const update = updateVersioned(records);
  const remove = async () => (stored = undefined);
  return { calls, store: createStore({ update, remove }) };
}

test("a hundred requests at once cost one read and one write", async () => {
  const { calls, store } = oneRecord();
  const rate = { burst: 10, refillPerSecond: 0.001 };
  const takes = await Promise.all(
    Array.from({ length: 100 }, () => store.take("key", rate)),
  );
  const taken = takes.filter((take) => take.retryAfterSeconds === 0);
  assert.equal(taken.length, 10);
  assert.deepEqual(calls, { reads: 1, writes: 1 });
});

test("those that come while one is under way wait for it, and cost one read and one write more", async () => {
  const { calls, store } = oneRecord();
  const claims = [store.claim(claimOf({ viewerId: "Ada" }))];
  await Promise.resolve();
  for (let n = 0; n < 9; n += 1)
    claims.push(store.claim(claimOf({ viewerId: "Ada" })));
  const outcomes = (await Promise.all(claims)).map(({ outcome }) => outcome);
  assert.equal(outcomes.filter((outcome) => outcome === "new").length, 3);
  assert.deepEqual(calls, { reads: 2, writes: 2 });
});

test("where others are quicker each time a claim rejects and says so, and a token is not to be had for a second", async () => {
  let writes = 0;
  const { store } = oneRecord({
    write: async () => {
      writes += 1;
      return false;
    },
  });
  await assert.rejects(store.claim(claimOf()), {
    name: "ConflictError",
    message: "A stored record was changed by others 12 times in a row.",
  });
  assert.equal(writes, 12);
  const rate = { burst: 1, refillPerSecond: 1 };
  assert.deepEqual(await store.take("key", rate), { retryAfterSeconds: 1 });
});

test("one call that cannot be right leaves those that go with it undisturbed", async () => {
  const { store } = oneRecord();
  const rate = { burst: 1, refillPerSecond: 1 };
  const [bad, good] = await Promise.allSettled([
    store.take("key", { burst: 0, refillPerSecond: 1 }),
    store.take("key", rate),
  ]);
  assert.equal(bad.status, "rejected");
  assert.deepEqual(good, {
    status: "fulfilled",
    value: { retryAfterSeconds: 0 },
  });
});

test("a failed write rejects all that went with it, and the next call starts afresh", async () => {
  let fail = true;
  const { store } = oneRecord({
    write: async () => {
      if (fail) throw new Error("out of reach");
      return true;
    },
  });
  const calls = [store.useOnce("a", 60), store.useOnce("a", 60)];
  for (const call of calls) await assert.rejects(call, /out of reach/);
  fail = false;
  assert.equal(await store.useOnce("a", 60), true);
});

test("a call that hangs holds up those behind it for a second, not for ever", async () => {
  let hang = true;
  const { store } = oneRecord({
    read: () =>
      hang ? new Promise<never>(() => {}) : Promise.resolve(undefined),
  });
  void store.list("Ada");
  await Promise.resolve();
  const startedAt = performance.now();
  const behind = store.list("Ada");
  await Promise.resolve();
  hang = false;
  assert.deepEqual(await behind, []);
  assert.ok(performance.now() - startedAt > 900);
});

import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { createMemoryStore } from "../../../server-kit/index.js";
import {
  another,
  claimOf,
  testStore,
} from "../../support/session-store-contract.js";

testStore("memory", { processes: 1 }, async () => ({
  open: (now) => createMemoryStore({ now }),
  close: async () => {},
}));

test("beyond maxRecords the viewer seen longest ago is forgotten, and the process warns of it", async () => {
  const store = createMemoryStore({ maxRecords: 2 });
  const [first, second, third] = [claimOf(), claimOf(), claimOf()];
  await store.claim(first);
  await store.claim(second);
  await store.claim(first);
  const warned = once(process, "warning");
  await store.claim(third);
  const [warning] = (await warned) as [Error & { code: string }];
  assert.equal(warning.code, "SECURE_HLS_STORE_FULL");
  assert.equal((await store.list(first.viewerId)).length, 1);
  assert.equal((await store.list(second.viewerId)).length, 0);
  assert.equal((await store.claim(second)).outcome, "new");
});

test("neither rates nor things used once push out sessions", async () => {
  const store = createMemoryStore({ maxRecords: 1 });
  const claim = claimOf({ limit: 1 });
  await store.claim(claim);
  await store.take("a", { burst: 1, refillPerSecond: 1 });
  await store.useOnce("a", 60);
  assert.equal((await store.claim(another(claim))).outcome, "limit");
});

test("a store that holds no record is a TypeError", () => {
  for (const maxRecords of [0, -1, 1.5, NaN])
    assert.throws(() => createMemoryStore({ maxRecords }), {
      name: "TypeError",
      message: /^`maxRecords` is /,
    });
});

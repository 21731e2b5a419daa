import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Redis } from "ioredis";
import { createClient } from "redis";
import { createRedisStore } from "../../../server-kit/stores/redis.js";
import { startLossyProxy } from "../../support/lossy-proxy.js";
import { startRedis, type RedisServer } from "../../support/redis-server.js";
import {
  claimOf,
  rejectsAll,
  testStore,
} from "../../support/session-store-contract.js";

const ignore = (): void => {};

/** As the documentation says, so that it fails fast. */
function ioredis(where: { path: string } | { port: number }, keyPrefix = "") {
  const client = new Redis({
    ...where,
    keyPrefix,
    maxRetriesPerRequest: 1,
    commandTimeout: 1_000,
  });
  client.on("error", ignore);
  return client;
}

async function nodeRedis({ socket }: RedisServer) {
  const client = createClient({
    disableOfflineQueue: true,
    pingInterval: 1_000,
    socket: { socketTimeout: 2_000, path: socket, tls: false },
  });
  client.on("error", ignore);
  await client.connect();
  return client;
}

testStore("redis by ioredis", { processes: 10 }, async () => {
  const server = await startRedis();
  const clients: Redis[] = [];
  return {
    open: (now) => {
      const client = ioredis({ path: server.socket });
      clients.push(client);
      return createRedisStore({ client, now });
    },
    close: async () => {
      for (const client of clients) client.disconnect();
      await server.close();
    },
  };
});

testStore("redis by node-redis", { processes: 10 }, async () => {
  const server = await startRedis();
  const clients: Awaited<ReturnType<typeof nodeRedis>>[] = [];
  return {
    open: async (now) => {
      const client = await nodeRedis(server);
      clients.push(client);
      return createRedisStore({ client, now });
    },
    close: async () => {
      for (const client of clients) client.destroy();
      await server.close();
    },
  };
});

describe("redis itself", () => {
  let server: RedisServer;
  let client: Redis;
  before(async () => {
    server = await startRedis();
    client = ioredis({ path: server.socket });
  });
  after(async () => {
    client.disconnect();
    await server.close();
  });

  test("keys begin with the prefix, hold no viewer ID, and Redis drops them by itself, not before the session ends", async () => {
    const store = createRedisStore({ client, prefix: "school:" });
    const claim = claimOf({ viewerId: "ada@school.example", ttlSeconds: 100 });
    await store.claim(claim);
    await store.take("ada@school.example", { burst: 5, refillPerSecond: 1 });
    await store.useOnce("ada@school.example", 100);
    const keys = (await client.keys("*")).sort();
    assert.deepEqual(
      keys.map((key) => key.replace(/[0-9a-f]{64}$/, "<hash>")),
      ["school:once:<hash>", "school:rate:<hash>", "school:sessions:<hash>"],
    );
    for (const key of [keys[0]!, keys[2]!]) {
      const seconds = await client.ttl(key);
      assert.ok(seconds >= 100 && seconds <= 160, `${key}: ${seconds} s`);
    }
    assert.ok((await client.ttl(keys[1]!)) > 0);
  });

  test("a refused claim writes nothing", async () => {
    const store = createRedisStore({ client, prefix: "refused:" });
    const claim = claimOf({ limit: 1 });
    await store.claim(claim);
    const [key] = await client.keys("refused:*");
    const version = await client.hget(key!, "version");
    assert.ok(version);
    const other = claimOf({ viewerId: claim.viewerId, limit: 1 });
    assert.equal((await store.claim(other)).outcome, "limit");
    assert.equal(await client.hget(key!, "version"), version);
    await store.claim(claim);
    assert.notEqual(await client.hget(key!, "version"), version);
  });

  for (const record of ["", "null", "{", '{"v":2,"sessions":[],"ended":[]}', '{"v":1,"sessions":[{}],"ended":[]}'])
    test(`a record that reads ${record || "(empty)"} is an error, not room for everybody`, async () => {
      const prefix = `damaged${record}:`;
      const store = createRedisStore({ client, prefix });
      const claim = claimOf();
      await store.claim(claim);
      const [key] = await client.keys(`damaged*`);
      await client.hset(key!, "record", record);
      await assert.rejects(store.claim(claim), /A stored record is none that/);
      await assert.rejects(store.list(claim.viewerId), /A stored record/);
      await client.del(key!);
    }); // prettier-ignore

  test("a Redis that has forgotten the scripts is told them again", async () => {
    const store = createRedisStore({ client });
    const claim = claimOf();
    await store.claim(claim);
    await client.script("FLUSH");
    assert.equal((await store.claim(claim)).outcome, "renewed");
  });

  test("a client that gives buffers, and one with a key prefix of its own, will do", async (t) => {
    const claim = claimOf();
    const own = ioredis({ path: server.socket }, "own:");
    t.after(() => own.disconnect());
    const store = createRedisStore({ client: own });
    await store.claim(claim);
    assert.equal((await store.claim(claim)).outcome, "renewed");
    const plain = await nodeRedis(server);
    t.after(() => plain.destroy());
    const buffers = plain.withTypeMapping({ 36: Buffer });
    const other = createRedisStore({ client: buffers, prefix: "own:secure-hls:" }); // prettier-ignore
    assert.equal((await other.claim(claim)).outcome, "renewed");
  });

  test("a write whose answer got lost, and that the client sends again, counts once", async (t) => {
    const proxy = await startLossyProxy({ path: server.socket });
    t.after(() => proxy.close());
    const lossy = ioredis({ port: proxy.port });
    t.after(() => lossy.disconnect());
    const store = createRedisStore({ client: lossy });
    await store.useOnce("warm-up", 60);
    proxy.loseAnswer(2); // the first one is that of the read
    assert.equal(await store.useOnce("assertion", 60), true);
    assert.equal(proxy.lost(), 1);
    assert.equal(await store.useOnce("assertion", 60), false);
  });

  test("what is no Redis client is a TypeError", () => {
    for (const wrong of [undefined, {}, "redis://localhost"])
      assert.throws(() => createRedisStore({ client: wrong as never }), {
        name: "TypeError",
        message: /^`client` is .* Give a client of the package ioredis/,
      });
    assert.throws(() => createRedisStore({ client, prefix: 1 as never }), {
      name: "TypeError",
      message: /^`prefix` is /,
    });
  });
});

for (const state of ["gone", "frozen"] as const)
  test(`with its server ${state} every method rejects, by either client`, async (t) => {
    const server = await startRedis();
    t.after(() => server.close());
    const one = ioredis({ path: server.socket });
    t.after(() => one.disconnect());
    const other = await nodeRedis(server);
    t.after(() => other.destroy());
    const stores = [one, other].map((client) => createRedisStore({ client }));
    for (const store of stores) await store.claim(claimOf());
    if (state === "gone") await server.close();
    else process.kill(server.pid, "SIGSTOP");
    await Promise.all(stores.map(rejectsAll));
  });

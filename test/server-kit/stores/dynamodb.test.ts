import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { GetCommand, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { createDynamoDBStore } from "../../../server-kit/stores/dynamodb.js";
import { startDynamoDB, type DynamoDB } from "../../support/dynamodb.js";
import { startLossyProxy } from "../../support/lossy-proxy.js";
import {
  another,
  claimOf,
  rejectsAll,
  testStore,
} from "../../support/session-store-contract.js";

testStore("dynamodb", { processes: 3 }, async () => {
  const dynamodb = await startDynamoDB();
  await dynamodb.createTable("grants");
  return {
    open: (now) =>
      createDynamoDBStore({
        client: dynamodb.client(),
        tableName: "grants",
        now,
      }),
    close: dynamodb.close,
  };
});

describe("dynamodb itself", () => {
  let dynamodb: DynamoDB;
  before(async () => {
    dynamodb = await startDynamoDB();
  });
  after(() => dynamodb.close());

  const open = async (tableName: string, now?: () => number) => {
    await dynamodb.createTable(tableName, "id");
    const client = dynamodb.client();
    const options = { client, tableName, partitionKey: "id", now };
    const items = async () => {
      const { Items = [] } = await client.send(
        new ScanCommand({ TableName: tableName, ConsistentRead: true }),
      );
      return Items;
    };
    return { store: createDynamoDBStore(options), client, items };
  };

  test("an item has a hashed key, and `expiresAt` in whole epoch seconds for TTL", async () => {
    const at = 1_790_000_000.25;
    const { store, items } = await open("items", () => at);
    const id = "ada@school.example";
    await store.claim(claimOf({ viewerId: id, ttlSeconds: 100 }));
    await store.useOnce(id, 100);
    await store.take(id, { burst: 2, refillPerSecond: 0.1 });
    const ends = (await items()).map(({ id, expiresAt, ...rest }) => {
      assert.deepEqual(Object.keys(rest).sort(), ["record", "version"]);
      return [String(id).replace(/[0-9a-f]{64}$/, "<hash>"), expiresAt];
    });
    assert.deepEqual(ends.sort(), [
      ["secure-hls:once:<hash>", 1_790_000_101],
      ["secure-hls:rate:<hash>", 1_790_000_011],
      ["secure-hls:sessions:<hash>", 1_790_000_100],
    ]);
  });

  test("after the last session is released its item is due for TTL, which leaves what lies years back", async () => {
    const { store, items } = await open("released", () => 1_790_000_000);
    const claim = claimOf();
    await store.claim(claim);
    await store.release(claim.viewerId, claim.sessionId);
    const [item] = await items();
    assert.equal(item?.["expiresAt"], 1_790_000_000);
    assert.equal((await store.claim(claim)).outcome, "new");
  });

  test("an expired item that TTL has not deleted yet counts for nothing, even one that cannot be read", async () => {
    let at = 1_790_000_000;
    const { store, client, items } = await open("expired", () => at);
    const claim = claimOf({ limit: 1 });
    await store.claim(claim);
    at += 60;
    const [item] = await items();
    assert.equal(item?.["expiresAt"], at);
    const damaged = { ...item, record: "{" };
    await client.send(new PutCommand({ TableName: "expired", Item: damaged }));
    assert.deepEqual(await store.list(claim.viewerId), []);
    assert.equal((await store.claim(another(claim))).outcome, "new");
    assert.equal((await items()).length, 1);
  });

  test("a living item that cannot be read is an error, not room for everybody", async () => {
    const { store, client, items } = await open("damaged");
    const claim = claimOf();
    await store.claim(claim);
    const [item] = await items();
    for (const record of ["{", null]) {
      const damaged = { ...item, record };
      await client.send(
        new PutCommand({ TableName: "damaged", Item: damaged }),
      );
      await assert.rejects(store.claim(claim), /A stored record is none that/);
    }
  });

  test("a refused claim writes nothing", async () => {
    const { store, items } = await open("refused");
    const claim = claimOf({ limit: 1 });
    await store.claim(claim);
    const before = await items();
    assert.equal((await store.claim(another(claim))).outcome, "limit");
    assert.deepEqual(await items(), before);
    await store.claim(claim);
    assert.notDeepEqual(await items(), before);
  });

  test("a write whose answer got lost, and that the client sends again, counts once", async (t) => {
    await dynamodb.createTable("lossy");
    const port = Number(new URL(dynamodb.endpoint).port);
    const proxy = await startLossyProxy({ host: "127.0.0.1", port });
    t.after(() => proxy.close());
    const client = dynamodb.client(`http://127.0.0.1:${proxy.port}`);
    const store = createDynamoDBStore({ client, tableName: "lossy" });
    proxy.loseAnswer(2); // the first one is that of the read
    assert.equal(await store.useOnce("assertion", 60), true);
    assert.equal(proxy.lost(), 1);
    assert.equal(await store.useOnce("assertion", 60), false);
  });

  test("a table that is not there rejects every call", async () => {
    const client = dynamodb.client();
    const store = createDynamoDBStore({ client, tableName: "nowhere" });
    await rejectsAll(store);
  });

  test("what is no client, or no name, is a TypeError", () => {
    const client = dynamodb.client();
    const wrongs = {
      client: [undefined, {}, "eu-central-1"],
      tableName: [undefined, ""],
      partitionKey: ["", 1],
      prefix: [1],
    };
    for (const [option, values] of Object.entries(wrongs))
      for (const value of values) {
        const options = { client, tableName: "grants", [option]: value };
        assert.throws(() => createDynamoDBStore(options as never), {
          name: "TypeError",
          message: new RegExp(`^\`${option}\` is `),
        });
      }
  });
});

test("with its server gone every method rejects", async (t) => {
  const dynamodb = await startDynamoDB();
  t.after(() => dynamodb.close());
  await dynamodb.createTable("grants");
  const client = dynamodb.client();
  const store = createDynamoDBStore({ client, tableName: "grants" });
  await store.claim(claimOf());
  await client.send(new GetCommand({ TableName: "grants", Key: { pk: "a" } }));
  const other = dynamodb.client();
  await dynamodb.close();
  await rejectsAll(createDynamoDBStore({ client: other, tableName: "grants" }));
  await rejectsAll(store);
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createRefreshing } from "../../../server-kit/keys/refreshing.js";
import { causeOf } from "./harness.js";

/** A value from elsewhere: each read is answered by hand. */
function elsewhere() {
  let time = 0;
  const reads: {
    answer: (value: string) => void;
    fail: (m: string) => void;
  }[] = [];
  const told: unknown[] = [];
  const value = createRefreshing<string>({
    load: () =>
      new Promise((resolve, reject) =>
        reads.push({
          answer: resolve,
          fail: (message) => reject(new Error(message)),
        }),
      ),
    cacheSeconds: 300,
    retrySeconds: 5,
    onLoaded: (loaded) => told.push(loaded),
    onFailed: (error) => told.push((error as Error).message),
    clock: () => time,
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    value,
    told,
    reads,
    pass: (seconds: number) => (time += seconds),
    async answer(text: string) {
      reads.at(-1)!.answer(text);
      await turn();
    },
    async fail(message: string) {
      reads.at(-1)!.fail(message);
      await turn();
    },
  };
}

/** With a value of the first read. */
async function known() {
  const source = elsewhere();
  const first = source.value.get();
  await source.answer("old");
  assert.equal(await first, "old");
  return source;
}

describe("a value that is read from elsewhere", () => {
  it("is asked for once however many want it", async () => {
    const { value, reads, answer } = elsewhere();
    const wanted = Array.from({ length: 100 }, () => value.get());
    assert.equal(reads.length, 1);
    await answer("old");
    assert.deepEqual(new Set(await Promise.all(wanted)), new Set(["old"]));
  });

  it("is kept until it is old", async () => {
    const { value, reads, pass } = await known();
    pass(299.9);
    assert.equal(value.get(), "old");
    assert.equal(reads.length, 1);
  });

  it("serves on while it is read again, once", async () => {
    const { value, reads, pass, answer } = await known();
    pass(300);
    for (let asked = 0; asked < 100; asked++) assert.equal(value.get(), "old");
    assert.equal(reads.length, 2);
    await answer("new");
    assert.equal(value.get(), "new");
    pass(299);
    assert.equal(value.get(), "new");
    assert.equal(reads.length, 2);
  });

  it("is as old as the question, however long the answer took", async () => {
    const { value, reads, pass, answer } = await known();
    pass(300);
    value.get();
    pass(200);
    await answer("new");
    pass(100);
    value.get();
    assert.equal(reads.length, 3);
  });

  it("serves on when a read fails, says so once, and is tried again after a pause", async () => {
    const { value, reads, told, pass, fail, answer } = await known();
    pass(300);
    value.get();
    await fail("down");
    assert.equal((value.error as Error).message, "down");
    for (let asked = 0; asked < 100; asked++) assert.equal(value.get(), "old");
    pass(4.9);
    assert.equal(value.get(), "old");
    assert.equal(reads.length, 2);
    assert.deepEqual(told, ["old", "down"]);
    pass(0.1);
    assert.equal(value.get(), "old");
    assert.equal(reads.length, 3);
    await answer("new");
    assert.equal(value.get(), "new");
    assert.equal(value.error, undefined);
    assert.deepEqual(told, ["old", "down", "new"]);
  });

  it("of twice the age is waited for: the process has been idle", async () => {
    const { value, pass, answer } = await known();
    pass(600);
    const waiting = value.get();
    assert.ok(waiting instanceof Promise);
    await answer("new");
    assert.equal(await waiting, "new");
  });

  it("of any age serves when it cannot be read, and is not waited for again", async () => {
    const { value, reads, pass, fail } = await known();
    pass(10_000);
    const waiting = value.get();
    await fail("down");
    assert.equal(await waiting, "old");
    pass(5);
    assert.equal(value.get(), "old");
    assert.equal(reads.length, 3);
  });

  it("of twice the age is waited for when the last read failed another day", async () => {
    const { value, pass, fail, answer } = await known();
    pass(300);
    value.get();
    await fail("down");
    assert.equal(value.get(), "old");
    pass(304.9); // the pause after the failure, and almost once more the time that a value is kept
    assert.equal(value.get(), "old");
    await fail("still down");
    pass(260_000);
    const waiting = value.get();
    assert.ok(waiting instanceof Promise, "It served what it held.");
    await answer("new");
    assert.equal(await waiting, "new");
  });

  it("that never came fails everyone who waits, and for a pause whoever asks next", async () => {
    const { value, reads, told, pass, fail, answer } = elsewhere();
    const waiting = Array.from({ length: 10 }, () =>
      causeOf(() => value.get()),
    );
    await new Promise((resolve) => setImmediate(resolve));
    await fail("down");
    for (const { cause } of await Promise.all(waiting))
      assert.equal(cause, "down");
    assert.equal((await causeOf(() => value.get())).cause, "down");
    assert.equal(reads.length, 1);
    assert.deepEqual(told, ["down"]);
    assert.equal(value.refreshedAt, undefined);
    pass(5);
    const next = value.get();
    await answer("late");
    assert.equal(await next, "late");
    assert.ok(Math.abs(value.refreshedAt! - Date.now() / 1_000) < 60);
  });
});

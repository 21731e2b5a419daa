import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { withLock } from "../../../src/sdk/lock.js";
import { settle } from "./harness.js";

const never = new AbortController().signal;
const original = Object.getOwnPropertyDescriptor(globalThis, "navigator");

afterEach(() => {
  if (original) Object.defineProperty(globalThis, "navigator", original);
  else Reflect.deleteProperty(globalThis, "navigator");
});

/** A browser with these Web Locks, or with none. */
function browser(locks?: unknown): void {
  Object.defineProperty(globalThis, "navigator", {
    configurable: true,
    value: { locks },
  });
}

test("without Web Locks one works at a time, in turn", async () => {
  browser();
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await settle(2);
    order.push(`${name} ends`);
  };
  await Promise.all(["a", "b", "c"].map((n) => withLock("l", never, work(n))));
  assert.deepEqual(order, [
    "a begins",
    "a ends",
    "b begins",
    "b ends",
    "c begins",
    "c ends",
  ]);
});

test("work under another name does not wait", async () => {
  browser();
  void withLock("busy", never, () => new Promise(() => {}));
  await withLock("free", never, async () => {});
});

test("work that fails lets the next one in, and its failure is told", async () => {
  browser();
  const failing = withLock("l", never, () => Promise.reject(new Error("x")));
  const next = withLock("l", never, async () => {});
  await assert.rejects(failing, /x/);
  await next;
});

test("who gives up waiting does not work when the turn comes", async () => {
  browser();
  let finish = () => {};
  const first = withLock(
    "l",
    never,
    () => new Promise<void>((resolve) => (finish = resolve)),
  );
  const ending = new AbortController();
  let worked = false;
  const second = withLock("l", ending.signal, async () => {
    worked = true;
  });
  ending.abort(new Error("given up"));
  await assert.rejects(second, /given up/);
  finish();
  await first;
  await withLock("l", never, async () => {});
  assert.equal(worked, false);
});

test("with Web Locks the browser decides who works", async () => {
  const asked: unknown[] = [];
  browser({
    request: (name: string, options: unknown, work: () => unknown) => {
      asked.push([name, options]);
      return work();
    },
  });
  let worked = false;
  await withLock("l", never, async () => {
    worked = true;
  });
  assert.equal(worked, true);
  assert.deepEqual(asked, [["l", { signal: never }]]);
});

test("a sandboxed frame, which may not use Web Locks, works all the same", async () => {
  browser({
    request: () =>
      Promise.reject(new DOMException("sandboxed", "SecurityError")),
  });
  let worked = 0;
  await withLock("l", never, async () => {
    worked++;
  });
  assert.equal(worked, 1);
});

test("giving up on a Web Lock is told, and nothing works twice", async () => {
  browser({
    request: () => Promise.reject(new DOMException("gone", "AbortError")),
  });
  await assert.rejects(
    withLock("l", never, async () => assert.fail("worked")),
    /gone/,
  );
});

test("without Web Locks nobody gives up on work that has begun", async () => {
  browser();
  const ending = new AbortController();
  let finish = () => {};
  const work = withLock(
    "l",
    ending.signal,
    () => new Promise<void>((resolve) => (finish = resolve)),
  );
  await settle(2);
  ending.abort(new Error("given up"));
  finish();
  await work;
});

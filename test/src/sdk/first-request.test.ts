import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { afterFirst } from "../../../src/sdk/first-request.js";
import { settle } from "./harness.js";

const never = new AbortController().signal;

/** Requests to an endpoint, which is answered when the test says so. */
function endpoint(url: string) {
  const sent: { yes: () => void; no: () => void }[] = [];
  const ask = (signal = never) =>
    afterFirst(
      url,
      () =>
        new Promise<string>((resolve, reject) =>
          sent.push({
            yes: () => resolve("grant"),
            no: () => reject(new Error("refused")),
          }),
        ),
      signal,
    );
  return { sent, ask };
}

test("the first request to an endpoint goes alone, and the others follow its answer all at once", async () => {
  const { sent, ask } = endpoint("https://a.example/grant");
  const asked = [ask(), ask(), ask()];
  await settle();
  assert.equal(sent.length, 1);
  sent[0]!.yes();
  await settle();
  assert.equal(sent.length, 3);
  sent[2]!.yes();
  sent[1]!.no();
  assert.equal(await asked[0], "grant");
  await assert.rejects(asked[1]!, /refused/);
  assert.equal(await asked[2], "grant");
  void ask();
  void ask();
  assert.equal(sent.length, 5, "Later requests wait for nothing.");
});

test("a first request that is refused lets one more ask, which may be the first that is answered", async () => {
  const { sent, ask } = endpoint("https://b.example/grant");
  const asked = [ask(), ask(), ask()];
  await settle();
  sent[0]!.no();
  await assert.rejects(asked[0]!, /refused/);
  await settle();
  assert.equal(sent.length, 2);
  sent[1]!.yes();
  assert.equal(await asked[1], "grant");
  await settle();
  assert.equal(sent.length, 3);
});

test("endpoints of one host share its cookie, and its first request", async () => {
  const one = endpoint("https://g.example/grant?course=1");
  const other = endpoint("https://g.example/grant?course=2");
  void one.ask();
  void other.ask();
  await settle();
  assert.equal(other.sent.length, 0);
  one.sent[0]!.yes();
  await settle();
  assert.equal(other.sent.length, 1);
});

test("who has waited and fails at once, before a Web Lock is given back, is told so, and the page is not", async (t) => {
  const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  const unhandled: unknown[] = [];
  const hear = (error: unknown) => unhandled.push(error);
  process.on("unhandledRejection", hear);
  t.after(() => {
    process.off("unhandledRejection", hear);
    if (before) Object.defineProperty(globalThis, "navigator", before);
    else Reflect.deleteProperty(globalThis, "navigator");
  });
  let last: Promise<unknown> = Promise.resolve();
  const request = async (_: string, __: object, work: () => unknown) => {
    const mine = last.then(work);
    last = mine;
    await mine;
    // By the standard in a task of its own.
    await settle(1);
  };
  Object.defineProperty(globalThis, "navigator", {
    configurable: true,
    value: { locks: { request } },
  });
  const { sent, ask } = endpoint("https://h.example/grant");
  const first = ask();
  const second = afterFirst(
    "https://h.example/grant",
    () => Promise.reject(new Error("nobody is signed in")),
    never,
  );
  const told = assert.rejects(second, /nobody is signed in/);
  await settle();
  sent[0]!.yes();
  assert.equal(await first, "grant");
  await told;
  await settle();
  assert.deepEqual(unhandled, []);
});

test("another host is not waited for", async () => {
  const one = endpoint("https://c.example/grant");
  const other = endpoint("https://d.example/grant");
  void one.ask();
  void other.ask();
  await settle();
  assert.equal(other.sent.length, 1);
});

test("a first request without an answer keeps the others for three seconds", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { sent, ask } = endpoint("https://e.example/grant");
  void ask();
  const second = ask();
  await microtasks();
  mock.timers.tick(2_999);
  await microtasks();
  assert.equal(sent.length, 1);
  mock.timers.tick(1);
  await microtasks();
  assert.equal(sent.length, 2);
  sent[1]!.yes();
  assert.equal(await second, "grant");
});

test("who goes away while he waits asks nothing", async () => {
  const { sent, ask } = endpoint("https://f.example/grant");
  const first = ask();
  const ending = new AbortController();
  const second = ask(ending.signal);
  await settle();
  ending.abort(new Error("gone"));
  await assert.rejects(second, /gone/);
  sent[0]!.yes();
  await first;
  await settle();
  assert.equal(sent.length, 1);
});

async function microtasks(): Promise<void> {
  for (let count = 0; count < 50; count++) await Promise.resolve();
}

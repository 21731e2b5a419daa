import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Statement } from "../../../../src/adapters/xapi/index.js";
import { StatementQueue } from "../../../../src/adapters/xapi/statement-queue.js";

const statement = (id: number) => ({ id: String(id) }) as Statement;

/** An LRS that answers as a test says, or as it thinks of what came; on a clock that stands still. */
function lrs(
  t: TestContext,
  ...statuses: (number | ((ids: string[]) => number))[]
) {
  const requests: string[][] = [];
  t.mock.method(globalThis, "fetch", (_url: URL, init: RequestInit) => {
    const sent = JSON.parse(String(init.body)) as Statement[];
    const ids = sent.map(({ id }) => id);
    requests.push(ids);
    const next = typeof statuses[0] === "function" ? statuses[0] : (statuses.shift() ?? 200); // prettier-ignore
    const status = typeof next === "function" ? next(ids) : next;
    return Promise.resolve(new Response("[]", { status }));
  });
  t.mock.timers.enable({ apis: ["setTimeout"] });
  // The longest that may be waited.
  t.mock.method(Math, "random", () => 0.999_999);
  const refused: string[] = [];
  const givenUp: string[] = [];
  const queue = new StatementQueue({
    url: new URL("https://lrs.example/statements"),
    headers: () => ({}),
    refused: (error, statements) => {
      refused.push(error.message);
      givenUp.push(...statements.map(({ id }) => id));
    },
  });
  return { queue, requests, refused, givenUp };
}

/** All that can happen without time passing. */
const settle = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

test("what is said in the same breath goes in one request, of fifty statements at most", async (t) => {
  const { queue, requests } = lrs(t);
  for (let id = 0; id < 120; id++) queue.add(statement(id));
  await queue.settled();
  assert.deepEqual(
    requests.map(({ length }) => length),
    [50, 50, 20],
  );
  assert.deepEqual(
    requests.flat(),
    Array.from({ length: 120 }, (_, id) => String(id)),
  );
});

for (const status of [429, 500, 502, 599])
  test(`${status} is met by patience, which doubles up to thirty seconds`, async (t) => {
    const tries = 8;
    const { queue, requests, refused } = lrs(t, ...Array.from({ length: tries }, () => status)); // prettier-ignore
    queue.add(statement(1));
    await settle();
    for (const [index, seconds] of [1, 2, 4, 8, 16, 30, 30, 30].entries()) {
      assert.equal(requests.length, index + 1);
      t.mock.timers.tick(seconds * 1_000 - 10);
      await settle();
      assert.equal(requests.length, index + 1, `sooner than after ${seconds} s`); // prettier-ignore
      t.mock.timers.tick(10);
      await settle();
    }
    await queue.settled();
    assert.equal(requests.length, tries + 1);
    assert.deepEqual(refused, []);
  });

test("patience begins anew after a success", async (t) => {
  const { queue, requests } = lrs(t, 500, 500, 200, 500);
  queue.add(statement(1));
  await settle();
  t.mock.timers.tick(1_000);
  await settle();
  t.mock.timers.tick(2_000);
  await settle();
  await queue.settled();
  queue.add(statement(2));
  await settle();
  assert.equal(requests.length, 4);
  t.mock.timers.tick(1_000);
  await settle();
  assert.equal(requests.length, 5);
});

test("a browser that is online again does not wait any longer", async (t) => {
  const online = new EventTarget();
  const names = ["addEventListener", "removeEventListener"] as const;
  for (const name of names)
    Object.assign(globalThis, { [name]: online[name].bind(online) });
  t.after(() => {
    for (const name of names) Reflect.deleteProperty(globalThis, name);
  });
  const { queue, requests } = lrs(t, 503);
  queue.add(statement(1));
  await settle();
  assert.equal(requests.length, 1);
  online.dispatchEvent(new Event("online"));
  await queue.settled();
  assert.equal(requests.length, 2);
});

for (const status of [400, 401, 403, 409, 499])
  test(`${status} is final, and told`, async (t) => {
    const { queue, requests, refused } = lrs(t, status);
    queue.add(statement(1));
    await queue.settled();
    assert.equal(requests.length, 1);
    assert.deepEqual(refused, [`The LRS refused 1 statements: ${status}.`]);
  });

/** An LRS that takes all of a request or nothing, as the specification has it, and finds fault with one statement. */
const faultWith = (bad: string, status: number) => (ids: string[]) =>
  ids.includes(bad) ? status : 200;

for (const status of [400, 409])
  test(`of several that are refused together (${status}) those arrive that nothing is wrong with, in order, and the one is told`, async (t) => {
    const { queue, requests, refused, givenUp } = lrs(t, faultWith("2", status)); // prettier-ignore
    for (const id of [1, 2, 3]) queue.add(statement(id));
    await queue.settled();
    assert.deepEqual(requests, [["1", "2", "3"], ["1"], ["2"], ["3"]]);
    assert.deepEqual(refused, [`The LRS refused 1 statements: ${status}.`]);
    assert.deepEqual(givenUp, ["2"]);
  });

test("what comes after those that go one by one goes together again", async (t) => {
  const { queue, requests, givenUp } = lrs(t, faultWith("49", 400));
  for (let id = 0; id < 60; id++) queue.add(statement(id));
  await queue.settled();
  assert.deepEqual(
    requests.map(({ length }) => length),
    [50, ...Array.from({ length: 50 }, () => 1), 10],
  );
  assert.deepEqual(givenUp, ["49"]);
});

test("one by one as well, what gets no answer is sent again before the next", async (t) => {
  const { queue, requests, refused } = lrs(t, 400, 503, 200, 400, 200);
  for (const id of [1, 2, 3]) queue.add(statement(id));
  await settle();
  t.mock.timers.tick(1_000);
  await queue.settled();
  assert.deepEqual(requests, [["1", "2", "3"], ["1"], ["1"], ["2"], ["3"]]);
  assert.deepEqual(refused, ["The LRS refused 1 statements: 400."]);
});

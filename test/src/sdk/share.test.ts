import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { createGrantSession } from "../../../src/sdk/create-grant-session.js";
import type { GrantSession } from "../../../src/sdk/grant-session.js";
import type { GrantSessionOptions } from "../../../src/sdk/grant-session-options.js";
import { AnotherTabsShare } from "./another-tab.js";
import {
  Endpoint,
  fakeTime,
  no,
  playlist,
  settle,
  silence,
  until,
  yes,
  type FakeTime,
} from "./harness.js";

const minutes = 60_000;
const segment = "https://edge.test/lesson-1/1.ts";
const never = new AbortController().signal;

let time: FakeTime;
let endpoint: Endpoint;
let sessions: GrantSession[];
/** A scope of its own for each test. */
let videoId: string;
let count = 0;

beforeEach(() => {
  time = fakeTime();
  endpoint = new Endpoint();
  sessions = [];
  videoId = `shared-${(count += 1)}`;
});
afterEach(async () => {
  for (const session of sessions) session.close();
  await time.pass(200);
  const timers = time.timers();
  time.uninstall();
  assert.equal(timers, 0, "a closed session leaves no timer behind");
});

function open(options: Partial<GrantSessionOptions> = {}): GrantSession {
  const session = createGrantSession({
    grantEndpoint: "https://school.test/grant",
    videoId,
    fetch: endpoint.fetch,
    random: () => 0.5,
    ...options,
  });
  sessions.push(session);
  return session;
}

function three(options: Partial<GrantSessionOptions> = {}): GrantSession[] {
  return [open(options), open(options), open(options)];
}

const start = (all: GrantSession[]) =>
  Promise.allSettled(all.map((session) => session.start()));

const names = () => sessions.map(({ state }) => state.name);
const allAre = (name: string) =>
  until(() => names().every((other) => other === name));

/** Time passes, and every message of each second arrives in it. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    await time.pass(1_000);
    await settle(12);
  }
}

test("three players of one video make one request, and each gets a grant", async () => {
  const [first, ...others] = await start(three());
  assert.equal(endpoint.asked.length, 1);
  for (const other of [first!, ...others]) {
    assert.equal(other.status, "fulfilled");
    assert.equal(other.status === "fulfilled" && other.value.src, playlist);
  }
});

test("three players renew together, five times over", async () => {
  endpoint.answer = () => yes({ expiresIn: 30 });
  const all = three();
  await start(all);
  for (let second = 0; second < 101; second++) {
    await pass(1);
    for (const session of all) assert.ok(session.usable, `after ${second} s`);
  }
  assert.equal(endpoint.asked.length, 6);
  for (const { body } of endpoint.asked.slice(1))
    assert.equal(body.sessionId, "s1");
});

test("a grant that another player was given lives as long for all", async () => {
  const all = three();
  const [first] = all as [GrantSession];
  await start([first]);
  await time.pass(100);
  // Older than half of its life: those who begin now ask for themselves.
  await time.pass(8 * minutes, 30_000);
  await start(all);
  await allAre("active");
  await until(
    () =>
      new Set(all.map(({ usable }) => Math.round(usable!.expiresAt / 100)))
        .size === 1,
  );
  assert.equal(endpoint.asked.length, 2);
});

test("a player that begins later takes the young grant of those that play, and lives as long", async () => {
  const all = three();
  for (const session of all) {
    await start([session]);
    await time.pass(2 * minutes, 30_000);
  }
  assert.equal(endpoint.asked.length, 1);
  const ends = all.map(({ usable }) => Math.round(usable!.expiresAt / 1_000));
  assert.equal(new Set(ends).size, 1, String(ends));
});

test("a player that begins when the only other one is gone asks for itself", async () => {
  await start([open()]);
  sessions[0]!.close();
  await time.pass(200);
  await start([open()]);
  const asked = endpoint.asked.filter(({ method }) => method === "POST");
  assert.equal(asked.length, 2);
});

test("a player that begins after another's no asks for itself", async () => {
  const first = open();
  await start([first]);
  await time.pass(200);
  endpoint.answer = () => no("not-entitled", 403);
  assert.equal(
    await first.refused(first.usable!, segment, 403, never),
    false,
    "it has no grant any more",
  );
  await time.pass(200);
  const [ended] = await start([open()]);
  assert.equal(ended!.status, "rejected");
  assert.equal(endpoint.asked.length, 3);
});

test("fifty refusals in each of three players make one request", async () => {
  const all = three();
  await start(all);
  await time.pass(200);
  const again = await Promise.all(
    all.flatMap((session) => {
      const { usable } = session;
      return Array.from({ length: 50 }, () =>
        session.refused(usable!, segment, 403, never),
      );
    }),
  );
  assert.ok(again.every(Boolean), "not all of them are repeated");
  assert.equal(endpoint.asked.length, 2);
});

test("the endpoint is down for all of them: one request finds out, one finds that it is back", async () => {
  endpoint.answer = () => no("server-error", 503);
  const all = three();
  const started = start(all);
  await allAre("retrying");
  assert.equal(endpoint.asked.length, 1);
  endpoint.answer = () => yes();
  await time.pass(1_000);
  await started;
  assert.deepEqual(names(), ["active", "active", "active"]);
  assert.equal(endpoint.asked.length, 2);
});

test("Retry-After holds for all of them", async () => {
  endpoint.answer = () => no("rate-limited", 429, { "Retry-After": "60" });
  void start(three());
  await allAre("retrying");
  await pass(59);
  assert.equal(endpoint.asked.length, 1);
});

test("a no for one is a no for all", async () => {
  endpoint.answer = () => no("not-entitled", 403);
  const ended = await start(three());
  assert.equal(endpoint.asked.length, 1);
  for (const one of ended)
    assert.equal(
      one.status === "rejected" && one.reason.code,
      "not-entitled",
      one.status,
    );
});

for (const [code, status] of [
  ["session-limit", 409],
  ["session-ended", 410],
] as const)
  test(`${code} is each player's own: the next asks for itself`, async () => {
    let requests = 0;
    endpoint.answer = () => (++requests === 1 ? no(code, status) : yes());
    const started = start(three());
    await until(() => names().includes("blocked"));
    await pass(1);
    const ended = await started;
    assert.deepEqual(ended.map(({ status }) => status).sort(), [
      "fulfilled",
      "fulfilled",
      "rejected",
    ]);
    assert.equal(endpoint.asked.length, 2);
  });

test("a player that hangs, in a frozen tab perhaps, is waited for five seconds only", async () => {
  endpoint.answer = silence;
  const stuck = open({ requestTimeoutMs: 60_000 });
  void stuck.start().catch(() => {});
  await settle();
  endpoint.answer = () => yes();
  const other = open();
  const started = other.start();
  await pass(4);
  assert.equal(other.state.name, "requesting");
  assert.equal(endpoint.asked.length, 1);
  await pass(1);
  await started;
  assert.equal(endpoint.asked.length, 2);
  await allAre("active"); // what the other was given helps the stuck one
});

test("a player that is closed while it waits for another's answer leaves the others in peace", async () => {
  const answer = endpoint.hold();
  const [first, second, third] = three() as [
    GrantSession,
    GrantSession,
    GrantSession,
  ];
  const started = start([first, second, third]);
  await settle();
  second.close();
  answer(yes());
  await started;
  assert.deepEqual(names(), ["active", "closed", "active"]);
  assert.equal(endpoint.requests.length, 1);
});

test("a player that is closed while it asks for all: the next one asks", async () => {
  endpoint.answer = silence;
  const all = three();
  const started = start(all);
  await settle();
  endpoint.answer = () => yes();
  all[0]!.close();
  await pass(1);
  await started;
  assert.deepEqual(names(), ["closed", "active", "active"]);
  assert.equal(endpoint.requests.length, 2);
});

for (const [what, options] of [
  ["of another video", { videoId: "another" }],
  ["of another endpoint", { grantEndpoint: "https://school.test/grant2" }],
  ["with another method", { method: "PUT" }],
  ["that are told not to share", { share: false }],
  ["that ask by themselves", { requestGrant: async () => ({ src: "" }) }],
] as [string, Partial<GrantSessionOptions>][])
  test(`players ${what} share nothing`, async () => {
    const alone = open({ ...options, src: playlist });
    await start([open(), alone]);
    const asked = endpoint.asked.length + (options.requestGrant ? 1 : 0);
    assert.equal(asked, 2);
    const { usable } = alone;
    await time.pass(100);
    await open().start();
    await settle(50);
    assert.equal(alone.usable, usable);
  });

test("a tab that hangs adopts what another was given meanwhile", async () => {
  const tab = new AnotherTabsShare(
    `POST https://school.test/grant ${videoId}`,
    () => {},
  );
  const answer = endpoint.hold();
  const session = open();
  const started = session.start();
  await settle();
  const ask = async () => ({ videoUrl: playlist, sessionId: "of the tab" });
  void tab.request(ask, never);
  await time.pass(5_000);
  assert.equal((await started).sessionId, "of the tab");
  answer(yes({ sessionId: "late" }));
  await settle();
  assert.equal(session.usable?.sessionId, "of the tab");
  await time.pass(100);
  tab.close();
});

test("a closed player hears nothing more", async () => {
  const [first, second] = three() as [GrantSession, GrantSession];
  await start([first, second]);
  await time.pass(100);
  second.close();
  await first.refused(first.usable!, segment, 403, never);
  await settle(50);
  assert.equal(second.state.name, "closed");
  assert.equal(second.usable, undefined);
});

test("of two players the last one to be closed releases the session", async () => {
  const [first, second] = three() as [GrantSession, GrantSession];
  await start([first, second]);
  await settle(50);
  first.close();
  await settle(50);
  assert.equal(endpoint.releases.length, 0, "the other one plays on");
  second.close();
  await until(() => endpoint.releases.length === 1);
});

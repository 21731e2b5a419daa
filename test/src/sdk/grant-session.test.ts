import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { inspect } from "node:util";
import { PlayerError } from "../../../src/errors.js";
import { createGrantSession } from "../../../src/sdk/create-grant-session.js";
import type { GrantSession } from "../../../src/sdk/grant-session.js";
import type { GrantSessionOptions } from "../../../src/sdk/grant-session-options.js";
import {
  Endpoint,
  fakeTime,
  no,
  playlist,
  settle,
  silence,
  yes,
  type FakeTime,
} from "./harness.js";

const minutes = 60_000;
const hours = 60 * minutes;
const segment = "https://edge.test/lesson-1/1.ts";
const never = new AbortController().signal;

let time: FakeTime;
let endpoint: Endpoint;
let sessions: GrantSession[];
/** The states that the page was told of. */
let told: string[];

beforeEach(() => {
  time = fakeTime();
  endpoint = new Endpoint();
  sessions = [];
  told = [];
});
afterEach(async () => {
  for (const session of sessions) session.close();
  await time.pass(100); // whoever holds the lock lets go of it
  const timers = time.timers();
  time.uninstall();
  assert.equal(timers, 0, "a closed session leaves no timer behind");
});

/** A session of its own, in the middle of every jitter. */
function open(options: Partial<GrantSessionOptions> = {}): GrantSession {
  const session = createGrantSession({
    grantEndpoint: "https://school.test/grant",
    videoId: "lesson-1",
    share: false,
    fetch: endpoint.fetch,
    random: () => 0.5,
    onChange: ({ name }) => told.push(name),
    ...options,
  });
  sessions.push(session);
  return session;
}

async function failure(promise: Promise<unknown>): Promise<PlayerError> {
  const error: unknown = await promise.then(
    () => assert.fail("nothing failed"),
    (error) => error,
  );
  assert.ok(error instanceof PlayerError, `threw ${inspect(error)}`);
  return error;
}

/** What a promise has come to by now. */
async function sofar<T>(promise: Promise<T>): Promise<T | "pending"> {
  await settle();
  return Promise.race([promise, Promise.resolve("pending" as const)]);
}

// Beginning

test("asks for nothing before the start", async () => {
  const session = open();
  await time.pass(1 * hours, 1 * minutes);
  assert.equal(endpoint.asked.length, 0);
  assert.equal(session.state.name, "idle");
  assert.equal(session.usable, undefined);
});

test("starts with one request and a grant", async () => {
  const session = open();
  const grant = await session.start();
  assert.equal(grant.src, playlist);
  assert.equal(session.usable, grant);
  assert.deepEqual(told, ["requesting", "active"]);
  assert.deepEqual(endpoint.asked[0]!.body, { videoId: "lesson-1" });
});

test("starting ten times at once is one request and one grant", async () => {
  const session = open();
  const grants = await Promise.all(
    Array.from({ length: 10 }, () => session.start()),
  );
  assert.equal(new Set(grants).size, 1);
  assert.equal(endpoint.asked.length, 1);
});

test("the first request to the edge starts a session that nobody started", async () => {
  const session = open();
  assert.ok(await session.ready(never), "no grant came");
  assert.equal(endpoint.asked.length, 1);
});

test("the cookies are set: plays the page's own src", async () => {
  endpoint.answer = () => new Response(null, { status: 204 });
  const session = open({ src: playlist });
  assert.equal((await session.start()).src, playlist);
});

test("a relative videoUrl is relative to the endpoint", async () => {
  endpoint.answer = () => yes({ videoUrl: "/v/1.m3u8" });
  assert.equal((await open().start()).src, "https://school.test/v/1.m3u8");
});

test("works with a requestGrant alone", async () => {
  const session = open({
    grantEndpoint: undefined,
    requestGrant: async ({ videoId }) => ({
      videoUrl: playlist,
      sessionId: videoId!,
    }),
  });
  assert.equal((await session.start()).sessionId, "lesson-1");
  session.close();
  assert.equal(endpoint.asked.length, 0);
});

test("a method in lower case is the same method", async () => {
  await open({ method: "get" }).start();
  assert.equal(endpoint.asked[0]!.method, "GET");
});

const wrong = (options: object) => options as Partial<GrantSessionOptions>;
for (const [message, options] of [
  [/grantEndpoint is missing/, { grantEndpoint: undefined }],
  [/grantEndpoint is missing/, { grantEndpoint: "" }],
  [/grantEndpoint must be an http/, { grantEndpoint: "/grant" }],
  [/grantEndpoint must be an http/, { grantEndpoint: "javascript:alert(1)" }],
  [/grantEndpoint must be an http/, { grantEndpoint: "http://" }],
  [/requestTimeoutMs must be/, { requestTimeoutMs: 0 }],
  [/waitTimeoutMs must be/, { waitTimeoutMs: -1 }],
  [/waitTimeoutMs must be/, { waitTimeoutMs: "soon" }],
  [/lapseAfterMs must be/, { lapseAfterMs: NaN }],
] as [RegExp, object][])
  test(`a mistake in the options is told at once: ${inspect(options)}`, () => {
    assert.throws(
      () => open(wrong(options)),
      (error) => error instanceof TypeError && message.test(error.message),
    );
    assert.equal(endpoint.asked.length, 0);
  });

// Renewal

test("renews two thirds into the life of a grant, with the session it got", async () => {
  const session = open();
  const first = await session.start();
  await time.pass(599_000, 10_000);
  assert.equal(endpoint.asked.length, 1);
  await time.pass(1_000);
  assert.equal(endpoint.asked.length, 2);
  assert.deepEqual(endpoint.asked[1]!.body, {
    videoId: "lesson-1",
    sessionId: "s1",
  });
  assert.notEqual(session.usable, first);
  assert.equal(session.state.name, "active");
});

test("renews when the server says", async () => {
  endpoint.answer = () => yes({ renewAfter: 60 });
  await open().start();
  await time.pass(61_000);
  assert.equal(endpoint.asked.length, 2);
});

test("five renewals pass without a moment when a request would have to wait", async () => {
  endpoint.answer = () => yes({ expiresIn: 30 });
  const session = open();
  await session.start();
  for (let second = 0; second < 101; second++) {
    await time.pass(1_000);
    assert.ok(session.usable, `nothing usable after ${second} s`);
  }
  assert.deepEqual(
    endpoint.asked.map(({ at }) => Math.round(at / 1_000)),
    [0, 20, 40, 60, 80, 100],
  );
});

test("a viewer whose clock is set back in mid-play renews all the same", async () => {
  const session = open();
  await session.start();
  await time.pass(5 * minutes, 10_000);
  time.setWallClock(-12 * hours);
  await time.pass(5 * minutes + 30_000, 10_000);
  assert.equal(endpoint.asked.length, 2);
  assert.ok(session.usable, "no grant is usable");
});

test("a viewer whose clock is set forward in mid-play renews once, early", async () => {
  const session = open();
  await session.start();
  time.setWallClock(12 * hours);
  await time.pass(9 * minutes, 10_000);
  assert.equal(endpoint.asked.length, 2);
  assert.ok(session.usable, "no grant is usable");
});

test("a clock set wrong and right again while the endpoint is down does not stop the retries", async () => {
  endpoint.answer = () => no("server-error", 503);
  const session = open();
  void session.start();
  await settle();
  time.setWallClock(12 * hours);
  await time.pass(5_000);
  time.setWallClock(-12 * hours);
  endpoint.answer = () => yes();
  await time.pass(1 * minutes);
  assert.equal(session.state.name, "active");
});

test("a renewal that names no session goes on with the one it had", async () => {
  const session = open();
  await session.start();
  endpoint.answer = () => yes({ sessionId: null });
  await time.pass(21 * minutes, 10_000);
  assert.deepEqual(
    endpoint.asked.map(({ body }) => body.sessionId),
    [undefined, "s1", "s1"],
  );
});

// Sleep

test("a machine that slept two hours makes one grant request, and nothing goes out before it is answered", async () => {
  const session = open();
  const old = await session.start();
  time.setWallClock(2 * hours); // timers stood still
  assert.equal(session.usable, undefined);
  const waiting = Array.from({ length: 20 }, () => session.ready(never));
  const grants = await Promise.all(waiting);
  assert.equal(endpoint.asked.length, 2);
  assert.equal(new Set(grants).size, 1);
  assert.notEqual(grants[0], old);
  assert.equal(grants[0], session.usable);
});

test("a request shortly after it was time to renew goes out at once, and the renewal too", async () => {
  const session = open();
  const old = await session.start();
  endpoint.answer = silence;
  time.setWallClock(11 * minutes);
  assert.equal(await session.ready(never), old);
  assert.equal(endpoint.asked.length, 2);
});

test("a machine that falls asleep over the request asks again instead of waiting for ever", async () => {
  const session = open();
  endpoint.answer = () => {
    time.setWallClock(2 * hours);
    return yes();
  };
  const started = session.start();
  await settle();
  assert.equal(session.state.name, "retrying");
  endpoint.answer = () => yes();
  await time.pass(1_000);
  assert.equal(await started, session.usable);
  assert.equal(endpoint.asked.length, 2);
});

// The endpoint is down

test("the endpoint goes down and comes back: playback keeps its grant, backs off, renews", async () => {
  const session = open();
  const first = await session.start();
  endpoint.answer = () => no("server-error", 503);
  await time.pass(10 * minutes + 40_000, 500);
  assert.equal(session.state.name, "retrying");
  assert.equal(session.usable, first);
  assert.equal(await session.ready(never), first);
  const since = endpoint.asked[1]!.at;
  assert.deepEqual(
    endpoint.asked.slice(1).map(({ at }) => (at - since) / 1_000),
    [0, 0.5, 1.5, 3.5, 7.5, 15.5, 30.5],
  );
  endpoint.answer = () => yes();
  await time.pass(15_000);
  assert.equal(session.state.name, "active");
  assert.notEqual(session.usable, first);
});

test("retrying goes on for as long as the grant lives, and no longer", async () => {
  const session = open();
  await session.start();
  endpoint.answer = () => no("server-error", 503);
  await time.pass(14 * minutes, 1_000);
  assert.equal(session.state.name, "retrying");
  await time.pass(2 * minutes, 1_000);
  assert.equal(session.state.name, "blocked");
  assert.equal(told.filter((name) => name === "blocked").length, 1);
});

test("gives up on the first grant after six retries, says so once, and goes on when the page wakes", async () => {
  endpoint.answer = () => Promise.reject(new TypeError("Failed to fetch"));
  const session = open();
  const started = failure(session.start());
  await time.pass(10 * minutes, 1_000);
  assert.equal((await started).code, "unreachable");
  assert.equal(endpoint.asked.length, 7);
  assert.equal(told.filter((name) => name === "blocked").length, 1);
  endpoint.answer = () => yes();
  await session.start();
  assert.equal(session.state.name, "active");
});

test("waits as long as Retry-After says", async () => {
  endpoint.answer = () => no("rate-limited", 429, { "Retry-After": "90" });
  const session = open();
  void session.start();
  await time.pass(89_000);
  assert.equal(endpoint.asked.length, 1);
  endpoint.answer = () => yes();
  await time.pass(1_000);
  assert.equal(session.state.name, "active");
});

test("an endpoint that hangs is given up after ten seconds, and asked again", async () => {
  endpoint.answer = silence;
  const session = open();
  void session.start();
  await time.pass(10_000);
  assert.equal(session.state.name, "retrying");
  await time.pass(1_000);
  assert.equal(endpoint.asked.length, 2);
  endpoint.answer = () => yes();
  await time.pass(12_000);
  assert.equal(session.state.name, "active");
});

for (const [what, options] of [
  ["headers", { headers: () => new Promise<never>(() => {}) }],
  ["requestGrant", { requestGrant: () => new Promise<never>(() => {}) }],
  [
    "shared headers",
    { headers: () => new Promise<never>(() => {}), share: true },
  ],
] as [string, Partial<GrantSessionOptions>][])
  test(`a ${what} function that never ends is not waited for either`, async () => {
    const session = open({ ...options, requestTimeoutMs: 3_000 });
    void session.start().catch(() => {});
    await time.pass(3_000);
    assert.equal(session.state.name, "retrying");
  });

// A no

for (const [code, status] of [
  ["not-signed-in", 401],
  ["not-entitled", 403],
  ["not-found", 404],
  ["session-limit", 409],
  ["session-ended", 410],
  ["bad-request", 400],
] as const)
  test(`stops at ${code}, and says it once`, async () => {
    const session = open();
    await session.start();
    endpoint.answer = () => no(code, status);
    await time.pass(24 * hours, 10 * minutes);
    assert.equal(endpoint.asked.length, 2);
    assert.equal(session.state.name, "blocked");
    assert.equal(told.filter((name) => name === "blocked").length, 1);
    assert.equal(session.usable, undefined);
    assert.equal(await session.ready(never), undefined);
    assert.equal(endpoint.asked.length, 2);
  });

test("an answer that is no grant is a no", async () => {
  endpoint.answer = () => yes({ videoUrl: "javascript:alert(1)" });
  const error = await failure(open().start());
  assert.equal(error.code, "bad-response");
  assert.equal(endpoint.asked.length, 1);
});

test("starting again after a no asks again", async () => {
  endpoint.answer = () => no("session-limit", 409);
  const session = open();
  assert.equal((await failure(session.start())).code, "session-limit");
  endpoint.answer = () => yes();
  assert.equal(await session.start(), session.usable);
});

test("starting again after the session was ended elsewhere begins a new one", async () => {
  const session = open();
  await session.start();
  endpoint.answer = ({ body }) =>
    body.sessionId === "s1"
      ? no("session-ended", 410)
      : yes({ sessionId: "s2" });
  await time.pass(11 * minutes, 10_000);
  assert.equal(session.state.name, "blocked");
  assert.equal((await session.start()).sessionId, "s2");
});

// The edge refuses

test("fifty refusals at once make one grant request, and each is repeated with its grant", async () => {
  const session = open();
  const old = await session.start();
  const again = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      session.refused(old, segment, index % 2 ? 403 : 401, never),
    ),
  );
  assert.equal(endpoint.asked.length, 2);
  assert.ok(again.every(Boolean), "not all of them are repeated");
  assert.notEqual(session.usable, old);
});

test("a refusal that comes in after the renewal is repeated without another request", async () => {
  const session = open();
  const old = await session.start();
  await session.refused(old, segment, 403, never);
  assert.equal(await session.refused(old, segment, 403, never), true);
  assert.equal(endpoint.asked.length, 2);
  assert.equal(session.state.name, "active");
});

test("a refusal while the renewal is under way waits for it", async () => {
  const session = open();
  const old = await session.start();
  const answer = endpoint.hold();
  await time.pass(10 * minutes, 10_000);
  const again = session.refused(old, segment, 403, never);
  assert.equal(await sofar(again), "pending");
  answer(yes());
  assert.equal(await again, true);
  assert.equal(endpoint.asked.length, 2);
});

test("refused twice: stops with edge-refused, says it once, and names no signature", async () => {
  endpoint.answer = () =>
    yes({ videoUrl: `${playlist}?Policy=x&Signature=s3cr3t&Key-Pair-Id=K` });
  const session = open();
  const old = await session.start();
  const url = `${segment}?Signature=s3cr3t`;
  assert.equal(await session.refused(old, url, 403, never), true);
  const replacing = session.usable!;
  assert.equal(await session.refused(replacing, url, 403, never), false);
  assert.equal(await session.refused(replacing, url, 403, never), false);
  const { state } = session;
  assert.equal(state.name, "blocked");
  assert.equal(state.name === "blocked" && state.error.code, "edge-refused");
  assert.equal(told.filter((name) => name === "blocked").length, 1);
  assert.equal(endpoint.asked.length, 2);
  assert.doesNotMatch(inspect(session, { showHidden: true }), /s3cr3t/);
  assert.doesNotMatch(inspect(state, { showHidden: true }), /s3cr3t/);
  assert.doesNotMatch(JSON.stringify(state), /s3cr3t/);
});

test("refused again much later, after all went well: asks again", async () => {
  const session = open();
  await session.refused(await session.start(), segment, 403, never);
  session.accepted(session.usable!);
  assert.equal(
    await session.refused(session.usable!, segment, 403, never),
    true,
  );
  assert.equal(endpoint.asked.length, 3);
});

test("the success of an old grant does not speak for the new one", async () => {
  const session = open();
  const old = await session.start();
  await session.refused(old, segment, 403, never);
  session.accepted(old);
  assert.equal(
    await session.refused(session.usable!, segment, 403, never),
    false,
  );
});

test("no request goes out with a refused grant while the next is asked for", async () => {
  const session = open();
  const old = await session.start();
  endpoint.answer = () => no("server-error", 503);
  const again = session.refused(old, segment, 403, never);
  assert.equal(session.state.name, "requesting");
  assert.equal(session.usable, undefined);
  const ready = session.ready(never);
  await settle();
  assert.equal(session.state.name, "retrying");
  assert.equal(session.usable, undefined);
  endpoint.answer = () => yes();
  await time.pass(1_000);
  assert.equal(await again, true);
  assert.notEqual(session.usable, old);
  assert.equal(await ready, session.usable);
});

test("a grant that is refused while the endpoint is down is not used any more", async () => {
  const session = open();
  const old = await session.start();
  endpoint.answer = () => no("server-error", 503);
  await time.pass(10 * minutes, 10_000);
  assert.equal(session.usable, old);
  const again = session.refused(old, segment, 403, never);
  assert.equal(session.usable, undefined);
  assert.equal(await sofar(again), "pending");
});

test("playback keeps its grant while a renewal is under way", async () => {
  const session = open();
  const old = await session.start();
  endpoint.answer = silence;
  await time.pass(10 * minutes + 5_000, 5_000);
  assert.equal(session.state.name, "requesting");
  assert.equal(session.usable, old);
  assert.equal(await session.ready(never), old);
});

// No status at all

test("no status the first time: asks for a grant, and nobody else", async () => {
  const session = open();
  const old = await session.start();
  assert.equal(await session.refused(old, segment, 0, never), true);
  assert.equal(endpoint.asked.length, 2);
  assert.equal(endpoint.probed.length, 0);
});

test("no status twice, and the edge does answer: it refuses", async () => {
  const session = open();
  await session.refused(await session.start(), segment, 0, never);
  assert.equal(
    await session.refused(session.usable!, segment, 0, never),
    false,
  );
  const { state } = session;
  assert.equal(state.name === "blocked" && state.error.code, "edge-refused");
  assert.match(
    state.name === "blocked" ? state.error.message : "",
    /without CORS headers/,
  );
  assert.equal(endpoint.probed.length, 1);
  const [{ url, init }] = endpoint.probed as [
    { url: string; init: RequestInit },
  ];
  assert.equal(url, segment);
  assert.equal(init.method, "HEAD");
  assert.equal(init.credentials, "include");
});

test("no status twice, and nobody answers: it is the network, not the grant", async () => {
  endpoint.edgeAnswers = false;
  const session = open();
  await session.refused(await session.start(), segment, 0, never);
  assert.equal(
    await session.refused(session.usable!, segment, 0, never),
    false,
  );
  assert.equal(session.state.name, "active");
  assert.equal(endpoint.asked.length, 2);
});

test("with a status nobody else is asked", async () => {
  const session = open();
  await session.refused(await session.start(), segment, 403, never);
  await session.refused(session.usable!, segment, 403, never);
  assert.equal(endpoint.probed.length, 0);
});

// Waiting has an end

test("a request waits twenty seconds for a grant, and no longer", async () => {
  endpoint.answer = silence;
  const session = open();
  const ready = session.ready(never);
  await time.pass(19_000);
  assert.equal(await sofar(ready), "pending");
  await time.pass(1_000);
  assert.equal(await ready, undefined);
  assert.notEqual(session.state.name, "blocked");
});

test("a refused request waits as long as it is told, and no longer", async () => {
  const session = open({ waitTimeoutMs: 5_000 });
  const old = await session.start();
  endpoint.answer = silence;
  const again = session.refused(old, segment, 403, never);
  await time.pass(5_000);
  assert.equal(await again, false);
});

test("a request that is given up does not wait", async () => {
  endpoint.answer = silence;
  const session = open();
  const ending = new AbortController();
  const ready = session.ready(ending.signal);
  await settle();
  ending.abort();
  assert.equal(await ready, undefined);
  assert.equal(await session.ready(AbortSignal.abort()), undefined);
});

test("waiting ends when the session is closed or refused", async () => {
  endpoint.answer = silence;
  const session = open();
  const ready = session.ready(never);
  const started = failure(session.start());
  await settle();
  session.close();
  assert.equal(await ready, undefined);
  await started;

  endpoint.answer = () => no("not-entitled", 403);
  assert.equal(await open().ready(never), undefined);
});

// The end

test("closing releases the session, with a request that outlives the page", async () => {
  const session = open();
  await session.start();
  session.close();
  await settle();
  assert.deepEqual(
    endpoint.releases.map(({ body, keepalive }) => ({ body, keepalive })),
    [{ body: { sessionId: "s1" }, keepalive: true }],
  );
  assert.equal(told.at(-1), "closed");
});

test("closing twice, or without a session, releases nothing", async () => {
  const session = open();
  await session.start();
  session.close();
  session.close();
  open().close();
  endpoint.answer = () => yes({ sessionId: undefined });
  const nameless = open();
  await nameless.start();
  nameless.close();
  await settle();
  assert.equal(endpoint.releases.length, 1);
});

test("nothing is asked after the end, and starting says so", async () => {
  const session = open();
  const old = await session.start();
  session.close();
  await settle();
  const asked = endpoint.asked.length;
  await failure(session.start());
  assert.equal(await session.ready(never), undefined);
  assert.equal(await session.refused(old, segment, 0, never), false);
  session.accepted(old);
  await time.pass(2 * hours, 1 * minutes);
  assert.equal(endpoint.asked.length, asked);
  assert.equal(endpoint.probed.length, 0);
  assert.equal(session.usable, undefined);
});

test("an answer that comes after the end is dropped", async () => {
  const answer = endpoint.hold();
  const session = open();
  const started = failure(session.start());
  await settle();
  session.close();
  answer(yes());
  await started;
  await settle();
  assert.deepEqual(told, ["requesting", "closed"]);
  assert.equal(endpoint.releases.length, 0);
});

test("a page that throws in onChange is told, and playback goes on", async () => {
  const listeners = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  const reported: unknown[] = [];
  process.on("uncaughtException", (error) => reported.push(error));
  try {
    const session = open({
      onChange: () => {
        throw new Error("the page's own mistake");
      },
    });
    assert.equal(await session.start(), session.usable);
    await settle();
    assert.equal(reported.length, 2);
    assert.equal(await session.ready(never), session.usable);
    session.close();
    await settle();
  } finally {
    process.removeAllListeners("uncaughtException");
    for (const listener of listeners) process.on("uncaughtException", listener);
  }
});

test("a page may close the session from onChange", async () => {
  const session: GrantSession = open({
    onChange: ({ name }) => name === "active" && session.close(),
  });
  await failure(session.start());
  assert.equal(session.state.name, "closed");
  await settle();
  assert.equal(endpoint.releases.length, 1);
});

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { GrantRequest } from "../../../src/contract.js";
import { PlayerError } from "../../../src/errors.js";
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
  until,
  yes,
  type FakeTime,
} from "./harness.js";

const never = new AbortController().signal;
const laptop = {
  sessionId: "laptop",
  label: "Chrome on Windows",
  lastSeenSecondsAgo: 120,
};

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
  videoId = `take-over-${(count += 1)}`;
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

const tooMany = (devices: unknown = [laptop]): Response =>
  Response.json(
    { code: "session-limit", status: 409, title: "Too many", devices },
    { status: 409 },
  );

async function failure(promise: Promise<unknown>): Promise<PlayerError> {
  const error: unknown = await promise.then(
    () => assert.fail("nothing failed"),
    (error) => error,
  );
  assert.ok(error instanceof PlayerError);
  return error;
}

/** A session that was told which devices there are. */
async function refused(
  options: Partial<GrantSessionOptions> = {},
): Promise<GrantSession> {
  endpoint.answer = () => tooMany();
  const session = open(options);
  await failure(session.start());
  await time.pass(200); // the lock is free again
  return session;
}

/** What each request named. */
const takeOvers = () =>
  endpoint.requests.map(({ body }) => (body as GrantRequest).takeOver);

test("too many devices: the error lists them", async () => {
  endpoint.answer = () => tooMany([laptop, { label: "odd" }]);
  const { code, devices } = await failure(open().start());
  assert.equal(code, "session-limit");
  assert.deepEqual(devices, [laptop]);
});

test("another refusal lists none, whatever the endpoint sends with it", async () => {
  endpoint.answer = () =>
    Response.json({ code: "not-entitled", devices: [laptop] }, { status: 403 });
  assert.equal((await failure(open().start())).devices, undefined);
});

test("taking over is one request that names the other device's session, and no later one does", async () => {
  const session = await refused();
  endpoint.answer = () => yes({ expiresIn: 60 });
  const grant = await session.start({ takeOver: "laptop" });
  assert.equal(grant.src, playlist);
  assert.deepEqual(endpoint.requests.at(-1)!.body, {
    videoId,
    takeOver: "laptop",
  });
  await time.pass(61_000);
  assert.deepEqual(takeOvers(), [undefined, "laptop", undefined]);
  assert.deepEqual(endpoint.requests.at(-1)!.body, {
    videoId,
    sessionId: "s1",
  });
});

test("taking over may be the first that is asked", async () => {
  await open().start({ takeOver: "laptop" });
  assert.deepEqual(takeOvers(), ["laptop"]);
});

test("starting without a name ends no device", async () => {
  const session = await refused();
  await failure(session.start({ takeOver: undefined }));
  await time.pass(200);
  await failure(session.start({}));
  assert.deepEqual(takeOvers(), [undefined, undefined, undefined]);
  assert.ok(!("takeOver" in endpoint.requests[1]!.body));
});

test("a take-over that is refused is not repeated by the next start", async () => {
  const session = await refused();
  const phone = { ...laptop, sessionId: "phone" };
  endpoint.answer = () => tooMany([phone]);
  const { devices } = await failure(session.start({ takeOver: "laptop" }));
  assert.deepEqual(devices, [phone]);
  await time.pass(200);
  await failure(session.start());
  assert.deepEqual(takeOvers(), [undefined, "laptop", undefined]);
});

for (const [what, down] of [
  ["nobody answers", () => Promise.reject(new TypeError("Failed to fetch"))],
  ["the endpoint is down", () => no("server-error", 503)],
] as const)
  test(`while ${what}, each retry still takes over`, async () => {
    const session = await refused();
    endpoint.answer = down;
    const started = session.start({ takeOver: "laptop" });
    await until(() => session.state.name === "retrying");
    await time.pass(1_000);
    assert.equal(session.state.name, "retrying");
    endpoint.answer = () => yes();
    await time.pass(5_000);
    await started;
    assert.deepEqual(takeOvers(), [undefined, "laptop", "laptop", "laptop"]);
  });

test("once it has given up, what wakes it ends nobody's session hours later", async () => {
  const session = await refused();
  endpoint.answer = () => no("server-error", 503);
  const started = failure(session.start({ takeOver: "laptop" }));
  await time.pass(120_000);
  assert.equal((await started).code, "server-error");
  const asked = endpoint.requests.length;
  endpoint.answer = () => yes();
  await session.start();
  assert.deepEqual(takeOvers().slice(asked), [undefined]);
});

test("a session that plays ends no device", async () => {
  const session = open();
  const grant = await session.start();
  assert.equal(await session.start({ takeOver: "laptop" }), grant);
  assert.deepEqual(takeOvers(), [undefined]);
});

test("a GET takes over in its query", async () => {
  const urls: URL[] = [];
  const session = open({
    method: "GET",
    fetch: (async (url: URL) => {
      urls.push(url);
      return urls.length === 1 ? tooMany() : yes();
    }) as typeof fetch,
  });
  await failure(session.start());
  await time.pass(200);
  await session.start({ takeOver: "lap&top" });
  assert.deepEqual(
    urls.map(({ search }) => search),
    [`?videoId=${videoId}`, `?videoId=${videoId}&takeOver=lap%26top`],
  );
});

test("a requestGrant of the page's own hears what is to be taken over, and may list devices itself", async () => {
  const heard: GrantRequest[] = [];
  const session = open({
    grantEndpoint: undefined,
    requestGrant: async (request) => {
      heard.push(request);
      if (heard.length === 1) return tooMany();
      if (heard.length === 2)
        throw new PlayerError("session-limit", "Full.", { devices: [laptop] });
      return { videoUrl: playlist };
    },
  });
  for (let time = 0; time < 2; time++)
    assert.deepEqual((await failure(session.start())).devices, [laptop]);
  await session.start({ takeOver: "laptop" });
  assert.deepEqual(heard, [
    { videoId },
    { videoId },
    { videoId, takeOver: "laptop" },
  ]);
});

test("whose place was taken hears so, begins anew, and takes its place back", async () => {
  endpoint.answer = () => yes({ expiresIn: 60 });
  const session = open();
  await session.start();
  endpoint.answer = () => no("session-ended", 410);
  await time.pass(60_000);
  const { state } = session;
  assert.equal(state.name === "blocked" && state.error.code, "session-ended");
  endpoint.answer = () => tooMany();
  const { devices } = await failure(session.start());
  assert.deepEqual(devices, [laptop]);
  await time.pass(200);
  endpoint.answer = () => yes({ sessionId: "s2" });
  await session.start({ takeOver: devices![0]!.sessionId });
  assert.deepEqual(
    endpoint.requests.map(({ body }) => body),
    [
      { videoId },
      { videoId, sessionId: "s1" },
      { videoId },
      { videoId, takeOver: "laptop" },
    ],
  );
});

// Beside other tabs

/** Asks before the session does, and is answered by the test. */
function anotherTab() {
  const tab = new AnotherTabsShare(
    `POST https://school.test/grant ${videoId}`,
    () => {},
  );
  let answer!: (outcome: Outcome) => void;
  tab
    .request(
      () =>
        new Promise((resolve, reject) => {
          answer = (outcome) =>
            outcome instanceof PlayerError ? reject(outcome) : resolve(outcome);
        }),
      never,
    )
    .catch(() => {}); // the tab's own affair
  return {
    close: () => tab.close(),
    answer: (outcome: Outcome) => answer(outcome),
  };
}

type Outcome = PlayerError | { videoUrl: string };

for (const code of ["not-entitled", "unreachable", "session-limit"] as const)
  test(`taking over waits for another tab, and is not answered by its ${code}`, async () => {
    const session = await refused();
    const tab = anotherTab();
    await settle();
    endpoint.answer = () => yes();
    const started = session.start({ takeOver: "laptop" });
    await settle();
    assert.deepEqual(takeOvers(), [undefined], "did not wait");
    tab.answer(new PlayerError(code, "Said to another tab."));
    await settle(50);
    await time.pass(200);
    await started;
    assert.deepEqual(takeOvers(), [undefined, "laptop"]);
    tab.close();
  });

test("another tab is let in meanwhile: nobody needs to be ended", async () => {
  const session = await refused();
  const tab = anotherTab();
  await settle();
  const started = session.start({ takeOver: "laptop" });
  await settle();
  tab.answer({ videoUrl: playlist });
  await started;
  await time.pass(200);
  assert.deepEqual(takeOvers(), [undefined]);
  tab.close();
});

test("what a take-over is refused with is no answer to another player", async () => {
  const session = await refused();
  const answer = endpoint.hold();
  const refusal = failure(session.start({ takeOver: "gone" }));
  await settle();
  const other = open();
  const started = other.start();
  await settle();
  answer(no("bad-request", 400));
  assert.equal((await refusal).code, "bad-request");
  await settle();
  endpoint.answer = () => yes();
  await time.pass(200);
  await started;
  assert.deepEqual(takeOvers(), [undefined, "gone", undefined]);
});

test("what a take-over is granted serves another player too", async () => {
  const session = await refused();
  const answer = endpoint.hold();
  const started = session.start({ takeOver: "laptop" });
  await settle();
  const other = open();
  const granted = other.start();
  await settle();
  answer(yes());
  assert.equal((await started).sessionId, (await granted).sessionId);
  assert.deepEqual(takeOvers(), [undefined, "laptop"]);
});

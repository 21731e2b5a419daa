import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import fc from "fast-check";
import {
  createMemoryStore,
  createProgressHandler,
  GrantError,
  scope,
  toNodeListener,
  type ImplausibleProgress,
  type LogEntry,
  type Metric,
  type Problem,
  type Progress,
  type ProgressHandlerOptions,
  type ProgressNews,
} from "../../../server-kit/index.js";
import { checkAnswer, checkRequest } from "../../support/openapi.js";

const page = "https://lessons.school.example";
const endpoint = "https://api.school.example/progress";

interface Viewer {
  id: string;
}

/** Seconds that the school knows. */
const durations = new Map([
  ["lesson-1", 100],
  ["long", 86_400],
]);

/** A school with a clock of its own, whose only pupil is Ada. */
function school(given: Partial<ProgressHandlerOptions<Viewer>> = {}) {
  const clock = { now: 1_790_000_000 };
  const store = createMemoryStore({ maxRecords: 100, now: () => clock.now });
  const handler = createProgressHandler<Viewer>({
    origins: [page],
    authenticate: ({ headers }) => {
      const id = headers.get("Authorization");
      return id !== null && { id };
    },
    authorize: ({ id }, videoId) =>
      id === "ada" &&
      videoId !== "lesson-2" && { durationSeconds: durations.get(videoId) },
    store,
    ...given,
  });
  /** Every answer is one that the specification has. */
  const handle = async (request: Request) => {
    const response = await handler(request);
    const { method } = request;
    if (["GET", "POST", "OPTIONS"].includes(method))
      await checkAnswer(method, response, "/progress");
    return response;
  };
  const post = (report: object, headers: Record<string, string> = {}) =>
    handle(
      new Request(endpoint, {
        method: "POST",
        // As JSON that a script may write by hand: 1e999 is read as Infinity.
        body: JSON.stringify(
          {
            videoId: "lesson-1",
            position: 0,
            duration: 100,
            watchedRanges: [],
            ...report,
          },
          (_name, value: unknown) => (value === Infinity ? "1e999" : value),
        ).replaceAll('"1e999"', "1e999"),
        headers: {
          Origin: page,
          Authorization: "ada",
          "Content-Type": "application/json",
          ...headers,
        },
      }),
    );
  const get = (query = "?videoId=lesson-1") =>
    handle(
      new Request(endpoint + query, {
        headers: { Origin: page, Authorization: "ada" },
      }),
    );
  return { clock, store, handle, post, get };
}

async function progressOf(response: Response): Promise<Progress> {
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as Progress;
}

async function refusal<Body = Problem>(
  response: Response,
  status: number,
  code: string,
): Promise<Body> {
  const problem = await response.json();
  assert.equal(`${response.status} ${problem.code}`, `${status} ${code}`);
  assert.equal(problem.status, status);
  const { headers } = response;
  assert.equal(headers.get("Content-Type"), "application/problem+json");
  assert.equal(headers.get("Cache-Control"), "no-store");
  assert.equal(headers.get("Access-Control-Allow-Origin"), page);
  return problem as Body;
}

const nothing: Progress = {
  position: 0,
  duration: 0,
  watchedRanges: [],
  watchedFraction: 0,
  completed: false,
};

test("what was watched is answered with what is on record, and a GET finds it again", async () => {
  const { clock, post, get } = school();
  assert.deepEqual(await progressOf(await get()), nothing);
  await post({});
  clock.now += 10;
  checkRequest("ProgressReport", {
    videoId: "lesson-1",
    position: 12,
    duration: 100,
    watchedRanges: [[0.12, 12]],
  });
  const response = await post({ position: 12.0004, watchedRanges: [[0.1204, 12.0004]] }); // prettier-ignore
  const expected: Progress = {
    position: 12,
    duration: 100,
    watchedRanges: [[0.12, 12]],
    watchedFraction: 0.1188,
    completed: false,
  };
  assert.deepEqual(await progressOf(response), expected);
  const { headers } = response;
  for (const [name, value] of Object.entries({
    "Cache-Control": "no-store",
    "Content-Type": "application/json",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": page,
    "Access-Control-Allow-Credentials": "true",
    Vary: "Origin",
  }))
    assert.equal(headers.get(name), value);
  assert.deepEqual(await progressOf(await get()), expected);
  assert.deepEqual(await progressOf(await get("?videoId=lesson-3")), nothing);
});

test("a lesson that is watched through with a seek, in two tabs, comes to its ranges and is completed", async () => {
  const { clock, post } = school();
  await post({});
  const reports = [
    [[0, 10]],
    [[60, 70]],
    [[0, 20]],
    [[60, 80]],
    [[0, 20], [60, 90]],
    [[20, 40.2], [90, 99.6]],
    [[40.7, 60]],
  ]; // prettier-ignore
  const answers: Progress[] = [];
  for (const watchedRanges of reports) {
    clock.now += 10;
    answers.push(await progressOf(await post({ watchedRanges })));
  }
  assert.deepEqual(
    answers.map(({ completed }) => completed),
    [false, false, false, false, false, false, true],
  );
  assert.deepEqual(answers.at(-1)!.watchedRanges, [[0, 99.6]]);
  assert.equal(answers.at(-1)!.watchedFraction, 1);
});

test("a forged 'all watched' is refused with what is on record, and changes nothing", async () => {
  const { clock, post, get } = school();
  await post({});
  clock.now += 10;
  await post({ position: 10, watchedRanges: [[0, 10]] });
  const before = await progressOf(await get());
  clock.now += 10;
  const forged = await post({ position: 100, watchedRanges: [[0, 100]] });
  const problem = await refusal<ImplausibleProgress>(forged, 422, "implausible-progress"); // prettier-ignore
  assert.equal(problem.reason, "ahead-of-clock");
  assert.deepEqual(problem.progress, before);
  assert.deepEqual(await progressOf(await get()), before);
  const shorter = await progressOf(await post({ duration: 11, watchedRanges: [[0, 11]] })); // prettier-ignore
  assert.deepEqual(
    [shorter.duration, shorter.watchedFraction, shorter.completed],
    [100, 0.11, false],
  );
});

for (const answer of [true, {}] as const)
  test(`where authorize answers ${JSON.stringify(answer)}, nobody knows how long the video is: progress is kept, nothing is completed, and the log says why, once`, async () => {
    const told: unknown[] = [];
    const log: LogEntry[] = [];
    const metrics: Metric[] = [];
    const { clock, post, get } = school({
      authorize: () => answer as true,
      onCompleted: (news) => void told.push(news),
      log: (entry) => void log.push(entry),
      metrics: (metric) => void metrics.push(metric),
    });
    const forged = await progressOf(await post({ duration: 5, watchedRanges: [[0, 5]] })); // prettier-ignore
    assert.equal(forged.completed, false);
    clock.now += 60;
    const honest = await progressOf(await post({ position: 96, watchedRanges: [[0, 96]] })); // prettier-ignore
    assert.deepEqual(honest, {
      position: 96,
      duration: 100,
      watchedRanges: [[0, 96]],
      watchedFraction: 0.96,
      completed: false,
    });
    assert.deepEqual(await progressOf(await get()), honest);
    await post({ videoId: "lesson-3" });
    await post({ videoId: "lesson-3" });
    assert.deepEqual(told, []);
    const notices = log.filter(({ event }) => event === "duration-missing");
    assert.deepEqual(
      notices.map((entry) => "videoId" in entry && entry.videoId),
      ["lesson-1", "lesson-3"],
    );
    assert.match(JSON.stringify(notices), /durationSeconds/);
    assert.deepEqual([...new Set(metrics.map(({ name }) => name))], ["progress.recorded"]); // prettier-ignore
  });

test("what was watched before the application knew how long the video is counts as soon as it does, and is told", async () => {
  const told: string[] = [];
  const known: { durationSeconds?: number } = {};
  const { clock, post } = school({
    authorize: () => known,
    onCompleted: ({ videoId }) => void told.push(videoId),
  });
  await post({});
  clock.now += 60;
  await post({ watchedRanges: [[0, 96]] });
  assert.deepEqual(told, []);
  known.durationSeconds = 100;
  assert.equal((await progressOf(await post({}))).completed, true);
  assert.deepEqual(told, ["lesson-1"]);
});

test("no viewer, no entitlement and no video are three different answers, to POST and GET", async () => {
  const { handle, post, get } = school();
  await refusal(await post({}, { Authorization: "eve" }), 403, "not-entitled");
  await refusal(await post({ videoId: "lesson-2" }), 403, "not-entitled");
  await refusal(await get("?videoId=lesson-2"), 403, "not-entitled");
  await refusal(await get(""), 400, "bad-request");
  await refusal(await get("?videoId=a&videoId=b"), 400, "bad-request");
  await refusal(await post({ videoId: undefined }), 400, "bad-request");
  const anybody = new Request(`${endpoint}?videoId=lesson-1`, { headers: { Origin: page } }); // prettier-ignore
  await refusal(await handle(anybody), 401, "not-signed-in");
});

const NaNs = [null, "1", -1, Infinity, [], true];
for (const wrong of [
  ...NaNs.map((position) => ({ position })),
  ...NaNs.map((duration) => ({ duration })),
  { duration: 0 },
  { duration: 604_801 },
  { position: 101.1 },
  { sessionId: "a b" },
  { watchedRanges: undefined },
  { watchedRanges: {} },
  { watchedRanges: "[[0,1]]" },
  { watchedRanges: [[0]] },
  { watchedRanges: [[0, 1, 2]] },
  { watchedRanges: [0, 1] },
  { watchedRanges: [[1, 1]] },
  { watchedRanges: [[2, 1]] },
  { watchedRanges: [[-1, 1]] },
  { watchedRanges: [[0, 101.1]] },
  { watchedRanges: [["0", "1"]] },
  { watchedRanges: [[0, null]] },
  {
    watchedRanges: [
      [0, 2],
      [1, 3],
    ],
  },
  {
    watchedRanges: [
      [2, 3],
      [0, 1],
    ],
  },
  {
    watchedRanges: Array.from({ length: 1_001 }, (_, at) => [
      at / 100,
      at / 100 + 0.005,
    ]),
  },
])
  // prettier-ignore
  test(`is no report: ${JSON.stringify(wrong).slice(0, 60)}`, async () => {
    const { post, get } = school();
    await refusal(await post(wrong), 400, "bad-request");
    assert.deepEqual(await progressOf(await get()), nothing);
  });

test("a last frame that lies behind the duration is cut, and a thousand ranges fit in a body", async () => {
  const { clock, post } = school();
  await post({});
  clock.now += 300;
  const last = await progressOf(await post({ position: 100.4, watchedRanges: [[90, 100.4]] })); // prettier-ignore
  assert.deepEqual([last.position, last.watchedRanges], [100, [[90, 100]]]);
  const ranges = Array.from({ length: 1_000 }, (_, at) => [
    at * 30.517,
    at * 30.517 + 0.123,
  ]);
  const long = { videoId: "long", duration: 86_400 };
  await post(long);
  clock.now += 300;
  const many = await progressOf(await post({ ...long, watchedRanges: ranges }));
  assert.equal(many.watchedRanges.length, 1_000);
});

test("an application that knows how long the video is needs to believe nobody", async () => {
  const entitled = {
    scope: scope.directory("https://cdn.school.example", "a"),
    durationSeconds: 1_000,
  };
  for (const authorize of [
    () => entitled,
    () => ({ durationSeconds: 1_000 }),
  ]) {
    const { clock, post } = school({ authorize });
    await post({ duration: 4 });
    clock.now += 10;
    const progress = await progressOf(await post({ duration: 4, watchedRanges: [[0, 4]] })); // prettier-ignore
    assert.equal(progress.duration, 1_000);
    assert.equal(progress.completed, false);
  }
});

test("the first completion is told once, also where reports come at once, and after the progress", async () => {
  const told: [string, ProgressNews<Viewer>][] = [];
  const { clock, post } = school({
    onProgress: async (news) => void told.push(["progress", news]),
    onCompleted: async (news) => void told.push(["completed", news]),
  });
  await post({});
  clock.now += 60;
  await Promise.all(
    Array.from({ length: 20 }, () => post({ watchedRanges: [[0, 96]] })),
  );
  await post({ watchedRanges: [[0, 97]] });
  const completions = told.filter(([what]) => what === "completed");
  assert.equal(completions.length, 1);
  assert.equal(told.length, 23);
  const [, news] = completions[0]!;
  assert.deepEqual(news, {
    viewer: { id: "ada" },
    viewerId: "ada",
    videoId: "lesson-1",
    progress: {
      position: 0,
      duration: 100,
      watchedRanges: [[0, 96]],
      watchedFraction: 0.96,
      completed: true,
    },
  });
  assert.equal(told[0]![0], "progress");
});

test("an LMS that could not be told of a completion is told with the next report", async () => {
  const log: LogEntry[] = [];
  let calls = 0;
  const { clock, post } = school({
    log: (entry) => void log.push(entry),
    onCompleted: () => {
      calls += 1;
      if (calls === 1) throw new Error("The LMS is down.");
    },
  });
  await post({});
  clock.now += 60;
  for (const expected of [1, 2, 2]) {
    const progress = await progressOf(await post({ watchedRanges: [[0, 96]] }));
    assert.equal(progress.completed, true);
    assert.equal(calls, expected);
  }
  const events = log.map((entry) => entry.event);
  assert.deepEqual(events, [
    "progress-recorded",
    "hook-failed",
    "progress-recorded",
    "video-completed",
    "progress-recorded",
    "progress-recorded",
  ]);
});

test("a hook that throws spoils no report", async () => {
  const log: LogEntry[] = [];
  const { post } = school({
    log: (entry) => void log.push(entry),
    onProgress: () => Promise.reject(new Error("No.")),
  });
  await progressOf(await post({ position: 3 }));
  assert.ok(log[0]?.event === "hook-failed", log[0]?.event);
  assert.equal(log[0].hook, "onProgress");
});

test("pages of other origins, links and other methods are refused; a preflight is answered", async () => {
  const { handle, post } = school();
  for (const headers of [
    { Origin: "https://evil.example" },
    { "Sec-Fetch-Mode": "navigate" },
    { "Content-Type": "text/plain" },
  ] as Record<string, string>[])
    assert.equal((await post({}, headers)).status, 400);
  for (const method of ["PUT", "DELETE", "HEAD"]) {
    const response = await handle(new Request(endpoint, { method, headers: { Origin: page } })); // prettier-ignore
    assert.equal(response.status, 405);
    assert.equal(response.headers.get("Allow"), "GET, POST, OPTIONS");
  }
  const preflight = await handle(new Request(endpoint, { method: "OPTIONS", headers: { Origin: page } })); // prettier-ignore
  assert.equal(preflight.status, 204);
  const { headers } = preflight;
  assert.equal(headers.get("Access-Control-Allow-Methods"), "GET, POST, OPTIONS"); // prettier-ignore
  assert.equal(headers.get("Access-Control-Allow-Headers"), "content-type, authorization"); // prettier-ignore
  assert.equal(headers.get("Access-Control-Allow-Origin"), page);
});

test("bodies and headers have limits, and a viewer who reports too often is told when to come again", async () => {
  const small = school({ maxBodyBytes: 150, maxHeaderBytes: 500 });
  await progressOf(await small.post({}));
  const ranges = Array.from({ length: 20 }, (_, at) => [at * 2, at * 2 + 1]);
  await refusal(await small.post({ watchedRanges: ranges }), 400, "bad-request"); // prettier-ignore
  await refusal(await small.post({}, { "X-Long": "a".repeat(500) }), 400, "bad-request"); // prettier-ignore

  const store = createMemoryStore();
  const rate = { store, burst: 2, refillPerSecond: 0.001 };
  const limited = school({ rateLimit: rate });
  await progressOf(await limited.post({}));
  await progressOf(await limited.get());
  const refused = await limited.post({});
  assert.ok(Number(refused.headers.get("Retry-After")) > 1, "no Retry-After");
  await refusal(refused, 429, "rate-limited");
  // The grant endpoint counts in a bucket of its own.
  const grants = await store.take("ada", { burst: 1, refillPerSecond: 1 });
  assert.equal(grants.retryAfterSeconds, 0);
});

test("a store that is down is a 503, and what lies under it is for the log", async () => {
  const log: LogEntry[] = [];
  const fail = () => Promise.reject(new Error("secret address"));
  const { post, get } = school({
    store: {
      report: fail,
      progress: fail,
      completionTold: fail,
      retellCompletion: fail,
      forgetProgress: fail,
    },
    log: (entry) => void log.push(entry),
  });
  for (const response of [await post({}), await get()]) {
    assert.equal(response.headers.get("Retry-After"), "5");
    const problem = await refusal(response, 503, "server-error");
    assert.equal(problem.reason, "store-unavailable");
    assert.doesNotMatch(JSON.stringify(problem), /secret/);
  }
  assert.deepEqual(
    log.map((entry) => ("operation" in entry ? entry.operation : entry.event)),
    ["report", "progress-refused", "progress", "progress-refused"],
  );
});

test("what the application throws is answered as a grant endpoint would", async () => {
  const later = school({
    authorize: () => {
      throw new GrantError("rate-limited", "Later.", { retryAfterSeconds: 3 });
    },
  });
  await refusal(await later.post({}), 429, "rate-limited");
  for (const answer of [
    "yes",
    { durationSeconds: NaN },
    { durationSeconds: 0 },
  ]) {
    const { post } = school({ authorize: () => answer as never });
    const { detail } = await refusal(await post({}), 500, "server-error");
    assert.equal(detail, undefined);
  }
  await refusal(
    await school({ authenticate: () => ({}) as Viewer }).post({}),
    500,
    "server-error",
  );
});

test("log and metrics are told what happened", async () => {
  const log: LogEntry[] = [];
  const metrics: Metric[] = [];
  const { clock, post, get } = school({
    log: (entry) => void log.push(entry),
    metrics: (metric) => void metrics.push(metric),
  });
  await post({ sessionId: "s1" });
  await post({ watchedRanges: [[0, 50]] });
  await post({}, { Authorization: "eve" });
  clock.now += 60;
  await post({ watchedRanges: [[0, 100]] });
  await get();
  const about = { viewerId: "ada", videoId: "lesson-1", sessionId: undefined };
  assert.deepEqual(
    log.map((entry) => ("durationMs" in entry ? { ...entry, durationMs: 0 } : entry)),
    [
      { event: "progress-recorded", ...about, sessionId: "s1", durationMs: 0 },
      { event: "progress-refused", ...about, code: "implausible-progress", reason: "ahead-of-clock", durationMs: 0 },
      { event: "progress-refused", ...about, viewerId: "eve", code: "not-entitled", durationMs: 0 },
      { event: "video-completed", ...about },
      { event: "progress-recorded", ...about, durationMs: 0 },
    ],
  ); // prettier-ignore
  assert.deepEqual(
    metrics.map(({ name, value, unit, dimensions }) => [name, value, unit, dimensions]),
    [
      ["progress.recorded", 1, "count", {}],
      ["progress.refused", 1, "count", { code: "implausible-progress", reason: "ahead-of-clock" }],
      ["progress.refused", 1, "count", { code: "not-entitled" }],
      ["video.completed", 1, "count", {}],
      ["progress.recorded", 1, "count", {}],
    ],
  ); // prettier-ignore
});

test("behind node:http reports go over a socket, and are kept of the viewer that viewerId names", async () => {
  const { handle, store } = school({ viewerId: ({ id }) => `school:${id}` });
  const server = createServer(toNodeListener(handle));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/progress`, {
    method: "POST",
    headers: { Authorization: "ada", "Content-Type": "application/json" },
    body: JSON.stringify({ videoId: "ü 1", position: 1, duration: 10, watchedRanges: [] }),
  }); // prettier-ignore
  assert.equal((await progressOf(response)).duration, 10);
  assert.equal((await store.progress("school:ada", "ü 1"))?.position, 1);
  server.closeAllConnections();
  server.close();
});

test("options that cannot be right are told at once", () => {
  for (const [option, ...values] of [
    ["origins", undefined, ["*"]],
    ["authenticate", undefined, "ada"],
    ["authorize", undefined, true],
    ["viewerId", "id"],
    ["store", undefined, {}],
    ["storeTimeoutSeconds", 0, 31, NaN],
    ["rateLimit", { store: {} }],
    ["maxRate", 0.9, 17, NaN, "2"],
    ["slackSeconds", -1, 61, 0.5],
    ["maxGapSeconds", 9, 3_601],
    ["completionThreshold", 0, 1.1, NaN, "0.9"],
    ["keepDays", 0, 36_501, 1.5],
    ["onProgress", true],
    ["onCompleted", {}],
    ["maxBodyBytes", 0, 1.5],
    ["maxHeaderBytes", "1"],
    ["log", "console"],
    ["metrics", {}],
  ] as const)
    for (const value of values)
      assert.throws(
        () => school({ [option]: value } as never),
        (error) =>
          error instanceof TypeError && error.message.startsWith(`\`${option}`),
        `${option}: ${String(value)}`,
      );
});

test("whatever is sent: no 500, nothing stored by caches, and no more on record than the clock allows", async () => {
  const { clock, handle, store } = school();
  const begun = clock.now;
  const seconds = fc.oneof(
    fc.constantFrom(0, 1, 50, 99.9, 100, 101, 1e9, -1, "1", null, 1e308),
    fc.double(),
  );
  const body = fc.oneof(
    fc.record(
      {
        videoId: fc.constantFrom("lesson-1", "lesson-1", "", 1, "a\0"),
        position: seconds,
        duration: fc.oneof(fc.constant(100), seconds),
        watchedRanges: fc.oneof(
          fc.array(fc.array(seconds, { maxLength: 3 }), { maxLength: 4 }),
          fc.constantFrom([], [[0, 100]], [[0, 3]], {}, null),
        ),
      },
      { requiredKeys: [] },
    ),
    fc.json(),
    fc.double({ min: 0.01, max: 100, noNaN: true }).map((end) => ({
      videoId: "lesson-1",
      position: end,
      duration: 100,
      watchedRanges: [[0, end]],
    })),
  );
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("POST", "POST", "POST", "GET"),
      body,
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (method, value, wait) => {
        clock.now += wait;
        const text = typeof value === "string" ? value : JSON.stringify(value);
        const response = await handle(
          new Request(`${endpoint}?videoId=lesson-1`, {
            method,
            ...(method === "POST" && { body: text }),
            headers: { Origin: page, Authorization: "ada", "Content-Type": "application/json" },
          }),
        ); // prettier-ignore
        assert.ok([200, 400, 422].includes(response.status), `${response.status} ${text}`); // prettier-ignore
        assert.equal(response.headers.get("Cache-Control"), "no-store");
        if (response.status === 200 && method === "POST") accepted += 1;
        const record = await store.progress("ada", "lesson-1");
        const { watchedRanges = [] } = record ?? {};
        const watched = watchedRanges.reduce((sum, [start, end]) => sum + end - start, 0); // prettier-ignore
        const most = 5 + (clock.now - begun) * 2;
        assert.ok(watched <= most + 0.01, `${watched} of ${most}`);
      },
    ),
    { numRuns: 1_000 },
  );
  assert.ok(accepted > 30, `Only ${accepted} were accepted.`);
});

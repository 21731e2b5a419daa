import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { describe, mock, test } from "node:test";
import {
  createGrantHandler,
  createMemoryStore,
  createSigner,
  scope,
  sessionHandle,
  type GrantHandlerOptions,
  type GrantRequest,
  type GrantResponse,
  type LogEntry,
  type Problem,
  type SessionOptions,
  type Store,
} from "../../../server-kit/index.js";
import { checkAnswer, checkRequest } from "../../support/openapi.js";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const signer = createSigner({ keyPairId: "K1", privateKey });
const edge = "https://cdn.school.example";
const endpoint = "https://api.school.example/grant";

interface Pupil {
  id: string;
}

/** An endpoint, what it logged, and devices that talk to it. */
function school(
  sessions: Partial<SessionOptions<Pupil>> = {},
  more: Partial<GrantHandlerOptions<Pupil>> = {},
) {
  const log: LogEntry[] = [];
  const store = sessions.store ?? createMemoryStore();
  const handler = createGrantHandler<Pupil>({
    origins: [],
    signer,
    authenticate: ({ headers }) => ({ id: headers.get("Authorization") ?? "" }),
    authorize: (_pupil, videoId) => ({
      scope: scope.directory(edge, ...scope.segments(videoId)),
      video: "index.m3u8",
    }),
    log: (entry) => void log.push(entry),
    ...more,
    sessions: { limit: 2, ...sessions, store },
  });
  return { handler, log, store: store as Store, device: () => device(handler) };
}

/** A browser: it keeps the endpoint's cookie, and knows its session as the player does. */
function device(handler: (request: Request) => Promise<Response>) {
  let cookie = "";
  let sessionId: string | undefined;
  const send = async (
    method: string,
    body: object,
    viewer: string,
    agent = "Firefox/132.0 Linux",
  ): Promise<Response> => {
    const response = await handler(
      new Request(endpoint, {
        method,
        headers: {
          "Content-Type": "application/json",
          Authorization: viewer,
          "User-Agent": agent,
          ...(cookie && { Cookie: cookie }),
        },
        body: JSON.stringify(body),
      }),
    );
    await checkAnswer(method, response);
    const line = response.headers
      .getSetCookie()
      .find((line) => line.startsWith("secure-hls-device="));
    if (line) cookie = line.split(";", 1)[0]!;
    return response;
  };
  return {
    get cookie() {
      return cookie;
    },
    get sessionId() {
      return sessionId;
    },
    /** Asks for a grant: goes on with its session if it has one. */
    async ask(
      request: GrantRequest = {},
      viewer = "ada",
      agent?: string,
    ): Promise<string> {
      const body: GrantRequest = {
        videoId: "lesson-1",
        ...(sessionId !== undefined && { sessionId }),
        ...request,
      };
      checkRequest("GrantRequest", body);
      const response = await send("POST", body, viewer, agent);
      if (response.status === 200)
        ({ sessionId } = (await response.json()) as GrantResponse);
      const code =
        response.status === 200
          ? ""
          : ` ${((await response.json()) as Problem).code}`;
      return `${response.status}${code}`;
    },
    async refusal(request: GrantRequest = {}): Promise<[Response, Problem]> {
      const response = await send(
        "POST",
        { videoId: "lesson-1", ...request },
        "ada",
      );
      return [response, (await response.clone().json()) as Problem];
    },
    /** Reloads the page: the player forgets its session, the browser keeps the cookie. */
    reload() {
      sessionId = undefined;
    },
    forgetCookie() {
      cookie = "";
    },
    release: async (viewer = "ada") =>
      (await send("DELETE", { sessionId }, viewer)).status,
  };
}

describe("the limit of devices", () => {
  test("lets in as many as it says, and tells the next one which they are", async () => {
    const { device } = school();
    const [first, second, third] = [device(), device(), device()];
    assert.equal(await first.ask({}, "ada", "Chrome/131.0 Windows"), "200");
    assert.equal(await second.ask(), "200");
    const [response, problem] = await third.refusal();
    assert.equal(response.status, 409);
    assert.equal(problem.code, "session-limit");
    assert.deepEqual(response.headers.getSetCookie(), []);
    assert.deepEqual(
      problem.devices?.map(
        ({ sessionId, label, lastSeenSecondsAgo }) =>
          `${sessionId} ${label} ${lastSeenSecondsAgo < 30 ? "just now" : lastSeenSecondsAgo}`,
      ),
      [
        `${sessionHandle(second.sessionId!)} Firefox on Linux just now`,
        `${sessionHandle(first.sessionId!)} Chrome on Windows just now`,
      ],
    );
    assert.equal(await first.ask(), "200", "who is in goes on");
  });

  test("counts each viewer for himself", async () => {
    const { device } = school({ limit: 1 });
    assert.equal(await device().ask({}, "ada"), "200");
    assert.equal(await device().ask({}, "bob"), "200");
    assert.equal(await device().ask({}, "ada"), "409 session-limit");
  });

  test("knows a device again after a reload, in another tab and with another lesson", async () => {
    const { device } = school({ limit: 1 });
    const phone = device();
    assert.equal(await phone.ask(), "200");
    phone.reload();
    assert.equal(await phone.ask(), "200");
    phone.reload();
    assert.equal(await phone.ask({ videoId: "lesson-2" }), "200");
  });

  test("lets a device without cookies renew, which then keeps one place only", async () => {
    const { device } = school({ limit: 2 });
    const embedded = device();
    for (let times = 0; times < 5; times++) {
      assert.equal(await embedded.ask(), "200");
      embedded.forgetCookie();
    }
    assert.equal(await device().ask(), "200");
    assert.equal(await device().ask(), "409 session-limit");
  });

  test("is not passed by a session ID that another device gives away", async () => {
    const { device } = school({ limit: 1 });
    const [mine, friends] = [device(), device()];
    assert.equal(await friends.ask({}, "bob"), "200"); // it has a cookie of its own
    assert.equal(await mine.ask(), "200");
    const stolen = { sessionId: mine.sessionId! };
    assert.equal(await friends.ask(stolen), "410 session-ended");
    assert.equal(await mine.ask(), "200");
  });

  for (const [what, shown] of [
    ["no cookie", ""],
    ["a cookie that is none of the endpoint's", "secure-hls-device=garbage"],
  ] as const)
    test(`is not passed by what the refusal lists: neither renewed nor released, with ${what}`, async () => {
      const { device, handler } = school({ limit: 1 });
      const watching = device();
      assert.equal(await watching.ask(), "200");
      const send = (method: string, body: object) =>
        handler(
          new Request(endpoint, {
            method,
            headers: {
              "Content-Type": "application/json",
              Authorization: "ada",
              ...(shown && { Cookie: shown }),
            },
            body: JSON.stringify(body),
          }),
        );
      const refused = await send("POST", { videoId: "lesson-1" });
      const { devices } = (await refused.json()) as Problem;
      const { sessionId } = devices![0]!;
      const again = await send("POST", { videoId: "lesson-1", sessionId });
      assert.equal(again.status, 409);
      assert.deepEqual(again.headers.getSetCookie(), []);
      await send("DELETE", { sessionId });
      assert.equal(await device().ask(), "409 session-limit");
      assert.equal(await watching.ask(), "200");
    });

  test("frees a place at once when a player leaves", async () => {
    const { device } = school({ limit: 1 });
    const [first, second] = [device(), device()];
    await first.ask();
    assert.equal(await second.ask(), "409 session-limit");
    assert.equal(await first.release("bob"), 204, "of another viewer: nothing");
    assert.equal(await second.ask(), "409 session-limit");
    assert.equal(await first.release(), 204);
    assert.equal(await second.ask(), "200");
  });

  for (const [when, leave] of [
    ["before it is counted", "authorize"],
    ["while it is counted", "claim"],
  ] as const)
    test(`takes no place for a first request that is given up ${when}`, async () => {
      const memory = createMemoryStore();
      let page = new AbortController();
      const store: Store = {
        ...memory,
        async claim(claim) {
          const claimed = await memory.claim(claim);
          if (leave === "claim") page.abort();
          return claimed;
        },
      };
      const { handler, device, log } = school(
        { store, limit: 1 },
        {
          authorize: () => {
            if (leave === "authorize") page.abort();
            return { scope: scope.directory(edge, "a"), video: "a.m3u8" };
          },
        },
      );
      const request = () =>
        new Request(endpoint, {
          method: "POST",
          headers: { "Content-Type": "application/json", Authorization: "ada" },
          body: JSON.stringify({ videoId: "lesson-1" }),
          signal: page.signal,
        });
      assert.equal((await handler(request())).status, 400);
      assert.deepEqual(await memory.list("ada"), []);
      assert.deepEqual(
        log.map(({ event }) => event),
        ["grant-refused"],
      );
      page = new AbortController();
      assert.equal(await device().ask(), "200");
    });

  test("keeps the place of a session that is given up while it is renewed: the player knows it, and may have asked again", async () => {
    const memory = createMemoryStore();
    const page = new AbortController();
    const store: Store = {
      ...memory,
      async claim(claim) {
        const claimed = await memory.claim(claim);
        page.abort();
        return claimed;
      },
    };
    const { handler } = school({ store, limit: 1 });
    await handler(
      new Request(endpoint, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: "ada" },
        body: JSON.stringify({ videoId: "lesson-1", sessionId: "s1" }),
        signal: page.signal,
      }),
    );
    const [session] = await memory.list("ada");
    assert.equal(session?.sessionId, "s1");
  });

  test("counts a session for as long as its grant is signed for", async () => {
    const expiresInSeconds = 100;
    const { device, store, handler } = school(
      { limit: 1, graceSeconds: 0 },
      { expiresInSeconds, expiryBucketSeconds: 100 },
    );
    const response = await handler(
      new Request(endpoint, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: "ada" },
        body: JSON.stringify({ videoId: "lesson-1" }),
      }),
    );
    const { expiresAt } = (await response.json()) as GrantResponse;
    const [session] = await store.list("ada");
    const signedUntil = Date.parse(String(expiresAt)) / 1_000;
    assert.ok(
      session!.expiresAt >= signedUntil,
      `The place is free ${signedUntil - session!.expiresAt} s before.`,
    );
    assert.equal(await device().ask(), "409 session-limit");
  });

  test("can differ from viewer to viewer", async () => {
    const { device } = school({
      limit: async ({ id }) => (id === "ada" ? 2 : 1),
    });
    assert.deepEqual(
      [
        await device().ask(),
        await device().ask(),
        await device().ask(),
        await device().ask({}, "bob"),
        await device().ask({}, "bob"),
      ],
      ["200", "200", "409 session-limit", "200", "409 session-limit"],
    );
  });

  test("takes no place for a grant that could not be signed", async () => {
    let down = true;
    const { device, store } = school(
      { limit: 1 },
      {
        signer: (scope, terms) => {
          if (down) throw new Error("no key");
          return signer(scope, terms);
        },
      },
    );
    assert.equal(await device().ask(), "500 server-error");
    assert.deepEqual(await store.list("ada"), []);
    down = false;
    assert.equal(await device().ask(), "200");
  });

  for (const [what, options] of [
    ["limit 0", { limit: 0 }],
    ["limit 1.5", { limit: 1.5 }],
    ["no store", { limit: 1, store: {} as never }],
    ["graceSeconds -1", { limit: 1, graceSeconds: -1 }],
    ["whenStoreFails shrug", { limit: 1, whenStoreFails: "shrug" as never }],
    ["label text", { limit: 1, label: "Phone" as never }],
    ["device name", { limit: 1, device: { name: "a b" } }],
    ["storeTimeoutSeconds 0", { limit: 1, storeTimeoutSeconds: 0 }],
  ] as [string, Partial<SessionOptions<Pupil>>][])
    test(`is not made with ${what}`, () => {
      assert.throws(
        () => school(options),
        (error: Error) =>
          error instanceof TypeError && /`sessions\./.test(error.message),
      );
    });

  test("a limit that a function gets wrong lets nobody in, and is named in the log", async () => {
    const { device, log } = school({ limit: () => NaN });
    assert.equal(await device().ask(), "500 server-error");
    assert.match(JSON.stringify(log.map(text)), /`sessions.limit`/);
  });

  test("a viewer without an ID is let in by no limit", async () => {
    const { device, log } = school();
    assert.equal(await device().ask({}, ""), "500 server-error");
    assert.match(JSON.stringify(log.map(text)), /`viewerId`/);
  });

  test("the viewer's ID may be anything that the application says", async () => {
    const { device, store } = school({}, { viewerId: ({ id }) => `x:${id}` });
    assert.equal(await device().ask(), "200");
    assert.equal((await store.list("x:ada")).length, 1);
  });
});

describe("watching here instead", () => {
  test("ends the other device, whose next renewal says so, and takes its place", async () => {
    const { device } = school({ limit: 1 });
    const [tablet, phone] = [device(), device()];
    await tablet.ask();
    const [, { devices }] = await phone.refusal();
    const takeOver = devices![0]!.sessionId;
    assert.equal(await phone.ask({ takeOver }), "200");
    assert.equal(await tablet.ask(), "410 session-ended");
    assert.equal(await phone.ask(), "200");
    tablet.reload();
    assert.equal(await tablet.ask(), "409 session-limit");
  });

  test("ends nobody else's device", async () => {
    const { device } = school({ limit: 1 });
    const [hers, his] = [device(), device()];
    await hers.ask({}, "ada");
    await his.ask({}, "bob");
    const takeOver = sessionHandle(hers.sessionId!);
    assert.equal(await device().ask({ takeOver }, "bob"), "409 session-limit");
    assert.equal(await hers.ask({}, "ada"), "200");
  });

  test("an application may show a viewer his devices, and end one", async () => {
    const { device, store } = school();
    const phone = device();
    await phone.ask();
    const [session] = await store.list("ada");
    assert.equal(session?.label, "Firefox on Linux");
    assert.equal(await store.end("ada", session!.sessionId), true);
    assert.equal(await phone.ask(), "410 session-ended");
  });
});

test("who is no longer enrolled is refused with the next renewal", async () => {
  let enrolled = true;
  const { device } = school(
    {},
    {
      authorize: () =>
        enrolled && { scope: scope.directory(edge, "a"), video: "a.m3u8" },
    },
  );
  const phone = device();
  assert.equal(await phone.ask(), "200");
  enrolled = false;
  assert.equal(await phone.ask(), "403 not-entitled");
});

describe("while the store is down", () => {
  /** A store that can be unplugged. */
  function unpluggable() {
    const store = createMemoryStore();
    const state: { fails: undefined | "at once" | "never answers" } = {
      fails: undefined,
    };
    const broken = new Proxy(store, {
      get: (target, name: keyof Store) =>
        state.fails === undefined
          ? target[name]
          : () => {
              if (state.fails === "never answers") return new Promise(() => {});
              throw new Error("ECONNREFUSED");
            },
    });
    return { store: broken, state };
  }

  test("new sessions are refused with a time to ask again, and known ones go on", async () => {
    const { store, state } = unpluggable();
    const { device, log } = school({ store });
    const watching = device();
    await watching.ask();
    state.fails = "at once";
    assert.equal(await watching.ask(), "200");
    const [response, problem] = await device().refusal();
    assert.equal(response.status, 503);
    assert.equal(response.headers.get("Retry-After"), "5");
    assert.equal(problem.code, "server-error");
    assert.equal(problem.reason, "store-unavailable");
    assert.doesNotMatch(JSON.stringify(problem), /ECONNREFUSED/);
    const failed = log.filter(({ event }) => event === "store-failed");
    assert.deepEqual(failed.map(text), [
      "store-failed claim ECONNREFUSED",
      "store-failed claim ECONNREFUSED",
    ]);
    state.fails = undefined;
    assert.equal(await watching.ask(), "200");
    assert.equal(await device().ask(), "200");
  });

  test("who is refused is known again, as the store may have counted him before it failed", async () => {
    const store = createMemoryStore();
    let late = true;
    const slow: Store = {
      ...store,
      async claim(claim) {
        const claimed = await store.claim(claim);
        if (late) throw new Error("The answer was lost.");
        return claimed;
      },
    };
    const { device } = school({ store: slow, limit: 1 });
    const phone = device();
    assert.equal(await phone.ask(), "503 server-error");
    assert.match(phone.cookie, /^secure-hls-device=[\w-]{22}$/);
    late = false;
    assert.equal(await phone.ask(), "200");
    assert.equal(await device().ask(), "409 session-limit");
  });

  test("a session that was released is no longer known", async () => {
    const { store, state } = unpluggable();
    const { device } = school({ store });
    const phone = device();
    await phone.ask();
    await phone.release();
    state.fails = "at once";
    assert.equal(await phone.ask(), "503 server-error");
  });

  test("another viewer does not get in by a known session's ID", async () => {
    const { store, state } = unpluggable();
    const { device } = school({ store });
    const phone = device();
    await phone.ask({}, "ada");
    state.fails = "at once";
    assert.equal(await phone.ask({}, "bob"), "503 server-error");
  });

  for (const [whenStoreFails, known, unknown] of [
    ["refuse-new", "200", "503 server-error"],
    ["refuse", "503 server-error", "503 server-error"],
    ["allow", "200", "200"],
  ] as const)
    test(`"${whenStoreFails}" means ${known} for who watches and ${unknown} for who begins`, async () => {
      const { store, state } = unpluggable();
      const { device } = school({ store, whenStoreFails });
      const watching = device();
      await watching.ask();
      state.fails = "at once";
      assert.equal(await watching.ask(), known);
      assert.equal(await device().ask(), unknown);
      assert.equal(await watching.release(), 204);
    });

  test("one that never answers is given up after two seconds", async (t) => {
    const { store, state } = unpluggable();
    let askedFor = () => {};
    const asked = new Promise<void>((resolve) => (askedFor = resolve));
    const { device, log } = school({
      store,
      label: () => {
        askedFor();
        return "Phone";
      },
    });
    state.fails = "never answers";
    mock.timers.enable({ apis: ["setTimeout"] });
    t.after(() => mock.timers.reset());
    const answer = device().ask();
    await asked;
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(1_999);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(log, []);
    mock.timers.tick(1);
    assert.equal(await answer, "503 server-error");
    assert.match(log.map(text).join(), /store-failed claim .* 2 s/);
  });

  test("nobody is limited in how often he asks", async () => {
    const { store, state } = unpluggable();
    const { device } = school(
      { store },
      { rateLimit: { store, burst: 1, refillPerSecond: 0.001 } },
    );
    const phone = device();
    assert.equal(await phone.ask(), "200");
    assert.equal(await phone.ask(), "429 rate-limited");
    state.fails = "at once";
    assert.equal(await phone.ask(), "200");
  });
});

describe("the rate limit", () => {
  test("lets a viewer ask so often, says when again, and does not touch others", async () => {
    const store = createMemoryStore();
    const { device } = school(
      { store },
      { rateLimit: { store, burst: 3, refillPerSecond: 0.1 } },
    );
    const phone = device();
    for (let times = 0; times < 3; times++)
      assert.equal(await phone.ask(), "200");
    const [response] = await phone.refusal();
    assert.equal(response.status, 429);
    assert.equal(response.headers.get("Retry-After"), "10");
    assert.equal(await device().ask({}, "bob"), "200");
  });

  for (const [what, rateLimit] of [
    ["no store", {}],
    ["burst 0", { store: createMemoryStore(), burst: 0 }],
    ["refillPerSecond 0", { store: createMemoryStore(), refillPerSecond: 0 }],
    [
      "refillPerSecond NaN",
      { store: createMemoryStore(), refillPerSecond: NaN },
    ],
  ] as const)
    // prettier-ignore
    test(`is not made with ${what}`, () => {
      assert.throws(
        () => school({}, { rateLimit: rateLimit as never }),
        /`rateLimit\./,
      );
    });
});

describe("what the log is told", () => {
  test("is each step of a session, with its IDs and without a secret", async () => {
    const { device, log } = school({ limit: 1 });
    const phone = device();
    await phone.ask();
    await phone.ask();
    await device().ask();
    await phone.release();
    const { sessionId } = phone;
    assert.deepEqual(
      log.map((entry) => {
        const { durationMs, ...rest } = entry as LogEntry & {
          durationMs?: number;
        };
        if (entry.event === "session-released") return rest;
        assert.ok(durationMs! >= 0 && durationMs! < 60_000, `${durationMs}`);
        return rest;
      }),
      [
        { event: "grant-issued", videoId: "lesson-1", viewerId: "ada", sessionId },
        { event: "grant-renewed", videoId: "lesson-1", viewerId: "ada", sessionId },
        {
          event: "grant-refused",
          videoId: "lesson-1",
          viewerId: "ada",
          sessionId: (log[2] as { sessionId?: string }).sessionId,
          code: "session-limit",
        },
        { event: "session-released", viewerId: "ada", sessionId },
      ],
    ); // prettier-ignore
    assert.doesNotMatch(JSON.stringify(log), /Policy|Signature|device=/);
    assert.doesNotMatch(
      JSON.stringify(log),
      new RegExp(phone.cookie.split("=")[1]!),
    );
  });
});

describe("when the machine's clock is set", () => {
  for (const hours of [1, -1])
    test(`by ${hours} h, the log says so, who watches goes on, and grants go by the new clock`, async (t) => {
      const { device, log, store } = school({ limit: 1 });
      const phone = device();
      assert.equal(await phone.ask(), "200");
      const now = Date.now() + hours * 3_600_000;
      mock.timers.enable({ apis: ["Date"], now });
      t.after(() => mock.timers.reset());
      assert.equal(await phone.ask(), "200");
      const [session] = await store.list("ada");
      assert.equal(session?.sessionId, phone.sessionId);
      assert.ok(
        // 900 s, rounded up to a multiple of 15, and the time of grace.
        session!.expiresAt <= now / 1_000 + 900 + 15 + 60,
        `It would outlive its grant: ${session!.expiresAt - now / 1_000} s.`,
      );
      assert.deepEqual(
        log.filter(({ event }) => event === "clock-stepped"),
        [{ event: "clock-stepped", seconds: hours * 3_600 }],
      );
      assert.equal(await phone.ask(), "200");
      assert.equal(
        log.filter(({ event }) => event === "clock-stepped").length,
        1,
        "told once",
      );
    });
});

/** An entry as a line, its error's message included. */
function text(entry: LogEntry): string {
  const { event, error, operation } = entry as LogEntry & {
    error?: Error;
    operation?: string;
  };
  return [event, operation, error?.message].filter(Boolean).join(" ");
}

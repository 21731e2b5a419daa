import assert from "node:assert/strict";
import { generateKeyPairSync, verify } from "node:crypto";
import { mock, test } from "node:test";
import {
  createGrantHandler,
  createSigner,
  GrantError,
  problemResponse,
  scope,
  type Entitlement,
  type GrantHandlerOptions,
  type GrantResponse,
  type LogEntry,
  type Problem,
} from "../../server-kit/index.js";

interface Pupil {
  name: string;
}

const { privateKey, publicKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
});
const edge = "https://cdn.school.example";
const page = "https://lessons.school.example";
const endpoint = "https://api.school.example/grant";
const enrolled = async (pupil: Pupil, videoId = ""): Promise<boolean> =>
  pupil.name === "Ada" && videoId.startsWith("lesson-");

const options: GrantHandlerOptions<Pupil> = {
  origins: [page],
  signer: createSigner({ keyPairId: "K1", privateKey }),
  authenticate: ({ headers }) => {
    const name = headers.get("Authorization");
    return name !== null && { name };
  },
  authorize: async (pupil, videoId) =>
    (await enrolled(pupil, videoId)) && {
      scope: scope.directory(edge, "courses", ...scope.segments(videoId)),
      video: "index.m3u8",
    },
};

const given = (entitlement: Entitlement, more: object = {}) =>
  createGrantHandler({ ...options, ...more, authorize: () => entitlement });

function ask(
  body: unknown = { videoId: "lesson-1" },
  init: RequestInit = {},
): Request {
  return new Request(endpoint, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...init,
    headers: {
      Origin: page,
      "Content-Type": "application/json",
      Authorization: "Ada",
      ...(init.headers as Record<string, string>),
    },
  });
}

async function refusal(
  response: Response,
  status: number,
  code: string,
): Promise<Problem> {
  const problem = (await response.json()) as Problem;
  assert.equal(`${response.status} ${problem.code}`, `${status} ${code}`);
  assert.equal(problem.status, status);
  assert.equal(
    response.headers.get("Content-Type"),
    "application/problem+json",
  );
  assert.equal(response.headers.get("Cache-Control"), "no-store");
  assert.deepEqual(response.headers.getSetCookie(), []);
  return problem;
}

const grantOf = async (response: Response): Promise<GrantResponse> => {
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as GrantResponse;
};

test("an enrolled viewer gets a grant for the lesson in cookies, and nothing else", async () => {
  const before = Math.ceil(Date.now() / 1_000);
  const response = await createGrantHandler(options)(ask());
  const { sessionId, expiresAt, ...grant } = await grantOf(response);
  assert.deepEqual(grant, {
    videoUrl: `${edge}/courses/lesson-1/index.m3u8`,
    isHls: true,
    expiresIn: 900,
  });
  assert.match(sessionId!, /^[0-9a-f-]{36}$/);
  const ends = Date.parse(String(expiresAt)) / 1_000;
  // Rounded up to a quarter of a minute, a sixtieth of its life.
  assert.ok(ends >= before + 900 && ends <= before + 920, `${ends - before}`);
  assert.equal(ends % 15, 0);

  const cookies = response.headers.getSetCookie();
  assert.equal(cookies.length, 5);
  const policy = /Policy=([^;]+)/.exec(cookies.join("\n"))![1]!;
  assert.deepEqual(
    JSON.parse(Buffer.from(policy.replaceAll("_", "="), "base64").toString()),
    {
      Statement: [
        {
          Resource: `${edge}/courses/lesson-1/*`,
          Condition: { DateLessThan: { "AWS:EpochTime": ends } },
        },
      ],
    },
  );
  for (const [name, value] of Object.entries({
    "Cache-Control": "no-store",
    "Content-Type": "application/json",
    "Referrer-Policy": "no-referrer",
    "Access-Control-Allow-Origin": page,
    "Access-Control-Allow-Credentials": "true",
    Vary: "Origin",
  }))
    assert.equal(response.headers.get(name), value);
});

test("query delivery puts a good signature on video and poster, and sets no cookie", async () => {
  const handler = given(
    {
      scope: scope.directory(edge, "lesson-1"),
      video: new URL(`${edge}/lesson-1/hls/main.m3u8?v=2`),
      posterUrl: "poster.jpg",
    },
    { delivery: "query" },
  );
  const response = await handler(ask());
  const grant = await grantOf(response);
  assert.deepEqual(response.headers.getSetCookie(), []);
  assert.ok(
    grant.videoUrl!.startsWith(`${edge}/lesson-1/hls/main.m3u8?v=2&Policy=`),
  );
  assert.ok(grant.posterUrl!.startsWith(`${edge}/lesson-1/poster.jpg?Policy=`));
  assert.equal(grant.isHls, true);
  const { searchParams } = new URL(grant.videoUrl!);
  const bytes = (name: string) =>
    Buffer.from(
      searchParams
        .get(name)!
        .replaceAll("-", "+")
        .replaceAll("_", "=")
        .replaceAll("~", "/"),
      "base64",
    );
  assert.ok(verify("SHA256", bytes("Policy"), publicKey, bytes("Signature")));
});

test("query delivery names playlists whose every URI is signed, where there are any", async () => {
  const playlists = "https://api.school.example/playlists";
  const nativeUrlOf = async (video: string, more: object) => {
    const entitlement = { scope: scope.directory(edge, "lesson-1"), video };
    const handler = given(entitlement, { delivery: "query", ...more });
    const { nativeUrl, videoUrl } = await grantOf(await handler(ask()));
    // With the very signature of the video.
    if (nativeUrl)
      assert.equal(new URL(nativeUrl).search, new URL(videoUrl!).search);
    return nativeUrl?.split("?")[0];
  };
  assert.equal(
    await nativeUrlOf("index.m3u8", { playlists }),
    `${playlists}/lesson-1/index.m3u8`,
  );
  assert.equal(await nativeUrlOf("index.m3u8", {}), undefined);
  assert.equal(await nativeUrlOf("video.mp4", { playlists }), undefined);
});

test("a poster elsewhere is passed on without a signature", async () => {
  const posterUrl = "https://img.school.example/1.jpg";
  for (const delivery of ["query", "cookie"]) {
    const handler = given(
      { scope: scope.directory(edge, "a"), video: "a.m3u8", posterUrl },
      { delivery },
    );
    assert.equal((await grantOf(await handler(ask()))).posterUrl, posterUrl);
  }
});

test("a single file needs no name of its own and is not taken for a playlist", async () => {
  for (const delivery of ["query", "cookie"]) {
    const handler = given(
      { scope: scope.file(edge, "trailer.mp4") },
      { delivery },
    );
    const grant = await grantOf(await handler(ask()));
    assert.ok(grant.videoUrl!.startsWith(`${edge}/trailer.mp4`));
    assert.equal(grant.isHls, false);
  }
});

test("a page that knows its own src gets cookies without a videoUrl", async () => {
  const seen: unknown[] = [];
  const handler = createGrantHandler({
    ...options,
    authorize: (_pupil, videoId) => {
      seen.push(videoId);
      return { scope: scope.directory(edge, "a") };
    },
  });
  const response = await handler(ask({}));
  const grant = await grantOf(response);
  assert.deepEqual(seen, [undefined]);
  assert.equal("videoUrl" in grant || "isHls" in grant, false);
  assert.equal(response.headers.getSetCookie().length, 5);
});

test("renewal keeps the session and the server's word on when to renew", async () => {
  const handler = createGrantHandler({
    ...options,
    expiresInSeconds: 20,
    renewAfterSeconds: 8,
  });
  const grant = await grantOf(
    await handler(ask({ videoId: "lesson-1", sessionId: "s_1-a" })),
  );
  assert.equal(grant.sessionId, "s_1-a");
  assert.equal(grant.expiresIn, 20);
  assert.equal(grant.renewAfter, 8);
});

test("an entitlement may be shorter, and for one address", async () => {
  const entitlement = {
    scope: scope.directory(edge, "a"),
    video: "a.m3u8",
    expiresInSeconds: 10,
    ipAddress: "192.0.2.7",
  };
  const handler = given(entitlement, { renewAfterSeconds: 600 });
  const response = await handler(ask());
  const grant = await grantOf(response);
  assert.equal(grant.expiresIn, 10);
  assert.equal("renewAfter" in grant, false);
  const policy = /Policy=([^;]+)/.exec(
    response.headers.getSetCookie().join(),
  )![1]!;
  assert.match(
    Buffer.from(policy, "base64").toString(),
    /"AWS:SourceIp":"192.0.2.7\/32"/,
  );
});

for (const [what, more, expiresInSeconds, longest] of [
  ["30 s where others last a day", { expiresInSeconds: 86_400 }, 30, 31],
  ["300 s, a third of the others", { expiryBucketSeconds: 90 }, 300, 330],
  ["no less than the others", { expiryBucketSeconds: 90 }, 900, 990],
  ["an hour, longer than the others", {}, 3_600, 3_615],
] as const)
  test(`an entitlement of ${what} is signed for ${longest} s at most, as the share of its life has it`, async (t) => {
    const entitlement = { scope: scope.file(edge, "a.mp4"), expiresInSeconds };
    const handler = given(entitlement, more);
    t.after(() => mock.timers.reset());
    const lives: number[] = [];
    for (let now = 1_790_000_000; now < 1_790_000_090; now++) {
      mock.timers.enable({ apis: ["Date"], now: now * 1_000 });
      const { expiresAt } = await grantOf(await handler(ask()));
      lives.push(Date.parse(expiresAt as string) / 1_000 - now);
      mock.timers.reset();
    }
    assert.ok(Math.min(...lives) >= expiresInSeconds, `${Math.min(...lives)}`);
    assert.ok(Math.max(...lives) <= longest, `${Math.max(...lives)}`);
  });

test("a GET asks with a query", async () => {
  const request = new Request(`${endpoint}?videoId=lesson-1&sessionId=s1`, {
    headers: { Authorization: "Ada" },
  });
  const grant = await grantOf(await createGrantHandler(options)(request));
  assert.equal(grant.videoUrl, `${edge}/courses/lesson-1/index.m3u8`);
  assert.equal(grant.sessionId, "s1");
});

test("cookies go to the domain that endpoint and edge share", async () => {
  const handler = createGrantHandler({
    ...options,
    cookies: { domain: "school.example", sameSite: "Strict" },
  });
  for (const line of (await handler(ask())).headers.getSetCookie())
    assert.match(
      line,
      /; Domain=school.example; Path=\/courses\/lesson-1\/; Secure; HttpOnly; SameSite=Strict/,
    );
});

test("leaving ends the viewer's session and leaves the cookies of other tabs alone", async () => {
  const released: unknown[] = [];
  const handler = createGrantHandler({
    ...options,
    release: (pupil, sessionId) => void released.push([pupil.name, sessionId]),
  });
  const response = await handler(
    ask({ sessionId: "s1" }, { method: "DELETE" }),
  );
  assert.equal(response.status, 204);
  assert.equal(response.headers.get("Cache-Control"), "no-store");
  assert.deepEqual(response.headers.getSetCookie(), []);
  assert.deepEqual(released, [["Ada", "s1"]]);
  await refusal(
    await handler(ask({}, { method: "DELETE" })),
    400,
    "bad-request",
  );
});

test("a stranger is asked to sign in, and cannot release a session", async () => {
  const handler = createGrantHandler({
    ...options,
    authenticate: () => undefined,
    release: () => assert.fail(),
  });
  await refusal(await handler(ask()), 401, "not-signed-in");
  await refusal(
    await handler(ask({ sessionId: "s1" }, { method: "DELETE" })),
    401,
    "not-signed-in",
  );
});

test("a viewer who is not enrolled gets a no", async () => {
  const response = await createGrantHandler(options)(
    ask(undefined, { headers: { Authorization: "Eve" } }),
  );
  await refusal(response, 403, "not-entitled");
});

for (const code of ["forbidden", "toString", "", undefined])
  test(`a refusal of the application's with the code ${code}, which is none, is a 500, and the log names the codes`, async () => {
    const log: LogEntry[] = [];
    const handler = createGrantHandler({
      ...options,
      authorize: () => {
        throw new GrantError(code as never, "Not today.");
      },
      log: (entry) => void log.push(entry),
    });
    await refusal(await handler(ask()), 500, "server-error");
    const { error } = log[0] as { error?: unknown };
    assert.ok(error instanceof TypeError, String(error));
    assert.match(error.message, /^`code` is .*bad-request, .*server-error\.$/);
  });

test("a refusal whose code is none of ours is answered with a 500, however it came by it", async () => {
  const error = Object.assign(new GrantError("not-entitled", "No."), {
    code: "forbidden",
  });
  assert.equal(problemResponse(error).status, 500);
});

test("the application chooses its refusal, and when to ask again", async () => {
  const handler = createGrantHandler({
    ...options,
    authorize: () => {
      throw new GrantError("rate-limited", "One lesson at a time.", {
        retryAfterSeconds: 2.5,
      });
    },
  });
  const response = await handler(ask());
  assert.equal(response.headers.get("Retry-After"), "3");
  assert.equal(
    (await refusal(response, 429, "rate-limited")).detail,
    "One lesson at a time.",
  );
});

for (const callback of ["authenticate", "authorize", "signer"] as const)
  test(`what ${callback} throws stays in the application's log`, async () => {
    const logged: unknown[] = [];
    const boom = new Error("password is hunter2");
    const handler = createGrantHandler({
      ...options,
      [callback]: () => {
        throw boom;
      },
      log: (entry) => {
        if (entry.event === "grant-refused") logged.push(entry.error);
        throw new Error("disk full");
      },
    });
    const response = await handler(ask());
    const text = await response.clone().text();
    assert.doesNotMatch(text, /hunter2|at |disk/);
    assert.equal(
      (await refusal(response, 500, "server-error")).detail,
      undefined,
    );
    assert.deepEqual(logged, [boom]);
  });

test("an entitlement that cannot be signed is told to the application alone", async () => {
  const a = scope.directory(edge, "a");
  for (const [entitlement, more, message] of [
    [
      { scope: "https://cdn.school.example/*" as never, video: "a.m3u8" },
      {},
      /`entitlement.scope`/,
    ],
    [{ scope: a }, { delivery: "query" }, /`entitlement.video`/],
    [
      { scope: a, video: "a.m3u8", expiresInSeconds: 9 },
      {},
      /`entitlement.expiresInSeconds`/,
    ],
    [{ scope: a, video: "a.m3u8", ipAddress: "::1" }, {}, /`ipAddress`/],
    [
      { scope: a, video: "a.m3u8" },
      { cookies: { domain: "other.example" } },
      /`cookies.domain`/,
    ],
  ] as [Entitlement, object, RegExp][]) {
    const logged: unknown[] = [];
    const handler = given(entitlement, {
      ...more,
      log: (entry: LogEntry) =>
        logged.push(entry.event === "grant-refused" && entry.error),
    });
    await refusal(await handler(ask()), 500, "server-error");
    assert.match(String(logged[0]), message);
  }
});

test("headers longer than the limit are refused before anybody is asked who this is", async () => {
  let asked = 0;
  const handler = createGrantHandler({
    ...options,
    maxHeaderBytes: 1_000,
    authenticate: () => {
      asked += 1;
      return { name: "Ada" };
    },
  });
  const padded = (length: number) =>
    ask(undefined, { headers: { Cookie: `a=${"x".repeat(length)}` } });
  await grantOf(await handler(padded(500)));
  const problem = await refusal(
    await handler(padded(1_000)),
    400,
    "bad-request",
  );
  assert.match(problem.detail!, /1000 bytes/);
  assert.equal(asked, 1);
});

test("a listed page's preflight is answered", async () => {
  const response = await createGrantHandler(options)(
    new Request(endpoint, {
      method: "OPTIONS",
      headers: {
        Origin: page,
        "Access-Control-Request-Method": "POST",
        "Sec-Fetch-Mode": "cors",
        "Sec-Fetch-Site": "same-site",
      },
    }),
  );
  assert.equal(response.status, 204);
  assert.equal(response.headers.get("Access-Control-Allow-Origin"), page);
  assert.match(
    response.headers.get("Access-Control-Allow-Methods")!,
    /POST, DELETE/,
  );
  assert.equal(
    response.headers.get("Access-Control-Allow-Headers"),
    "content-type, authorization",
  );
  assert.equal(response.headers.get("Access-Control-Max-Age"), "7200");
  assert.equal(response.headers.get("Vary"), "Origin");
});

test("a page of another origin gets no grant, no CORS header, and is told which option lists it", async () => {
  for (const method of ["POST", "DELETE", "OPTIONS"]) {
    const response = await createGrantHandler(options)(
      ask(
        { sessionId: "s1" },
        { method, headers: { Origin: "https://evil.example" } },
      ),
    );
    assert.equal(response.headers.get("Access-Control-Allow-Origin"), null);
    assert.equal(response.headers.get("Vary"), "Origin");
    assert.match(
      (await refusal(response, 400, "bad-request")).detail!,
      /`origins`/,
    );
  }
});

for (const method of ["PUT", "PATCH", "HEAD", "PROPFIND"])
  test(`${method} is answered with the methods there are`, async () => {
    const response = await createGrantHandler(options)(
      new Request(endpoint, { method }),
    );
    assert.equal(response.status, 405);
    assert.equal(response.headers.get("Allow"), "GET, POST, DELETE, OPTIONS");
  });

for (const [what, request] of [
  [
    "a form",
    () =>
      ask("videoId=lesson-1", {
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
      }),
  ],
  [
    "plain text",
    () => ask("{}", { headers: { "Content-Type": "text/plain" } }),
  ],
  ["no JSON", () => ask("{")],
  ["nothing", () => ask("")],
  ["an array", () => ask("[]")],
  ["a number", () => ask("7")],
  ["null", () => ask("null")],
  ["a videoId that is null", () => ask({ videoId: null })],
  ["a videoId that is a list", () => ask({ videoId: ["lesson-1"] })],
  [
    "a videoId twice",
    () =>
      new Request(`${endpoint}?videoId=lesson-1&videoId=lesson-2`, {
        headers: { Authorization: "Ada" },
      }),
  ],
  ["an empty videoId", () => ask({ videoId: "" })],
  ["a videoId with a NUL", () => ask({ videoId: "lesson-\0" })],
  ["a videoId with half a character", () => ask({ videoId: "lesson-\ud800" })],
  ["a videoId of 513", () => ask({ videoId: `lesson-${"1".repeat(506)}` })],
  ["a sessionId with a space", () => ask({ sessionId: "a b" })],
  ["a sessionId of 129", () => ask({ sessionId: "a".repeat(129) })],
  ["5,000 bytes", () => ask({ videoId: "lesson-1", more: "x".repeat(5_000) })],
  [
    "half a letter",
    () => ask(undefined, { body: Buffer.from([0x7b, 0xff, 0x7d]) }),
  ],
] as [string, () => Request][])
  test(`${what} is a bad request, of which the application never hears`, async () => {
    const deaf = createGrantHandler({
      ...options,
      authorize: () => assert.fail(),
    });
    await refusal(await deaf(request()), 400, "bad-request");
  });

test("a charset after the content type and fields of tomorrow do no harm", async () => {
  const body = { videoId: "lesson-1", tomorrow: 1, __proto__: null };
  const headers = { "Content-Type": "Application/JSON; charset=utf-8" };
  await grantOf(await createGrantHandler(options)(ask(body, { headers })));
});

test("a body without end is read to the limit and no further", async () => {
  let sent = 0;
  let cancelled = false;
  const body = new ReadableStream({
    pull(controller) {
      sent += 1_000;
      controller.enqueue(new Uint8Array(1_000).fill(32));
    },
    cancel() {
      cancelled = true;
      return new Promise(() => undefined);
    },
  });
  const request = ask(undefined, { body, ...{ duplex: "half" } });
  await refusal(await createGrantHandler(options)(request), 400, "bad-request");
  assert.ok(sent <= 7_000, `${sent} bytes were taken`);
  assert.equal(cancelled, true);
});

test("a body that stalls is given up after ten seconds", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const request = ask(undefined, {
    body: new ReadableStream(),
    ...{ duplex: "half" },
  });
  const answer = createGrantHandler(options)(request);
  await Promise.resolve();
  mock.timers.tick(10_000);
  assert.match(
    (await refusal(await answer, 400, "bad-request")).detail!,
    /slow/,
  );
});

for (const [option, wrong] of [
  ["origins", undefined],
  ["origins", ["*"]],
  ["signer", undefined],
  ["signer", {}],
  ["authenticate", undefined],
  ["authorize", "yes"],
  ["release", true],
  ["log", "console"],
  ["metrics", {}],
  ["viewerId", "id"],
  ["expiryBucketSeconds", 0],
  ["expiryBucketSeconds", 901],
  ["sessions", { limit: 3 }],
  ["rateLimit", {}],
  ["delivery", "header"],
  ["cookies.domain", { domain: "example" }],
  ["expiresInSeconds", 9],
  ["expiresInSeconds", 86_401],
  ["expiresInSeconds", 900_000],
  ["expiresInSeconds", "900"],
  ["expiresInSeconds", NaN],
  ["renewAfterSeconds", 900],
  ["renewAfterSeconds", 0],
  ["maxBodyBytes", 0],
  ["maxHeaderBytes", 0],
  ["maxBodyBytes", Infinity],
] as [string, unknown][])
  test(`a handler with ${option} ${JSON.stringify(wrong)} is not made`, () => {
    const [name = ""] = option.split(".");
    assert.throws(
      () => createGrantHandler({ ...options, [name]: wrong }),
      (error: Error) =>
        error instanceof TypeError && error.message.includes(option),
    );
  });

test("playlists are for query delivery, at an absolute URL", () => {
  const playlists = "https://api.school.example/playlists";
  assert.throws(
    () => createGrantHandler({ ...options, playlists }),
    /`playlists`/,
  );
  assert.throws(
    () =>
      createGrantHandler({
        ...options,
        delivery: "query",
        playlists: "/playlists",
      }),
    /`playlists`/,
  );
});

test("cookie options without cookies are taken for a mistake", () => {
  assert.throws(
    () => createGrantHandler({ ...options, delivery: "query", cookies: {} }),
    /`cookies`/,
  );
});

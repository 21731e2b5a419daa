import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { SignJWT } from "jose";
import {
  authenticateByAssertion,
  type AssertedViewer,
  type AssertionOptions,
} from "../../../server-kit/authenticate/assertion.js";
import {
  createGrantHandler,
  createSigner,
  GrantError,
  scope,
} from "../../../server-kit/index.js";
import type { OnceStore } from "../../../server-kit/stores/session-store.js";
import { makeKey, seconds, sign, startIssuer } from "../../support/issuer.js";

const lms = "https://lms.school.example";
const audience = "https://video.school.example/grant";
const secret = randomBytes(32).toString("hex");

/** As a store of one process is: it forgets what is over, and answers later. */
function onceStore(): OnceStore & { used: Map<string, number> } {
  const used = new Map<string, number>();
  return {
    used,
    async useOnce(key, ttlSeconds) {
      await new Promise((resolve) => setImmediate(resolve));
      const now = Date.now() / 1_000;
      if ((used.get(key) ?? 0) > now) return false;
      used.set(key, now + ttlSeconds);
      return true;
    },
  };
}

const by = (more: object = {}) =>
  authenticateByAssertion({
    issuer: lms,
    audience,
    secret,
    once: onceStore(),
    ...more,
  } as AssertionOptions<AssertedViewer> & { viewer?: undefined });

let counter = 0;
function assert60(more: Record<string, unknown> = {}): Promise<string> {
  const claims = {
    iss: lms,
    aud: audience,
    sub: "ada",
    iat: seconds(),
    exp: seconds() + 60,
    jti: `j${(counter += 1)}`,
    ...more,
  };
  return new SignJWT(JSON.parse(JSON.stringify(claims)))
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(Buffer.from(secret));
}

const bearing = (token: string): Request =>
  new Request("https://video.school.example/grant", {
    headers: { Authorization: `Bearer ${token}` },
  });

const refuses = (answer: Promise<unknown>, detail: RegExp) =>
  assert.rejects(answer, (error) => {
    assert.ok(error instanceof GrantError, String(error));
    assert.equal(error.code, "not-signed-in");
    assert.match(error.message, detail);
    assert.equal(error.cause, undefined);
    return true;
  });

test("whom the LMS asserts is known, with the videos that it says", async () => {
  for (const [said, videos] of [
    [{}, undefined],
    [{ video: "lesson-1" }, ["lesson-1"]],
    [{ videos: ["lesson-1", "lesson-2"] }, ["lesson-1", "lesson-2"]],
    [{ video: "lesson-0", videos: ["lesson-1"] }, ["lesson-0", "lesson-1"]],
    [{ videos: [] }, []],
  ] as [object, string[] | undefined][]) {
    const viewer = await by()(bearing(await assert60({ ...said })));
    assert.equal(viewer?.id, "ada");
    assert.deepEqual(viewer.videos, videos);
    assert.equal(viewer.claims.iss, lms);
  }
});

test("an assertion that PHP has made is understood", async () => {
  // As \Firebase\JWT\JWT::encode writes it: slashes escaped.
  const part = (value: object) =>
    Buffer.from(JSON.stringify(value).replaceAll("/", "\\/")).toString(
      "base64url",
    );
  const text = `${part({ typ: "JWT", alg: "HS256" })}.${part({ iss: lms, aud: audience, sub: "ada", iat: seconds(), exp: seconds() + 60, jti: "php" })}`;
  const token = `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
  assert.equal((await by()(bearing(token)))?.id, "ada");
});

for (const [what, claims, detail] of [
  ["without `jti`", { jti: undefined }, /`jti`/],
  ["whose `jti` is a number", { jti: 1 }, /`jti`/],
  ["with an empty `jti`", { jti: "" }, /`jti`/],
  ["whose `jti` is long", { jti: "x".repeat(129) }, /`jti`/],
  ["whose `jti` is not ASCII", { jti: "ä" }, /`jti`/],
  ["without `iat`", { iat: undefined }, /`iat`/],
  ["without `exp`", { exp: undefined }, /`exp`/],
  [
    "that lives 61 seconds",
    { exp: seconds() + 61, iat: seconds() },
    /longer than 60 seconds/,
  ],
  [
    "that was issued a minute ago",
    { iat: seconds() - 70, exp: seconds() + 60 },
    /too long ago/,
  ],
  [
    "issued in the future",
    { iat: seconds() + 30, exp: seconds() + 60 },
    /`iat`/,
  ],
  ["that has expired", { iat: seconds() - 20, exp: seconds() - 10 }, /expired/],
  [
    "that ends before it begins",
    { iat: seconds(), exp: seconds() - 10 },
    /expired/,
  ],
  ["of another LMS", { iss: "https://evil.example" }, /another issuer/],
  ["for another endpoint", { aud: "https://evil.example" }, /another audience/],
  ["about nobody", { sub: undefined }, /`sub`/],
  ["whose video is a number", { video: 7 }, /videos are not text/],
  [
    "whose videos are objects",
    { videos: [{ id: "lesson-1" }] },
    /videos are not text/,
  ],
  ["whose video is null", { video: null }, /videos are not text/],
] as [string, Record<string, unknown>, RegExp][])
  test(`an assertion ${what} is refused, and is not used up`, async () => {
    const once = onceStore();
    await refuses(by({ once })(bearing(await assert60(claims))), detail);
    assert.equal(once.used.size, 0);
  });

test("a longer life is the application's choice", async () => {
  const patient = by({ maxLifeSeconds: 120 });
  const token = await assert60({ exp: seconds() + 120 });
  assert.equal((await patient(bearing(token)))?.id, "ada");
});

test("an assertion is good once", async () => {
  const authenticate = by();
  const token = await assert60();
  assert.equal((await authenticate(bearing(token)))?.id, "ada");
  await refuses(authenticate(bearing(token)), /used already/);
  // The same `jti` in another token is a replay as well.
  await refuses(
    authenticate(bearing(await assert60({ jti: `j${counter}`, nonce: 1 }))),
    /used already/,
  );
  assert.equal((await authenticate(bearing(await assert60())))?.id, "ada");
});

test("of fifty who send one assertion at the same moment, one is let in", async () => {
  const authenticate = by();
  const token = await assert60();
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, () => authenticate(bearing(token))),
  );
  assert.equal(
    results.filter(({ status }) => status === "fulfilled").length,
    1,
  );
  for (const result of results)
    if (result.status === "rejected")
      assert.match(String(result.reason), /used already/);
});

test("it is remembered for as long as it would be good, the tolerance included", async () => {
  const seen: [string, number][] = [];
  const once: OnceStore = {
    useOnce: async (key, ttl) => (seen.push([key, ttl]), true),
  };
  await by({ once, clockToleranceSeconds: 30 })(
    bearing(await assert60({ jti: "a:b c".replace(" ", "/") })),
  );
  await by({ once })(bearing(await assert60({ jti: "x" })));
  assert.deepEqual(
    seen.map(([key]) => key),
    [
      "assertion:https%3A%2F%2Flms.school.example:a%3Ab%2Fc",
      "assertion:https%3A%2F%2Flms.school.example:x",
    ],
  );
  assert.ok(seen[0]![1] >= 90 && seen[0]![1] <= 92, `${seen[0]![1]}`);
  assert.ok(seen[1]![1] >= 65 && seen[1]![1] <= 67, `${seen[1]![1]}`);
  assert.ok(seen.every(([, ttl]) => Number.isInteger(ttl)));
});

test("a forged assertion uses up nobody's", async () => {
  const once = onceStore();
  const authenticate = by({ once });
  const token = await assert60({ jti: "mine" });
  const forged = await new SignJWT({
    iss: lms,
    aud: audience,
    sub: "eve",
    iat: seconds(),
    exp: seconds() + 60,
    jti: "mine",
  })
    .setProtectedHeader({ alg: "HS256" })
    .sign(randomBytes(32));
  await refuses(authenticate(bearing(forged)), /signature/);
  assert.equal((await authenticate(bearing(token)))?.id, "ada");
});

test("a store that is down lets nobody in, and is not taken for a refusal", async () => {
  const boom = new Error("ECONNREFUSED");
  const down: OnceStore = { useOnce: () => Promise.reject(boom) };
  await assert.rejects(by({ once: down })(bearing(await assert60())), {
    code: "server-error",
    reason: "store-unavailable",
    cause: boom,
  });
});

test("a store that never answers costs the time limit, and lets nobody in", async () => {
  const hangs: OnceStore = { useOnce: () => new Promise(() => undefined) };
  const answer = by({ once: hangs, storeTimeoutSeconds: 1 })(
    bearing(await assert60()),
  );
  await assert.rejects(answer, (error: GrantError) => {
    assert.equal(error.reason, "store-unavailable");
    assert.match(String(error.cause), /The store took longer than 1 s/);
    return true;
  });
});

test("an LMS with a key pair is known by its public key or its JWKS", async (t) => {
  const key = makeKey("k1", "RS256");
  const issuer = await startIssuer(key);
  t.after(() => issuer.close());
  for (const source of [{ publicKey: key.publicKey }, { jwks: issuer.jwks }]) {
    const authenticate = by({ secret: undefined, ...source });
    const claims = {
      iss: lms,
      aud: audience,
      sub: "ada",
      iat: seconds(),
      exp: seconds() + 60,
      jti: "j",
    };
    assert.equal(
      (await authenticate(bearing(await sign(key, claims))))?.id,
      "ada",
    );
    await refuses(authenticate(bearing(await assert60())), /algorithm/);
  }
});

test("without an assertion nobody is known", async () => {
  assert.equal(
    await by()(new Request("https://video.school.example/grant")),
    undefined,
  );
});

test("the application may make its own viewer, or nobody", async () => {
  const own = authenticateByAssertion({
    issuer: lms,
    audience,
    secret,
    once: onceStore(),
    viewer: ({ id, claims }) =>
      claims["ctx"] === 7 && { id: `${claims.iss} ${id}`, course: 7 },
  });
  const viewer: { id: string; course: number } | undefined = await own(
    bearing(await assert60({ ctx: 7 })),
  );
  assert.deepEqual(viewer, { id: `${lms} ada`, course: 7 });
  assert.equal(await own(bearing(await assert60({ ctx: 8 }))), undefined);
});

for (const [what, options, message] of [
  ["no store", { once: undefined }, /`once` is undefined/],
  ["a store that cannot", { once: {} }, /`once` is an object/],
  ["a store with no time", { storeTimeoutSeconds: 0 }, /`storeTimeoutSeconds`/],
  ["a life of an hour", { maxLifeSeconds: 3_600 }, /`maxLifeSeconds`/],
  ["a viewer that is no function", { viewer: "sub" }, /`viewer`/],
  ["no audience", { audience: undefined }, /`audience`/],
  ["a short secret", { secret: "secret" }, /`secret`/],
] as [string, object, RegExp][])
  test(`${what} is told when the endpoint starts`, () => {
    assert.throws(
      () => by(options),
      (error: Error) =>
        error instanceof TypeError && message.test(error.message),
    );
  });

test("whatever is asked for, only the videos of the assertion are granted", async () => {
  const handler = createGrantHandler({
    origins: [],
    signer: createSigner({
      keyPairId: "K1",
      privateKey: makeKey("k").privateKey,
    }),
    authenticate: authenticateByAssertion({
      issuer: lms,
      audience,
      secret,
      once: onceStore(),
      viewer: ({ id, videos }) => ({ id, mayWatch: videos }),
    }),
    authorize: (viewer, videoId = "") =>
      viewer.mayWatch?.includes(videoId) && {
        scope: scope.directory(
          "https://cdn.school.example",
          ...scope.segments(videoId),
        ),
        video: "index.m3u8",
      },
  });
  const known = fc.constantFrom("lesson-1", "lesson-2");
  const id = fc.oneof(
    { arbitrary: known, weight: 4 },
    fc.constantFrom("lesson", "lesson-1/x", "lesson-1/", "*", ".."),
    fc.string(),
  );
  let granted = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.option(fc.array(id, { maxLength: 3 }), { nil: undefined }),
      id,
      async (videos, asked) => {
        const response = await handler(
          new Request("https://video.school.example/grant", {
            method: "POST",
            headers: {
              Authorization: `Bearer ${await assert60({ videos })}`,
              "Content-Type": "application/json",
            },
            body: JSON.stringify({ videoId: asked }),
          }),
        );
        assert.ok(response.status < 500);
        if (response.status !== 200) return;
        granted += 1;
        assert.ok(videos?.includes(asked));
        const { videoUrl } = (await response.json()) as { videoUrl: string };
        assert.equal(
          videoUrl,
          `https://cdn.school.example/${asked}/index.m3u8`,
        );
      },
    ),
    { numRuns: 200 },
  );
  assert.ok(granted > 5, `only ${granted} were granted`);
});

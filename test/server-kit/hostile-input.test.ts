import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import {
  createGrantHandler,
  createMemoryStore,
  createSigner,
  scope,
  type Entitlement,
  type GrantResponse,
} from "../../server-kit/index.js";
import { checkAnswer as checkBySpecification } from "../support/openapi.js";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const signer = createSigner({ keyPairId: "K1", privateKey });
const edge = "https://cdn.school.example";
const page = "https://lessons.school.example";
const endpoint = "https://api.school.example/grant";
const fixed = `${edge}/courses/`;

/** Applications that trust the ID in every way there is: as one segment, as many, as a file, as the video, as a poster. */
const careless: Record<string, (videoId: string | undefined) => Entitlement> = {
  segment: (id) => ({ scope: scope.directory(edge, "courses", id as string), video: "index.m3u8" }),
  segments: (id) => ({ scope: scope.directory(edge, "courses", ...scope.segments(id)), video: "index.m3u8" }),
  file: (id) => ({ scope: scope.file(edge, "courses", id as string) }),
  video: (id) => ({ scope: scope.directory(edge, "courses", "a"), video: id ?? "" }),
  poster: (id) => ({ scope: scope.directory(edge, "courses", "a"), video: "a.m3u8", posterUrl: id ?? "" }),
}; // prettier-ignore

const store = createMemoryStore();
let requests = 0;

const handlers = (["cookie", "query"] as const).flatMap((delivery) =>
  Object.entries(careless).map(([name, entitle]) => ({
    name: `${name} in ${delivery} delivery`,
    handle: createGrantHandler({
      origins: [page],
      delivery,
      signer,
      // Many viewers, or all would soon be at their limit and the rest of the way untried.
      authenticate: () => `viewer-${(requests += 1) % 997}`,
      authorize: (_viewer, videoId) => entitle(videoId),
      sessions: { store, limit: 2 },
      rateLimit: { store },
    }),
  })),
);

/** What `docs/openapi.json` has an answer for. */
const specified = ["GET", "POST", "DELETE", "OPTIONS"];

/** What an answer of 200 lets the viewer fetch. */
function resourcesOf(grant: GrantResponse, response: Response): string[] {
  return [
    grant.videoUrl ?? "",
    grant.posterUrl ?? "",
    ...response.headers.getSetCookie(),
  ]
    .map((text) => /Policy=([\w~-]+)/.exec(text)?.[1])
    .filter((policy) => policy !== undefined)
    .map((policy) =>
      Buffer.from(
        policy.replaceAll("_", "=").replaceAll("-", "+").replaceAll("~", "/"),
        "base64",
      ),
    )
    .map(
      (policy) => JSON.parse(policy.toString()).Statement[0].Resource as string,
    );
}

async function checkAnswer(
  response: Response,
  name: string,
  method = "POST",
): Promise<void> {
  if (specified.includes(method)) await checkBySpecification(method, response);
  assert.ok(response.status < 500, `${name}: ${response.status}`);
  assert.equal(response.headers.get("Cache-Control"), "no-store");
  assert.equal(response.headers.get("Vary"), "Origin");
  assert.ok(
    [null, page].includes(response.headers.get("Access-Control-Allow-Origin")),
  );
  const text = await response.text();
  assert.doesNotMatch(text, /node_modules|\.ts:\d/);
  if (response.status !== 200) {
    assert.deepEqual(response.headers.getSetCookie(), []);
    return;
  }
  const grant = JSON.parse(text) as GrantResponse;
  const resources = resourcesOf(grant, response);
  assert.ok(resources.length > 0);
  for (const resource of resources) {
    assert.ok(
      resource.startsWith(fixed) && resource.length > fixed.length,
      resource,
    );
    assert.doesNotMatch(
      resource.replace(/\/\*$/, "/").slice("https://".length),
      /[*?%\\#]|\/\/|\/\.{1,2}(\/|$)/,
    );
  }
  for (const line of response.headers.getSetCookie())
    assert.match(
      line,
      line.startsWith("secure-hls-device=")
        ? /^secure-hls-device=[\w-]{22}; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Lax$/
        : /^CloudFront-[A-Za-z-]+=[\w~-]*; Path=\/courses\/[\w.~/-]+; Secure; HttpOnly; SameSite=Lax(; Max-Age=0)?$/,
    );
  if (grant.videoUrl !== undefined) {
    assert.ok(grant.videoUrl.startsWith(fixed), grant.videoUrl);
    assert.ok(new URL(grant.videoUrl).href.startsWith(fixed), grant.videoUrl);
  }
}

const post = (videoId: unknown): Request =>
  new Request(endpoint, {
    method: "POST",
    headers: { Origin: page, "Content-Type": "application/json" },
    body: JSON.stringify({ videoId }),
  });

const hostile: [string, string][] = [
  ["a star", "*"],
  ["a star in a name", "lesson-*"],
  ["a question mark", "lesson-?"],
  ["an escaped star", "%2A"],
  ["a parent", ".."],
  ["a parent in a path", "lesson-1/../../private"],
  ["an escaped parent", "%2e%2e"],
  ["a doubly escaped parent", "%252e%252e%252f"],
  ["an overlong slash", "..%c0%afprivate"],
  ["a double slash", "lesson-1//private"],
  ["a slash at the start", "/private"],
  ["a backslash", "..\\private"],
  ["letters that look like others", "lеsson-1"],
  ["a full-width slash", "a／..／b"],
  ["text that runs backwards", "\u202elesson"],
  ["half a character", "\ud800"],
  ["another host", "https://evil.example/index.m3u8"],
  ["another host without a scheme", "//evil.example/index.m3u8"],
  ["another host by a user name", "@evil.example/"],
  ["another scheme", "javascript:alert(1)"],
  ["a file", "file:///etc/passwd"],
  ["nothing", ""],
  ["10 kB", "a".repeat(10_000)],
  ["512 characters of four bytes", "𝒶".repeat(512)],
  ["a line break", "a\r\nSet-Cookie: x=y"],
  ["a NUL", "a\0b"],
  ["a cookie attribute", "a; Domain=example"],
  ["quotes for the policy", 'a"},"Condition":{}'],
  ["a query", "index.m3u8?Expires=1&Policy=x"],
  ["a fragment", "index.m3u8#t=1"],
  ["a prototype", "__proto__"],
];
for (const [what, videoId] of hostile)
  test(`${what} as a video ID widens no scope and breaks nothing`, async () => {
    for (const { name, handle } of handlers) {
      await checkAnswer(await handle(post(videoId)), name);
      const asked = new URL(endpoint);
      asked.searchParams.set("videoId", videoId);
      await checkAnswer(await handle(new Request(asked)), name);
      await checkAnswer(
        await handle(new Request(`${endpoint}?videoId=${videoId}`)),
        name,
      );
    }
  });

test("what is hostile as a path is refused, not repaired", async () => {
  const { handle } = handlers[0]!;
  for (const [what, videoId] of hostile)
    if (what !== "a prototype")
      assert.equal((await handle(post(videoId))).status, 400, what);
});

test("whatever is sent, the answer is no 500, is not stored, names no foreign origin and signs nothing wider", async () => {
  const id = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.array(fc.constantFrom("..", ".", "/", "//", "\\", "*", "?", "%2e", "%2A", "%00", "a", "lesson-1", ":", "@", "#", edge), { maxLength: 6 }).map((parts) => parts.join("")),
    fc.constant("lesson-1"),
  ); // prettier-ignore
  const visible = fc.stringMatching(/^[!-~]{0,20}$/);
  const usual = { Origin: page, "Content-Type": "application/json" };
  const headers = fc.record(
    {
      Origin: fc.oneof(fc.constantFrom(page, `${page}.evil.example`, "null", "*", "https://api.school.example"), visible),
      "Sec-Fetch-Site": fc.oneof(fc.constantFrom("same-origin", "same-site", "cross-site", "none"), visible),
      "Sec-Fetch-Mode": fc.constantFrom("cors", "navigate", "no-cors"),
      "Content-Type": fc.oneof(fc.constantFrom("application/json", "application/json; charset=x", "text/plain"), visible),
      "Content-Length": visible,
      "X-Forwarded-Host": visible,
      "User-Agent": visible,
      Cookie: fc.oneof(visible, visible.map((value) => `secure-hls-device=${value}`)),
    },
    { requiredKeys: [] },
  ); // prettier-ignore
  const body = fc.oneof(
    fc.record({ videoId: id, sessionId: fc.oneof(fc.constantFrom("s1", "s2"), fc.string()), takeOver: fc.oneof(fc.constantFrom("s1", "s2"), fc.string(), fc.json()) }, { requiredKeys: ["videoId"] }).map((value) => JSON.stringify(value)),
    id.map((videoId) => JSON.stringify({ videoId })),
    fc.json(),
    fc.string(),
    fc.uint8Array({ maxLength: 6_000 }),
  ); // prettier-ignore
  const method = fc.oneof(
    { arbitrary: fc.constantFrom("POST", "GET"), weight: 3 },
    {
      arbitrary: fc.constantFrom("DELETE", "OPTIONS", "PUT", "HEAD", "X-Y"),
      weight: 1,
    },
  );
  const requests = fc
    .tuple(method, fc.oneof(fc.constant(usual), headers), body, id)
    .map(([method, headers, body, id]) => {
      const videoId = new TextDecoder().decode(new TextEncoder().encode(id));
      const query =
        method === "GET" ? `?videoId=${encodeURIComponent(videoId)}` : "";
      return new Request(`${endpoint}${query}`, {
        method,
        headers: headers as Record<string, string>,
        ...(!["GET", "HEAD"].includes(method) && { body: body as BodyInit }),
      });
    });
  let granted = 0;
  await fc.assert(
    fc.asyncProperty(
      requests,
      fc.constantFrom(...handlers),
      async (request, { name, handle }) => {
        const response = await handle(request);
        if (response.status === 200) granted += 1;
        await checkAnswer(response, name, request.method);
      },
    ),
    { numRuns: 10_000 },
  );
  assert.ok(granted > 500, `only ${granted} of the requests came through`);
});

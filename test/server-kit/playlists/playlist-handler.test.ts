import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"; // prettier-ignore
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { createEdge, type Edge } from "../../../server-kit/edge/server.js";
import {
  createPlaylistHandler,
  createSigner,
  playlistUrl,
  scope,
  type PlaylistHandlerOptions,
  type Signed,
} from "../../../server-kit/index.js";

const { privateKey, publicKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
});
const signer = createSigner({ keyPairId: "K1", privateKey });
const expiresAt = Math.ceil(Date.now() / 1_000) + 600;
const baseUrl = "https://api.school.example/playlists";
const page = "https://lessons.school.example";

const text = `\uFEFF#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",URI="a.m3u8?v=1"
#EXT-X-SESSION-DATA:DATA-ID="d",URI="https://other.example/d.json"
#EXT-X-STREAM-INF:BANDWIDTH=1
v.m3u8
`;
const root = mkdtempSync(join(tmpdir(), "playlist-handler-"));
const put = (path: string, content: string | Uint8Array) => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), content);
};
put("lesson-1/index.m3u8", text);
put("lesson-1/page.m3u8", "<html>");
put("lesson-1/latin1.m3u8", Buffer.from("#EXTM3U\n#\xfc", "latin1"));
put("lesson-1/1.ts", "x");
put("lesson-2/index.m3u8", "#EXTM3U\n");

let edge: Edge;
let signed: Signed;
before(async () => {
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  edge = await createEdge({
    root,
    keyGroups: { lessons: [{ keyPairId: "K1", publicKey: pem }] },
    behaviors: [{ pathPattern: "*", keyGroups: ["lessons"] }],
  });
  signed = signer(scope.directory(edge.origin, "lesson-1"), { expiresAt });
});
after(async () => {
  await edge.close();
  rmSync(root, { recursive: true });
});

const ask = (
  url: string,
  init: RequestInit = {},
  options: Partial<PlaylistHandlerOptions> = {},
): Promise<Response> =>
  createPlaylistHandler({
    edge: edge.origin,
    baseUrl,
    origins: [page],
    ...options,
  })(new Request(url, init));

const first = (file = "index.m3u8") => playlistUrl(baseUrl, signed, file);
const queryOf = (url: string) => url.slice(url.indexOf("?") + 1);

/** Never part of what is said or logged. */
const assertSilent = (said: string) => {
  assert.ok(!said.includes(signed.signature), said);
  assert.ok(!said.includes(signed.policy!), said);
};

async function assertProblem(
  response: Response,
  status: number,
  code: string,
): Promise<void> {
  const body = await response.text();
  assert.equal(response.status, status, body);
  assert.equal(JSON.parse(body).code, code);
  assert.equal(response.headers.get("Cache-Control"), "no-store");
  assertSilent(body + JSON.stringify([...response.headers]));
}

test("a good signature gets the playlist, with that signature on each of its URIs", async () => {
  const response = await ask(first());
  assert.equal(response.status, 200);
  const query = queryOf(first());
  assert.equal(
    Buffer.from(await response.arrayBuffer()).toString(),
    text
      .replace("a.m3u8?v=1", `${baseUrl}/lesson-1/a.m3u8?v=1&${query}`)
      .replace("v.m3u8", `${baseUrl}/lesson-1/v.m3u8?${query}`),
  );
  const { headers } = response;
  assert.equal(headers.get("Content-Type"), "application/vnd.apple.mpegurl");
  assert.equal(headers.get("Cache-Control"), "private, no-store");
  assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
  assert.equal(headers.get("Referrer-Policy"), "no-referrer");
});

test("HEAD says the same without the playlist", async () => {
  const response = await ask(first(), { method: "HEAD" });
  assert.equal(response.status, 200);
  assert.equal(await response.text(), "");
  assert.equal(
    response.headers.get("Content-Type"),
    "application/vnd.apple.mpegurl",
  );
  const refused = await ask(first().replace("lesson-1", "lesson-2"), {
    method: "HEAD",
  });
  assert.equal(refused.status, 403);
});

test("a script of a listed page may read the answer, others may not", async () => {
  const of = async (origin: string) =>
    (await ask(first(), { headers: { Origin: origin } })).headers;
  const listed = await of(page);
  assert.equal(listed.get("Access-Control-Allow-Origin"), page);
  assert.equal(listed.get("Vary"), "Origin");
  const other = await of("https://evil.example");
  assert.equal(other.get("Access-Control-Allow-Origin"), null);
  assert.equal(other.get("Vary"), "Origin");
  const preflight = await ask(first(), {
    method: "OPTIONS",
    headers: { Origin: page },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("Access-Control-Allow-Origin"), page);
  assert.match(preflight.headers.get("Allow")!, /^GET, HEAD, OPTIONS$/);
});

test("a native player, which sends no Origin and comes from another site, is answered", async () => {
  const response = await ask(first(), {
    headers: { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "video" },
  });
  assert.equal(response.status, 200);
});

test("another method is told what is taken", async () => {
  const response = await ask(first(), { method: "POST", body: "x" });
  assert.equal(response.headers.get("Allow"), "GET, HEAD, OPTIONS");
  await assertProblem(response, 405, "bad-request");
});

test("a signature whose ~ was escaped on the way is as good", async () => {
  const [path, query = ""] = first().split("?");
  const escaped = query.replaceAll("~", "%7E");
  assert.equal((await ask(`${path}?${escaped}`)).status, 200);
});

test("SHA-1, which has no marker, plays too, and so does a grant for all of the host", async () => {
  const sha1 = createSigner({ keyPairId: "K1", privateKey, hash: "SHA1" });
  const wide = sha1(scope.dangerouslyWide(edge.origin), { expiresAt });
  const response = await ask(playlistUrl(baseUrl, wide, "lesson-1/index.m3u8"));
  assert.match(await response.text(), /\/v\.m3u8\?Policy=[^&]*&Signature=[^&]*&Key-Pair-Id=K1$/m); // prettier-ignore
});

// No

test("what the edge refuses is refused, whatever the playlist", async () => {
  const [path, query = ""] = first().split("?");
  const over = signer(signed.scope, { expiresAt: expiresAt - 700 });
  const elsewhere = signer(signed.scope, { expiresAt, ipAddress: "192.0.2.1" });
  const forged = { ...signed, signature: signed.signature.replace(/...$/, "AAA") }; // prettier-ignore
  for (const url of [
    path!,
    `${path}?v=1`,
    playlistUrl(baseUrl, over, "index.m3u8"),
    playlistUrl(baseUrl, elsewhere, "index.m3u8"),
    playlistUrl(baseUrl, forged, "index.m3u8"),
    playlistUrl(baseUrl, { ...signed, keyPairId: "K2" }, "index.m3u8"),
    `${baseUrl}/lesson-2/index.m3u8?${query}`,
    `${baseUrl}/lesson-10/index.m3u8?${query}`,
  ])
    await assertProblem(await ask(url), 403, "not-entitled");
});

test("a playlist that is not there is not found, and neither is what is no playlist", async () => {
  const query = queryOf(first());
  await assertProblem(await ask(first("none.m3u8")), 404, "not-found");
  for (const path of [
    "/lesson-1/1.ts",
    "/",
    "",
    "/lesson-1/index.m3u8/x",
    "x/lesson-1/index.m3u8",
  ])
    // prettier-ignore
    await assertProblem(
      await ask(`${baseUrl}${path}?${query}`),
      404,
      "not-found",
    );
  await assertProblem(
    await ask(`https://api.school.example/lesson-1/index.m3u8?${query}`),
    404,
    "not-found",
  );
});

test("a path that no scope would take goes nowhere", async () => {
  const query = queryOf(first());
  const asked: string[] = [];
  const spy = (async (url: string) => {
    asked.push(url);
    return new Response("#EXTM3U");
  }) as typeof fetch;
  for (const path of [
    "//evil.example/a.m3u8",
    "/a//b.m3u8",
    "/a%2f..%2fb.m3u8",
    "/a%5cb.m3u8",
    "/*.m3u8",
    "/a%2A.m3u8",
    "/%ff.m3u8",
    "/a%00.m3u8",
    "/@evil.example/a.m3u8?b=*",
  ])
    // prettier-ignore
    await assertProblem(
      await ask(
        `${baseUrl}${path}${path.includes("?") ? "&" : "?"}${query}`,
        {},
        { fetch: spy },
      ),
      400,
      "bad-request",
    );
  assert.deepEqual(asked, []);
});

test("a signature that is none of ours is told so, before the edge is asked", async () => {
  const policyOf = (resource: string) =>
    Buffer.from(JSON.stringify({ Statement: [{ Resource: resource, Condition: { DateLessThan: { "AWS:EpochTime": expiresAt } } }] }))
      .toString("base64").replace(/[+=/]/g, (c) => ({ "+": "-", "=": "_", "/": "~" })[c]!); // prettier-ignore
  const rest = "Signature=AAAA&Key-Pair-Id=K1&Hash-Algorithm=SHA256";
  const good = policyOf(`${edge.origin}/lesson-1/*`);
  const never = (() => assert.fail("the edge was asked")) as typeof fetch;
  for (const query of [
    `Expires=${expiresAt}&${rest}`,
    `Policy=${good}`,
    `Policy=${good}&Policy=${good}&${rest}`,
    `Policy=${good}&Signature=A%0d%0aB&Key-Pair-Id=K1`,
    `Policy=${good}&Signature=&Key-Pair-Id=K1`,
    `Policy=${good}&Signature=AAAA&Key-Pair-Id=K1&Hash-Algorithm=MD5`,
    `Policy=!!!&${rest}`,
    `Policy=AAAA&${rest}`,
    `Policy=${policyOf("*")}&${rest}`,
    `Policy=${policyOf(`${edge.origin}*`)}&${rest}`,
    `Policy=${policyOf(`${edge.origin}/lesson-*`)}&${rest}`,
    `Policy=${policyOf(`${edge.origin}/*/ts/*`)}&${rest}`,
    `Policy=${policyOf(`${edge.origin}/../*`)}&${rest}`,
    `Policy=${policyOf(`${edge.origin}//*`)}&${rest}`,
    `Policy=${policyOf("https://evil.example/lesson-1/*")}&${rest}`,
    `Policy=${policyOf(`${edge.origin}.evil.example/lesson-1/*`)}&${rest}`,
  ])
    await assertProblem(
      await ask(
        `${baseUrl}/lesson-1/index.m3u8?${query}`,
        {},
        { fetch: never },
      ),
      400,
      "bad-request",
    );
});

test("a file that is no playlist, not UTF-8, or too long, is not passed on", async () => {
  for (const file of ["page.m3u8", "latin1.m3u8"])
    await assertProblem(await ask(first(file)), 400, "bad-request");
  const length = Buffer.byteLength(text);
  for (const [limit, status] of [
    [{ maxBytes: length }, 200],
    [{ maxBytes: length - 1 }, 400],
    [{ maxLines: 5 }, 200],
    [{ maxLines: 4 }, 400],
  ] as const)
    assert.equal((await ask(first(), {}, limit)).status, status);
});

// The edge's faults

/** A server in place of the edge. */
async function withOrigin(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  use: (url: string, options: Partial<PlaylistHandlerOptions>) => Promise<void>,
): Promise<unknown[]> {
  const errors: unknown[] = [];
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const there = signer(scope.directory(origin, "lesson-1"), { expiresAt });
  await use(playlistUrl(baseUrl, there, "index.m3u8"), {
    edge: origin,
    log: (entry) => "error" in entry && errors.push(entry.error),
  });
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  for (const error of errors) {
    const told = `${(error as Error).stack} ${JSON.stringify(error)}`;
    assert.doesNotMatch(told, /Signature|Policy|\?/);
  }
  return errors;
}

for (const [what, status, headers, expected, code] of [
  ["is broken", 500, {}, 503, "server-error"],
  ["is overloaded", 503, {}, 503, "server-error"],
  ["asks to wait", 429, { "Retry-After": "7" }, 429, "rate-limited"],
  ["asks to sign in", 401, {}, 403, "not-entitled"],
  ["has lost the file for ever", 410, {}, 404, "not-found"],
  ["finds the URL too long", 414, {}, 400, "bad-request"],
  ["redirects", 302, { Location: "/lesson-1/other.m3u8" }, 503, "server-error"],
] as const)
  test(`an edge that ${what} is reported as that, and is asked once`, async () => {
    let asked = 0;
    const errors = await withOrigin(
      (_request, response) => {
        asked += 1;
        response.writeHead(status, headers).end("#EXTM3U");
      },
      async (url, options) => {
        const response = await ask(url, {}, options);
        if (expected === 503) {
          assert.equal(response.headers.get("Retry-After"), "5");
          const { reason } = await response.clone().json();
          assert.equal(reason, "origin-unavailable");
        }
        if (expected === 429)
          assert.equal(response.headers.get("Retry-After"), "7");
        await assertProblem(response, expected, code);
      },
    );
    assert.equal(asked, 1);
    assert.equal(errors.length, expected === 503 ? 1 : 0);
  });

test("an edge that nobody reaches, that breaks off or that never ends is reported as unavailable", async () => {
  const errors = await withOrigin(
    ({ url = "" }, response) => {
      if (url.includes("hang")) return;
      response.writeHead(200, { "Content-Length": 100 });
      if (url.includes("drip")) response.write("#EXTM3U\n");
      else response.write("#EXTM3U\n", () => response.destroy());
    },
    async (url, options) => {
      const at = (name: string) => url.replace("index.m3u8", `${name}.m3u8`);
      const quick = { ...options, timeoutSeconds: 1 };
      const answers = await Promise.all([
        ask(at("breaks"), {}, options),
        ask(at("hang"), {}, quick),
        ask(at("drip"), {}, quick),
        ask(first(), {}, { ...options, edge: edge.origin, fetch: (() => Promise.reject(new Error(first()))) as typeof fetch }),
      ]); // prettier-ignore
      for (const response of answers)
        await assertProblem(response, 503, "server-error");
    },
  );
  assert.equal(errors.length, 4);
  assert.ok(errors.some((error) => /TimeoutError/.test(String(error))));
});

test("a viewer who leaves is no fault, and the edge is no longer asked", async () => {
  const leaving = new AbortController();
  let left: Promise<unknown> | undefined;
  const errors = await withOrigin(
    (_request, response) => {
      left = new Promise((resolve) => response.once("close", resolve));
      leaving.abort();
    },
    async (url, options) => {
      await ask(url, { signal: leaving.signal }, options);
      await left;
    },
  );
  assert.deepEqual(errors, []);
});

test("the edge gets the path, the query and nothing else of the viewer", async () => {
  await withOrigin(
    ({ url = "", headers }, response) => {
      assert.match(url, /^\/lesson-1\/index\.m3u8\?_HLS_msn=1&Policy=/);
      for (const name of ["cookie", "authorization", "origin", "referer"])
        assert.equal(headers[name], undefined, name);
      response.end("#EXTM3U");
    },
    async (url, options) => {
      const response = await ask(
        url.replace("?", "?_HLS_msn=1&"),
        { headers: { Cookie: "a=b", Authorization: "Bearer x" } },
        options,
      );
      assert.equal(response.status, 200);
    },
  );
});

// Options

test("options that cannot be right are told at once", () => {
  const good = { edge: "https://cdn.school.example", baseUrl };
  for (const [option, value] of [
    ["edge", undefined],
    ["edge", "http://cdn.school.example"],
    ["edge", "https://cdn.school.example/"],
    ["baseUrl", undefined],
    ["baseUrl", "/playlists"],
    ["baseUrl", "http://api.school.example/playlists"],
    ["baseUrl", `${baseUrl}?a=1`],
    ["baseUrl", `${baseUrl}#a`],
    ["baseUrl", "https://a:b@api.school.example"],
    ["origins", "*"],
    ["fetch", "fetch"],
    ["log", true],
    ["metrics", true],
    ["timeoutSeconds", 0],
    ["timeoutSeconds", 61],
    ["maxBytes", 0],
    ["maxLines", 1.5],
  ] as const)
    assert.throws(
      () => createPlaylistHandler({ ...good, [option]: value } as never),
      (error) =>
        error instanceof TypeError && error.message.startsWith(`\`${option}`),
      `${option}: ${value}`,
    );
});

test("the first URL is for a playlist in the grant's scope, wherever the handler is mounted", () => {
  const query = queryOf(first());
  const at = (mount: string) => playlistUrl(mount, signed, "ts/index.m3u8");
  for (const mount of ["https://a.example", "https://a.example/"])
    assert.equal(
      at(mount),
      `https://a.example/lesson-1/ts/index.m3u8?${query}`,
    );
  assert.equal(
    at("https://a.example/p/"),
    `https://a.example/p/lesson-1/ts/index.m3u8?${query}`,
  );
  for (const file of [
    "../lesson-2/index.m3u8",
    "1.ts",
    "",
    "a b.m3u8",
    "*.m3u8",
  ])
    // prettier-ignore
    assert.throws(() => playlistUrl(baseUrl, signed, file), TypeError, file);
  assert.throws(() => playlistUrl("/p", signed, "index.m3u8"), /`baseUrl`/);
});

test("a handler at the root of its host answers there", async () => {
  const mount = "https://playlists.school.example/";
  const url = playlistUrl(mount, signed, "index.m3u8");
  const response = await ask(url, {}, { baseUrl: mount });
  assert.ok((await response.text()).includes(`${mount}lesson-1/v.m3u8?Policy`));
});

test("whatever is asked: no 500, nothing is fetched but from the edge, and no answer of another kind than these", async () => {
  const asked: string[] = [];
  const handler = createPlaylistHandler({
    edge: edge.origin,
    baseUrl,
    origins: [page],
    fetch: (async (url: string, init: RequestInit) => {
      asked.push(url);
      return fetch(url, init);
    }) as typeof fetch,
  });
  const query = queryOf(first());
  const piece = fc.oneof(
    fc.constantFrom("/lesson-1", "/index.m3u8", "/..", "/%2e%2e", "//", "@evil.example", "%00", "%ff", "*", "?", "&", "#", ".m3u8", "Policy=", "Signature=x", "=", query, "Expires=1"),
    fc.string({ unit: "binary-ascii", maxLength: 8 }),
  ); // prettier-ignore
  let played = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("GET", "HEAD", "OPTIONS", "DELETE"),
      fc.oneof(fc.constant(["/lesson-1", "/index.m3u8", "?", query]), fc.array(piece, { maxLength: 8 })),
      fc.record({ Origin: fc.constantFrom(page, "null", "https://evil.example") }, { requiredKeys: [] }),
      async (method, pieces, headers) => {
        const url = baseUrl + pieces.join("");
        if (!URL.canParse(url) || new URL(url).username) return;
        const response = await handler(new Request(url, { method, headers }));
        assert.ok([200, 204, 400, 403, 404, 405].includes(response.status), `${response.status}`);
        assert.match(response.headers.get("Cache-Control")!, /no-store/);
        assert.equal(response.headers.get("Vary"), "Origin");
        if (response.status === 200) played += 1;
        else assertSilent(await response.text());
      },
    ),
    { numRuns: 400 },
  ); // prettier-ignore
  for (const url of asked) assert.ok(url.startsWith(`${edge.origin}/`), url);
  assert.ok(played > 20, `only ${played} were played`);
});

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import fc from "fast-check";
import {
  createGrantHandler,
  createKeyHandler,
  createSigner,
  GrantError,
  listContentKeys,
  scope,
  toNodeListener,
  type Entitlement,
  type KeyHandlerOptions,
  type LogEntry,
} from "../../../server-kit/index.js";

const page = "https://lessons.school.example";
const endpoint = "https://api.school.example/key";
const key = Buffer.from("s3cr3t-key-bytes");
const asText = [key.toString(), key.toString("hex"), key.toString("base64"), key.join(",")]; // prettier-ignore

interface Viewer {
  name: string;
}
const options: KeyHandlerOptions<Viewer> = {
  origins: [page],
  authenticate: ({ headers }) =>
    headers.get("Authorization") === "Bearer ada" && { name: "Ada" },
  authorize: (_viewer, keyId) => !keyId.startsWith("lesson-2"),
  keys: listContentKeys({ "lesson-1": key, "math/1 ü": key }),
};
const handle = createKeyHandler(options);
const ada = { Origin: page, Authorization: "Bearer ada" };

const ask = (
  path: string,
  headers: Record<string, string> = ada,
  handler = handle,
): Promise<Response> => handler(new Request(endpoint + path, { headers }));

async function assertProblem(
  response: Response,
  status: number,
  code: string,
): Promise<void> {
  const body = await response.text();
  assert.equal(response.status, status, body);
  assert.equal(JSON.parse(body).code, code);
  assert.equal(response.headers.get("Cache-Control"), "no-store");
  for (const text of asText) assert.ok(!body.includes(text), body);
}

test("a viewer who may watch gets the 16 bytes, which nobody stores", async () => {
  const response = await ask("/lesson-1");
  assert.equal(response.status, 200);
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), key);
  const { headers } = response;
  assert.equal(headers.get("Content-Type"), "application/octet-stream");
  assert.equal(headers.get("Cache-Control"), "no-store");
  assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
  assert.equal(headers.get("Referrer-Policy"), "no-referrer");
  assert.equal(headers.get("Vary"), "Origin");
  assert.equal(headers.get("Access-Control-Allow-Origin"), page);
  assert.equal(headers.get("Access-Control-Allow-Credentials"), "true");
});

test("a key is named by the end of the path or by the query, which wins", async () => {
  for (const path of [
    "?keyId=lesson-1",
    "/lesson-2?keyId=lesson-1",
    "?keyId=math/1%20%C3%BC",
    "/math%2F1%20%C3%BC",
    "/any/depth/lesson-1",
  ])
    // prettier-ignore
    assert.equal((await ask(path)).status, 200, path);
});

test("no viewer, no entitlement and no key are three different answers", async () => {
  await assertProblem(await ask("/lesson-1", { Origin: page }), 401, "not-signed-in"); // prettier-ignore
  await assertProblem(await ask("/lesson-2"), 403, "not-entitled");
  await assertProblem(await ask("/lesson-3"), 404, "not-found");
});

test("whether there is a key is told only to who may have it", async () => {
  await assertProblem(await ask("/lesson-3", { Origin: page }), 401, "not-signed-in"); // prettier-ignore
  await assertProblem(await ask("/lesson-2-none"), 403, "not-entitled");
});

for (const path of [
  "/",
  "?keyId=",
  "?keyId=lesson-1&keyId=lesson-1",
  "/%00",
  "/%ff",
  `/${"a".repeat(513)}`,
  "?keyId=a%0ab",
])
  // prettier-ignore
  test(`a request that names no key is refused: ${path.slice(0, 40)}`, async () => {
    await assertProblem(await ask(path), 400, "bad-request");
  });

test("a way of one's own to name keys is asked instead", async () => {
  const handler = createKeyHandler({
    ...options,
    keyIdOf: ({ headers }) => headers.get("X-Key") ?? undefined,
  });
  assert.equal((await ask("/x", { ...ada, "X-Key": "lesson-1" }, handler)).status, 200); // prettier-ignore
  await assertProblem(await ask("/lesson-1", ada, handler), 400, "bad-request");
});

test("pages of other origins, links and other methods are refused; a preflight is answered", async () => {
  for (const headers of [
    { ...ada, Origin: "https://evil.example" },
    { Authorization: "Bearer ada", "Sec-Fetch-Site": "cross-site" },
    { Authorization: "Bearer ada", "Sec-Fetch-Mode": "navigate" },
  ])
    await assertProblem(await ask("/lesson-1", headers as never), 400, "bad-request"); // prettier-ignore
  for (const method of ["POST", "HEAD", "DELETE"]) {
    const response = await handle(
      new Request(`${endpoint}/lesson-1`, { method, headers: ada }),
    );
    assert.equal(response.status, 405);
    assert.equal(response.headers.get("Allow"), "GET, OPTIONS");
  }
  const preflight = await handle(
    new Request(`${endpoint}/lesson-1`, {
      method: "OPTIONS",
      headers: { Origin: page, "Access-Control-Request-Headers": "authorization" }, // prettier-ignore
    }),
  );
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("Access-Control-Allow-Origin"), page);
  assert.match(preflight.headers.get("Access-Control-Allow-Headers")!, /authorization/); // prettier-ignore
});

test("one authenticate and one authorize serve the grant endpoint and the key endpoint", async () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const rules = {
    origins: [page],
    authenticate: options.authenticate,
    authorize(viewer: Viewer, videoId: string | undefined) {
      assert.equal(viewer.name, "Ada");
      return (
        videoId === "lesson-1" && {
          scope: scope.directory("https://cdn.school.example", videoId),
          video: "index.m3u8",
        }
      );
    },
  };
  const grants = createGrantHandler({
    ...rules,
    signer: createSigner({ keyPairId: "K1", privateKey }),
  });
  const keys = createKeyHandler({ ...rules, keys: options.keys });
  for (const [video, status] of [
    ["lesson-1", 200],
    ["lesson-3", 403],
  ] as const) {
    // prettier-ignore
    const grant = new Request(`https://api.school.example/grant?videoId=${video}`, { headers: ada }); // prettier-ignore
    assert.equal((await grants(grant)).status, status);
    assert.equal((await ask(`/${video}`, ada, keys)).status, status);
  }
});

test("an authorize that answers neither yes nor no gives no key", async () => {
  const errors: unknown[] = [];
  for (const answer of ["yes", 1, {}, { allowed: false }, { scope: {} }, []]) {
    const handler = createKeyHandler({
      ...options,
      authorize: () => answer as unknown as Entitlement,
      log: (entry) => "error" in entry && errors.push(entry.error),
    });
    await assertProblem(await ask("/lesson-1", ada, handler), 500, "server-error"); // prettier-ignore
  }
  assert.equal(errors.length, 6);
  for (const answer of [undefined, null, false, 0, ""])
    await assertProblem(
      await ask("/lesson-1", ada, createKeyHandler({ ...options, authorize: () => answer as never })),
      403,
      "not-entitled",
    ); // prettier-ignore
});

test("a provider that answers with no key of 16 bytes, or fails, is a 500 that shows nothing", async () => {
  for (const [keys, told] of [
    [() => Buffer.concat([key, key]), /16 bytes/],
    [() => key.subarray(1), /16 bytes/],
    [() => key.toString("hex"), /16 bytes/],
    [() => null, /16 bytes/],
    [() => Promise.reject(new Error("the vault is down")), /the vault is down/],
  ] as const) {
    const errors: unknown[] = [];
    const handler = createKeyHandler({
      ...options,
      keys: keys as never,
      log: (entry) => "error" in entry && errors.push(entry.error),
    });
    await assertProblem(await ask("/lesson-1", ada, handler), 500, "server-error"); // prettier-ignore
    assert.equal(errors.length, 1);
    const log = (errors[0] as Error).stack!;
    assert.match(log, told);
    for (const text of asText) assert.ok(!log.includes(text), log);
  }
});

test("a provider chooses its answer by a GrantError, and a log that fails takes nothing with it", async () => {
  const handler = createKeyHandler({
    ...options,
    keys: () => {
      throw new GrantError("rate-limited", "Later.", { retryAfterSeconds: 3, cause: 1 }); // prettier-ignore
    },
    log: () => {
      throw new Error("the log is full");
    },
  });
  const response = await ask("/lesson-1", ada, handler);
  assert.equal(response.headers.get("Retry-After"), "3");
  await assertProblem(response, 429, "rate-limited");
});

test("the log is told which key was handed out or refused, and shown none", async () => {
  const log: LogEntry[] = [];
  const handler = createKeyHandler({
    ...options,
    log: (entry) => void log.push(entry),
  });
  await ask("/lesson-1", ada, handler);
  await ask("/lesson-1", {}, handler);
  await ask("/", ada, handler);
  assert.deepEqual(
    log.map((entry) => ({ ...entry, durationMs: 0 })),
    [
      { event: "key-issued", keyId: "lesson-1", durationMs: 0 },
      { event: "key-refused", keyId: "lesson-1", code: "not-signed-in", durationMs: 0 },
      { event: "key-refused", code: "bad-request", durationMs: 0 },
    ],
  ); // prettier-ignore
  for (const text of asText) assert.ok(!JSON.stringify(log).includes(text));
});

test("a part of a larger buffer is sent alone", async () => {
  const pool = Buffer.concat([Buffer.alloc(16, 1), key, Buffer.alloc(16, 2)]);
  const handler = createKeyHandler({
    ...options,
    keys: () => pool.subarray(16, 32),
  });
  const answer = await ask("/lesson-1", ada, handler);
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), key);
});

test("a browser keeps a key only where that is asked for, and for one viewer", async () => {
  const handler = createKeyHandler({ ...options, maxAgeSeconds: 60 });
  const { headers } = await ask("/lesson-1", ada, handler);
  assert.equal(headers.get("Cache-Control"), "private, max-age=60");
  assert.equal(headers.get("Vary"), "Cookie, Authorization, Origin");
  await assertProblem(await ask("/lesson-2", ada, handler), 403, "not-entitled"); // prettier-ignore
});

test("behind node:http the 16 bytes arrive as they are", async () => {
  const server = createServer(toNodeListener(handle));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/key/lesson-1`, { headers: ada }); // prettier-ignore
  assert.equal(response.headers.get("Content-Length"), "16");
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), key);
  server.closeAllConnections();
  server.close();
});

test("options that cannot be right are told at once", () => {
  for (const [option, value] of [
    ["origins", undefined],
    ["origins", ["*"]],
    ["authenticate", undefined],
    ["authorize", true],
    ["keys", undefined],
    ["keys", { "lesson-1": key }],
    ["keyIdOf", "lesson-1"],
    ["log", "console"],
    ["metrics", {}],
    ["maxAgeSeconds", -1],
    ["maxAgeSeconds", 86_401],
    ["maxAgeSeconds", "60"],
  ] as const)
    assert.throws(
      () => createKeyHandler({ ...options, [option]: value } as never),
      (error) =>
        error instanceof TypeError &&
        error.message.startsWith(`\`${option}`) &&
        asText.every((text) => !error.message.includes(text)),
      option,
    );
});

test("whatever is asked: no 500, nothing stored, and a key for nobody but a viewer who may watch", async () => {
  const piece = fc.oneof(
    fc.constantFrom("/", "lesson-1", "lesson-2", "?", "keyId=", "&", "..", "%2F", "%00", "%ff", "#", "%2e%2e", "\\", "math/1 ü"),
    fc.string({ unit: "binary-ascii", maxLength: 8 }),
  ); // prettier-ignore
  const path = fc.oneof(
    fc.constantFrom("/lesson-1", "?keyId=lesson-1"),
    fc.array(piece, { maxLength: 6 }).map((pieces) => `/${pieces.join("")}`),
  );
  const headers = fc.record(
    {
      Origin: fc.constantFrom(page, `${page}.evil.example`, "null"),
      Authorization: fc.constantFrom("Bearer ada", "Bearer eve", "bearer ada"),
      "Sec-Fetch-Site": fc.constantFrom("same-origin", "same-site", "cross-site"), // prettier-ignore
      "Sec-Fetch-Mode": fc.constantFrom("cors", "navigate", "no-cors"),
      "X-Forwarded-For": fc.stringMatching(/^[!-~]{0,20}$/),
    },
    { requiredKeys: [] },
  );
  let given = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("GET", "GET", "GET", "OPTIONS", "HEAD", "PUT"),
      path,
      fc.oneof(fc.constant(ada), headers),
      async (method, path, headers) => {
        const url = endpoint + path;
        if (!URL.canParse(url)) return;
        const request = new Request(url, {
          method,
          headers: headers as Record<string, string>,
        });
        const response = await handle(request);
        assert.ok([200, 204, 400, 401, 403, 404, 405].includes(response.status), `${response.status}`); // prettier-ignore
        assert.equal(response.headers.get("Cache-Control"), "no-store");
        const allowed = response.headers.get("Access-Control-Allow-Origin");
        assert.ok(allowed === null || allowed === page);
        const body = Buffer.from(await response.arrayBuffer());
        if (response.status !== 200) {
          assert.ok(!body.includes(key));
          return;
        }
        given += 1;
        assert.deepEqual(body, key);
        assert.equal(method, "GET");
        assert.equal(request.headers.get("Authorization"), "Bearer ada");
        assert.ok(!request.headers.get("Origin")?.includes("evil"));
      },
    ),
    { numRuns: 800 },
  );
  assert.ok(given > 40, `only ${given} keys were given`);
});

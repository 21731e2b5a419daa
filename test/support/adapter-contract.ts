import assert from "node:assert/strict";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { describe, test, type TestContext } from "node:test";
import {
  createGrantHandler,
  createSigner,
  scope,
  type Problem,
  type WebHandler,
} from "../../server-kit/index.js";

/** An origin to ask, and what `request.url` begins with where that is another one. */
export interface Mounted {
  origin: string;
  seenAs?: string;
}

/** Serves a handler below every path, until the test ends. */
export type Mount = (t: TestContext, handler: WebHandler) => Promise<Mounted>;

export interface ContractOptions {
  /** Whether the handler can learn that its client has gone. @default true */
  seesAborts?: boolean;
}

export const page = "https://lessons.school.example";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** A real grant endpoint in cookie delivery. */
export const grantHandler = createGrantHandler({
  origins: [page],
  signer: createSigner({ keyPairId: "K1", privateKey }),
  authenticate: () => "Ada",
  authorize: (_viewer, videoId) => ({
    scope: scope.directory("https://cdn.school.example", videoId as string),
    video: "index.m3u8",
  }),
});

/** Says what of the request has arrived. */
export const echo: WebHandler = async (request) =>
  Response.json({
    url: request.url,
    method: request.method,
    cookie: request.headers.get("Cookie"),
    body: await request.text(),
  });

export interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Received {
  status: number;
  /** Values of the lines of this name, as they came over the wire. */
  lines(name: string): string[];
  body: Buffer;
  json: unknown;
}

/** One request over a socket of its own, and the lines that come back: `fetch` would hide some. */
export async function ask(
  origin: string,
  { method = "POST", path = "/grant", headers = {}, body }: Sent = {},
): Promise<Received> {
  const outgoing = httpRequest(origin, {
    method,
    path,
    agent: false,
    headers: {
      Origin: page,
      ...(body !== undefined && {
        "Content-Type": "application/json",
        "Content-Length": String(Buffer.byteLength(body)),
      }),
      ...headers,
    },
  });
  outgoing.end(body);
  const [incoming] = await once(outgoing, "response");
  const raw = incoming.rawHeaders as string[];
  const received = Buffer.concat(await incoming.toArray());
  return {
    status: incoming.statusCode,
    lines: (name) =>
      raw.filter(
        (_value, index) =>
          index % 2 === 1 &&
          raw[index - 1]!.toLowerCase() === name.toLowerCase(),
      ),
    body: received,
    get json() {
      return JSON.parse(received.toString()) as unknown;
    },
  };
}

const grantBody = '{"videoId":"lesson-1"}';

/** One request, byte for byte, and all that comes back. */
export async function askRaw(origin: string, request: string): Promise<string> {
  const { port, hostname } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.end(request);
  let answer = "";
  for await (const chunk of socket) answer += chunk;
  return answer;
}

/** What holds wherever a handler runs. */
export function adapterContract(
  name: string,
  mount: Mount,
  { seesAborts = true }: ContractOptions = {},
): void {
  describe(name, { concurrency: true }, () => {
    test("three cookies arrive as three lines, byte for byte", async (t) => {
      const cookies = [
        `a=${"x".repeat(700)}-_~; Path=/; Secure; HttpOnly; SameSite=Lax`,
        "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
        "c=; Max-Age=0",
      ];
      const { origin } = await mount(t, async () => {
        const response = Response.json({});
        for (const cookie of cookies)
          response.headers.append("Set-Cookie", cookie);
        return response;
      });
      const { lines } = await ask(origin, { body: "{}" });
      assert.deepEqual(lines("Set-Cookie").toSorted(), cookies);
    });

    test("a grant arrives with its five lines, those that clear included", async (t) => {
      const { origin } = await mount(t, grantHandler);
      const { status, lines, json } = await ask(origin, { body: grantBody });
      assert.equal(status, 200);
      const { videoUrl } = json as { videoUrl: string };
      assert.equal(videoUrl, "https://cdn.school.example/lesson-1/index.m3u8");
      const cookies = lines("Set-Cookie").toSorted();
      assert.deepEqual(
        cookies.map((line) => line.split("=")[0]),
        ["Expires", "Hash-Algorithm", "Key-Pair-Id", "Policy", "Signature"].map(
          (value) => `CloudFront-${value}`,
        ),
      );
      for (const line of cookies)
        assert.match(
          line,
          /^[\w-]+=[\w~-]*; Path=\/lesson-1\/; Secure; HttpOnly; SameSite=Lax(; Max-Age=0)?$/,
        );
      assert.match(cookies[0]!, /Max-Age=0$/);
      assert.deepEqual(lines("Access-Control-Allow-Origin"), [page]);
      assert.deepEqual(lines("Cache-Control"), ["no-store"]);
      assert.match(lines("Content-Type").join(), /^application\/json/);
      assert.match(lines("Vary").join(), /\bOrigin\b/);
    });

    test("what was asked reaches the handler as it was sent", async (t) => {
      const { origin, seenAs = origin } = await mount(t, echo);
      const query = "a=1&a=2&b=%2B%20%26%C3%BC&c=";
      const { json } = await ask(origin, {
        path: `/grant/x-1?${query}`,
        headers: { Cookie: "session=1; theme=dark" },
        body: '{"videoId":"Übung"}',
      });
      const { url, ...rest } = json as { url: string };
      assert.deepEqual(rest, {
        method: "POST",
        cookie: "session=1; theme=dark",
        body: '{"videoId":"Übung"}',
      });
      const seen = new URL(url);
      assert.equal(seen.origin, seenAs);
      assert.equal(seen.pathname, "/grant/x-1");
      assert.deepEqual([...seen.searchParams], [...new URLSearchParams(query)]);
    });

    test("DELETE releases, and its 204 has no body", async (t) => {
      const { origin } = await mount(t, grantHandler);
      const { status, lines, body } = await ask(origin, {
        method: "DELETE",
        body: '{"sessionId":"s1"}',
      });
      assert.equal(status, 204);
      assert.equal(body.length, 0);
      assert.deepEqual(lines("Content-Type"), []);
    });

    test("a preflight is answered", async (t) => {
      const { origin } = await mount(t, grantHandler);
      const { status, lines, body } = await ask(origin, {
        method: "OPTIONS",
        headers: { "Access-Control-Request-Method": "POST" },
      });
      assert.equal(status, 204);
      assert.equal(body.length, 0);
      assert.deepEqual(lines("Access-Control-Allow-Origin"), [page]);
      assert.deepEqual(lines("Access-Control-Allow-Credentials"), ["true"]);
      assert.match(lines("Access-Control-Allow-Methods").join(), /DELETE/);
    });

    test("HEAD has no body", async (t) => {
      const { origin } = await mount(t, async ({ method }) => {
        assert.equal(method, "HEAD");
        return new Response(null, { headers: { "X-Seen": "1" } });
      });
      const { status, lines, body } = await ask(origin, { method: "HEAD" });
      assert.deepEqual([status, lines("X-Seen"), body.length], [200, ["1"], 0]);
    });

    test("a body of bytes arrives as these bytes", async (t) => {
      // A content key, and one that happens to be text.
      for (const key of [randomBytes(16), Buffer.from("sixteen letters.")]) {
        const { origin } = await mount(
          t,
          async () =>
            new Response(key, {
              headers: { "Content-Type": "application/octet-stream" },
            }),
        );
        const { body } = await ask(origin, {
          method: "GET",
          headers: { Accept: "*/*" },
        });
        assert.deepEqual(body, key);
      }
    });

    test("a body over the limit is a bad request", async (t) => {
      const { origin } = await mount(t, grantHandler);
      const { status, json, lines } = await ask(origin, {
        body: JSON.stringify({ videoId: "x".repeat(5_000) }),
      });
      assert.deepEqual([status, (json as Problem).code], [400, "bad-request"]);
      assert.deepEqual(lines("Content-Type"), ["application/problem+json"]);
      assert.deepEqual(lines("Access-Control-Allow-Origin"), [page]);
      assert.deepEqual(lines("Set-Cookie"), []);
    });

    test("a handler that fails is a 500 without a stack", async (t) => {
      const { origin } = await mount(t, async () => {
        throw new Error("password is hunter2");
      });
      const { status, json, lines } = await ask(origin, { body: "{}" });
      assert.equal(status, 500);
      assert.deepEqual(Object.keys(json as object).toSorted(), [
        "code",
        "status",
        "title",
        "type",
      ]);
      assert.deepEqual(lines("Cache-Control"), ["no-store"]);
    });

    for (const [what, line, host, hostOfUrl = host] of [
      ["two slashes", "GET //evil.example/x", "good.example"],
      // Of the two hosts RFC 9112 takes the request line's, in 3.2.2. No browser sends one.
      [
        "an absolute request line",
        "GET http://evil.example/",
        "good.example",
        "evil.example",
      ],
      ["a user name in the host", "GET /grant", "good@evil.example"],
      ["a host that is none", "GET /grant", "a b/c"],
      ["a path in the host", "GET /grant", "evil.example/grant?"],
    ] as const)
      // prettier-ignore
      test(`${what}: no other host than the one that was asked comes of it, and no stack`, async (t) => {
        const { origin, seenAs } = await mount(t, echo);
        const answer = await askRaw(
          origin,
          `${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
        );
        const [, status = ""] = /^HTTP\/1.1 (\d+)/.exec(answer) ?? [];
        assert.match(status, /^(200|4\d\d)$/, answer);
        assert.doesNotMatch(answer, /\.ts\b|node_modules/);
        const [, url] = /"url":"([^"]+)"/.exec(answer) ?? [];
        if (url !== undefined)
          assert.equal(new URL(url).origin, seenAs ?? `http://${hostOfUrl}`);
      });

    if (seesAborts)
      test(
        "when the client has gone, the handler's signal says so",
        { timeout: 10_000 },
        async (t) => {
          let asked = (): void => undefined;
          const waiting = new Promise<void>((resolve) => (asked = resolve));
          let aborted: Promise<unknown> | undefined;
          const { origin } = await mount(t, async ({ signal }) => {
            aborted = once(signal, "abort");
            asked();
            await aborted;
            return new Response(null);
          });
          const client = new AbortController();
          const answer = fetch(origin, { signal: client.signal });
          answer.catch(() => undefined);
          await waiting;
          client.abort();
          await aborted;
        },
      );
  });
}

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import { connect, type AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import express from "express";
import {
  createGrantHandler,
  createSigner,
  nodeRequest,
  scope,
  toNodeListener,
  type GrantResponse,
} from "../../../server-kit/index.js";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const page = "https://lessons.school.example";
const handler = createGrantHandler({
  origins: [page],
  signer: createSigner({ keyPairId: "K1", privateKey }),
  authenticate: () => "Ada",
  authorize: (_viewer, videoId) => ({
    scope: scope.directory("https://cdn.school.example", videoId as string),
    video: "index.m3u8",
  }),
});
const echo = async (request: Request): Promise<Response> =>
  Response.json({
    url: request.url,
    method: request.method,
    body: await request.text(),
  });

async function serve(
  t: TestContext,
  listener: http.RequestListener,
): Promise<string> {
  const server = http.createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ask = (
  url: string,
  body: BodyInit = '{"videoId":"lesson-1"}',
): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { Origin: page, "Content-Type": "application/json" },
    body,
    ...{ duplex: "half" },
  });

/** One request, byte for byte, and all that comes back. */
async function raw(origin: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.end(request);
  let answer = "";
  for await (const chunk of socket) answer += chunk;
  return answer;
}

const servers: [string, () => http.RequestListener][] = [
  ["node:http", () => toNodeListener(handler)],
  ["Express", () => express().all("/grant", toNodeListener(handler))],
  ["Express after express.json()", () => express().use(express.json()).all("/grant", toNodeListener(handler))],
  ["Express after express.text()", () => express().use(express.text({ type: "*/*" })).all("/grant", toNodeListener(handler))],
  ["an Express router", () => express().use("/grant", express.Router().use(toNodeListener(handler)))],
]; // prettier-ignore
for (const [name, listener] of servers) {
  test(`${name} sends a grant and each of its cookies as a line of its own`, async (t) => {
    const origin = await serve(t, listener());
    const response = await ask(`${origin}/grant`);
    assert.equal(response.status, 200);
    const grant = (await response.json()) as GrantResponse;
    assert.equal(
      grant.videoUrl,
      "https://cdn.school.example/lesson-1/index.m3u8",
    );
    const lines = response.headers.getSetCookie();
    assert.deepEqual(
      lines.map((line) => line.split("=")[0]),
      ["CloudFront-Expires", "CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id", "CloudFront-Hash-Algorithm"],
    ); // prettier-ignore
    assert.equal(response.headers.get("Access-Control-Allow-Origin"), page);
    assert.equal(response.headers.get("Cache-Control"), "no-store");
  });

  test(`${name} answers preflight, release and a body that is no JSON`, async (t) => {
    const origin = await serve(t, listener());
    const headers = { Origin: page, "Content-Type": "application/json" };
    const preflight = await fetch(`${origin}/grant`, {
      method: "OPTIONS",
      headers,
    });
    assert.equal(preflight.status, 204);
    const release = await fetch(`${origin}/grant`, {
      method: "DELETE",
      headers,
      body: '{"sessionId":"s1"}',
    });
    assert.equal(release.status, 204);
    const broken = await ask(`${origin}/grant`, "{");
    assert.equal(broken.status, 400);
  });
}

test("cookies that middleware has set before stay", async (t) => {
  const origin = await serve(t, (request, response) => {
    response.setHeader("Set-Cookie", "session=1");
    response.setHeader("Vary", "Accept-Encoding");
    toNodeListener(handler)(request, response);
  });
  const { headers } = await ask(origin);
  assert.equal(headers.getSetCookie().length, 6);
  assert.equal(headers.getSetCookie()[0], "session=1");
  assert.equal(headers.get("Vary"), "Accept-Encoding, Origin");
});

test("a session that Express keeps is within reach of authenticate", async (t) => {
  const asking = createGrantHandler({
    origins: [page],
    signer: createSigner({ keyPairId: "K1", privateKey }),
    authenticate: (request) =>
      (nodeRequest(request) as unknown as { user?: string }).user,
    authorize: (viewer) => ({
      scope: scope.directory("https://cdn.school.example", viewer),
    }),
  });
  const app = express()
    .use((request, _response, next) => {
      Object.assign(request, { user: "ada" });
      next();
    })
    .use(toNodeListener(asking));
  assert.equal((await ask(await serve(t, app))).status, 200);
  assert.equal(nodeRequest(new Request("https://a.example")), undefined);
});

test("a body over the limit is refused while it is still being sent, and the client hears of it", async (t) => {
  const origin = await serve(t, toNodeListener(handler));
  for (const bytes of [5_000, 1_000_000, 20_000_000]) {
    const response = await ask(origin, new Uint8Array(bytes).fill(32));
    assert.equal(response.status, 400);
    assert.match(await response.text(), /longer than 4096 bytes/);
  }
});

test(
  "a client that reads only once it has sent everything hears of the refusal too",
  { timeout: 20_000 },
  async (t) => {
    const origin = await serve(t, toNodeListener(handler));
    const bytes = 20_000_000;
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    t.after(() => socket.destroy());
    const head = `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n`;
    socket.pause().write(head);
    await new Promise<void>((sent, failed) => {
      socket.once("error", failed);
      socket.write(Buffer.alloc(bytes, 32), () => sent());
    });
    const [answer] = await once(socket.resume(), "data");
    assert.match(String(answer), /^HTTP\/1.1 400 /);
  },
);

test(
  "a body without end loses its connection, and other requests go on",
  { timeout: 20_000 },
  async (t) => {
    const origin = await serve(t, toNodeListener(handler));
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const timer = setInterval(
      () => socket.write(`400\r\n${" ".repeat(1_024)}\r\n`),
      5,
    );
    t.after(() => clearInterval(timer));
    const [answer] = await once(socket, "data");
    assert.match(String(answer), /^HTTP\/1.1 400 /);
    assert.equal((await ask(origin)).status, 200);
    // Not events.once, which would take the reset for a failure.
    if (!socket.closed) await new Promise((done) => socket.once("close", done));
  },
);

test(
  "when the client has gone, the handler's signal says so",
  { timeout: 20_000 },
  async (t) => {
    let aborted: Promise<unknown> | undefined;
    const origin = await serve(
      t,
      toNodeListener(async ({ signal }) => {
        aborted = once(signal, "abort");
        await aborted;
        return new Response(null);
      }),
    );
    const controller = new AbortController();
    const answer = fetch(origin, { signal: controller.signal }).catch(
      () => undefined,
    );
    while (aborted === undefined)
      await new Promise((done) => setTimeout(done, 5));
    controller.abort();
    await answer;
    await aborted;
  },
);

test("a handler that fails is a 500 without a stack, in Express too", async (t) => {
  const failing = toNodeListener(async () => {
    throw new Error("password is hunter2");
  });
  for (const listener of [failing, express().use(failing)]) {
    const response = await fetch(await serve(t, listener));
    assert.equal(response.status, 500);
    assert.deepEqual(Object.keys((await response.json()) as object), [
      "type",
      "title",
      "status",
      "code",
    ]);
    assert.equal(response.headers.get("Cache-Control"), "no-store");
  }
});

test("the URL is the one that was asked for, below a router too", async (t) => {
  const origin = await serve(t, express().use("/api", toNodeListener(echo)));
  const answer = (await (
    await fetch(`${origin}/api/grant?videoId=a%20b`)
  ).json()) as { url: string };
  assert.equal(answer.url, `${origin}/api/grant?videoId=a%20b`);
});

test("forwarded headers count only where a proxy is trusted", async (t) => {
  const headers = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "api.school.example, inner",
  };
  for (const trustProxy of [false, true]) {
    const origin = await serve(t, toNodeListener(echo, { trustProxy }));
    const { url } = (await (
      await fetch(`${origin}/grant`, { headers })
    ).json()) as { url: string };
    assert.equal(
      url,
      `${trustProxy ? "https://api.school.example" : origin}/grant`,
    );
  }
});

for (const [what, request] of [
  [
    "a host that is none",
    "GET / HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n",
  ],
  [
    "a user name in the host",
    "GET / HTTP/1.1\r\nHost: good@evil.example\r\nConnection: close\r\n\r\n",
  ],
  [
    "an absolute request line",
    "GET http://evil.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
  ],
  ["TRACE", "TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
  ["OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
] as const)
  test(`${what} is a bad request, without a stack`, async (t) => {
    const answer = await raw(await serve(t, toNodeListener(handler)), request);
    assert.match(answer, /^HTTP\/1.1 400 /);
    assert.doesNotMatch(answer, /\.ts|node_modules/);
  });

test("two slashes at the start of the path do not become another host", async (t) => {
  const answer = await raw(
    await serve(t, toNodeListener(echo)),
    "GET //evil.example/x HTTP/1.1\r\nHost: good.example\r\nConnection: close\r\n\r\n",
  );
  assert.match(answer, /"http:\/\/good.example\/\/evil.example\/x"/);
});

test("an adapter without a handler is not made", () => {
  assert.throws(() => toNodeListener(undefined as never), /`handler`/);
  assert.throws(
    () => toNodeListener(handler, { trustProxy: 1 as never }),
    /`trustProxy`/,
  );
});

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { test, type TestContext } from "node:test";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import {
  createGrantHandler,
  createSigner,
  fastifyRequest,
  scope,
  toFastifyHandler,
} from "../../../server-kit/index.js";
import {
  adapterContract,
  ask,
  echo,
  grantHandler,
  page,
} from "../../support/adapter-contract.js";

async function listen(t: TestContext, app: FastifyInstance): Promise<string> {
  t.after(() => app.close());
  return app.listen({ port: 0, host: "127.0.0.1" });
}

const fastify = (options = {}) =>
  Fastify({ forceCloseConnections: true, ...options });

/** Fastify's parsers left out, so that the handler reads the body itself. */
function withoutParsers(path: string, handler: typeof grantHandler) {
  return async (inner: FastifyInstance) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser("*", (_request, payload, done) =>
      done(null, payload),
    );
    inner.all(path, toFastifyHandler(handler));
  };
}

adapterContract("Fastify 5", async (t, handler) => {
  const app = fastify();
  app.all("*", toFastifyHandler(handler));
  return { origin: await listen(t, app) };
});

adapterContract("Fastify 5 without its parsers", async (t, handler) => {
  const app = fastify();
  app.register(withoutParsers("*", handler));
  return { origin: await listen(t, app) };
});

test("hooks run, what they set stays, and what they found out is within reach of authenticate", async (t) => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const handler = createGrantHandler({
    origins: [page],
    signer: createSigner({ keyPairId: "K1", privateKey }),
    authenticate: (request) =>
      fastifyRequest<FastifyRequest & { user?: string }>(request)?.user,
    authorize: (user) => ({
      scope: scope.directory("https://cdn.school.example", user),
    }),
  });
  const app = fastify();
  const sent: number[] = [];
  app.decorateRequest("user", "");
  app.addHook("preHandler", async (request, reply) => {
    Object.assign(request, { user: "ada" });
    reply.header("set-cookie", "session=1").header("vary", "Accept-Encoding");
  });
  app.addHook("onSend", async (_request, reply) => {
    reply.header("x-frame-options", "DENY");
  });
  app.addHook("onResponse", async (_request, reply) => {
    sent.push(reply.statusCode);
  });
  app.all("/grant", toFastifyHandler(handler));
  const { status, lines } = await ask(await listen(t, app), { body: "{}" });
  assert.equal(status, 200);
  assert.equal(lines("Set-Cookie").length, 6);
  assert.equal(lines("Set-Cookie")[0], "session=1");
  assert.deepEqual(lines("Vary"), ["Accept-Encoding, Origin"]);
  assert.deepEqual(lines("X-Frame-Options"), ["DENY"]);
  assert.deepEqual(sent, [200]);
  assert.equal(fastifyRequest(new Request("https://a.example")), undefined);
});

test("which origin is the endpoint's own is up to Fastify's trustProxy", async (t) => {
  for (const trustProxy of [false, true]) {
    const app = fastify({ trustProxy });
    app.all("/grant", toFastifyHandler(echo));
    const origin = await listen(t, app);
    const { json } = await ask(origin, {
      headers: {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "api.school.example",
      },
    });
    assert.equal(
      (json as { url: string }).url,
      `${trustProxy ? "https://api.school.example" : origin}/grant`,
    );
  }
});

test("below a prefix the URL is the one that was asked for", async (t) => {
  const app = fastify();
  app.register(
    async (inner) => void inner.all("/grant", toFastifyHandler(echo)),
    { prefix: "/api" },
  );
  const origin = await listen(t, app);
  const { json } = await ask(origin, { path: "/api/grant?v=a%20b" });
  assert.equal((json as { url: string }).url, `${origin}/api/grant?v=a%20b`);
});

test("without Fastify's parsers, what is no JSON or far too long is refused in the endpoint's own words", async (t) => {
  const app = fastify();
  app.register(withoutParsers("/grant", grantHandler));
  const origin = await listen(t, app);
  for (const body of ["{", "x".repeat(2_000_000)]) {
    const { status, lines } = await ask(origin, { body });
    assert.equal(status, 400);
    assert.deepEqual(lines("Content-Type"), ["application/problem+json"]);
    assert.deepEqual(lines("Access-Control-Allow-Origin"), [page]);
  }
  const { status } = await ask(origin, {
    body: "a=1",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  assert.equal(status, 400);
});

test(
  "without Fastify's parsers, a client that reads only once it has sent everything hears of the refusal",
  { timeout: 20_000 },
  async (t) => {
    const app = fastify();
    app.register(withoutParsers("/grant", grantHandler));
    const origin = await listen(t, app);
    const bytes = 20_000_000;
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    t.after(() => socket.destroy());
    const head = `POST /grant HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n`;
    socket.pause().write(head);
    await new Promise<void>((sent, failed) => {
      socket.once("error", failed);
      socket.write(Buffer.alloc(bytes, 32), () => sent());
    });
    const [answer] = await once(socket.resume(), "data");
    assert.match(String(answer), /^HTTP\/1.1 400 /);
  },
);

test("an adapter without a handler is not made", () => {
  assert.throws(() => toFastifyHandler(undefined as never), /`handler`/);
});

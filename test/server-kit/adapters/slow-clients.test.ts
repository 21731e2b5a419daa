import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import { connect, type Socket } from "node:net";
import { describe, test, type TestContext } from "node:test";
import express from "express";
import Fastify from "fastify";
import {
  hardenServer,
  toFastifyHandler,
  toNodeListener,
} from "../../../server-kit/index.js";
import {
  ask,
  askRaw,
  echo,
  grantHandler,
} from "../../support/adapter-contract.js";
import { listen } from "../../support/listen.js";

/** As short as the options allow. */
const limits = { headersSeconds: 1, requestSeconds: 1 };
const head =
  "POST /grant HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n";

/** Sends `start`, then a byte every tenth of a second; tells what came back when the connection has ended. */
async function drip(
  t: TestContext,
  origin: string,
  start: string,
): Promise<{ answer: string; seconds: number }> {
  const startedAt = performance.now();
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  const timer = setInterval(() => start !== "" && socket.write("x"), 100);
  t.after(() => {
    clearInterval(timer);
    socket.destroy();
  });
  let answer = "";
  socket.on("data", (data) => (answer += String(data)));
  // A byte that crosses the end is answered by a reset.
  socket.on("error", () => undefined);
  socket.write(start);
  await closed(socket);
  clearInterval(timer);
  return { answer, seconds: (performance.now() - startedAt) / 1_000 };
}

// Not events.once, which would take the reset for a failure.
const closed = (socket: Socket): Promise<void> =>
  new Promise((done) => socket.once("close", () => done()));

const hardened = (t: TestContext, listener: RequestListener) =>
  listen(t, hardenServer(createServer(listener), limits));

describe(
  "a client that sends a byte now and then is cut off",
  { concurrency: true },
  () => {
    for (const [what, start] of [
      ["in the request line", "GET /"],
      ["in the headers", "POST /grant HTTP/1.1\r\nHost: x\r\nX-Slow: "],
      ["in the body", `${head}\r\n`],
      ["before it says anything", ""],
    ] as const) {
      test(`${what}, at node:http`, { timeout: 8_000 }, async (t) => {
        const origin = await hardened(t, toNodeListener(grantHandler));
        const { answer, seconds } = await drip(t, origin, start);
        assert.match(answer, /^HTTP\/1.1 408 /);
        assert.ok(seconds < 4, `after ${seconds} s`);
        assert.equal((await ask(origin, { body: "{}" })).status, 400);
      });

      test(`${what}, at Express 5`, { timeout: 8_000 }, async (t) => {
        const app = express().use(express.json(), toNodeListener(grantHandler));
        app.set("env", "test"); // it logs what its parser refuses otherwise
        const { answer } = await drip(t, await hardened(t, app), start);
        assert.match(answer, /^HTTP\/1.1 40[08] /);
      });

      test(`${what}, at Fastify 5`, { timeout: 8_000 }, async (t) => {
        const app = Fastify({ forceCloseConnections: true });
        t.after(() => app.close());
        app.all("/grant", toFastifyHandler(grantHandler));
        hardenServer(app.server, limits);
        const origin = await app.listen({ port: 0, host: "127.0.0.1" });
        const { answer } = await drip(t, origin, start);
        assert.match(answer, /^HTTP\/1.1 40[08] /);
      });
    }

    test(
      "and a handler that waits for its body hears that the client is gone",
      { timeout: 8_000 },
      async (t) => {
        let failed: Promise<unknown> | undefined;
        const origin = await hardened(
          t,
          toNodeListener(async (request) => {
            failed = assert.rejects(request.text());
            await failed;
            return new Response(null);
          }),
        );
        await drip(t, origin, `${head}\r\n`);
        await failed;
      },
    );

    test("one whose answer takes its time is not", async (t) => {
      const origin = await hardened(
        t,
        toNodeListener(async (request) => {
          await new Promise((done) => setTimeout(done, 1_500));
          return echo(request);
        }),
      );
      assert.equal((await ask(origin, { body: "{}" })).status, 200);
    });
  },
);

test("header lines beyond the limit are not read, and headers that are too long are refused", async (t) => {
  const server = hardenServer(createServer(toNodeListener(lines)), {
    ...limits,
    maxHeaderLines: 10,
  });
  const origin = await listen(t, server);
  const many = Array.from(
    { length: 50 },
    (_value, index) => `X-${index}: 1\r\n`,
  );
  const answer = await askRaw(
    origin,
    `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${many.join("")}\r\n`,
  );
  assert.match(answer, /^HTTP\/1.1 200 [^]*\r\n10$/);
  const { status } = await ask(origin, {
    headers: { "X-Long": "x".repeat(20_000) },
  });
  assert.equal(status, 431);
});

const lines = async ({ headers }: Request): Promise<Response> =>
  Response.json([...headers].length);

test("limits that cannot be right are refused", () => {
  const server = createServer();
  for (const [bad, name] of [
    [{ headersSeconds: 0 }, /`headersSeconds`/],
    [{ headersSeconds: 1.5 }, /`headersSeconds`/],
    [{ headersSeconds: 30, requestSeconds: 20 }, /`requestSeconds`/],
    [{ maxHeaderLines: 0 }, /`maxHeaderLines`/],
  ] as const)
    assert.throws(() => hardenServer(server, bad), {
      name: "TypeError",
      message: name,
    });
  assert.throws(() => hardenServer({} as never), /`server`/);
  assert.equal(server.headersTimeout, 60_000, "nothing was set by halves");
});

test("a server that listens already is hardened as far as that goes", async (t) => {
  const server = createServer();
  await listen(t, server);
  assert.equal(hardenServer(server), server);
  assert.deepEqual(
    [server.headersTimeout, server.requestTimeout, server.maxHeadersCount],
    [10_000, 20_000, 100],
  );
});

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import type { Server } from "node:http";
import { test } from "node:test";
import { createAdaptorServer } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { setCookie } from "hono/cookie";
import { cors } from "hono/cors";
import {
  createGrantHandler,
  createSigner,
  honoContext,
  scope,
  toHonoHandler,
} from "../../../server-kit/index.js";
import {
  adapterContract,
  ask,
  grantHandler,
  page,
} from "../../support/adapter-contract.js";
import { listen } from "../../support/listen.js";

const serverOf = ({ fetch }: Pick<Hono, "fetch">) =>
  createAdaptorServer({ fetch }) as Server;

adapterContract("Hono 4, the handler as it is", async (t, handler) => {
  const app = new Hono();
  app.all("*", (c) => handler(c.req.raw));
  // Hono's own answer to a handler that throws is its onError.
  app.onError(() => handlerFailed());
  return { origin: await listen(t, serverOf(app)) };
});

adapterContract("Hono 4", async (t, handler) => {
  const app = new Hono();
  app.all("*", toHonoHandler(handler));
  return { origin: await listen(t, serverOf(app)) };
});

const handlerFailed = (): Response =>
  Response.json(
    { type: "", title: "", status: 500, code: "server-error" },
    { status: 500, headers: { "Cache-Control": "no-store" } },
  );

test("what middleware found out is within reach of authenticate, and its cookies stay beside the grant's", async (t) => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  type Env = { Variables: { user?: string } };
  const handler = createGrantHandler({
    origins: [page],
    signer: createSigner({ keyPairId: "K1", privateKey }),
    authenticate: (request) => honoContext<Context<Env>>(request)?.get("user"),
    authorize: (user) => ({
      scope: scope.directory("https://cdn.school.example", user),
    }),
  });
  // With and without a response begun by middleware: Hono merges in two ways.
  for (const before of [false, true]) {
    const app = new Hono<Env>();
    if (before) app.use(cors({ origin: page }));
    app.use(async (c, next) => {
      setCookie(c, "session", "1");
      c.header("Vary", "Accept-Encoding", { append: true });
      c.set("user", "ada");
      await next();
      c.header("X-Frame-Options", "DENY");
    });
    app.all("/grant", toHonoHandler(handler));
    const origin = await listen(t, serverOf(app));
    const { status, lines, json } = await ask(origin, { body: "{}" });
    assert.equal(status, 200, JSON.stringify(json));
    assert.equal(lines("Set-Cookie").length, 6);
    assert.equal(lines("Set-Cookie")[0], "session=1; Path=/");
    assert.match(lines("Vary").join(), /Accept-Encoding.*Origin/);
    assert.deepEqual(lines("X-Frame-Options"), ["DENY"]);
  }
  assert.equal(honoContext(new Request("https://a.example")), undefined);
});

test("a body that middleware has read is still there", async (t) => {
  const app = new Hono();
  app.use(async (c, next) => {
    await c.req.json();
    await next();
  });
  app.all("/grant", toHonoHandler(grantHandler));
  const { status } = await ask(await listen(t, serverOf(app)), {
    body: '{"videoId":"lesson-1"}',
  });
  assert.equal(status, 200);
});

test("an adapter without a handler is not made", () => {
  assert.throws(() => toHonoHandler(undefined as never), /`handler`/);
});

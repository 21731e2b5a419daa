import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { after, describe, it } from "node:test";
import express from "express";
import { toNodeListener } from "../../../server-kit/index.js";
import {
  createEdge,
  type Behavior,
  type Edge,
  type EdgeLogEntry,
  type EdgeOptions,
} from "../../../server-kit/edge/server.js";
import {
  ask,
  echo,
  grantHandler,
  page,
} from "../../support/adapter-contract.js";
import {
  asCookies,
  custom,
  folder,
  p256Key,
  statement,
  trusted,
} from "./oracle.js";

const key = p256Key("K1");
const media = folder({ "lesson/a.ts": "a", ".auth/grant": "a file" });
after(media.remove);

const asked: string[] = [];
const api: RequestListener = (request, response) => {
  asked.push(`${request.method} ${request.url}`);
  toNodeListener(echo)(request, response);
};

async function withEdge(
  origin: unknown,
  use: (edge: Edge) => Promise<void>,
  more: Partial<EdgeOptions> = {},
  behavior: Partial<Behavior> = {},
): Promise<void> {
  const edge = await createEdge({
    root: media.root,
    keyGroups: { lessons: [trusted(key)] },
    behaviors: [
      { pathPattern: "/.auth/*", origin, ...behavior } as Behavior,
      { pathPattern: "*", keyGroups: ["lessons"] },
    ],
    cors: { origins: [page], credentials: true, onRefusals: true },
    ...more,
  });
  try {
    await use(edge);
  } finally {
    await edge.close();
  }
}

describe("a behavior whose origin is a listener", () => {
  it("hands on method, path, query, headers and body as they were sent, without a signature", () =>
    withEdge(api, async ({ origin }) => {
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        const { status, json } = await ask(origin, {
          method,
          path: "/.auth/grant?a=%20b&Policy=x",
          headers: { Cookie: "session=1" },
          body: '{"videoId":"lesson-1"}',
        });
        assert.equal(status, 200);
        assert.deepEqual(json, {
          url: `${origin}/.auth/grant?a=%20b&Policy=x`,
          method,
          cookie: "session=1",
          body: '{"videoId":"lesson-1"}',
        });
      }
      const { status, body } = await ask(origin, {
        method: "GET",
        path: "/.auth/grant",
      });
      assert.equal(status, 200);
      assert.doesNotMatch(body.toString(), /a file/);
    }));

  it("serves a grant with its cookies, and the preflight before it, all by the endpoint's own CORS rules", () =>
    withEdge(toNodeListener(grantHandler), async ({ origin }) => {
      const grant = await ask(origin, {
        path: "/.auth/grant",
        body: '{"videoId":"lesson-1"}',
      });
      assert.equal(grant.status, 200);
      assert.equal(grant.lines("Set-Cookie").length, 5);
      assert.deepEqual(grant.lines("Access-Control-Allow-Origin"), [page]);
      assert.deepEqual(
        grant.lines("Timing-Allow-Origin"),
        [],
        "the edge's own",
      );
      const preflight = await ask(origin, {
        method: "OPTIONS",
        path: "/.auth/grant",
      });
      assert.equal(preflight.status, 204);
      assert.match(
        preflight.lines("Access-Control-Allow-Methods").join(),
        /POST/,
      );
      const other = await ask(origin, {
        method: "OPTIONS",
        path: "/.auth/grant",
        headers: { Origin: "https://evil.example" },
      });
      assert.deepEqual(other.lines("Access-Control-Allow-Origin"), []);
    }));

  it("leaves the files as they were: signed, and never written to", () =>
    withEdge(api, async ({ origin }) => {
      const before = asked.length;
      const file = { method: "GET", path: "/lesson/a.ts" };
      assert.equal((await ask(origin, file)).status, 403);
      const signed = custom(key, statement(undefined, 2_000_000_000));
      const headers = asCookies(signed);
      assert.equal((await ask(origin, { ...file, headers })).status, 200);
      for (const method of ["POST", "DELETE", "PUT"]) {
        const { status, body } = await ask(origin, {
          ...file,
          method,
          headers,
        });
        assert.equal(status, 403);
        assert.match(body.toString(), /does not allow the HTTP method/);
      }
      // Chosen by the path as CloudFront normalizes it.
      for (const path of ["/.auth/../lesson/a.ts", "/.auth/%2e%2e/lesson/a.ts"])
        assert.equal((await ask(origin, { method: "GET", path })).status, 403);
      assert.equal(asked.length, before);
    }));

  for (const [allowedMethods, statuses] of [
    [
      ["GET", "HEAD"],
      [200, 403, 403],
    ],
    [
      ["OPTIONS", "HEAD", "GET"],
      [200, 200, 403],
    ],
    [undefined, [200, 200, 200]],
  ] as const)
    it(`allows ${allowedMethods?.join(", ") ?? "all methods, unless it says otherwise"}`, () =>
      withEdge(
        api,
        async ({ origin }) => {
          const seen: number[] = [];
          for (const method of ["GET", "OPTIONS", "POST"])
            seen.push((await ask(origin, { method, path: "/.auth/x" })).status);
          assert.deepEqual(seen, statuses);
          const trace = await ask(origin, {
            method: "TRACE",
            path: "/.auth/x",
          });
          assert.equal(trace.status, 403);
        },
        {},
        { ...(allowedMethods && { allowedMethods }) },
      ));

  it("may be an Express app, and keeps being it when the keys are rotated", () => {
    const app = express().all("/.auth/grant", toNodeListener(grantHandler));
    return withEdge(app, async ({ origin, setKeyGroups }) => {
      setKeyGroups({ lessons: [trusted(p256Key("K2"))] });
      const { status } = await ask(origin, {
        path: "/.auth/grant",
        body: '{"videoId":"lesson-1"}',
      });
      assert.equal(status, 200);
    });
  });

  it("takes part in intercept and log", async () => {
    const log: EdgeLogEntry[] = [];
    let logged = (): void => undefined;
    const both = new Promise<void>((resolve) => (logged = resolve));
    await withEdge(
      api,
      async ({ origin }) => {
        const before = asked.length;
        const down = await ask(origin, { path: "/.auth/down" });
        assert.equal(down.status, 503);
        assert.deepEqual(down.lines("Access-Control-Allow-Origin"), []);
        assert.equal(asked.length, before);
        await ask(origin, { path: "/.auth/grant?secret=1" });
        await both;
      },
      {
        intercept: ({ url }) =>
          url === "/.auth/down" ? { status: 503 } : undefined,
        onRequest: (entry) => log.push(entry) === 2 && logged(),
      },
    );
    assert.deepEqual(
      log.map(({ method, path, status }) => [method, path, status]),
      [
        ["POST", "/.auth/down", 503],
        ["POST", "/.auth/grant", 200],
      ],
    );
  });

  for (const [how, origin] of [
    [
      "throws",
      () => {
        throw new Error("a bug in a test");
      },
    ],
    [
      "rejects",
      async () => {
        throw new Error("a bug in a test");
      },
    ],
  ] as const)
    // prettier-ignore
    it(`that ${how} is a 500 that shows nothing of it`, async (t) => {
      const shown = t.mock.method(console, "error", () => {});
      await withEdge(origin, async ({ origin: edge }) => {
        const { status, body } = await ask(edge, { path: "/.auth/grant" });
        assert.equal(status, 500);
        assert.doesNotMatch(body.toString(), /bug/);
        assert.equal(shown.mock.callCount(), 1);
      });
    });
});

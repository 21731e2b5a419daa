import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { generate } from "selfsigned";
import {
  createEdge,
  createEdgeHandler,
  type Edge,
  type EdgeLogEntry,
  type EdgeOptions,
} from "../../../server-kit/edge/server.js";
import {
  asCookies,
  asQuery,
  canned,
  custom,
  folder,
  p256Key,
  send,
  statement,
  trusted,
} from "./oracle.js";

const key = p256Key("K1");
const next = p256Key("K2");
const media = folder({
  "lesson/a.ts": "0123456789",
  "public/a.ts": "public",
  "public/secret/a.ts": "s",
});
after(media.remove);
const far = 2_000_000_000;
const good = custom(key, statement(undefined, far));
const options = {
  root: media.root,
  keyGroups: { lessons: [trusted(key)] },
  behaviors: [
    { pathPattern: "/public/secret/*", keyGroups: ["lessons"] },
    { pathPattern: "/public/*" },
    { pathPattern: "*", keyGroups: ["lessons"] },
  ],
};

async function withEdge(
  more: Partial<EdgeOptions>,
  use: (edge: Edge) => Promise<void>,
): Promise<void> {
  const edge = await createEdge({ ...options, ...more });
  try {
    await use(edge);
  } finally {
    await edge.close();
  }
}

describe("a running edge", () => {
  it("the first behavior that matches wins", () =>
    withEdge({}, async ({ port }) => {
      assert.equal((await send(port, "/public/a.ts")).status, 200);
      assert.equal(
        (await send(port, "/public/secret/a.ts")).code,
        "MissingKey",
      );
      assert.equal((await send(port, "/lesson/a.ts")).code, "MissingKey");
      assert.equal(
        (await send(port, "/lesson/a.ts", { headers: asCookies(good) })).status,
        200,
      );
    }));
  it("is where it says, and its own URLs are what is signed", () =>
    withEdge({}, async ({ origin, port }) => {
      assert.equal(origin, `http://127.0.0.1:${port}`);
      const query = asQuery(canned(key, `${origin}/lesson/a.ts`, far));
      const response = await fetch(`${origin}/lesson/a.ts?${query}`);
      assert.equal(await response.text(), "0123456789");
    }));
  it("by the origin option, URLs are those that viewers see", () =>
    withEdge(
      { origin: "https://cdn.school.example" },
      async ({ origin, port }) => {
        assert.equal(origin, "https://cdn.school.example");
        const query = asQuery(canned(key, `${origin}/lesson/a.ts`, far));
        const headers = { Host: "anything" };
        assert.equal(
          (await send(port, `/lesson/a.ts?${query}`, { headers })).status,
          200,
        );
      },
    ));
  it("over TLS", async () => {
    const { private: tlsKey, cert } = await generate(
      [{ name: "commonName", value: "localhost" }],
      { keyType: "ec", algorithm: "sha256" },
    );
    await withEdge({ tls: { key: tlsKey, cert } }, async ({ origin, port }) => {
      assert.equal(origin, `https://127.0.0.1:${port}`);
      const query = asQuery(canned(key, `${origin}/lesson/a.ts`, far));
      assert.equal(
        (await send(port, `/lesson/a.ts?${query}`, { tls: true })).status,
        200,
      );
      const plain = asQuery(
        canned(key, `http://127.0.0.1:${port}/lesson/a.ts`, far),
      );
      assert.equal(
        (await send(port, `/lesson/a.ts?${plain}`, { tls: true })).status,
        403,
      );
    });
  });
  it("mounted in another server", async () => {
    const { handler } = createEdgeHandler(options);
    const server = createServer(handler);
    await new Promise<void>((resolve) =>
      server.listen(0, "127.0.0.1", resolve),
    );
    const { port } = server.address() as AddressInfo;
    assert.equal((await send(port, "/public/a.ts")).status, 200);
    server.close();
  });
  it("takes other key groups while it runs, as on rotation", () =>
    withEdge({}, async ({ port, setKeyGroups }) => {
      const status = async (values: Record<string, string>) =>
        (await send(port, "/lesson/a.ts", { headers: asCookies(values) }))
          .status;
      const renewed = custom(next, statement(undefined, far));
      assert.deepEqual([await status(good), await status(renewed)], [200, 403]);
      setKeyGroups({ lessons: [trusted(key), trusted(next)] });
      assert.deepEqual([await status(good), await status(renewed)], [200, 200]);
      setKeyGroups({ lessons: [trusted(next)] });
      assert.deepEqual([await status(good), await status(renewed)], [403, 200]);
    }));
  it("takes the headers of several grants' cookies, as CloudFront does", () =>
    withEdge({}, async ({ port }) => {
      const Cookie = `${asCookies(good).Cookie}; x=${"x".repeat(24_000)}`;
      assert.equal(
        (await send(port, "/lesson/a.ts", { headers: { Cookie } })).status,
        200,
      );
    }));
  it("closes at once, even with a request under way, and twice", async () => {
    const edge = await createEdge({
      ...options,
      intercept: () => sleep(60_000, undefined, { ref: false }),
    });
    const pending = send(edge.port, "/public/a.ts");
    pending.catch(() => {});
    await sleep(20);
    await edge.close();
    await edge.close();
    await assert.rejects(pending);
    await assert.rejects(send(edge.port, "/public/a.ts"));
  });
});

describe("injected failures", () => {
  it("a status, a body, a dropped connection, or nothing", () => {
    let answer: ReturnType<NonNullable<EdgeOptions["intercept"]>>;
    return withEdge({ intercept: () => answer }, async ({ port }) => {
      assert.equal((await send(port, "/public/a.ts")).status, 200);
      answer = { status: 403 };
      assert.equal((await send(port, "/public/a.ts")).code, "AccessDenied");
      answer = { status: 503, headers: { "Retry-After": "1" } };
      const busy = await send(port, "/public/a.ts");
      assert.equal(busy.status, 503);
      assert.equal(busy.headers["retry-after"], "1");
      assert.match(busy.body, /could not be satisfied/);
      answer = { status: 200, body: "other" };
      assert.equal((await send(port, "/public/a.ts")).body, "other");
      answer = { status: 204 };
      assert.equal((await send(port, "/public/a.ts")).body, "");
      answer = "drop";
      await assert.rejects(send(port, "/public/a.ts"), { code: "ECONNRESET" });
      answer = undefined;
      assert.equal((await send(port, "/public/a.ts")).status, 200);
    });
  });
  it("follow the switch for CORS headers on refusals", () => {
    const cors = { origins: ["https://lms.example"] };
    const headers = { Origin: "https://lms.example" };
    return withEdge(
      { cors, intercept: () => ({ status: 403 }) },
      async ({ port, setCors }) => {
        const allowed = async () =>
          (await send(port, "/public/a.ts", { headers })).headers[
            "access-control-allow-origin"
          ];
        assert.equal(await allowed(), undefined);
        setCors({ ...cors, onRefusals: true });
        assert.equal(await allowed(), "https://lms.example");
      },
    );
  });
  it("see the whole request", () => {
    const seen: unknown[] = [];
    const intercept: EdgeOptions["intercept"] = (request) => {
      seen.push(request.method, request.url);
      return undefined;
    };
    return withEdge({ intercept }, async ({ port }) => {
      await send(port, "/public/a.ts?x=1", { method: "HEAD" });
      assert.deepEqual(seen, ["HEAD", "/public/a.ts?x=1"]);
    });
  });
  it("a delay does not expire a grant that was good when the request began", () => {
    let nowMs = far * 1_000 - 1;
    const intercept = async () => {
      nowMs += 10_000;
      await sleep(5);
      return undefined;
    };
    return withEdge({ now: () => nowMs, intercept }, async ({ port }) => {
      const ask = () =>
        send(port, "/lesson/a.ts", { headers: asCookies(good) });
      assert.equal((await ask()).status, 200);
      assert.equal((await ask()).status, 403);
    });
  });
  it("a fault in the function is a 500 that shows nothing of it", async (t) => {
    const shown = t.mock.method(console, "error", () => {});
    const intercept = () => {
      throw new Error("a bug in a test");
    };
    await withEdge({ intercept }, async ({ port }) => {
      const { status, body } = await send(port, "/public/a.ts");
      assert.equal(status, 500);
      assert.doesNotMatch(body, /bug/);
      assert.equal(shown.mock.callCount(), 1);
    });
  });
});

describe("the log", () => {
  it("one entry a request, without query, cookie or signature", () => {
    const log: EdgeLogEntry[] = [];
    return withEdge(
      { onRequest: (entry) => log.push(entry) },
      async ({ port }) => {
        await send(port, `/lesson/a.ts?v=1&${asQuery(good)}`, {
          headers: { Range: "bytes=0-3" },
        });
        await send(port, "/lesson/a.ts", {
          headers: asCookies({ ...good, Policy: "x" }),
        });
        await send(port, "/lesson/no.ts", { headers: asCookies(good) });
        await send(port, "/public/a.ts", { method: "POST" });
        await sleep(10);
        const entries = log.map(({ durationMs, ...entry }) => {
          assert.ok(durationMs > 0 && durationMs < 5_000);
          return entry;
        });
        const common = { method: "GET", path: "/lesson/a.ts" };
        assert.deepEqual(entries, [
          { ...common, status: 206, delivery: "query", range: "bytes=0-3" },
          {
            ...common,
            status: 403,
            delivery: "cookie",
            errorCode: "MalformedPolicy",
            reason: "unreadable-policy",
          },
          {
            ...common,
            path: "/lesson/no.ts",
            status: 404,
            delivery: "cookie",
            errorCode: "NoSuchKey",
          },
          {
            method: "POST",
            path: "/public/a.ts",
            status: 403,
            errorCode: "MethodNotAllowed",
          },
        ]);
        const text = JSON.stringify(log);
        for (const value of Object.values(good))
          assert.ok(!text.includes(value));
      },
    );
  });
  it("a dropped connection has status 0", () => {
    const log: EdgeLogEntry[] = [];
    const more: Partial<EdgeOptions> = {
      onRequest: (entry) => log.push(entry),
      intercept: () => "drop",
    };
    return withEdge(more, async ({ port }) => {
      await assert.rejects(send(port, "/public/a.ts"));
      await sleep(10);
      assert.equal(log[0]?.status, 0);
    });
  });
});

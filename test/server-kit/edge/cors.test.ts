import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createEdge, type Edge } from "../../../server-kit/edge/server.js";
import {
  asCookies,
  asQuery,
  custom,
  folder,
  p256Key,
  send,
  statement,
  trusted,
} from "./oracle.js";

const lms = "https://lms.school.example";
const cors = { origins: [lms, "https://*.campus.example"], credentials: true };
const key = p256Key("K1");
const media = folder({
  "lesson/a.ts": "a",
  "public/a.ts": "a",
  "open/a.ts": "a",
  "bare/a.ts": "a",
});
const good = custom(key, statement(undefined, 2_000_000_000));
let edge: Edge;

before(async () => {
  edge = await createEdge({
    root: media.root,
    keyGroups: { lessons: [trusted(key)] },
    behaviors: [
      { pathPattern: "/public/*" },
      {
        pathPattern: "/open/*",
        cors: {
          origins: ["*"],
          maxAgeSeconds: 5,
          allowHeaders: ["X-A", "X-B"],
        },
      },
      { pathPattern: "/bare/*", cors: false },
      { pathPattern: "*", keyGroups: ["lessons"] },
    ],
    cors,
  });
});
after(async () => {
  await edge.close();
  media.remove();
});

const from = (
  path: string,
  origin?: string,
  headers: Record<string, string> = {},
  method = "GET",
) =>
  send(edge.port, path, {
    method,
    headers: { ...headers, ...(origin && { Origin: origin }) },
  });

const corsNames = [
  "access-control-allow-origin",
  "access-control-allow-credentials",
  "access-control-expose-headers",
  "access-control-allow-methods",
  "timing-allow-origin",
];

describe("responses to pages", () => {
  it("the exact origin, credentials, and what a player reads", async () => {
    const { status, headers } = await from(
      "/lesson/a.ts",
      lms,
      asCookies(good),
    );
    assert.equal(status, 200);
    assert.equal(headers["access-control-allow-origin"], lms);
    assert.equal(headers["access-control-allow-credentials"], "true");
    assert.equal(headers["access-control-expose-headers"], "Date");
    assert.equal(headers["timing-allow-origin"], lms);
    assert.equal(headers.vary, "Origin");
  });
  it("also on 206, 304, 404 and 416, which the bucket answers", async () => {
    const { etag = "" } = (await from("/public/a.ts")).headers;
    const replies = [
      [206, await from("/public/a.ts", lms, { Range: "bytes=0-0" })],
      [304, await from("/public/a.ts", lms, { "If-None-Match": etag })],
      [404, await from("/public/no.ts", lms)],
      [416, await from("/public/a.ts", lms, { Range: "bytes=9-" })],
    ] as const;
    for (const [status, reply] of replies) {
      assert.equal(reply.status, status);
      assert.equal(reply.headers["access-control-allow-origin"], lms);
    }
  });
  it("one label more of a wildcard origin, and nothing that only looks like it", async () => {
    const allowed = async (origin: string) =>
      (await from("/public/a.ts", origin)).headers[
        "access-control-allow-origin"
      ];
    assert.equal(
      await allowed("https://a.campus.example"),
      "https://a.campus.example",
    );
    for (const origin of [
      "https://campus.example",
      "http://a.campus.example",
      "https://evilcampus.example",
      "https://a.campus.example.evil",
      `${lms}.evil`,
      "http://lms.school.example",
      `${lms}:8443`,
      "null",
    ])
      assert.equal(await allowed(origin), undefined, origin);
  });
  it("none for another origin, or without one, but Vary", async () => {
    for (const origin of ["https://evil.example", undefined]) {
      const { status, headers } = await from("/public/a.ts", origin);
      assert.equal(status, 200);
      assert.equal(headers.vary, "Origin");
      for (const name of corsNames) assert.equal(headers[name], undefined);
    }
  });
  it("a behavior's own policy, or none", async () => {
    const open = await from("/open/a.ts", "https://any.example");
    assert.equal(open.headers["access-control-allow-origin"], "*");
    assert.equal(open.headers["access-control-allow-credentials"], undefined);
    const bare = await from("/bare/a.ts", lms);
    for (const name of [...corsNames, "vary"])
      assert.equal(bare.headers[name], undefined);
  });
});

describe("403s that the edge makes", () => {
  it("carry no CORS headers, or all of them: both worlds", async () => {
    for (const onRefusals of [false, true]) {
      edge.setCors({ ...cors, onRefusals });
      for (const reply of [
        await from("/lesson/a.ts", lms),
        await from("/lesson/a.ts", lms, {}, "POST"),
      ]) {
        assert.equal(reply.status, 403);
        assert.equal(
          reply.headers["access-control-allow-origin"],
          onRefusals ? lms : undefined,
        );
        assert.equal(
          reply.headers["access-control-allow-credentials"],
          onRefusals ? "true" : undefined,
        );
        assert.equal(reply.headers.vary, onRefusals ? "Origin" : undefined);
      }
    }
    edge.setCors(cors);
  });
  it("never carry them for another origin", async () => {
    edge.setCors({ ...cors, onRefusals: true });
    const { headers } = await from("/lesson/a.ts", "https://evil.example");
    edge.setCors(cors);
    assert.equal(headers["access-control-allow-origin"], undefined);
  });
});

describe("preflights", () => {
  const asked = {
    "Access-Control-Request-Method": "GET",
    "Access-Control-Request-Headers": "range",
  };

  it("of an unsigned behavior are answered by the policy", async () => {
    const { status, headers, body } = await from(
      "/public/a.ts",
      lms,
      asked,
      "OPTIONS",
    );
    assert.equal(status, 200);
    assert.equal(body, "");
    assert.equal(headers["access-control-allow-origin"], lms);
    assert.equal(headers["access-control-allow-credentials"], "true");
    assert.equal(headers["access-control-allow-methods"], "GET, HEAD, OPTIONS");
    assert.equal(headers["access-control-allow-headers"], "Range");
    assert.equal(headers["access-control-max-age"], "600");
    const open = await from(
      "/open/a.ts",
      "https://any.example",
      asked,
      "OPTIONS",
    );
    assert.equal(open.headers["access-control-allow-headers"], "X-A, X-B");
    assert.equal(open.headers["access-control-max-age"], "5");
  });
  it("are refused to another origin, and where there is no policy", async () => {
    for (const [path, origin] of [
      ["/public/a.ts", "https://evil.example"],
      ["/public/a.ts", undefined],
      ["/bare/a.ts", lms],
    ] as const) {
      const { status, code, headers } = await from(
        path,
        origin,
        asked,
        "OPTIONS",
      );
      assert.equal(status, 403);
      assert.equal(code, "AccessForbidden");
      assert.equal(headers["access-control-allow-methods"], undefined);
    }
  });
  it("of a signed behavior need a signature, which browsers send in a URL only", async () => {
    const unsigned = await from("/lesson/a.ts", lms, asked, "OPTIONS");
    assert.equal(unsigned.status, 403);
    assert.equal(unsigned.code, "MissingKey");
    const signed = await from(
      `/lesson/a.ts?${asQuery(good)}`,
      lms,
      asked,
      "OPTIONS",
    );
    assert.equal(signed.status, 200);
    assert.equal(signed.headers["access-control-allow-origin"], lms);
  });
});

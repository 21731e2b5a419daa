import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { generate } from "selfsigned";
import {
  matchesGlob,
  matchesPathPattern,
  matchesResource,
} from "../../../server-kit/edge/match.js";
import { createEdge, type Edge } from "../../../server-kit/edge/server.js";
import {
  asCookies,
  custom,
  folder,
  p256Key,
  send,
  statement,
  trusted,
} from "./oracle.js";

const key = p256Key("K1");
const media = folder({ "a/b": "b" });
let http: Edge;
let https: Edge;

before(async () => {
  const { private: tlsKey, cert } = await generate(
    [{ name: "commonName", value: "localhost" }],
    { keyType: "ec", algorithm: "sha256" },
  );
  const options = {
    root: media.root,
    keyGroups: { lessons: [trusted(key)] },
    behaviors: [{ pathPattern: "*", keyGroups: ["lessons"] }],
  };
  http = await createEdge(options);
  https = await createEdge({ ...options, tls: { key: tlsKey, cert } });
});
after(async () => {
  await Promise.all([http.close(), https.close()]);
  media.remove();
});

describe("a policy's resource and the raw URL of a request", () => {
  const table: [pattern: string, url: string, matches: boolean][] = [
    // Rows of facts/server.md 1.2.
    ["https://c.x/courses/101/*", "https://c.x/courses/101/a/b.ts?x=1", true],
    ["https://c.x/courses/101*", "https://c.x/courses/1010/i.m3u8", true],
    ["https://c.x/courses/*/v", "https://c.x/courses/1/2/3/v", true],
    ["https://c.x*", "https://c.xevil.com/a", true],
    [
      "https://c.x/courses/101/*",
      "https://c.x/courses/101/../202/i.m3u8",
      true,
    ],
    [
      "https://c.x/courses/101/*",
      "https://c.x/courses/101/%2e%2e/202/i.m3u8",
      true,
    ],
    ["https://c.x/a/i.m3u8", "https://c.x/a/i.m3u8?_HLS_msn=1", false],
    ["https://c.x/A/*", "https://c.x/a/b", false],
    ["https://c.x/a/*", "http://c.x/a/b", false],
    // Sections.
    ["https://c.x/a/i.m3u8", "https://c.x/a/i.m3u8", true],
    ["https://c.x/*", "https://c.x.evil/a", false],
    ["https://c.x/*", "https://c.y/a", false],
    ["https://c.x/*", "https://c.x:8443/a", false],
    ["https://*/a/b", "https://c.x/a/b", true],
    ["https://*/b", "https://c.x/a/b", false],
    ["https://*.x/a/b", "https://c.d.x/a/b", true],
    ["https://*.x/a/b", "https://c.y/x/a/b", false],
    ["https://*", "https://c.x/a/b?q", true],
    ["http*://c.x/a/*", "http://c.x/a/b", true],
    ["http*://c.x/a/*", "https://c.x/a/b", true],
    ["https://c.x/a/*.ts", "https://c.x/a/b.ts", true],
    ["https://c.x/a/*.ts", "https://c.x/a/b.ts?x=1", false],
    ["https://c.x/a/*.ts", "https://c.x/a/b.m3u8?.ts", false],
    ["https://c.x/a/*.ts*", "https://c.x/a/b.ts?x=1", true],
    ["https://c.x/a/?.ts", "https://c.x/a/1.ts", true],
    ["https://c.x/a/?.ts", "https://c.x/a/12.ts", false],
    ["https://c.x/a/b\\?x=*", "https://c.x/a/b?x=1", true],
    ["https://c.x/a/b\\?x=*", "https://c.x/a/b1x=1", false],
    ["https://c.x/a/b\\?x=1", "https://c.x/a/b?x=2", false],
    ["https://c.x/a/b?x=1", "https://c.x/a/b?x=1", true],
    ["https://c.x/a/b?x=1", "https://c.x/a/b", false],
    ["https://c.x/a%20b/*", "https://c.x/a%20b/c", true],
    ["https://c.x/a b/*", "https://c.x/a%20b/c", false],
    // The cookie page asks for a protocol.
    ["*", "https://c.x/a/b", false],
    ["*://c.x/a/b", "https://c.x/a/b", false],
  ];
  for (const [pattern, url, matches] of table)
    it(`${pattern} ${matches ? "covers" : "does not cover"} ${url}`, async () => {
      const [, scheme, host = "", path = ""] =
        /^(https?):\/\/([^/]+)(.*)$/.exec(url) ?? [];
      const values = custom(key, statement(pattern, 2_000_000_000));
      const tls = scheme === "https";
      const reply = await send((tls ? https : http).port, path, {
        headers: { ...asCookies(values), Host: host },
        tls,
      });
      if (matches) assert.notEqual(reply.status, 403);
      else assert.equal(reply.code, "AccessDenied");
      if (path.includes("..") || path.includes("%2e"))
        assert.equal(reply.code, "NoSuchKey");
    });

  it("in a URL a leading * stands for any protocol", () => {
    assert.equal(matchesResource("*", "http://c.x/a?b"), true);
    assert.equal(matchesResource("*://c.x/a", "http://c.x/a"), true);
    assert.equal(matchesResource("*.x/a", "http://c.x/a"), true);
    assert.equal(matchesResource("*.x/a", "http://c.y/a"), false);
    assert.equal(matchesResource("c.x/a", "http://c.x/a"), false);
  });
});

describe("path patterns of behaviors", () => {
  const table: [pattern: string, path: string, matches: boolean][] = [
    ["*", "/", true],
    ["/public/*", "/public/a/b.ts", true],
    ["public/*", "/public/a", true],
    ["/public/*", "/public", false],
    ["/public/*", "/Public/a", false],
    ["/public/*", "/lessons/public/a", false],
    ["*.jpg", "/a/b.jpg", true],
    ["*.jpg", "/a/b.jpeg", false],
    ["/a??.jpg", "/a12.jpg", true],
    ["/a??.jpg", "/a1.jpg", false],
    ["/a*b*c", "/a-b-b-c", true],
    // As RFC 3986 normalizes the path.
    ["/public/*", "/public/../lessons/a", false],
    ["/public/*", "/public/%2e%2E/lessons/a", false],
    ["/public/*", "/public/./a", true],
    ["/public/*", "//public///a", true],
    ["/lessons/*", "/%6cessons/a", true],
    ["/lessons/*", "/public/../lessons/a", true],
    ["/lessons/*", "/lessons/a/..", true],
    ["/a/*", "/../../a/b", true],
  ];
  for (const [pattern, path, matches] of table)
    it(`${pattern} ${matches ? "is" : "is not"} for ${path}`, () => {
      assert.equal(matchesPathPattern(pattern, path), matches);
    });

  it("no pattern takes exponential time", () => {
    const started = performance.now();
    assert.equal(matchesGlob(`${"*a".repeat(50)}b`, "a".repeat(5_000)), false);
    assert.ok(performance.now() - started < 1_000);
  });
});

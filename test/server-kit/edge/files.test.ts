import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { get } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
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
const digits = "0123456789";
const media = folder({
  "lesson 1/index.m3u8": "#EXTM3U\n",
  "a.ts": digits,
  "empty.ts": "",
  ".env": "secret",
  ".git/config": "secret",
  "%2e%2e": "named so",
  "größe+1.ts": "umlaut",
});
let edge: Edge;

before(async () => {
  mkdirSync(join(media.root, "inner"));
  writeFileSync(join(media.root, "large.mp4"), "");
  truncateSync(join(media.root, "large.mp4"), 64 * 2 ** 20);
  symlinkSync(join(media.root, "..", "secret.txt"), join(media.root, "out.ts"));
  symlinkSync(join(media.root, ".."), join(media.root, "up"));
  symlinkSync(join(media.root, "a.ts"), join(media.root, "inner", "link.ts"));
  utimesSync(join(media.root, "a.ts"), 1_700_000_000.5, 1_700_000_000.5);
  edge = await createEdge({
    root: media.root,
    keyGroups: { lessons: [trusted(key)] },
    behaviors: [
      { pathPattern: "/lesson*", keyGroups: ["lessons"] },
      { pathPattern: "*" },
    ],
  });
});
after(async () => {
  await edge.close();
  media.remove();
});

const ask = (
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
) => send(edge.port, path, { headers, method });

describe("whole files", () => {
  it("content, length, type and validators", async () => {
    const { status, body, headers } = await ask("/a.ts");
    assert.equal(status, 200);
    assert.equal(body, digits);
    assert.equal(headers["content-length"], "10");
    assert.equal(headers["content-type"], "video/mp2t");
    assert.equal(headers["accept-ranges"], "bytes");
    assert.equal(
      headers["last-modified"],
      new Date(1_700_000_000_000).toUTCString(),
    );
    assert.match(headers.etag ?? "", /^"[\w-]+"$/);
  });
  it("HEAD has the same headers and no body", async () => {
    const got = await ask("/a.ts");
    const { status, body, headers } = await ask("/a.ts", {}, "HEAD");
    assert.equal(status, 200);
    assert.equal(body, "");
    for (const name of [
      "content-length",
      "content-type",
      "etag",
      "cache-control",
    ])
      assert.equal(headers[name], got.headers[name]);
  });
  it("escaped names, queries, empty files, links inside the folder", async () => {
    assert.equal((await ask("/gr%C3%B6%C3%9Fe+1.ts?v=1#x")).body, "umlaut");
    assert.equal((await ask("/empty.ts")).headers["content-length"], "0");
    assert.equal((await ask("/inner/link.ts")).body, digits);
  });
  it("a type for every kind of file that HLS has", async () => {
    const types: Record<string, string> = {
      m3u8: "application/vnd.apple.mpegurl",
      m4s: "video/iso.segment",
      mp4: "video/mp4",
      m4a: "audio/mp4",
      aac: "audio/aac",
      vtt: "text/vtt; charset=utf-8",
      key: "application/octet-stream",
      JPG: "image/jpeg",
      png: "image/png",
      json: "application/json",
      unknown: "application/octet-stream",
    };
    for (const [extension, type] of Object.entries(types)) {
      writeFileSync(join(media.root, `type.${extension}`), "x");
      const { headers } = await ask(`/type.${extension}`);
      assert.equal(headers["content-type"], type);
    }
  });
  it("a browser asks again before it uses a copy of a signed file", async () => {
    const Cookie = asCookies(custom(key, statement(undefined, 2_000_000_000)));
    const { status, headers } = await ask("/lesson%201/index.m3u8", Cookie);
    assert.equal(status, 200);
    assert.equal(headers["cache-control"], "private, no-cache");
    assert.equal(
      (await ask("/a.ts")).headers["cache-control"],
      "public, max-age=60",
    );
    const again = { "If-None-Match": headers.etag ?? "" };
    assert.equal(
      (await ask("/lesson%201/index.m3u8", { ...Cookie, ...again })).status,
      304,
    );
    assert.equal((await ask("/lesson%201/index.m3u8", again)).status, 403);
  });
  it("streams, and survives a viewer that leaves in the middle", async () => {
    await new Promise<void>((resolve, reject) => {
      get(
        {
          port: edge.port,
          host: "127.0.0.1",
          path: "/large.mp4",
          agent: false,
        },
        (response) => {
          response.once("data", () => response.destroy());
          response.once("close", resolve);
        },
      ).once("error", reject);
    });
    assert.equal((await ask("/a.ts")).status, 200);
  });
});

describe("conditions", () => {
  it("304 for the same tag, also a weak one and among others", async () => {
    const { etag = "" } = (await ask("/a.ts")).headers;
    for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
      const { status, body, headers } = await ask("/a.ts", {
        "If-None-Match": tag,
      });
      assert.equal(status, 304);
      assert.equal(body, "");
      assert.equal(headers.etag, etag);
    }
    assert.equal((await ask("/a.ts", { "If-None-Match": '"x"' })).status, 200);
  });
  it("304 by date, where there is no tag", async () => {
    const since = (seconds: number) => ({
      "If-Modified-Since": new Date(seconds * 1_000).toUTCString(),
    });
    assert.equal((await ask("/a.ts", since(1_700_000_000))).status, 304);
    assert.equal((await ask("/a.ts", since(1_699_999_999))).status, 200);
    assert.equal(
      (await ask("/a.ts", { "If-Modified-Since": "nonsense" })).status,
      200,
    );
    const both = { ...since(1_700_000_000), "If-None-Match": '"x"' };
    assert.equal((await ask("/a.ts", both)).status, 200);
  });
});

describe("ranges", () => {
  const parts: [range: string, body: string, contentRange: string][] = [
    ["bytes=0-3", "0123", "bytes 0-3/10"],
    ["bytes=3-3", "3", "bytes 3-3/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=7-99", "789", "bytes 7-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=-99", digits, "bytes 0-9/10"],
  ];
  for (const [Range, part, contentRange] of parts)
    it(`206 for ${Range}`, async () => {
      const { status, body, headers } = await ask("/a.ts", { Range });
      assert.equal(status, 206);
      assert.equal(body, part);
      assert.equal(headers["content-range"], contentRange);
      assert.equal(headers["content-length"], String(part.length));
    });
  for (const Range of [
    "bytes=10-",
    "bytes=99-100",
    "bytes=-0",
    "bytes=99999999999999999999-",
  ])
    it(`416 for ${Range}`, async () => {
      const { status, headers, code } = await ask("/a.ts", { Range });
      assert.equal(status, 416);
      assert.equal(headers["content-range"], "bytes */10");
      assert.equal(code, "InvalidRange");
    });
  for (const Range of [
    "bytes=0-1,3-4",
    "bytes=3-1",
    "bytes=-",
    "lines=0-1",
    "bytes=a-b",
  ])
    it(`the whole file for ${Range}`, async () => {
      const { status, body } = await ask("/a.ts", { Range });
      assert.equal(status, 200);
      assert.equal(body, digits);
    });
  it("the whole file's headers for HEAD: ranges are for GET", async () => {
    const { status, headers } = await ask(
      "/a.ts",
      { Range: "bytes=0-3" },
      "HEAD",
    );
    assert.equal(status, 200);
    assert.equal(headers["content-length"], "10");
  });
  it("416 for any range of an empty file", async () => {
    assert.equal((await ask("/empty.ts", { Range: "bytes=0-" })).status, 416);
    assert.equal((await ask("/empty.ts", { Range: "bytes=-1" })).status, 416);
  });
  it("If-Range: a part of the same file, all of another", async () => {
    const { etag = "", "last-modified": date = "" } = (await ask("/a.ts"))
      .headers;
    const status = async (ifRange: string) =>
      (await ask("/a.ts", { Range: "bytes=0-3", "If-Range": ifRange })).status;
    assert.equal(await status(etag), 206);
    assert.equal(await status(date), 206);
    assert.equal(await status('"x"'), 200);
    assert.equal(await status(new Date(0).toUTCString()), 200);
  });
});

describe("what is not there", () => {
  it("404 NoSuchKey with S3's identifiers", async () => {
    for (const path of [
      "/no.ts",
      "/",
      "/inner",
      "/inner/",
      "/a.ts/b",
      `/${"a".repeat(300)}`,
    ]) {
      const { status, code, headers, body } = await ask(path);
      assert.equal(status, 404, path);
      assert.equal(code, "NoSuchKey");
      assert.equal(headers.server, "AmazonS3");
      assert.match(body, /<RequestId>\w+<\/RequestId><HostId>.+<\/HostId>/);
    }
  });
  it("403 where the distribution may not list the bucket: not the edge's own 403", async () => {
    const strict = await createEdge({
      root: media.root,
      behaviors: [{ pathPattern: "*" }],
      missingFileStatus: 403,
    });
    const { status, body } = await send(strict.port, "/no.ts");
    await strict.close();
    assert.equal(status, 403);
    assert.match(
      body,
      /<Code>AccessDenied<\/Code><Message>Access Denied<\/Message><RequestId>/,
    );
  });
  it("HTML for a method that is not allowed", async () => {
    for (const method of ["POST", "PUT", "DELETE", "PATCH"])
      for (const path of ["/a.ts", "/lesson-1/a"]) {
        const { status, headers, body } = await ask(path, {}, method);
        assert.equal(status, 403);
        assert.equal(headers["content-type"], "text/html");
        assert.match(body, /The request could not be satisfied/);
      }
  });
  it("a URL longer than CloudFront takes", async () => {
    assert.equal((await ask(`/a.ts?${"a".repeat(8_200)}`)).status, 414);
  });
});

describe("nothing outside the folder, and nothing hidden in it", () => {
  const paths = [
    "/../secret.txt",
    "/inner/../../secret.txt",
    "/inner/../a.ts",
    "/./a.ts",
    "//a.ts",
    "/inner//link.ts",
    "/%2e%2e/secret.txt",
    "/%2E%2e/secret.txt",
    "/.%2e/secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e%2fsecret.txt",
    "/inner%2flink.ts",
    "/inner%2Flink.ts",
    "/%252e%252e/secret.txt",
    "/%252e%252e%252fsecret.txt",
    "/..%252fsecret.txt",
    "/..\\secret.txt",
    "/..%5csecret.txt",
    "/..%5Csecret.txt",
    "/%255c..%255csecret.txt",
    "/inner\\link.ts",
    "/a.ts%00",
    "/a.ts%00.m3u8",
    "/%00/../secret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/%c0%af..%c0%afsecret.txt",
    "/%uff0e%uff0e/secret.txt",
    "/%ef%bc%8e%ef%bc%8e/secret.txt",
    "/%",
    "/%zz",
    "/..;/secret.txt",
    "/out.ts",
    "/up/secret.txt",
    "/up/media/a.ts/../../secret.txt",
    "/.env",
    "/%2eenv",
    "/.git/config",
    "/proc/self/environ",
    "//etc/passwd",
    "/%2fetc%2fpasswd",
    "/file:///etc/passwd",
  ];
  for (const path of paths)
    it(path, async () => {
      const { status, code, body } = await ask(path);
      assert.equal(status, 404, body);
      assert.equal(code, "NoSuchKey");
      assert.doesNotMatch(body, /secret|root:/);
    });

  it("the two files that the tests above must not reach are there", () => {
    assert.ok(existsSync(join(media.root, "up", "secret.txt")));
    assert.ok(existsSync(join(media.root, ".env")));
  });
  it("a name is decoded once only", async () => {
    assert.equal((await ask("/%252e%252e")).body, "named so");
  });
  it("no spelling of a signed path passes as an unsigned one", async () => {
    for (const path of [
      "/x/../lesson%201/index.m3u8",
      "/x/%2e%2e/lesson%201/index.m3u8",
      "/%6cesson%201/index.m3u8",
      "//lesson%201/index.m3u8",
      "/./lesson%201/index.m3u8",
    ])
      assert.equal((await ask(path)).code, "MissingKey", path);
    assert.equal((await ask("/x%2f..%2flesson%201/index.m3u8")).status, 404);
  });

  const lines: [line: string, status: RegExp][] = [
    ["GET ../secret.txt HTTP/1.1", /^HTTP\/1.1 400/],
    ["GET /../secret.txt HTTP/1.1", /^HTTP\/1.1 404/],
    ["GET http://127.0.0.1/a.ts HTTP/1.1", /^HTTP\/1.1 400/],
    ["OPTIONS * HTTP/1.1", /^HTTP\/1.1 400/],
    ["GET /a.ts\0 HTTP/1.1", /^HTTP\/1.1 400/],
    ["GET /\xe4.ts HTTP/1.1", /^HTTP\/1.1 40[04]/],
  ];
  for (const [line, status] of lines)
    it(`request line ${JSON.stringify(line)}`, async () => {
      const socket = connect(edge.port, "127.0.0.1");
      socket.end(
        Buffer.from(
          `${line}\r\nHost: c.x\r\nConnection: close\r\n\r\n`,
          "latin1",
        ),
      );
      let reply = "";
      for await (const part of socket) reply += String(part);
      assert.match(reply, status);
      assert.doesNotMatch(reply, /secret/);
    });
});

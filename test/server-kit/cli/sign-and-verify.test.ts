import assert from "node:assert/strict";
import { test } from "node:test";
import { commandLine } from "./command-line.js";

const playlist = "https://cdn.school.example/lesson-1/index.m3u8";

async function withKey(t: Parameters<typeof commandLine>[0]) {
  const line = commandLine(t);
  await line.type(["keys", "create", "--local"]);
  const sign = async (...args: string[]) => {
    const said = await line.type([
      ...["sign", ...args, "--key", "keys/signing.json", "--json"],
    ]);
    assert.equal(said.exitCode, 0, said.out);
    return said.json<{ url: string; cookie: string; resource: string }>();
  };
  const verify = (...args: string[]) =>
    line.type(["verify", ...args, "--key", "keys/signing.json"]);
  return { ...line, sign, verify };
}

test("a signed URL is good for the playlist's folder, and for nothing else", async (t) => {
  const { sign, verify } = await withKey(t);
  const { url, resource } = await sign("url", playlist);
  assert.equal(resource, "https://cdn.school.example/lesson-1/*");
  const good = await verify(url);
  assert.equal(good.exitCode, 0, good.out);
  assert.match(good.out, /Verdict: {2}good/);
  const beside = await verify(url.replace("lesson-1/", "lesson-10/"));
  assert.equal(beside.exitCode, 1);
  assert.match(beside.out, /Why: +The URL is outside what was signed/);
});

test("signed cookies are good, in whatever form they were copied", async (t) => {
  const { sign, verify } = await withKey(t);
  const { cookie } = await sign("cookies", playlist);
  for (const text of [
    cookie,
    `Cookie: other=1; ${cookie}`,
    cookie
      .split("; ")
      .map((pair) => `Set-Cookie: ${pair}; Path=/; Secure; HttpOnly`)
      .join("\n"),
  ]) {
    const { out, exitCode } = await verify(playlist, "--cookie", text);
    assert.equal(exitCode, 0, out);
  }
});

test("cookies are read from standard input", async (t) => {
  const { sign, type } = await withKey(t);
  const { cookie } = await sign("cookies", playlist);
  const { out } = await type(["verify", playlist, "--cookie", "-"], {
    input: cookie,
  });
  assert.match(out, /Delivery: signed cookies/);
  assert.match(out, /the signature was not checked/);
});

test("each way to be refused is named, with the way out", async (t) => {
  const { sign, verify, type } = await withKey(t);
  const { url } = await sign("url", playlist, "--expires-in", "15m");
  await type(["keys", "create", "--local", "--name", "other"]);
  const query = (change: (parameters: URLSearchParams) => void) => {
    const changed = new URL(url);
    change(changed.searchParams);
    return changed.href;
  };
  const rows: [string, string[], string][] = [
    ["no signature", [playlist], "no-signature"],
    ["over", [url, "--at", "2040-01-01T00:00Z"], "expired"],
    [
      "another key",
      [query((all) => all.set("Key-Pair-Id", "K123"))],
      "unknown-key",
    ],
    [
      "a part is missing",
      [query((all) => all.delete("Key-Pair-Id"))],
      "no-key-pair-id",
    ],
    [
      "a policy that was changed",
      [query((all) => all.set("Policy", "eyJ9"))],
      "unreadable-policy",
    ],
    [
      "the marker of SHA-256 is missing",
      [query((all) => all.delete("Hash-Algorithm"))],
      "other-hash-algorithm",
    ],
    [
      "http in place of https",
      [url.replace("https", "http")],
      "other-resource",
    ],
    [
      "encoded twice",
      [query((all) => all.set("Signature", encodeURIComponent("a+b/c=")))],
      "unreadable-signature",
    ],
  ];
  for (const [what, args, reason] of rows) {
    const said = await verify(...args, "--json");
    assert.equal(said.exitCode, 1, `${what}: ${said.out}`);
    assert.equal(said.json<{ reason: string }>().reason, reason, what);
  }
});

test("an address that may not use it is told apart", async (t) => {
  const { sign, verify } = await withKey(t);
  const { url } = await sign("url", playlist, "--ip", "192.0.2.0/24");
  assert.equal((await verify(url, "--ip", "192.0.2.7")).exitCode, 0);
  const { out } = await verify(url, "--ip", "198.51.100.1");
  assert.match(out, /another IP address/);
});

test("what is too wide is not signed, and said of what others have signed", async (t) => {
  const { type, verify } = await withKey(t);
  const wide = await type([
    ...["sign", "url", "https://cdn.school.example/", "--key"],
    "keys/signing.json",
  ]);
  assert.equal(wide.exitCode, 2);
  assert.match(wide.err, /whole host/);
  const policy = Buffer.from(
    JSON.stringify({
      Statement: [
        {
          Resource: "https://cdn.school.example/*",
          Condition: { DateLessThan: { "AWS:EpochTime": 2_000_000_000 } },
        },
      ],
    }),
  )
    .toString("base64")
    .replaceAll("=", "_");
  const { out } = await verify(
    `${playlist}?Policy=${policy}&Signature=aaaa&Key-Pair-Id=K1`,
  );
  assert.match(out, /Beware: +it opens every file of the host/);
});

for (const [what, args, message] of [
  ["a URL that is none", ["sign", "url", "lesson-1"], /<url> must be a URL/],
  [
    "a URL with a query",
    ["sign", "url", `${playlist}?Expires=1`],
    /without a query/,
  ],
  [
    "a scope beside the URL",
    [
      "sign",
      "url",
      playlist,
      "--scope",
      "https://cdn.school.example/lesson-2/",
    ],
    /--scope does not cover <url>/,
  ],
  [
    "a life that is none",
    ["sign", "url", playlist, "--expires-in", "soon"],
    /90s, 15m, 2h or 7d/,
  ],
  [
    "a life of two years",
    ["sign", "url", playlist, "--expires-in", "731d"],
    /one second to a year/,
  ],
] as const)
  test(`${what}: exit code 2, and the way out`, async (t) => {
    const { type } = await withKey(t);
    const { exitCode, err } = await type([
      ...args,
      ...["--key", "keys/signing.json"],
    ]);
    assert.equal(exitCode, 2);
    assert.match(err, message);
  });

test("without a key nothing is signed", async (t) => {
  const { type } = commandLine(t);
  const { exitCode, err } = await type(["sign", "url", playlist]);
  assert.equal(exitCode, 2);
  assert.match(err, /no key to sign with.*--key <file>/);
});

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import {
  clearGrant,
  cookieLines,
  signedUrl,
} from "../../server-kit/delivery.js";
import { scope } from "../../server-kit/scope.js";
import { createSigner, type Signed } from "../../server-kit/signer.js";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const edge = "https://cdn.school.example";
const lesson = scope.directory(edge, "courses", "lesson-1");
const trailer = scope.file(edge, "trailer.mp4");
const expiresAt = 1_790_000_900;
const sha256 = createSigner({ keyPairId: "K1", privateKey });
const sha1 = createSigner({ keyPairId: "K1", privateKey, hash: "SHA1" });
const url = `${edge}/courses/lesson-1/index.m3u8`;

const namesOf = (lines: string[], cleared: boolean): string[] =>
  lines
    .filter((line) => line.endsWith("; Max-Age=0") === cleared)
    .map((line) => line.slice("CloudFront-".length, line.indexOf("=")));

test("cookies are for the scope's path, secure, out of scripts' reach, and gone with the browser", () => {
  const signed = sha256(lesson, { expiresAt });
  const lines = cookieLines(signed);
  assert.equal(
    lines[1],
    `CloudFront-Policy=${signed.policy}; Path=/courses/lesson-1/; Secure; HttpOnly; SameSite=Lax`,
  );
  for (const line of lines)
    assert.match(
      line,
      /; Path=\/courses\/lesson-1\/; Secure; HttpOnly; SameSite=Lax(; Max-Age=0)?$/,
    );
});

const siblings: [string, Signed, string[], string[]][] = [
  ["custom SHA-256", sha256(lesson, { expiresAt }), ["Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm"], ["Expires"]],
  ["custom SHA-1", sha1(lesson, { expiresAt }), ["Policy", "Signature", "Key-Pair-Id"], ["Expires", "Hash-Algorithm"]],
  ["canned SHA-256", sha256(trailer, { expiresAt, canned: true }), ["Expires", "Signature", "Key-Pair-Id", "Hash-Algorithm"], ["Policy"]],
  ["canned SHA-1", sha1(trailer, { expiresAt, canned: true }), ["Expires", "Signature", "Key-Pair-Id"], ["Policy", "Hash-Algorithm"]],
]; // prettier-ignore
for (const [name, signed, set, cleared] of siblings)
  test(`cookies of a ${name} grant clear the stale ones of any other, by which the edge would refuse`, () => {
    const lines = cookieLines(signed, { domain: "school.example" });
    assert.deepEqual(namesOf(lines, false), set);
    assert.deepEqual(namesOf(lines, true), cleared);
    for (const line of lines)
      assert.ok(
        line.includes(`; Domain=school.example; Path=${signed.scope.path};`),
      );
  });

test("clearing covers all five names at the same domain and path", () => {
  const lines = clearGrant(lesson, { domain: "school.example" });
  assert.deepEqual(namesOf(lines, true), [
    "Expires",
    "Policy",
    "Signature",
    "Key-Pair-Id",
    "Hash-Algorithm",
  ]);
  assert.equal(
    lines[0],
    "CloudFront-Expires=; Domain=school.example; Path=/courses/lesson-1/; Secure; HttpOnly; SameSite=Lax; Max-Age=0",
  );
});

test("a page on another site gets partitioned cookies", () => {
  const [line = ""] = cookieLines(sha256(lesson, { expiresAt }), {
    sameSite: "None",
    partitioned: true,
  });
  assert.ok(line.includes("; Secure; HttpOnly; SameSite=None; Partitioned"));
});

test("cookies may be kept for a while, and sent above the scope", () => {
  const lines = cookieLines(sha256(lesson, { expiresAt }), {
    maxAgeSeconds: 900,
    path: "/courses",
  });
  assert.ok(
    lines[1]?.endsWith(
      "; Path=/courses; Secure; HttpOnly; SameSite=Lax; Max-Age=900",
    ),
  );
  assert.ok(lines[0]?.endsWith("; Max-Age=0"));
});

for (const [option, options] of [
  ["domain", { domain: "example" }],
  ["domain", { domain: "localhost" }],
  ["domain", { domain: ".school.example" }],
  ["domain", { domain: "School.example" }],
  ["domain", { domain: "school.example; Path=/" }],
  ["domain", { domain: "192.0.2.1" }],
  ["domain", { domain: "other.example" }],
  ["domain", { domain: "ool.example" }],
  ["domain", { domain: "cloudfront.net" }],
  ["domain", { domain: "" }],
  ["path", { path: "courses" }],
  ["path", { path: "/other/" }],
  ["path", { path: "/cour" }],
  ["path", { path: "/; Domain=evil.example" }],
  ["sameSite", { sameSite: "lax" }],
  ["partitioned", { partitioned: true }],
  ["partitioned", { partitioned: "yes" }],
  ["maxAgeSeconds", { maxAgeSeconds: 0 }],
  ["maxAgeSeconds", { maxAgeSeconds: 1.5 }],
] as const)
  test(`cookies with ${JSON.stringify(options)} are refused before a browser drops them`, () => {
    const set = () =>
      cookieLines(sha256(lesson, { expiresAt }), options as object);
    assert.throws(
      set,
      (error: Error) =>
        error instanceof TypeError &&
        error.message.includes(`cookies.${option}`),
    );
    assert.throws(() => clearGrant(lesson, options as object), TypeError);
  });

test("a signed URL keeps the bytes of the URL and adds CloudFront's parameters", () => {
  const signed = sha256(lesson, { expiresAt });
  const query = `Policy=${signed.policy}&Signature=${signed.signature}&Key-Pair-Id=K1&Hash-Algorithm=SHA256`;
  assert.equal(signedUrl(url, signed), `${url}?${query}`);
  const odd = `${url}?b=2&a=%20+1`;
  assert.equal(signedUrl(odd, signed), `${odd}&${query}`);
});

test("a canned signed URL has Expires in place of Policy", () => {
  const signed = sha1(trailer, { expiresAt, canned: true });
  assert.equal(
    signedUrl(trailer.url(), signed),
    `${edge}/trailer.mp4?Expires=${expiresAt}&Signature=${signed.signature}&Key-Pair-Id=K1`,
  );
});

for (const wrong of [
  `${url}#t=10`,
  `${url}?Expires=1`,
  `${url}?a=1&Policy=x`,
  `${url}?signature=x`,
  `${url}?Key-Pair-Id`,
  `${url}?%45xpires=1`,
  `${url}?a?b&Hash-Algorithm=SHA1`,
  `${edge}/courses/lesson-2/index.m3u8`,
  `${edge}/courses/lesson-1/../lesson-2/index.m3u8`,
  "https://evil.example/courses/lesson-1/index.m3u8",
])
  test(`no signature is put on ${wrong}`, () => {
    assert.throws(
      () => signedUrl(wrong, sha256(lesson, { expiresAt })),
      TypeError,
    );
  });

test("a signer of one's own cannot slip attributes into a cookie", () => {
  const signed = sha256(lesson, { expiresAt });
  for (const wrong of [
    { ...signed, signature: "x; Domain=evil.example" },
    { ...signed, keyPairId: "K1\r\nSet-Cookie: a=b" },
    { ...signed, expires: expiresAt },
  ])
    assert.throws(() => cookieLines(wrong), TypeError);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import type { GrantResponse } from "../../../src/contract.js";
import { PlayerError } from "../../../src/errors.js";
import { Grant, type GrantContext } from "../../../src/sdk/grant.js";
import {
  joinSignature,
  redactUrl,
  splitSignature,
} from "../../../src/sdk/signed-url.js";
import { fakeTime } from "./harness.js";

const hours = 3_600_000;
const requestedAt = 1_000_000;
const edge = "https://edge.test";
const playlist = `${edge}/lesson-1/main.m3u8`;

function grantOf(
  response: unknown,
  context: Partial<GrantContext> = {},
): Grant {
  return new Grant(response as GrantResponse, {
    requestedAt,
    random: 0.5,
    baseUrl: "https://school.test/grant",
    ...context,
  });
}

/** As CloudFront wants it: base64 with `-`, `_` and `~`. */
function encoded(text: string): string {
  return btoa(text).replace(/\+/g, "-").replace(/=/g, "_").replace(/\//g, "~");
}

/** A custom policy's three parameters. */
function signed(url: string, policy: unknown): string {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy);
  return `${url}${url.includes("?") ? "&" : "?"}Policy=${encoded(text)}&Signature=s3cr3t-s1gn~ture__&Key-Pair-Id=K2JCJMDEHXQW5F`;
}

function covering(resource: string, url = playlist): string {
  return signed(url, {
    Statement: [
      {
        Resource: resource,
        Condition: { DateLessThan: { "AWS:EpochTime": 1_800_000_000 } },
      },
    ],
  });
}

function refuses(response: unknown, message?: RegExp): PlayerError {
  try {
    grantOf(response);
  } catch (error) {
    assert.ok(error instanceof PlayerError, `threw ${String(error)}`);
    assert.equal(error.code, "bad-response");
    if (message) assert.match(error.message, message);
    return error;
  }
  throw new assert.AssertionError({
    message: `taken for a grant: ${inspect(response)}`,
  });
}

// What is in an answer

test("cookie delivery: a URL without signature is requested with credentials as it stands", () => {
  const grant = grantOf({
    videoUrl: `${playlist}?v=2`,
    expiresIn: 900,
    sessionId: "s1",
  });
  assert.equal(grant.delivery, "cookie");
  assert.equal(grant.src, `${playlist}?v=2`);
  assert.equal(grant.sessionId, "s1");
  assert.deepEqual(grant.requestFor(`${edge}/lesson-1/seg 1.ts`), {
    url: `${edge}/lesson-1/seg 1.ts`,
    credentials: true,
  });
});

test("query delivery: every URL in scope gets the signature, and no cookies", () => {
  const url = covering(`${edge}/lesson-1/*`);
  const grant = grantOf({ videoUrl: url, expiresIn: 900 });
  assert.equal(grant.delivery, "query");
  assert.equal(grant.src, playlist);
  assert.deepEqual(grant.requestFor(playlist), { url, credentials: false });
  assert.deepEqual(grant.requestFor(`${edge}/lesson-1/audio/1.aac?x=%2F`), {
    url: `${edge}/lesson-1/audio/1.aac?x=%2F&${url.split("?")[1]}`,
    credentials: false,
  });
});

test("the signature of an old grant on a URL is replaced", () => {
  const grant = grantOf({ videoUrl: covering(`${edge}/lesson-1/*`) });
  const old = `${edge}/lesson-1/1.ts?a=1&Policy=old&Signature=old&Key-Pair-Id=old&b=2`;
  const { url } = grant.requestFor(old);
  assert.doesNotMatch(url, /old/);
  assert.match(url, /\/lesson-1\/1\.ts\?a=1&b=2&Policy=/);
});

test("the serverless article's answer works as it is printed", () => {
  const grant = grantOf({
    videoUrl:
      "https://cdn.example.com/content/videos/.../video.m3u8?Policy=...&Signature=...&Key-Pair-Id=...",
    posterUrl: "https://cdn.example.com/content/videos/.../poster.jpg?...",
    expiresAt: "2024-01-15T15:30:00Z",
    expiresIn: 900, // 15 minutes
    isHls: true,
    sessionId: "04b6395c-abec-4c08-a09c-547feb5169bc",
  });
  assert.equal(
    grant.src,
    "https://cdn.example.com/content/videos/.../video.m3u8",
  );
  assert.equal(grant.delivery, "query");
  assert.equal(grant.isHls, true);
  assert.equal(grant.sessionId, "04b6395c-abec-4c08-a09c-547feb5169bc");
  assert.equal(grant.expiresAt, requestedAt + 900_000);
  assert.equal(grant.renewAt, requestedAt + 600_000);
  assert.equal(
    grant.requestFor("https://cdn.example.com/content/videos/.../seg-1.ts").url,
    "https://cdn.example.com/content/videos/.../seg-1.ts?Policy=...&Signature=...&Key-Pair-Id=...",
  );
  assert.match(grant.posterRequest()!.url, /poster\.jpg\?\.\.\.&Policy=/);
});

test("a stream for browsers without MediaSource is asked for with its own signature", () => {
  const nativeUrl = "https://api.example.com/playlists/main.m3u8?Signature=s";
  const videoUrl = "https://cdn.example.com/main.m3u8?Signature=v";
  assert.deepEqual(grantOf({ videoUrl, nativeUrl }).nativeRequest(), {
    url: nativeUrl,
    credentials: false,
  });
  assert.equal(grantOf({ videoUrl }).nativeRequest(), undefined);
});

test("an answer that only set cookies plays the page's own src", () => {
  for (const response of [
    {},
    { videoUrl: null },
    { videoUrl: "" },
    { expiresIn: 900 },
  ]) {
    const grant = grantOf(response, { src: "/media/main.m3u8" });
    assert.equal(grant.src, "https://school.test/media/main.m3u8");
    assert.equal(grant.delivery, "cookie");
  }
});

test("an answer without videoUrl and without src says what is missing", () => {
  refuses({ expiresIn: 900 }, /no videoUrl/);
});

test("relative URLs are relative to the endpoint", () => {
  const grant = grantOf({ videoUrl: "../v/main.m3u8", posterUrl: "p.jpg" });
  assert.equal(grant.src, "https://school.test/v/main.m3u8");
  assert.equal(grant.posterRequest()?.url, "https://school.test/p.jpg");
});

test("knows a file from a playlist, and believes the server first", () => {
  const isHls = (videoUrl: string, isHls?: unknown) =>
    grantOf({ videoUrl, isHls }).isHls;
  assert.equal(isHls(playlist), true);
  assert.equal(isHls(`${edge}/playlist?id=1`), true);
  assert.equal(isHls(`${edge}/a.MP4?x=.m3u8`), false);
  assert.equal(isHls(`${edge}/a.mp4`, true), true);
  assert.equal(isHls(playlist, false), false);
  assert.equal(isHls(playlist, null), true);
  assert.equal(isHls(`${edge}/a.mp4`, "true"), false);
});

test("storyboard and chapters are requested as the poster is", () => {
  const grant = grantOf({
    videoUrl: `${edge}/lesson-1/ts/index.m3u8?Policy=x&Signature=s3cr3t&Key-Pair-Id=K1`,
    storyboardUrl: `${edge}/lesson-1/ts/storyboard.vtt`,
    chaptersUrl:
      "https://files.test/chapters.vtt?Expires=9&Signature=own&Key-Pair-Id=K2",
  });
  assert.match(
    grant.storyboardRequest()!.url,
    /storyboard\.vtt\?.*Signature=s3cr3t/,
  );
  assert.match(grant.chaptersRequest()!.url, /Signature=own/);
  assert.equal(grantOf({ videoUrl: playlist }).storyboardRequest(), undefined);
  assert.equal(grantOf({ videoUrl: playlist }).chaptersRequest(), undefined);
});

test("a signed poster is requested as signed, another with the grant, one elsewhere with neither", () => {
  const poster = (posterUrl: string) =>
    grantOf({
      videoUrl: covering(`${edge}/lesson-1/*`),
      posterUrl,
    }).posterRequest();
  const own = `${edge}/p.jpg?Expires=9&Signature=own&Key-Pair-Id=K`;
  assert.deepEqual(poster(own), { url: own, credentials: false });
  assert.match(poster(`${edge}/lesson-1/p.jpg`)!.url, /Signature=s3cr3t/);
  assert.deepEqual(poster("https://pictures.test/p.jpg"), {
    url: "https://pictures.test/p.jpg",
    credentials: false,
  });
  assert.equal(grantOf({ videoUrl: playlist }).posterRequest(), undefined);
});

// How long it lasts

test("expiresIn wins over expiresAt", () => {
  const grant = grantOf({
    videoUrl: playlist,
    expiresIn: 900,
    expiresAt: "2099-01-01T00:00:00Z",
  });
  assert.equal(grant.expiresAt, requestedAt + 900_000);
});

test("a viewer's clock that is wrong by twelve hours does no harm", () => {
  const time = fakeTime();
  try {
    for (const wrong of [12 * hours, -24 * hours]) {
      time.setWallClock(wrong);
      const grant = grantOf({
        videoUrl: playlist,
        expiresIn: 900,
        expiresAt: new Date(time.startedAt + 900_000).toISOString(),
      });
      assert.equal(grant.expiresAt - requestedAt, 900_000);
      assert.equal(grant.renewAt - requestedAt, 600_000);
    }
  } finally {
    time.uninstall();
  }
});

test("expiresAt alone is read as a date, or as epoch seconds", () => {
  const time = fakeTime();
  try {
    const at = time.startedAt + 900_000;
    for (const expiresAt of [new Date(at).toISOString(), at / 1_000])
      assert.equal(
        grantOf({ videoUrl: playlist, expiresAt }).expiresAt - requestedAt,
        900_000,
      );
  } finally {
    time.uninstall();
  }
});

test("expiresAt alone, on a clock that is twelve hours fast, is no dead grant", () => {
  const time = fakeTime();
  try {
    const expiresAt = new Date(time.startedAt + 900_000).toISOString();
    time.setWallClock(12 * hours);
    const grant = grantOf({ videoUrl: playlist, expiresAt });
    assert.equal(grant.expiresAt - requestedAt, 300_000);
  } finally {
    time.uninstall();
  }
});

test("an answer that names no life is believed for five minutes", () => {
  for (const silent of [{}, { expiresIn: null, expiresAt: null }])
    assert.equal(
      grantOf({ videoUrl: playlist, ...silent }).expiresAt,
      requestedAt + 300_000,
    );
});

test("renewAfter says when to renew", () => {
  const renewAt = (renewAfter: unknown) =>
    grantOf({ videoUrl: playlist, expiresIn: 900, renewAfter }).renewAt;
  assert.equal(renewAt(60), requestedAt + 60_000);
  assert.equal(renewAt(5_000), requestedAt + 810_000);
  assert.equal(renewAt(null), requestedAt + 600_000);
});

test("numbers may come as text, as form-minded servers write them", () => {
  const grant = grantOf({ videoUrl: playlist, expiresIn: "900" });
  assert.equal(grant.expiresAt, requestedAt + 900_000);
});

// Hostile values

for (const field of ["expiresIn", "renewAfter"])
  for (const value of [0, -1, NaN, "x", "", true, {}, [], [900], 1e308])
    test(`${field}: ${inspect(value)} is no number of seconds`, () => {
      refuses(
        { videoUrl: playlist, expiresIn: 900, [field]: value },
        new RegExp(`${field} must be a positive number of seconds`),
      );
    });

for (const value of ["tomorrow", "", {}, [], NaN, true])
  test(`expiresAt: ${inspect(value)} is no date`, () => {
    refuses({ videoUrl: playlist, expiresAt: value }, /expiresAt must be/);
  });

for (const field of [
  "videoUrl",
  "posterUrl",
  "storyboardUrl",
  "chaptersUrl",
  "sessionId",
])
  for (const value of [5, true, {}, ["https://edge.test/a.m3u8"]])
    test(`${field}: ${inspect(value)} is no string`, () => {
      refuses({ videoUrl: playlist, [field]: value }, /must be a string/);
    });

for (const field of ["videoUrl", "posterUrl", "storyboardUrl", "chaptersUrl"])
  for (const url of [
    "javascript:alert(document.cookie)",
    "JaVaScRiPt:alert(1)//.m3u8",
    " \tjava\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "blob:https://school.test/1",
    "file:///etc/passwd",
    "ftp://edge.test/a.m3u8",
    "http://",
    "https://[edge/a.m3u8",
    "//:0",
  ])
    test(`${field}: ${JSON.stringify(url)} is not played`, () => {
      refuses({ videoUrl: playlist, [field]: url });
    });

test("absent values of every kind are absent", () => {
  const grant = grantOf({
    videoUrl: playlist,
    posterUrl: null,
    sessionId: null,
    isHls: null,
    renewAfter: null,
    expiresAt: null,
    unknown: { field: 1 },
  });
  assert.equal(grant.sessionId, undefined);
  assert.equal(grant.posterRequest(), undefined);
  assert.equal(
    grantOf({ videoUrl: playlist, posterUrl: "" }).posterRequest(),
    undefined,
  );
});

// What is not to be seen

test("the signature is in no property, JSON, log line or error", () => {
  const videoUrl = covering(`${edge}/lesson-1/*`);
  const grant = grantOf({
    videoUrl,
    posterUrl: `${edge}/p.jpg?Expires=9&Signature=s3cr3t-poster&Key-Pair-Id=K2`,
    expiresIn: 900,
  });
  const shown = [
    JSON.stringify(grant),
    inspect(grant, { showHidden: true, depth: Infinity, getters: true }),
    inspect({ ...grant }),
    String(grant),
    Object.entries(Object.getOwnPropertyDescriptors(grant)).join(),
  ].join("\n");
  for (const secret of ["s3cr3t", "K2JCJMDEHXQW5F", "Policy", encoded('{"St')])
    assert.ok(!shown.includes(secret), `${secret} is in ${shown}`);
});

test("no error message names a signature", () => {
  const secret = "Signature=s3cr3t&Key-Pair-Id=K2JC&Policy=x";
  for (const response of [
    { videoUrl: `http://[?${secret}` },
    { videoUrl: `data:video/mp4?${secret}` },
    { videoUrl: playlist, posterUrl: `ftp://edge.test/?${secret}` },
    { videoUrl: `${playlist}?${secret}`, expiresIn: -1 },
  ]) {
    const error = refuses(response);
    assert.doesNotMatch(inspect(error, { showHidden: true }), /s3cr3t/);
  }
});

test("a URL in a message has no query, fragment, user name or data", () => {
  assert.equal(redactUrl(`${playlist}?Signature=s#t=1`), playlist);
  assert.equal(redactUrl("https://u:p@edge.test/a"), "https://edge.test/a");
  assert.equal(redactUrl("data:text/plain,secret"), "data:…");
  assert.equal(redactUrl("secret"), "(not a URL)");
});

// Where it goes

/** Which of the URLs the grant's signature goes to. */
function reach(resource: string, urls: Record<string, boolean>): void {
  const grant = grantOf({ videoUrl: covering(resource) });
  for (const [url, inScope] of Object.entries(urls)) {
    const request = grant.requestFor(url);
    assert.equal(
      request.url.includes("Signature="),
      inScope,
      `${url} with ${resource}`,
    );
    assert.equal(grant.covers(url), inScope);
    assert.equal(request.credentials, false);
    if (!inScope) assert.equal(request.url, url);
  }
}

test("a custom policy's resource is the scope", () => {
  reach(`${edge}/lesson-1/*`, {
    [`${edge}/lesson-1/a/b/c.ts`]: true,
    [`${edge}/lesson-1/c.ts?x=https://other.test/`]: true,
    [`${edge}/lesson-10/c.ts`]: false,
    [`${edge}/lesson-2/c.ts`]: false,
    [`${edge}/`]: false,
    [`${edge}/Lesson-1/c.ts`]: false,
  });
});

test("a prefix without a slash covers what CloudFront lets it cover", () => {
  reach(`${edge}/lesson-1*`, {
    [`${edge}/lesson-1/c.ts`]: true,
    [`${edge}/lesson-10/c.ts`]: true,
    [`${edge}/lesson-2/c.ts`]: false,
  });
});

test("no other host, scheme or port gets the signature, however it is written", () => {
  const others = {
    "https://other.test/lesson-1/c.ts": false,
    "http://edge.test/lesson-1/c.ts": false,
    "https://edge.test:8443/lesson-1/c.ts": false,
    "https://edge.test.evil.test/lesson-1/c.ts": false,
    "https://edge.testevil.test/lesson-1/c.ts": false,
    "https://edge.test@evil.test/lesson-1/c.ts": false,
    "https:\\\\evil.test\\lesson-1\\c.ts": false,
    "https://evil.test/?https://edge.test/lesson-1/c.ts": false,
    "https://evil.test/#https://edge.test/lesson-1/c.ts": false,
    "data:application/octet-stream;base64,AAAA": false,
    "blob:https://edge.test/1234": false,
    "//edge.test/lesson-1/c.ts": false,
    "c.ts": false,
    "": false,
    "https://[edge.test/lesson-1/": false,
  };
  reach(`${edge}/lesson-1/*`, others);
  reach("*", others);
  reach("https://edge.test*", others);
  reach("http*://*/lesson-1/*", others);
});

test("a user name before the host is no part of the scope", () => {
  reach(`${edge}/lesson-1/*`, {
    "https://user:pass@edge.test/lesson-1/c.ts": false,
  });
});

test("the default port is no other port", () => {
  reach(`${edge}/lesson-1/*`, { "https://edge.test:443/lesson-1/c.ts": true });
});

test("dots do not lead out of the scope", () => {
  reach(`${edge}/lesson-1/*`, {
    [`${edge}/lesson-1/../lesson-2/c.ts`]: false,
    [`${edge}/lesson-1/%2e%2e/lesson-2/c.ts`]: false,
    [`${edge}/lesson-1/%2E./lesson-2/c.ts`]: false,
    [`${edge}/lesson-1\\..\\lesson-2\\c.ts`]: false,
    [`${edge}/lesson-1/a/../c.ts`]: true,
    [`${edge}/lesson-2/../lesson-1/c.ts`]: true,
  });
});

test("a policy for one file covers that file", () => {
  reach(playlist, { [playlist]: true, [`${edge}/lesson-1/1.ts`]: false });
});

test("a canned signature covers the URL it was made for", () => {
  const videoUrl = `${edge}/a/film.mp4?v=1&Expires=1800000000&Signature=s&Key-Pair-Id=K`;
  const grant = grantOf({ videoUrl });
  assert.equal(grant.delivery, "query");
  assert.equal(grant.requestFor(`${edge}/a/film.mp4?v=1`).url, videoUrl);
  assert.equal(grant.covers(`${edge}/a/film.mp4`), false);
  assert.equal(grant.covers(`${edge}/a/other.mp4`), false);
});

for (const [what, videoUrl] of Object.entries({
  "that is no JSON": signed(playlist, "not json"),
  "that is no base64": `${playlist}?Policy=%%%&Signature=s&Key-Pair-Id=K`,
  "that is empty": `${playlist}?Policy=&Signature=s&Key-Pair-Id=K`,
  "without statement": signed(playlist, {}),
  "that is null": signed(playlist, "null"),
  "without resource": signed(playlist, { Statement: [{}] }),
  "with a list of resources": signed(playlist, {
    Statement: [{ Resource: ["*"] }],
  }),
  "with a wildcard in the middle": covering(`${edge}/*/main.m3u8`),
  "with a question mark at the end": covering(`${edge}/lesson-1/main.m3u?`),
}))
  test(`a policy ${what} is taken to cover the playlist's folder`, () => {
    const grant = grantOf({ videoUrl });
    assert.equal(grant.covers(playlist), true);
    assert.equal(grant.covers(`${edge}/lesson-1/a/1.ts`), true);
    assert.equal(grant.covers(`${edge}/lesson-2/1.ts`), false);
    assert.equal(grant.covers("https://other.test/lesson-1/1.ts"), false);
  });

test("cookies go to the grant's origin and to no other", () => {
  const grant = grantOf({ videoUrl: playlist });
  const credentials = (url: string) => grant.requestFor(url).credentials;
  assert.equal(credentials(`${edge}/keys/1.key`), true);
  assert.equal(credentials("https://other.test/lesson-1/1.ts"), false);
  assert.equal(credentials("http://edge.test/lesson-1/1.ts"), false);
  assert.equal(credentials("https://edge.test:444/lesson-1/1.ts"), false);
  assert.equal(credentials("https://edge.test.evil.test/1.ts"), false);
  assert.equal(credentials("not a url"), false);
});

test("a URL that is not signed keeps its query byte for byte", () => {
  assert.deepEqual(splitSignature(`${playlist}?a=%2f+%20&&b#t=3`), {
    url: `${playlist}?a=%2f+%20&&b`,
    signature: undefined,
  });
  assert.equal(
    joinSignature("https://e.test/?", "S=1"),
    "https://e.test/?&S=1",
  );
});

test("a stale sibling of a signature is left out, for it would make CloudFront ignore the cookies", () => {
  const grant = grantOf({ videoUrl: `${playlist}?Expires=1&v=2` });
  assert.equal(grant.delivery, "cookie");
  assert.equal(grant.src, `${playlist}?v=2`);
});

test("captions are requested as the poster is, and their signatures are in no property", () => {
  const grant = grantOf({
    videoUrl: playlist,
    captions: [
      { url: "captions/de.vtt", language: "de" },
      {
        url: "https://files.test/en.vtt?Expires=9&Signature=own&Key-Pair-Id=K2",
        language: "en",
        label: "English",
        kind: "subtitles",
      },
    ],
  });
  const [german, english] = grant.captions;
  assert.deepEqual(
    { ...german, request: undefined },
    { language: "de", label: "", kind: "captions", request: undefined },
  );
  assert.equal(english!.kind, "subtitles");
  assert.match(english!.request().url, /Signature=own/);
  assert.ok(
    !JSON.stringify(grant).includes("Signature"),
    "a signature can be read",
  );
  assert.deepEqual(grantOf({ videoUrl: playlist }).captions, []);
});

for (const captions of [
  5,
  "de.vtt",
  {},
  [null],
  ["de.vtt"],
  [{ url: "de.vtt" }],
  [{ language: "de" }],
  [{ url: "de.vtt", language: "de", label: {} }],
])
  test(`captions: ${inspect(captions)} are none`, () => {
    refuses({ videoUrl: playlist, captions }, /captions/);
  });

for (const url of ["javascript:alert(1)", "blob:https://school.test/1"])
  test(`captions at ${url} are not fetched`, () => {
    refuses({ videoUrl: playlist, captions: [{ url, language: "de" }] }, /URL/);
  });

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  GrantError,
  rewritePlaylist,
  scope,
  signPlaylist,
  type Signed,
} from "../../../server-kit/index.js";

const edge = "https://cdn.school.example";
const baseUrl = `${edge}/lesson-1/ts/index.m3u8`;
const signed: Signed = {
  scope: scope.directory(edge, "lesson-1"),
  keyPairId: "K1",
  policy: "UE9MSUNZ",
  signature: "U0lHTkFUVVJF",
  hashAlgorithm: "SHA256",
};
const query =
  "Policy=UE9MSUNZ&Signature=U0lHTkFUVVJF&Key-Pair-Id=K1&Hash-Algorithm=SHA256";

/** Marks each URI with its kind. */
const marked = (body: string, variables?: Record<string, string>): string =>
  rewritePlaylist(`#EXTM3U\n${body}`, {
    baseUrl: `${baseUrl}?token=t%20k&Signature=s3cr3t`,
    sign: (url, kind) => `${url}!${kind}`,
    variables,
  }).slice("#EXTM3U\n".length);

const folder = `${edge}/lesson-1/ts`;

for (const [what, before, after] of [
  ["a segment", "#EXTINF:4,\n1.ts", `#EXTINF:4,\n${folder}/1.ts!segment`],
  [
    "a variant",
    '#EXT-X-STREAM-INF:BANDWIDTH=1,NAME="a,URI=b"\nlow.m3u8',
    `#EXT-X-STREAM-INF:BANDWIDTH=1,NAME="a,URI=b"\n${folder}/low.m3u8!playlist`,
  ],
  [
    "a variant after a comment",
    "#EXT-X-STREAM-INF:BANDWIDTH=1\n# mine\n\nlow.m3u8\n1.ts",
    `#EXT-X-STREAM-INF:BANDWIDTH=1\n# mine\n\n${folder}/low.m3u8!playlist\n${folder}/1.ts!segment`,
  ],
  [
    "a key",
    '#EXT-X-KEY:METHOD=AES-128,URI="../key.bin",IV=0x01',
    `#EXT-X-KEY:METHOD=AES-128,URI="${edge}/lesson-1/key.bin!key",IV=0x01`,
  ],
  ["no key", "#EXT-X-KEY:METHOD=NONE", "#EXT-X-KEY:METHOD=NONE"],
  [
    "a session key",
    '#EXT-X-SESSION-KEY:URI="k",METHOD=AES-128',
    `#EXT-X-SESSION-KEY:URI="${folder}/k!key",METHOD=AES-128`,
  ],
  [
    "a map with its byte range",
    '#EXT-X-MAP:URI="i.mp4",BYTERANGE="10@0"',
    `#EXT-X-MAP:URI="${folder}/i.mp4!map",BYTERANGE="10@0"`,
  ],
  [
    "an audio rendition",
    '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="x",URI="a.m3u8"',
    `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="x",URI="${folder}/a.m3u8!playlist"`,
  ],
  [
    "closed captions",
    '#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="c",NAME="x",INSTREAM-ID="CC1"',
    '#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="c",NAME="x",INSTREAM-ID="CC1"',
  ],
  [
    "an I-frame playlist",
    '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="i.m3u8"',
    `#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="${folder}/i.m3u8!playlist"`,
  ],
  [
    "an image playlist",
    '#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=1,URI="t.m3u8"',
    `#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=1,URI="${folder}/t.m3u8!playlist"`,
  ],
  [
    "session data",
    '#EXT-X-SESSION-DATA:DATA-ID="a",URI="d.json"',
    `#EXT-X-SESSION-DATA:DATA-ID="a",URI="${folder}/d.json!file"`,
  ],
  [
    "a part",
    '#EXT-X-PART:DURATION=1,URI="p.mp4",BYTERANGE="9@0"',
    `#EXT-X-PART:DURATION=1,URI="${folder}/p.mp4!segment",BYTERANGE="9@0"`,
  ],
  [
    "a hint of a part",
    '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="p.mp4"',
    `#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${folder}/p.mp4!segment"`,
  ],
  [
    "a hint of a map",
    '#EXT-X-PRELOAD-HINT:TYPE=MAP,URI="i.mp4"',
    `#EXT-X-PRELOAD-HINT:TYPE=MAP,URI="${folder}/i.mp4!map"`,
  ],
  [
    "a rendition report",
    '#EXT-X-RENDITION-REPORT:URI="../r.m3u8",LAST-MSN=1',
    `#EXT-X-RENDITION-REPORT:URI="${edge}/lesson-1/r.m3u8!playlist",LAST-MSN=1`,
  ],
  [
    "content steering",
    '#EXT-X-CONTENT-STEERING:SERVER-URI="/s?a=1",PATHWAY-ID="x"',
    `#EXT-X-CONTENT-STEERING:SERVER-URI="${edge}/s?a=1!file",PATHWAY-ID="x"`,
  ],
  [
    "an interstitial",
    '#EXT-X-DATERANGE:ID="a",X-ASSET-URI="ad.m3u8",X-URI="no"',
    `#EXT-X-DATERANGE:ID="a",X-ASSET-URI="${folder}/ad.m3u8!playlist",X-URI="no"`,
  ],
  [
    "a list of interstitials",
    '#EXT-X-DATERANGE:ID="a",X-ASSET-LIST="l.json"',
    `#EXT-X-DATERANGE:ID="a",X-ASSET-LIST="${folder}/l.json!file"`,
  ],
  [
    "a space after a comma",
    '#EXT-X-KEY:METHOD=AES-128, URI="k"',
    `#EXT-X-KEY:METHOD=AES-128, URI="${folder}/k!key"`,
  ],
  [
    "a URI without its quotes",
    "#EXT-X-KEY:METHOD=AES-128,URI=k,IV=0x1",
    `#EXT-X-KEY:METHOD=AES-128,URI="${folder}/k!key",IV=0x1`,
  ],
  [
    "a URI whose quote is never closed",
    '#EXT-X-KEY:METHOD=AES-128,URI="k',
    '#EXT-X-KEY:METHOD=AES-128,URI="k',
  ],
  [
    "an empty URI",
    '#EXT-X-KEY:METHOD=AES-128,URI=""',
    '#EXT-X-KEY:METHOD=AES-128,URI=""',
  ],
  ["spaces around a segment", "  1.ts \n", `  ${folder}/1.ts!segment \n`],
  ["a name with $ in it", "$&$1.ts", `${folder}/$&$1.ts!segment`],
  [
    "a segment with a query and a byte range",
    "#EXT-X-BYTERANGE:9@0\n1.ts?v=1",
    `#EXT-X-BYTERANGE:9@0\n${folder}/1.ts?v=1!segment`,
  ],
  [
    "a name that is not ASCII",
    "Übung 1.ts",
    `${folder}/%C3%9Cbung%201.ts!segment`,
  ],
  ["what is a comment to some", "  # 1.ts\n", "  # 1.ts\n"],
  [
    "tags that nobody knows",
    '#EXT-X-MINE:URI="a"\n#EXT-X-KEY\n#EXT\n#',
    '#EXT-X-MINE:URI="a"\n#EXT-X-KEY\n#EXT\n#',
  ],
  [
    "tags named after what every object has",
    '#constructor:URI="a"\n#EXT-X-KEY:toString="a"',
    '#constructor:URI="a"\n#EXT-X-KEY:toString="a"',
  ],
  [
    "other schemes",
    '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://k"\ndata:,a\nblob:x\n',
    '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://k"\ndata:,a\nblob:x\n',
  ],
  ["what is no URL", "https://[edge\nhttp://\n", "https://[edge\nhttp://\n"],
  [
    "CRLF, CR, blank lines, and no line end",
    "\r\n#EXTINF:4,\r\n1.ts\r\n\r\n2.ts\r3.ts",
    `\r\n#EXTINF:4,\r\n${folder}/1.ts!segment\r\n\r\n${folder}/2.ts!segment\r${folder}/3.ts!segment`,
  ],
  [
    "a variable",
    '#EXT-X-DEFINE:NAME="dir",VALUE="a/b"\n{$dir}/1.ts\n',
    `#EXT-X-DEFINE:NAME="dir",VALUE="a/b"\n${folder}/a/b/1.ts!segment\n`,
  ],
  [
    "a variable made of another, in an attribute",
    '#EXT-X-DEFINE:NAME="a",VALUE="x"\n#EXT-X-DEFINE:NAME="b",VALUE="{$a}y"\n#EXT-X-MAP:URI="{$b}"',
    `#EXT-X-DEFINE:NAME="a",VALUE="x"\n#EXT-X-DEFINE:NAME="b",VALUE="{$a}y"\n#EXT-X-MAP:URI="${folder}/xy!map"`,
  ],
  [
    "a variable from the query",
    '#EXT-X-DEFINE:QUERYPARAM="token"\n1.ts?t={$token}',
    `#EXT-X-DEFINE:QUERYPARAM="token"\n${folder}/1.ts?t=t%20k!segment`,
  ],
  [
    "a variable that the query lacks",
    '#EXT-X-DEFINE:QUERYPARAM="none"\n{$none}.ts',
    '#EXT-X-DEFINE:QUERYPARAM="none"\n{$none}.ts',
  ],
  [
    "a variable that is defined too late",
    '{$a}.ts\n#EXT-X-DEFINE:NAME="a",VALUE="x"',
    '{$a}.ts\n#EXT-X-DEFINE:NAME="a",VALUE="x"',
  ],
  [
    "a variable that is imported from nowhere",
    '#EXT-X-DEFINE:IMPORT="a"\n{$a}.ts',
    '#EXT-X-DEFINE:IMPORT="a"\n{$a}.ts',
  ],
  [
    "a definition of nothing",
    "#EXT-X-DEFINE:\n{$}.ts",
    `#EXT-X-DEFINE:\n${folder}/{$}.ts!segment`.replace("{$}", "%7B$%7D"),
  ],
] as const)
  // prettier-ignore
  test(`${what} is rewritten, and nothing else`, () => {
    assert.equal(marked(before), after);
  });

test("a variable of the multivariant playlist is filled in where its value is given", () => {
  assert.equal(
    marked('#EXT-X-DEFINE:IMPORT="a"\n{$a}.ts', { a: "x" }),
    `#EXT-X-DEFINE:IMPORT="a"\n${folder}/x.ts!segment`,
  );
});

test("a byte order mark and an end without a line end are kept", () => {
  const rewrite = (text: string) =>
    rewritePlaylist(text, { baseUrl, sign: (url) => url });
  for (const text of ["\uFEFF#EXTM3U", "#EXTM3U \r\n", "#EXTM3U\t\n\n#a"])
    assert.equal(rewrite(text), text);
});

const isRefused = (run: () => unknown, sentence: RegExp) =>
  assert.throws(
    run,
    (error) =>
      error instanceof GrantError &&
      error.code === "bad-request" &&
      sentence.test(error.message),
  );

test("what is not a playlist is refused", () => {
  for (const text of [
    "",
    "1.ts",
    "\n#EXTM3U",
    " #EXTM3U",
    "#EXTM3U8\n1.ts",
    "<html>",
    "#extm3u\n",
  ])
    // prettier-ignore
    isRefused(() => signPlaylist(text, signed, { baseUrl }), /not an HLS/);
});

test("a playlist that is too long is refused, to the byte and to the line", () => {
  const sign = (text: string, limits: object) =>
    signPlaylist(text, signed, { baseUrl, ...limits });
  const text = "#EXTM3U\n\n#ü";
  sign(text, { maxBytes: 12, maxLines: 2 });
  isRefused(() => sign(text, { maxBytes: 11 }), /longer than 11 bytes/);
  isRefused(() => sign(text, { maxLines: 1 }), /more than 1 lines/);
  isRefused(() => sign(`#EXTM3U\n${"#".repeat(5_000_000)}`, {}), /5000000/);
  isRefused(() => sign(`#EXTM3U${"\n#".repeat(100_000)}`, {}), /100000 lines/);
});

test("a playlist that would have the player write the signature elsewhere is refused", () => {
  isRefused(
    () => marked('#EXT-X-DEFINE:QUERYPARAM="Signature"'),
    /reads the signature/,
  );
});

test("mistakes in the call are told at once", () => {
  const sign = (url: string) => url;
  const good = { baseUrl, sign };
  for (const [option, run] of [
    ["text", () => rewritePlaylist(undefined as never, good)],
    ["sign", () => rewritePlaylist("#EXTM3U", { baseUrl } as never)],
    ["baseUrl", () => rewritePlaylist("#EXTM3U", { sign } as never)],
    ["baseUrl", () => rewritePlaylist("#EXTM3U", { sign, baseUrl: "a.m3u8" })],
    ["baseUrl", () => rewritePlaylist("#EXTM3U", { sign, baseUrl: "file:///a" })],
    ["signed", () => signPlaylist("#EXTM3U", { ...signed, scope: {} } as never, { baseUrl })],
    ["sign", () => rewritePlaylist("#EXTM3U\na", { baseUrl, sign: () => 'a"b' })],
    ["sign", () => rewritePlaylist("#EXTM3U\na", { baseUrl, sign: () => "a\nb" })],
    ["sign", () => rewritePlaylist("#EXTM3U\na", { baseUrl, sign: () => undefined as never })],
  ] as const) // prettier-ignore
    assert.throws(run, (error) => error instanceof TypeError && error.message.startsWith(`\`${option}\``), option); // prettier-ignore
});

// The signature

const signLine = (uri: string) =>
  signPlaylist(`#EXTM3U\n${uri}`, signed, { baseUrl }).slice(8);

for (const [what, uri, expected] of [
  ["a relative URI", "1.ts", `${folder}/1.ts?${query}`],
  ["one with a query", "1.ts?v=1", `${folder}/1.ts?v=1&${query}`],
  ["one with an empty query", "1.ts?", `${folder}/1.ts?${query}`],
  ["one with a fragment", "1.ts?v=1#t=1", `${folder}/1.ts?v=1&${query}#t=1`],
  [
    "an absolute URI",
    `${edge}/lesson-1/a.ts`,
    `${edge}/lesson-1/a.ts?${query}`,
  ],
  [
    "one without scheme",
    "//cdn.school.example/lesson-1/a.ts",
    `${edge}/lesson-1/a.ts?${query}`,
  ],
  [
    "one in capitals",
    "HTTPS://CDN.school.example:443/lesson-1/a.ts",
    `${edge}/lesson-1/a.ts?${query}`,
  ],
  [
    "one signed before",
    `1.ts?Policy=old&v=1&Signature=old&Key-Pair-Id=K0&Expires=1`,
    `${folder}/1.ts?v=1&${query}`,
  ],
  [
    "one with a parameter of nearly such a name",
    "1.ts?policy=1",
    `${folder}/1.ts?policy=1&${query}`,
  ],
  [
    "one with brackets",
    "a[1]{2}|^.ts?b=[]",
    `${folder}/a%5B1%5D%7B2%7D%7C%5E.ts?b=%5B%5D&${query}`,
  ],
  [
    "one that climbs inside the scope",
    "../cmaf/../ts/./1.ts",
    `${folder}/1.ts?${query}`,
  ],
] as const)
  // prettier-ignore
  test(`${what} in scope is signed`, () => {
    assert.equal(signLine(uri), expected);
  });

for (const [what, uri, expected] of [
  ["another host", "https://other.example/lesson-1/1.ts", undefined],
  [
    "another host without scheme",
    "//other.example/lesson-1/1.ts",
    "https://other.example/lesson-1/1.ts",
  ],
  [
    "a host that begins alike",
    "https://cdn.school.example.evil.example/lesson-1/1.ts",
    undefined,
  ],
  ["another port", "https://cdn.school.example:444/lesson-1/1.ts", undefined],
  ["another scheme", "http://cdn.school.example/lesson-1/1.ts", undefined],
  [
    "a user name",
    "https://cdn.school.example@evil.example/lesson-1/1.ts",
    undefined,
  ],
  [
    "a user name at the edge",
    "https://a:b@cdn.school.example/lesson-1/1.ts",
    undefined,
  ],
  ["another video", "../../lesson-2/1.ts", `${edge}/lesson-2/1.ts`],
  [
    "a video whose name begins alike",
    "/lesson-10/1.ts",
    `${edge}/lesson-10/1.ts`,
  ],
  ["an escaped climb", "%2e%2e/%2e%2e/lesson-2/1.ts", `${edge}/lesson-2/1.ts`],
  ["a climb by backslashes", "..\\..\\lesson-2\\1.ts", `${edge}/lesson-2/1.ts`],
  [
    "an escaped slash",
    "..%2f..%2flesson-2/1.ts",
    `${folder}/..%2f..%2flesson-2/1.ts`,
  ],
  ["a wildcard", "*.ts", `${folder}/*.ts`],
  ["a double slash", "a//1.ts", `${folder}/a//1.ts`],
  ["data", "data:text/plain,lesson-1/1.ts", undefined],
] as const)
  // prettier-ignore
  test(`${what} gets no signature`, () => {
    assert.equal(signLine(uri), expected ?? uri);
  });

test("nested playlists lead where they are told to, with the signature, and nothing else does", () => {
  const text = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,URI="a.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,URI="https://other.example/a.m3u8"
#EXT-X-SESSION-KEY:METHOD=AES-128,URI="k.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=1
v.m3u8
`;
  assert.equal(
    signPlaylist(text, signed, {
      baseUrl,
      playlistUrl: (url) => url.replace(edge, "https://api.school.example/p"),
    }),
    `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,URI="https://api.school.example/p/lesson-1/ts/a.m3u8?${query}"
#EXT-X-MEDIA:TYPE=AUDIO,URI="https://other.example/a.m3u8"
#EXT-X-SESSION-KEY:METHOD=AES-128,URI="${folder}/k.m3u8?${query}"
#EXT-X-STREAM-INF:BANDWIDTH=1
https://api.school.example/p/lesson-1/ts/v.m3u8?${query}
`,
  );
});

test("a signature for one file signs only that", () => {
  const file = scope.file(edge, "lesson-1", "ts", "1.ts");
  const { keyPairId, signature } = signed;
  assert.equal(
    signPlaylist(
      "#EXTM3U\n1.ts\n2.ts",
      { keyPairId, signature, scope: file, expires: 9 },
      { baseUrl },
    ),
    `#EXTM3U\n${folder}/1.ts?Expires=9&Signature=U0lHTkFUVVJF&Key-Pair-Id=K1\n${folder}/2.ts`,
  );
});

// Properties

const name = fc.stringMatching(/^[A-Za-z0-9_~ü [\]-][A-Za-z0-9._~ü [\]-]{0,8}[A-Za-z0-9]$/); // prettier-ignore
const inScope = fc
  .tuple(
    fc.constantFrom("", "../", "./", "/lesson-1/", `${edge}/lesson-1/`),
    fc.array(name, { minLength: 1, maxLength: 3 }),
    fc.constantFrom("", "?v=1", "?Signature=old&a=b"),
  )
  .map(([start, names, end]) => start + names.join("/") + end);
const foreign = fc.oneof(
  fc.webUrl().filter((url) => !url.startsWith(edge)),
  fc.constantFrom("skd://key", "data:,a", "urn:x:y", "https://[", "https://cdn.school.example.evil.example/lesson-1/a.ts", "http://cdn.school.example/lesson-1/a"),
); // prettier-ignore
const uri = fc.oneof(inScope, foreign);
const noise = fc
  .oneof(
    fc.string({ maxLength: 30 }).map((text) => `#${text}`),
    fc.constantFrom("#EXTINF:4.0,Title, with a comma", "#EXT-X-BYTERANGE:9@0", "#EXT-X-ENDLIST", '#EXT-X-UNKNOWN:URI="a"', "", "   ", "#EXT-X-STREAM-INF:BANDWIDTH=1"),
  )
  .map((line) => line.replace(/[\r\n]/g, "")); // prettier-ignore
const tag = fc.constantFrom<[string, string]>(
  ['#EXT-X-KEY:METHOD=AES-128,URI="', '",IV=0x1'],
  ['#EXT-X-MAP:BYTERANGE="1@0",URI="', '"'],
  ['#EXT-X-MEDIA:TYPE=AUDIO,NAME="a,URI=",URI="', '",DEFAULT=YES'],
  ['#EXT-X-CONTENT-STEERING:SERVER-URI="', '"'],
  ["", ""],
);
/** Text before a URI, the URI, text after it. */
const line = fc.oneof(
  fc.tuple(tag, uri).map(([[start, end], uri]) => [start, uri, end] as const),
  noise.map((text) => [text, "", ""] as const),
);
const lines = fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\n\n")));
const textOf = (
  parts: readonly (readonly [readonly [string, string, string], string])[],
) => `#EXTM3U\n${parts.map(([line, end]) => line.join("") + end).join("")}`;

test("whatever stands in a playlist: every URI in scope is signed, no other ever, and all else is as it was", () => {
  let signedUris = 0;
  fc.assert(
    fc.property(lines, (parts) => {
      const before = textOf(parts);
      if (/^#EXT-X-DEFINE/m.test(before)) return;
      const after = signPlaylist(before, signed, { baseUrl });
      let at = "#EXTM3U\n".length;
      for (const [[start, uri, end], lineEnd] of parts) {
        assert.equal(after.slice(at, at + start.length), start);
        at += start.length;
        const rest = uri && /^[^"\r\n]*/.exec(after.slice(at))![0];
        at += rest.length;
        const written = rest.trimStart();
        assert.equal(after.slice(at, at + end.length), end);
        at += end.length;
        assert.equal(after.slice(at, at + lineEnd.length), lineEnd);
        at += lineEnd.length;
        if (uri === "") continue;
        const url = URL.canParse(uri, baseUrl)
          ? new URL(uri, baseUrl)
          : undefined;
        if (url?.href.startsWith(`${edge}/lesson-1/`)) {
          signedUris += 1;
          assert.ok(written.startsWith(`${edge}/lesson-1/`), written);
          assert.ok(written.endsWith(query), written);
          assert.ok(!written.includes("old"), written);
          const path = (of: string) => decodeURIComponent(new URL(of).pathname);
          assert.equal(path(written), path(url.href));
        } else {
          assert.equal(rest, uri, "a foreign URI is left as it is");
        }
      }
      assert.equal(at, after.length);
    }),
    { numRuns: 500 },
  );
  assert.ok(signedUris > 200, `only ${signedUris} URIs were in scope`);
});

test("signing what is signed changes nothing", () => {
  fc.assert(
    fc.property(lines, (parts) => {
      const before = textOf(parts);
      if (/^#EXT-X-DEFINE/m.test(before)) return;
      const once = signPlaylist(before, signed, { baseUrl });
      assert.equal(signPlaylist(once, signed, { baseUrl }), once);
    }),
    { numRuns: 200 },
  );
});

test("whatever bytes come after the first line, nothing is thrown, and no other host sees the signature", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    uri,
    fc.constantFrom("#EXT-X-KEY:", "#EXT-X-MEDIA:", 'URI="', '"', ",", "\n", "\r", "{$a}", '#EXT-X-DEFINE:NAME="a",VALUE="', "https://other.example/", "\\", "//", "?", "#"),
  ); // prettier-ignore
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = `#EXTM3U\n${pieces.join("")}`;
      const after = signPlaylist(text, signed, { baseUrl });
      for (const [url = ""] of after.matchAll(/[^"\r\n]*U0lHTkFUVVJF/g))
        assert.ok(url.trimStart().startsWith(`${edge}/lesson-1/`), url);
    }),
    { numRuns: 1_000 },
  );
});

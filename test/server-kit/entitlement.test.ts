import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import {
  createGrantHandler,
  createSigner,
  scope,
  type Entitlement,
  type GrantResponse,
} from "../../server-kit/index.js";
import {
  checkEntitlement,
  type Delivery,
} from "../../server-kit/entitlement.js";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const signer = createSigner({ keyPairId: "K1", privateKey });
const edge = "https://cdn.school.example";
const page = "https://lessons.school.example";
const lesson = {
  scope: scope.directory(edge, "lesson-1"),
  video: "index.m3u8",
};

function answer(
  entitlement: Entitlement,
  delivery: Delivery,
): Promise<Response> {
  const handler = createGrantHandler({
    origins: [page],
    delivery,
    signer,
    authenticate: () => "Ada",
    authorize: () => entitlement,
  });
  return handler(
    new Request("https://api.school.example/grant", {
      headers: { Origin: page },
    }),
  );
}

async function granted(
  entitlement: Entitlement,
  delivery: Delivery,
): Promise<GrantResponse> {
  const response = await answer(entitlement, delivery);
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as GrantResponse;
}

/** What stands before the signature, and that there is one. */
function unsigned(url: string | undefined): string {
  const { searchParams } = new URL(url!);
  for (const name of ["Policy", "Signature", "Key-Pair-Id"])
    assert.equal(searchParams.getAll(name).length, 1, `${name} of ${url}`);
  return url!.replace(/[?&]Policy=.*$/, "");
}

const everything: Entitlement = {
  ...lesson,
  posterUrl: "poster.jpg",
  storyboardUrl: "thumbs/storyboard.vtt",
  chaptersUrl: `${edge}/lesson-1/chapters.vtt?v=2`,
  captions: [
    {
      url: "captions/de.vtt",
      language: "de",
      label: "Deutsch (für Hörgeschädigte)",
    },
    {
      url: new URL(`${edge}/lesson-1/captions/pt.vtt`),
      language: "pt-BR",
      kind: "subtitles",
    },
  ],
};

test("in cookie delivery every file beside the video comes with its absolute URL, which the cookies are good for", async () => {
  const { posterUrl, storyboardUrl, chaptersUrl, captions } = await granted(
    everything,
    "cookie",
  );
  assert.deepEqual(
    { posterUrl, storyboardUrl, chaptersUrl, captions },
    {
      posterUrl: `${edge}/lesson-1/poster.jpg`,
      storyboardUrl: `${edge}/lesson-1/thumbs/storyboard.vtt`,
      chaptersUrl: `${edge}/lesson-1/chapters.vtt?v=2`,
      captions: [
        {
          url: `${edge}/lesson-1/captions/de.vtt`,
          language: "de",
          label: "Deutsch (für Hörgeschädigte)",
        },
        {
          url: `${edge}/lesson-1/captions/pt.vtt`,
          language: "pt-BR",
          kind: "subtitles",
        },
      ],
    },
  );
});

test("in query delivery every file beside the video carries the signature", async () => {
  const grant = await granted(everything, "query");
  assert.deepEqual(
    [
      grant.posterUrl,
      grant.storyboardUrl,
      grant.chaptersUrl,
      ...grant.captions!.map(({ url }) => url),
    ].map(unsigned),
    [
      `${edge}/lesson-1/poster.jpg`,
      `${edge}/lesson-1/thumbs/storyboard.vtt`,
      `${edge}/lesson-1/chapters.vtt?v=2`,
      `${edge}/lesson-1/captions/de.vtt`,
      `${edge}/lesson-1/captions/pt.vtt`,
    ],
  );
});

test("a video without files beside it says nothing of them", async () => {
  for (const delivery of ["cookie", "query"] as const) {
    const grant = await granted(lesson, delivery);
    assert.deepEqual(Object.keys(grant).sort(), [
      "expiresAt",
      "expiresIn",
      "isHls",
      "sessionId",
      "videoUrl",
    ]);
  }
});

test("a public file elsewhere is passed on as it is, and gets no signature", async () => {
  const elsewhere = "https://img.school.example/public/a.vtt?v=1";
  for (const delivery of ["cookie", "query"] as const) {
    const grant = await granted(
      {
        ...lesson,
        storyboardUrl: elsewhere,
        chaptersUrl: new URL(elsewhere),
        captions: [{ url: elsewhere, language: "en" }],
      },
      delivery,
    );
    assert.equal(grant.storyboardUrl, elsewhere);
    assert.equal(grant.chaptersUrl, elsewhere);
    assert.deepEqual(grant.captions, [{ url: elsewhere, language: "en" }]);
  }
});

test("a file that climbs out of the lesson is refused, whatever it is", async () => {
  const outside = [
    "../lesson-2/a.vtt",
    "/lesson-2/a.vtt",
    "%2e%2e/a.vtt",
    "a.vtt?Policy=x",
    "//evil.example/a.vtt",
    "javascript:alert(1)",
    "",
  ];
  for (const delivery of ["cookie", "query"] as const)
    for (const url of outside)
      for (const files of [
        { posterUrl: url },
        { storyboardUrl: url },
        { chaptersUrl: url },
        { captions: [{ url, language: "de" }] },
      ]) {
        const response = await answer({ ...lesson, ...files }, delivery);
        const text = await response.text();
        assert.match(text, /"code":"bad-request"/, JSON.stringify(files));
        assert.deepEqual(response.headers.getSetCookie(), []);
      }
});

test("a watermark is passed on: a text alone, or with how it is drawn", async () => {
  const text = "آدا · ada@school.example 👩‍🎓\nlesson 1";
  const whole = {
    text,
    opacity: 1,
    position: "top-left",
    moveEverySeconds: 2,
  } as const;
  const more: typeof whole = Object.assign({ secret: "not sent" }, whole);
  const cases: [Entitlement["watermark"], object][] = [
    [text, { text }],
    [{ text, opacity: undefined as never }, { text }],
    [more, whole],
  ];
  for (const delivery of ["cookie", "query"] as const)
    for (const [watermark, sent] of cases) {
      const grant = await granted({ ...lesson, watermark }, delivery);
      assert.deepEqual(grant.watermark, sent);
    }
});

test("as many as 100 caption files are one grant's", async () => {
  const captions = Array.from({ length: 100 }, (_, index) => ({
    url: `${index}.vtt`,
    language: "de",
  }));
  const grant = await granted({ ...lesson, captions }, "query");
  assert.equal(grant.captions!.length, 100);
  assert.equal(unsigned(grant.captions![99]!.url), `${edge}/lesson-1/99.vtt`);
});

const captions = (file: object): unknown => ({
  captions: [{ url: "a.vtt", language: "de" }, file],
});
for (const [what, files, message] of [
  [
    "captions that are no list",
    { captions: "a.vtt" },
    /`entitlement.captions` is a string/,
  ],
  [
    "101 caption files",
    {
      captions: Array.from({ length: 101 }, () => ({
        url: "a.vtt",
        language: "de",
      })),
    },
    /`entitlement.captions` is an array of 101/,
  ],
  [
    "a caption file that is a string",
    { captions: ["a.vtt"] },
    /`entitlement.captions\[0\]`/,
  ],
  [
    "captions without a URL",
    captions({ language: "de" }),
    /`entitlement.captions\[1\].url` is undefined/,
  ],
  [
    "captions without a language",
    captions({ url: "a.vtt" }),
    /`entitlement.captions\[1\].language` is undefined/,
  ],
  [
    "a language with an underscore",
    captions({ url: "a.vtt", language: "de_DE" }),
    /captions\[1\].language/,
  ],
  [
    "a language that is a name",
    captions({ url: "a.vtt", language: "German, I think" }),
    /captions\[1\].language/,
  ],
  [
    "an empty language",
    captions({ url: "a.vtt", language: "" }),
    /captions\[1\].language/,
  ],
  [
    "an empty label",
    captions({ url: "a.vtt", language: "de", label: "" }),
    /captions\[1\].label/,
  ],
  [
    "a label of 101 characters",
    captions({ url: "a.vtt", language: "de", label: "x".repeat(101) }),
    /captions\[1\].label` is a string of 101/,
  ],
  [
    "a label of two lines",
    captions({ url: "a.vtt", language: "de", label: "a\nb" }),
    /captions\[1\].label/,
  ],
  [
    "a kind that is none",
    captions({ url: "a.vtt", language: "de", kind: "forced" }),
    /captions\[1\].kind/,
  ],
  [
    "a storyboard that is a number",
    { storyboardUrl: 7 },
    /`entitlement.storyboardUrl`/,
  ],
  [
    "chapters that are null",
    { chaptersUrl: null },
    /`entitlement.chaptersUrl` is null/,
  ],
  ["a watermark that is null", { watermark: null }, /`entitlement.watermark`/],
  ["an empty watermark", { watermark: "" }, /`entitlement.watermark`/],
  ["a blank watermark", { watermark: { text: " \n" } }, /watermark.text`/],
  ["a watermark without a text", { watermark: {} }, /watermark.text`/],
  [
    "a watermark of 201 characters",
    { watermark: "x".repeat(201) },
    /watermark` is a string of 201/,
  ],
  [
    "a watermark with a control character",
    { watermark: "a\u0000b" },
    /`entitlement.watermark`/,
  ],
  [
    "a watermark that cannot be seen",
    { watermark: { text: "Ada", opacity: 0.05 } },
    /watermark.opacity`/,
  ],
  [
    "a watermark of which a text says how much it hides",
    { watermark: { text: "Ada", opacity: "1" } },
    /watermark.opacity`/,
  ],
  [
    "a watermark in no place",
    { watermark: { text: "Ada", position: "outside" } },
    /watermark.position`/,
  ],
  [
    "a watermark that never stands still",
    { watermark: { text: "Ada", moveEverySeconds: 1 } },
    /watermark.moveEverySeconds`/,
  ],
  ["a poster that is an object", { posterUrl: {} }, /`entitlement.posterUrl`/],
] as [string, object, RegExp][])
  test(`${what}: the application's log says what is wrong with its data`, async () => {
    const entitlement = { ...lesson, ...files } as Entitlement;
    for (const delivery of ["cookie", "query"] as const) {
      assert.throws(
        () => checkEntitlement(entitlement, delivery),
        (error: Error) =>
          error instanceof TypeError && message.test(error.message),
      );
      assert.equal((await answer(entitlement, delivery)).status, 500);
    }
  });

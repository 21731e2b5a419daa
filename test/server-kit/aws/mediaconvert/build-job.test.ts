import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  buildJob,
  lintJob,
  type JobOptions,
} from "../../../../server-kit/aws/mediaconvert/index.js";
import { anyOptions, key, keyUrl, least } from "./job-options.js";

const build = (more: Partial<JobOptions> = {}) =>
  buildJob({ ...least, ...more });
const stream = (more: Partial<JobOptions> = {}) =>
  build(more).Settings!.OutputGroups![0]!;
const outputs = (more: Partial<JobOptions> = {}) => stream(more).Outputs!;
const names = (more: Partial<JobOptions> = {}) =>
  outputs(more).map(({ NameModifier }) => NameModifier);

test("whatever the options: the linter finds neither an error nor anything that plays badly", () => {
  fc.assert(
    fc.property(anyOptions, (options) => {
      const found = lintJob(buildJob(options));
      assert.deepEqual(
        found.filter(({ severity }) => severity !== "note"),
        [],
      );
    }),
    { numRuns: 500 },
  );
});

test("the same options are the same job, and change nothing that was given", () => {
  fc.assert(
    fc.property(anyOptions, (options) => {
      const before = JSON.stringify(options);
      assert.deepEqual(buildJob(options), buildJob(options));
      assert.equal(JSON.stringify(options), before);
    }),
    { numRuns: 50 },
  );
});

test("the stream is index.m3u8 in the version's folder; the rest is named after what it is", () => {
  const job = build({
    version: 7,
    captions: [{ language: "de", file: "s3://school-uploads/de.vtt" }],
  });
  const [group, ...pictures] = job.Settings!.OutputGroups!;
  assert.equal(
    group!.OutputGroupSettings!.HlsGroupSettings!.Destination,
    "s3://school-videos/courses/lesson-1/v7/index",
  );
  assert.deepEqual(
    group!.Outputs!.map(({ NameModifier }) => NameModifier),
    ["_1080p", "_720p", "_480p", "_360p", "_240p", "_audio_en", "_captions_de"],
  );
  assert.deepEqual(
    pictures.map(
      ({ OutputGroupSettings: settings }) =>
        settings!.FileGroupSettings!.Destination,
    ),
    [
      "s3://school-videos/courses/lesson-1/v7/storyboard",
      "s3://school-videos/courses/lesson-1/v7/poster",
    ],
  );
  assert.deepEqual(job.UserMetadata, {
    videoId: "courses/lesson-1",
    version: "7",
    folder: "s3://school-videos/courses/lesson-1/v7/",
    storyboardSeconds: "5",
    poster: "true",
  });
});

test("rungs above a known source are left out, and an upright one stands upright", () => {
  assert.deepEqual(
    names({ source: { width: 1280, height: 720 }, audio: false }),
    ["_720p", "_480p", "_360p", "_240p"],
  );
  const [first] = outputs({ source: { width: 720, height: 1280 } });
  assert.equal(first!.VideoDescription!.Width, 720);
  assert.equal(first!.VideoDescription!.Height, 1280);
});

test("no rung enlarges a source whose size is not known, and all have their key frames together", () => {
  const rungs = outputs({ ladder: "apple", gopSeconds: 3, audio: false });
  for (const { VideoDescription: video } of rungs) {
    assert.equal(video!.ScalingBehavior, "FIT_NO_UPSCALE");
    const settings = video!.CodecSettings!.H264Settings!;
    assert.equal(settings.RateControlMode, "QVBR");
    assert.equal(`${settings.GopSize} ${settings.GopSizeUnits}`, "3 SECONDS");
    assert.equal(settings.GopClosedCadence, 1);
  }
  assert.deepEqual(
    rungs.map(
      ({ VideoDescription: video }) =>
        video!.CodecSettings!.H264Settings!.MaxBitrate,
    ),
    [
      7_800_000, 6_000_000, 4_500_000, 3_000_000, 2_000_000, 1_100_000, 730_000,
      365_000, 145_000,
    ],
  );
});

test("the service's own ladder is one output without a size, to be multiplied", () => {
  const group = stream({ ladder: { maxRenditions: 6 }, audio: false });
  assert.deepEqual(group.AutomatedEncodingSettings, {
    AbrSettings: {
      MaxRenditions: 6,
      MaxAbrBitrate: 8_000_000,
      MinAbrBitrate: 250_000,
    },
  });
  const [{ VideoDescription: video } = {}, ...others] = group.Outputs!;
  assert.deepEqual(others, []);
  assert.equal(video!.Width ?? video!.ScalingBehavior, undefined);
});

test("soundtracks are one group, of which the first is the default, and every rung refers to it", () => {
  const made = outputs({
    audio: { tracks: [{ language: "fr" }, { language: "zh-Hans", track: 2 }] },
  });
  const rendition = made.map(
    ({ OutputSettings: settings }) => settings?.HlsSettings,
  );
  assert.ok(
    rendition.slice(0, 5).every((rung) => rung!.AudioRenditionSets === "audio"),
    "A rung is without sound.",
  );
  assert.deepEqual(
    rendition.slice(5).map((track) => track!.AudioTrackType),
    ["ALTERNATE_AUDIO_AUTO_SELECT_DEFAULT", "ALTERNATE_AUDIO_AUTO_SELECT"],
  );
  // The service takes no letters but those of ASCII here.
  assert.deepEqual(
    made.slice(5).map((track) => track.AudioDescriptions![0]!.StreamName),
    ["Francais", "Simplified Chinese"],
  );
});

test("captions keep their language's name, and each kind of file is named to the service", () => {
  const job = build({
    captions: [
      { language: "pt-BR", file: "s3://school-uploads/pt.srt" },
      { language: "en", file: "https://school.example/en.vtt", label: "CC" },
    ],
  });
  const made = job.Settings!.OutputGroups![0]!.Outputs!.slice(-2);
  assert.deepEqual(
    made.map(({ CaptionDescriptions }) => [
      CaptionDescriptions![0]!.CustomLanguageCode,
      CaptionDescriptions![0]!.LanguageDescription,
    ]),
    [
      ["pt-BR", "Português (Brasil)"],
      ["en", "CC"],
    ],
  );
  assert.deepEqual(
    Object.values(job.Settings!.Inputs![0]!.CaptionSelectors!).map(
      ({ SourceSettings }) => SourceSettings!.SourceType,
    ),
    ["SRT", "WEBVTT"],
  );
});

test("AES-128 sends players to the key endpoint; the key is the same as text and as bytes", () => {
  const encrypted = (of: Uint8Array | string) =>
    stream({ encryption: { key: of, keyUrl } }).OutputGroupSettings!
      .HlsGroupSettings!.Encryption;
  assert.deepEqual(encrypted(key.toUpperCase()), {
    EncryptionMethod: "AES128",
    Type: "STATIC_KEY",
    InitializationVectorInManifest: "INCLUDE",
    StaticKeyProvider: {
      StaticKeyValue: key,
      Url: keyUrl,
      KeyFormat: "identity",
    },
  });
  assert.deepEqual(encrypted(Buffer.from(key, "hex")), encrypted(key));
});

test("CMAF has the same renditions in fragmented MP4", () => {
  const group = stream({ container: "cmaf" });
  assert.equal(group.OutputGroupSettings!.Type, "CMAF_GROUP_SETTINGS");
  const containers = group.Outputs!.map(
    ({ ContainerSettings }) => ContainerSettings!.Container,
  );
  assert.deepEqual(new Set(containers), new Set(["CMFC"]));
  assert.deepEqual(names({ container: "cmaf" }), names());
});

test("the token tells jobs apart, and no others", () => {
  assert.equal(build().ClientRequestToken, build().ClientRequestToken);
  assert.notEqual(
    build().ClientRequestToken,
    build({ version: 2 }).ClientRequestToken,
  );
  assert.equal(build().ClientRequestToken!.length, 64);
});

const refused: [string, object, RegExp][] = [
  [
    "CMAF with AES-128",
    { container: "cmaf", encryption: { key, keyUrl } },
    /`encryption` does not go with `container: "cmaf"`.*DRM/,
  ],
  [
    "a source of no known kind",
    { input: "s3://school-uploads/lesson.docx" },
    /`input` is a string/,
  ],
  [
    "a destination that climbs",
    { output: "s3://school-videos/../lesson" },
    /`output`/,
  ],
  [
    "a destination with a slash behind",
    { output: "s3://school-videos/lesson/" },
    /`output`/,
  ],
  [
    "a role of the article",
    { role: "arn:aws:iam::YOUR_ACCOUNT_ID:role/MediaConvertLMSRole" },
    /`role`/,
  ],
  [
    "segments that no key frame begins",
    { segmentSeconds: 5 },
    /`segmentSeconds` is the number 5. Give a multiple of `gopSeconds`/,
  ],
  ["half a version", { version: 1.5 }, /`version`/],
  ["a ladder that is not there", { ladder: "cinema" }, /`ladder`/],
  ["a ladder of nothing", { ladder: [] }, /`ladder` is an array of 0/],
  [
    "a ladder from below",
    {
      ladder: [
        { name: "a", width: 426, height: 240, maxBitrate: 300_000 },
        { name: "b", width: 640, height: 360, maxBitrate: 700_000 },
      ],
    },
    /`ladder\[1\].maxBitrate`/,
  ],
  [
    "a rung of odd size",
    { ladder: [{ name: "a", width: 427, height: 240, maxBitrate: 300_000 }] },
    /`ladder\[0\].width`/,
  ],
  [
    "limits the wrong way round",
    { ladder: { minBitrate: 9_000_000 } },
    /`ladder.minBitrate`/,
  ],
  [
    "a language that is none",
    { audio: { tracks: [{ language: "english!" }] } },
    /`audio.tracks\[0\].language`/,
  ],
  [
    "no soundtrack",
    { audio: { tracks: [] } },
    /`audio.tracks` is an array of 0/,
  ],
  [
    "a bitrate that AAC lacks",
    { audio: { bitrate: 100_000, tracks: [{ language: "en" }] } },
    /`audio.bitrate`/,
  ],
  [
    "a language twice",
    {
      captions: [
        { language: "en", file: "s3://school-uploads/1.vtt" },
        { language: "EN", file: "s3://school-uploads/2.vtt" },
      ],
    },
    /`captions` has one language twice/,
  ],
  [
    "captions with digits in the language",
    { captions: [{ language: "es-419", file: "s3://school-uploads/1.vtt" }] },
    /`captions\[0\].language`.*no digits/,
  ],
  [
    "captions that are a picture",
    { captions: [{ language: "en", file: "s3://school-uploads/1.png" }] },
    /`captions\[0\].file`/,
  ],
  [
    "a key that is too short",
    { encryption: { key: "8f14e45f", keyUrl } },
    /`encryption.key` is a string of 8 characters/,
  ],
  [
    "a key of an example",
    { encryption: { key: "00112233445566778899AABBCCDDEEFF", keyUrl } },
    /`encryption.key` is one that everybody can guess/,
  ],
  [
    "a key of zeros",
    { encryption: { key: new Uint8Array(16), keyUrl } },
    /`encryption.key` is one that everybody/,
  ],
  [
    "a key that is sent in the clear",
    { encryption: { key, keyUrl: "http://api.school.example/keys" } },
    /`encryption.keyUrl`/,
  ],
  [
    "a storyboard of every moment",
    { storyboard: { everySeconds: 0 } },
    /`storyboard.everySeconds`/,
  ],
  [
    "a note of 300 letters",
    { userMetadata: { note: "a".repeat(300) } },
    /`userMetadata`/,
  ],
];
for (const [what, options, message] of refused)
  test(`${what} is refused, by the option's name and without its value`, () => {
    assert.throws(
      () => build(options),
      (error: Error) => {
        assert.ok(error instanceof TypeError, String(error));
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /8f14e45f|school|00112233/i);
        return true;
      },
    );
  });

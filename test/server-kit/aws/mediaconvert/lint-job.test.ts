import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
  buildJob,
  lintJob,
  type JobFindingCode,
  type JobOptions,
} from "../../../../server-kit/aws/mediaconvert/index.js";
import { findings } from "../../../../server-kit/aws/mediaconvert/findings.js";
import { articleJob } from "./article-job.js";
import { key, keyUrl, least } from "./job-options.js";

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a job that is spoilt on purpose
type Spoilt = any;

const codes = (job: unknown) => [
  ...new Set(lintJob(job).map(({ code }) => code)),
];

describe("the job of an article that many have copied", () => {
  const found = lintJob(articleJob);
  const at = (code: JobFindingCode) =>
    found.filter((each) => each.code === code).map(({ path }) => path);
  const outputs = [0, 1, 2].map(
    (index) => `Settings.OutputGroups[0].Outputs[${index}]`,
  );

  test("would be refused: no output has a container, and the role is none", () => {
    assert.deepEqual(
      at("container-missing"),
      outputs.map((path) => `${path}.ContainerSettings`),
    );
    assert.deepEqual(at("role-placeholder"), ["Role"]);
    assert.deepEqual(
      new Set(
        found
          .filter(({ severity }) => severity === "error")
          .map(({ code }) => code),
      ),
      new Set(["container-missing", "role-placeholder"]),
    );
  });

  test("would not write the index.m3u8 that the article plays, and would write over it", () => {
    const destination =
      "Settings.OutputGroups[0].OutputGroupSettings.HlsGroupSettings.Destination";
    assert.deepEqual(at("playlist-name"), [destination]);
    assert.deepEqual(at("version-missing"), [destination]);
  });

  test("has constant bitrates, of which the lowest is too high for a phone", () => {
    assert.equal(at("constant-bitrate").length, 3);
    assert.deepEqual(at("lowest-rung-high"), [outputs[2]]);
  });

  test("enlarges small sources", () =>
    assert.equal(at("may-upscale").length, 3));

  test("has its sound in every rung, and leaves open how it is coded", () => {
    assert.equal(at("audio-in-every-rung").length, 3);
    assert.equal(at("audio-coding").length, 3);
  });

  test("has no captions, no pictures of the timeline and no key-frame playlists", () => {
    for (const code of [
      "captions-missing",
      "storyboard-missing",
      "i-frames-missing",
    ] as const)
      assert.equal(at(code).length, 1, code);
  });

  test("names codecs as browsers do not understand them", () =>
    assert.equal(at("codec-strings").length, 1));

  test("is right in its structure, and in what only looks like a fault", () => {
    const never: JobFindingCode[] = [
      "unknown-member",
      "unknown-value",
      "out-of-range",
      "audio-selector-unknown",
      "gop-differs",
    ];
    for (const code of never) assert.deepEqual(at(code), [], code);
  });
});

/** One fault each, made in a sound job; what the linter is to say to it, and nothing graver than a note beside it. */
const faults: [JobFindingCode, Partial<JobOptions>, (job: Spoilt) => void][] = [
  ["unknown-member", {}, (job) => (hls(job).SegmentLenght = 6)],
  ["wrong-type", {}, (job) => (job.Settings.TimecodeConfig = "ZEROBASED")],
  ["wrong-type", {}, (job) => (job.Priority = 1.5)],
  ["unknown-value", {}, (job) => (hls(job).ManifestCompression = "BROTLI")],
  ["out-of-range", {}, (job) => (job.Priority = 51)],
  [
    "wrong-format",
    {},
    (job) => (outputs(job)[5].AudioDescriptions[0].StreamName = "Français"),
  ],
  ["member-missing", {}, (job) => delete job.Role],
  ["role-placeholder", {}, (job) => (job.Role = "mediaconvert")],
  ["input-missing", { audio: false }, (job) => (job.Settings.Inputs = [])],
  ["input-missing", {}, (job) => delete job.Settings.Inputs[0].FileInput],
  [
    "output-missing",
    { captions: [], storyboard: true },
    (job) => (groups(job)[1].Outputs = []),
  ],
  [
    "group-settings-missing",
    {},
    (job) => {
      const { Type } = groups(job)[1].OutputGroupSettings;
      groups(job).push({
        OutputGroupSettings: { Type },
        Outputs: groups(job)[1].Outputs,
      });
    },
  ],
  ["container-missing", {}, (job) => delete outputs(job)[0].ContainerSettings],
  [
    "container-wrong",
    {},
    (job) => (outputs(job)[0].ContainerSettings = { Container: "MP4" }),
  ],
  ["destination-missing", {}, (job) => delete hls(job).Destination],
  [
    "playlist-name",
    {},
    (job) => (hls(job).Destination = "s3://school-videos/lesson/v1/main"),
  ],
  [
    "version-missing",
    {},
    (job) => (hls(job).Destination = "s3://school-videos/lesson/index"),
  ],
  ["name-modifier-missing", {}, (job) => delete outputs(job)[0].NameModifier],
  [
    "name-modifier-repeated",
    {},
    (job) => (outputs(job)[1].NameModifier = "_1080p"),
  ],
  [
    "output-empty",
    {},
    (job) =>
      outputs(job).push({
        NameModifier: "_x",
        ContainerSettings: { Container: "M3U8" },
      }),
  ],
  [
    "codec-settings-missing",
    {},
    (job) => delete outputs(job)[0].VideoDescription.CodecSettings,
  ],
  ["max-bitrate-missing", {}, (job) => delete h264(job, 0).MaxBitrate],
  ["bitrate-unused", {}, (job) => (h264(job, 0).Bitrate = 1_000_000)],
  [
    "constant-bitrate",
    {},
    (job) => Object.assign(h264(job, 0), { RateControlMode: "CBR" }),
  ],
  ["lowest-rung-high", {}, (job) => outputs(job).splice(3, 2)],
  [
    "may-upscale",
    {},
    (job) => delete outputs(job)[0].VideoDescription.ScalingBehavior,
  ],
  ["odd-size", {}, (job) => (outputs(job)[4].VideoDescription.Width = 427)],
  ["ladder-order", {}, (job) => (h264(job, 1).MaxBitrate = 500_000)],
  [
    "rung-repeated",
    {},
    (job) => outputs(job).push({ ...outputs(job)[0], NameModifier: "_again" }),
  ],
  ["interlaced", {}, (job) => (h264(job, 0).InterlaceMode = "TOP_FIELD")],
  [
    "profile-unsupported",
    {},
    (job) => (h264(job, 0).CodecProfile = "HIGH_10BIT"),
  ],
  ["profile-unsupported", {}, (job) => (h264(job, 0).CodecLevel = "LEVEL_5_1")],
  [
    "hevc-in-ts",
    {
      ladder: [
        {
          name: "a",
          width: 426,
          height: 240,
          maxBitrate: 300_000,
        },
      ],
    },
    (job) =>
      (outputs(job)[0].VideoDescription.CodecSettings = {
        Codec: "H_265",
        H265Settings: {
          MaxBitrate: 300_000,
          RateControlMode: "QVBR",
          SceneChangeDetect: "TRANSITION_DETECTION",
        },
      }),
  ],
  ["scene-change", {}, (job) => (h264(job, 0).SceneChangeDetect = "DISABLED")],
  ["gop-differs", {}, (job) => (h264(job, 1).GopSize = 3)],
  [
    "gop-in-frames",
    {},
    (job) =>
      rungs(job).forEach((rung: Spoilt) =>
        Object.assign(rung, { GopSize: 60, GopSizeUnits: "FRAMES" }),
      ),
  ],
  [
    "gop-size-with-auto",
    {},
    (job) => rungs(job).forEach((rung: Spoilt) => (rung.GopSizeUnits = "AUTO")),
  ],
  ["segment-not-gop-multiple", {}, (job) => (hls(job).SegmentLength = 5)],
  ["open-gop", {}, (job) => (h264(job, 0).GopClosedCadence = 0)],
  ["segment-length", {}, (job) => delete hls(job).SegmentLength],
  ["segment-control", {}, (job) => (hls(job).SegmentLengthControl = "EXACT")],
  ["byte-ranges", {}, (job) => (hls(job).SegmentControl = "SINGLE_FILE")],
  ["codec-strings", {}, (job) => delete hls(job).CodecSpecification],
  [
    "hls-playlist-missing",
    { container: "cmaf" },
    (job) =>
      (groups(job)[0].OutputGroupSettings.CmafGroupSettings.WriteHlsManifest =
        "DISABLED"),
  ],
  [
    "caption-segments",
    { captions: [{ language: "en", file: "s3://school-uploads/en.vtt" }] },
    (job) => delete hls(job).CaptionSegmentLengthControl,
  ],
  [
    "audio-in-every-rung",
    {},
    (job) =>
      (outputs(job)[0].AudioDescriptions = outputs(job)[5].AudioDescriptions),
  ],
  [
    "audio-group-unknown",
    {},
    (job) =>
      (outputs(job)[0].OutputSettings.HlsSettings.AudioRenditionSets = "sound"),
  ],
  [
    "audio-group-unused",
    {},
    (job) =>
      outputs(job)
        .slice(0, 5)
        .forEach(
          (rung: Spoilt) =>
            delete rung.OutputSettings.HlsSettings.AudioRenditionSets,
        ),
  ],
  [
    "audio-default",
    {},
    (job) =>
      (outputs(job)[5].OutputSettings.HlsSettings.AudioTrackType =
        "ALTERNATE_AUDIO_AUTO_SELECT"),
  ],
  [
    "audio-language",
    { audio: { tracks: [{ language: "en" }, { language: "de", track: 2 }] } },
    (job) => delete outputs(job)[6].AudioDescriptions[0].CustomLanguageCode,
  ],
  [
    "audio-selector-unknown",
    {},
    (job) => (job.Settings.Inputs[0].AudioSelectors = { other: {} }),
  ],
  [
    "audio-selector-unknown",
    {},
    (job) => delete outputs(job)[5].AudioDescriptions[0].AudioSourceName,
  ],
  [
    "audio-coding",
    {},
    (job) =>
      delete outputs(job)[5].AudioDescriptions[0].CodecSettings.AacSettings
        .CodingMode,
  ],
  [
    "caption-selector-unknown",
    { captions: [{ language: "en", file: "s3://school-uploads/en.vtt" }] },
    (job) => delete job.Settings.Inputs[0].CaptionSelectors,
  ],
  [
    "caption-format",
    { captions: [{ language: "en", file: "s3://school-uploads/en.vtt" }] },
    (job) =>
      (outputs(job)[6].CaptionDescriptions[0].DestinationSettings = {
        DestinationType: "SRT",
      }),
  ],
  [
    "caption-output-shared",
    { captions: [{ language: "en", file: "s3://school-uploads/en.vtt" }] },
    (job) =>
      (outputs(job)[0].CaptionDescriptions =
        outputs(job)[6].CaptionDescriptions),
  ],
  [
    "caption-language",
    { captions: [{ language: "en", file: "s3://school-uploads/en.vtt" }] },
    (job) => delete outputs(job)[6].CaptionDescriptions[0].CustomLanguageCode,
  ],
  ["captions-missing", {}, () => undefined],
  ["i-frames-missing", { iFrames: false }, () => undefined],
  ["storyboard-missing", { storyboard: false, poster: false }, () => undefined],
  [
    "encryption-incomplete",
    { encryption: { key, keyUrl } },
    (job) => delete hls(job).Encryption.StaticKeyProvider,
  ],
  [
    "key-missing",
    { encryption: { key, keyUrl } },
    (job) => delete hls(job).Encryption.StaticKeyProvider.Url,
  ],
  [
    "key-known",
    { encryption: { key, keyUrl } },
    (job) =>
      (hls(job).Encryption.StaticKeyProvider.StaticKeyValue = "0".repeat(32)),
  ],
  [
    "key-url",
    { encryption: { key, keyUrl } },
    (job) =>
      (hls(job).Encryption.StaticKeyProvider.Url =
        "http://api.school.example/keys"),
  ],
  [
    "key-in-bucket",
    { encryption: { key, keyUrl } },
    (job) =>
      (hls(job).Encryption.StaticKeyProvider.Url =
        "https://school-videos.s3.eu-central-1.amazonaws.com/lesson"),
  ],
  [
    "needs-drm",
    { encryption: { key, keyUrl } },
    (job) => (hls(job).Encryption.EncryptionMethod = "SAMPLE_AES"),
  ],
  [
    "unknown-value",
    { container: "cmaf" },
    (job) =>
      (groups(job)[0].OutputGroupSettings.CmafGroupSettings.Encryption = {
        EncryptionMethod: "AES128",
        Type: "STATIC_KEY",
        StaticKeyProvider: { StaticKeyValue: key, Url: keyUrl },
      }),
  ],
  [
    "automated-not-all",
    { ladder: {} },
    (job) =>
      groups(job).push(
        buildJob({ ...least, output: "s3://school-videos/other" }).Settings!
          .OutputGroups![0],
      ),
  ],
  [
    "automated-codec",
    { ladder: {} },
    (job) => (outputs(job)[0].VideoDescription.CodecSettings.Codec = "AV1"),
  ],
  [
    "automated-rate-control",
    { ladder: {} },
    (job) => (h264(job, 0).QualityTuningLevel = "SINGLE_PASS_HQ"),
  ],
  [
    "automated-scaling",
    { ladder: {} },
    (job) =>
      (outputs(job)[0].VideoDescription.ScalingBehavior = "FIT_NO_UPSCALE"),
  ],
  [
    "automated-size",
    { ladder: {} },
    (job) => (outputs(job)[0].VideoDescription.Width = 1280),
  ],
  [
    "automated-several",
    { ladder: {} },
    (job) => outputs(job).push({ ...outputs(job)[0], NameModifier: "_second" }),
  ],
  [
    "automated-limits",
    { ladder: {} },
    (job) =>
      (groups(job)[0].AutomatedEncodingSettings.AbrSettings.MinAbrBitrate =
        9_000_000),
  ],
  [
    "pictures-in-stream",
    {},
    (job) => (groups(job)[1].Outputs[0].ContainerSettings.Container = "MP4"),
  ],
  ["token-length", {}, (job) => (job.ClientRequestToken += "0")],
];

const groups = (job: Spoilt) => job.Settings.OutputGroups;
const hls = (job: Spoilt) =>
  groups(job)[0].OutputGroupSettings.HlsGroupSettings;
const outputs = (job: Spoilt) => groups(job)[0].Outputs;
const h264 = (job: Spoilt, index: number) =>
  outputs(job)[index].VideoDescription.CodecSettings.H264Settings;
const rungs = (job: Spoilt) => [0, 1, 2, 3, 4].map((index) => h264(job, index));

/** What follows from a fault by itself. */
const also: Partial<Record<JobFindingCode, JobFindingCode[]>> = {
  "role-placeholder": ["member-missing"],
  "input-missing": ["audio-selector-unknown"],
  "group-settings-missing": ["destination-missing"],
  "unknown-value": ["needs-drm"],
};

describe("each fault by itself", () => {
  for (const [code, options, spoil] of faults)
    test(`${code}: ${String(spoil)
      .replace(/^\(job\) => |^\(\) => /, "")
      .slice(0, 90)}`, () => {
      const job = structuredClone(buildJob({ ...least, ...options }));
      spoil(job);
      const found = codes(job);
      assert.ok(found.includes(code), `found only ${found.join(", ")}`);
      const more = found.filter(
        (each) =>
          each !== code &&
          !also[code]?.includes(each) &&
          findings[each][0] !== "note",
      );
      assert.deepEqual(more, []);
    });

  test("every code there is has its fault here", () => {
    const shown = new Set<string>(faults.map(([code]) => code));
    assert.deepEqual(
      Object.keys(findings).filter((code) => !shown.has(code)),
      [],
    );
  });
});

test("errors come first, each with its place and its mend", () => {
  const found = lintJob(articleJob);
  const ranks = found.map(({ severity }) =>
    ["error", "warning", "note"].indexOf(severity),
  );
  assert.deepEqual(ranks, ranks.toSorted());
  for (const { path, mend, message } of found)
    assert.ok(path !== "" && mend !== "" && message !== "", path);
});

test("any JSON may be given: it is read to its end, whatever it is", () => {
  fc.assert(fc.property(fc.jsonValue(), (json) => void lintJob(json)));
  const part = fc.constantFrom(
    "Settings",
    "OutputGroups",
    "Outputs",
    "VideoDescription",
    "AudioDescriptions",
    "Inputs",
    "OutputGroupSettings",
    "HlsGroupSettings",
    "Encryption",
    "CodecSettings",
    "0",
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 8 }),
      fc.jsonValue(),
      (path, json) => {
        const job: Spoilt = structuredClone(
          buildJob({ ...least, encryption: { key, keyUrl } }),
        );
        let place = job;
        for (const name of path) {
          if (typeof place[name] !== "object" || place[name] === null) break;
          if (Math.max(path.indexOf(name), 0) === path.length - 1)
            place[name] = json;
          else place = place[name];
        }
        lintJob(job);
      },
    ),
  );
});

test("no finding holds a value: a key in the wrong place stays where it is", () => {
  const job: Spoilt = structuredClone(
    buildJob({ ...least, encryption: { key, keyUrl } }),
  );
  hls(job).Encryption.StaticKeyProvider = {
    StaticKeyValue: `${key}!`,
    KeyFormat: key,
    Url: key,
  };
  job.Priority = key;
  hls(job).ClientCache = key;
  assert.doesNotMatch(JSON.stringify(lintJob(job)), new RegExp(key));
});

test("the page lists every code as it is, with what mends it", () => {
  const page = readFileSync("docs/mediaconvert.md", "utf8").replace(
    / +\|/g,
    " |",
  );
  const rows = Object.entries(findings).map(
    ([code, [severity, what, mend]]) =>
      `| \`${code}\` | ${severity} | ${what} | ${mend.replaceAll("<", "&lt;").replaceAll(">", "&gt;")} |`,
  );
  assert.deepEqual(
    rows.filter((row) => !page.includes(row)),
    [],
  );
  const listed = page.match(/^\| `[a-z0-9-]+` \| (?:error|warning|note) \|/gm);
  assert.equal(listed?.length, rows.length);
});

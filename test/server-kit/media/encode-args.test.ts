import assert from "node:assert/strict";
import { test } from "node:test";
import {
  encodeArgs,
  type EncodePlan,
} from "../../../server-kit/media/encode-args.js";
import {
  frameRateOf,
  perSecond,
} from "../../../server-kit/media/frame-rate.js";
import { fitLadder, ladders } from "../../../server-kit/media/ladder.js";
import { posterArgs } from "../../../server-kit/media/poster-args.js";
import { describeSource } from "../../../server-kit/media/source.js";
import { layOutStoryboard } from "../../../server-kit/media/storyboard-layout.js";
import { audioTracks } from "../../../server-kit/media/tracks.js";

const video = {
  index: 0,
  codec_type: "video",
  width: 1280,
  height: 720,
  r_frame_rate: "30000/1001",
  avg_frame_rate: "30000/1001",
};
const sound = (index: number, language: string) => ({
  index,
  codec_type: "audio",
  channels: 6,
  tags: { language },
});

const planOf = (more: Partial<EncodePlan> = {}): EncodePlan => {
  const source = describeSource("a.mp4", [
    video,
    sound(1, "eng"),
    sound(2, "eng"),
  ]);
  return {
    input: "/videos/a.mp4",
    source,
    rungs: fitLadder(ladders.lesson, source),
    audio: audioTracks(source.sound),
    storyboard: undefined,
    container: "ts",
    segmentSeconds: 6,
    crf: 23,
    preset: "medium",
    ...more,
  };
};

/** The options of the output that ends with this file. */
function outputOf(args: readonly string[], file: string): string {
  const end = args.indexOf(file);
  const start = args.lastIndexOf("-map", end);
  assert.ok(end > 0, `${file} is not written.`);
  return args.slice(start, end).join(" ");
}

test("one run decodes once, and writes each rung and each sound track", () => {
  const args = encodeArgs(planOf());
  assert.deepEqual(
    args.filter((arg) => arg.endsWith(".m3u8")),
    [
      ...["720p", "480p", "360p", "240p"].map((name) => `index_${name}.m3u8`),
      ...["index_audio_en.m3u8", "index_audio_en_2.m3u8"],
    ],
  );
  assert.equal(args.filter((arg) => arg === "-i").length, 1);
});

test("the rate has a lid, as the ladder says, and the encoder adds no key frame of its own", () => {
  const rung = outputOf(encodeArgs(planOf()), "index_720p.m3u8");
  assert.match(rung, /-crf 23 -maxrate 2400000 -bufsize 2400000/);
  assert.match(rung, /-force_key_frames expr:gte\(t,n_forced\*2\) -g 61 /);
  assert.match(rung, /-sc_threshold 0/);
  assert.match(rung, /-hls_time 6 .*-hls_segment_filename index_720p_%05d\.ts/);
});

test("TS, which has no edit list, begins one frame after what is decoded first; CMAF says when", () => {
  const rung = (container: "ts" | "cmaf") =>
    outputOf(encodeArgs(planOf({ container })), "index_720p.m3u8");
  assert.match(rung("ts"), / -x264-params b-pyramid=none /);
  assert.doesNotMatch(rung("cmaf"), /b-pyramid/);
});

test("sound is stereo at most", () => {
  const track = outputOf(encodeArgs(planOf()), "index_audio_en.m3u8");
  assert.match(track, /^-map 0:1 .*-ac 2 -b:a 128000/);
});

test("CMAF has MediaConvert's names, and no other clock", () => {
  const args = encodeArgs(planOf({ container: "cmaf" }));
  const rung = outputOf(args, "index_720p.m3u8");
  assert.match(rung, /-hls_fmp4_init_filename index_720pinit\.cmfv/);
  assert.match(rung, /-hls_segment_filename index_720p_%09d\.cmfv/);
  assert.doesNotMatch(args.join(" "), /output_ts_offset/);
  assert.match(outputOf(args, "index_audio_en.m3u8"), /%09d\.cmfa/);
});

test("the storyboard is made of the same frames", () => {
  const source = { width: 1280, height: 720 };
  const args = encodeArgs(planOf({ storyboard: layOutStoryboard(source, 5) }));
  const graph = args[args.indexOf("-filter_complex") + 1]!;
  assert.match(graph, /^\[0:0\]fps=30000\/1001:start_time=0,split=5/);
  assert.match(graph, /scale=192:108.*tile=10x10.*\[board\]$/);
});

test("an input that is a playlist reaches nothing of the network, and none is taken for an option", () => {
  const args = encodeArgs(planOf({ input: "-y" }));
  const at = args.indexOf("-i");
  assert.deepEqual(args.slice(at - 2, at), ["-protocol_whitelist", "file"]);
  assert.equal(args[at + 1], `file:${process.cwd()}/-y`);
});

test("interlaced pictures are made whole ones", () => {
  const source = describeSource("a", [{ ...video, field_order: "tt" }]);
  assert.match(encodeArgs(planOf({ source })).join(" "), /yadif=/);
});

for (const [name, stream, expected] of [
  [
    "a rotated one upright",
    { side_data_list: [{ rotation: -90 }] },
    [720, 1280],
  ],
  [
    "one upside down as it is",
    { side_data_list: [{ rotation: 180 }] },
    [1280, 720],
  ],
  ["one of an old ffmpeg as well", { tags: { rotate: "270" } }, [720, 1280]],
  [
    "wide pixels",
    { width: 720, height: 576, sample_aspect_ratio: "64:45" },
    [1024, 576],
  ],
  ["pixels of no known shape", { sample_aspect_ratio: "0:1" }, [1280, 720]],
] as const)
  test(`the size of a video is the one that is shown: ${name}`, () => {
    const { width, height } = describeSource("a", [
      { ...video, ...stream } as typeof video,
    ]);
    assert.deepEqual([width, height], expected);
  });

test("a cover is no picture", () => {
  const cover = { ...video, disposition: { attached_pic: 1 } };
  assert.throws(() => describeSource("a.m4a", [cover, sound(1, "eng")]), {
    code: "no-video",
  });
  const after = describeSource("a", [cover, { ...video, index: 3 }]);
  assert.equal(after.videoStream, 3);
});

for (const [tag, language] of [
  ["ger", "de"],
  ["deu", "de"],
  ["fre", "fr"],
  ["pt-BR", "pt-BR"],
  ["", "und"],
  ["not a language", "und"],
] as const)
  test(`a sound track of "${tag}" is one of "${language}"`, () => {
    const source = describeSource("a", [video, sound(1, tag)]);
    assert.equal(source.sound[0]!.language, language);
  });

test("sound tracks have names of their own, and languages that are given win", () => {
  const { sound: tracks } = planOf().source;
  assert.deepEqual(
    audioTracks(tracks).map(({ label }) => label),
    ["English", "English (2)"],
  );
  assert.deepEqual(
    audioTracks(tracks, ["de"]).map(({ name }) => name),
    ["index_audio_de", "index_audio_en"],
  );
});

for (const [declared, average, expected] of [
  ["25/1", "25/1", "25/1"],
  ["30000/1001", "30000/1001", "30000/1001"],
  // A phone's, and a screen recorder's, which vary.
  ["90000/1", "29.91/1", "30000/1001"],
  ["1000/1", "24.6/1", "25/1"],
  ["1000/1", "12.5/1", "13/1"],
  ["120/1", "120/1", "120/2"],
  ["60000/1001", "60000/1001", "60000/1001"],
  ["0/0", "0/0", "25/1"],
] as const)
  test(`${declared} declared and ${average} on average is packaged at ${expected} frames a second`, () => {
    const rate = frameRateOf(declared, average);
    assert.equal(`${rate.numerator}/${rate.denominator}`, expected);
    assert.ok(perSecond(rate) <= 60, "There are more than 60.");
  });

test("the poster is no larger than 1280 pixels, and never beyond the end", () => {
  const { source } = planOf();
  const big = { ...source, width: 3840, height: 2160 };
  const args = (seconds?: number | false) =>
    posterArgs("a", big, 10, { posterSeconds: seconds })?.join(" ");
  assert.match(args()!, /-ss 1\.000 .*scale=1280:720/);
  assert.match(args(99)!, /-ss 9\.500/);
  assert.equal(args(false), undefined);
});

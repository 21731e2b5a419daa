import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkPackageOptions,
  type PackageOptions,
} from "../../../server-kit/media/package-options.js";
import {
  layOutStoryboard,
  storyboardVtt,
} from "../../../server-kit/media/storyboard-layout.js";
import { runTool } from "../../../server-kit/media/tool.js";

const check = (more: object) =>
  checkPackageOptions({ input: "a.mp4", output: "a", ...more });

const secret = "00112233445566778899aabbccddeeff";
const keyUrl = "https://api.school.example/keys/lesson-1";

test("all that is needed is an input and an output", () => {
  const { container, segmentSeconds, everySeconds, ladder } = check({});
  assert.deepEqual(
    [container, segmentSeconds, everySeconds, ladder[0]!.name],
    ["ts", 6, 5, "1080p"],
  );
});

for (const [option, more] of [
  ["input", { input: "" }],
  ["output", { output: undefined }],
  ["container", { container: "webm" }],
  ["ladder", { ladder: [] }],
  ["segmentSeconds", { segmentSeconds: 5 }],
  ["segmentSeconds", { segmentSeconds: 0 }],
  ["crf", { crf: 60 }],
  ["preset", { preset: "best" }],
  ["posterSeconds", { posterSeconds: -1 }],
  ["everySeconds", { storyboard: { everySeconds: 0 } }],
  ["audioLanguages[1]", { audioLanguages: ["en", "klingonish"] }],
  ["captions[0].language", { captions: [{ file: "a.vtt", language: "xx" }] }],
  ["captions[0].file", { captions: [{ language: "de" }] }],
  ["encryption.key", { encryption: { key: `${secret}0`, keyUrl } }],
  ["encryption.key", { encryption: { key: new Uint8Array(8), keyUrl } }],
  ["encryption.keyUrl", { encryption: { key: secret, keyUrl: "" } }],
  ["encryption.keyUrl", { encryption: { key: secret, keyUrl: 'a"b' } }],
  ["encryption", { container: "cmaf", encryption: { key: secret, keyUrl } }],
] as const)
  test(`${option} of ${JSON.stringify(more)} is named, and no key is said`, () => {
    assert.throws(
      () => check(more as Partial<PackageOptions>),
      ({ name, message }: Error) =>
        name === "TypeError" &&
        message.startsWith(`\`${option}\` is `) &&
        !message.includes(secret),
    );
  });

test("a long video's storyboard has several images", () => {
  const board = layOutStoryboard({ width: 1080, height: 1920 }, 5);
  assert.deepEqual([board.width, board.height], [108, 192]);
  const vtt = storyboardVtt(board, 1_001);
  assert.ok(
    vtt.includes(
      "00:08:15.000 --> 00:08:20.000\nstoryboard_00001.jpg#xywh=972,1728,108,192\n\n" +
        "00:08:20.000 --> 00:08:25.000\nstoryboard_00002.jpg#xywh=0,0,108,192\n",
    ),
    vtt,
  );
  assert.match(vtt, /00:16:40\.000 --> 00:16:41\.000\nstoryboard_00003\.jpg/);
});

const node = (code: string, signal?: AbortSignal) =>
  runTool(process.execPath, ["-e", code], { signal });

test("a full disk is said to be full", () =>
  assert.rejects(
    node(
      'console.error("av_interleaved_write_frame(): No space left on device"); process.exit(1)',
    ),
    { code: "no-space" },
  ));

test("an ffmpeg without H.264 is not enough", () =>
  assert.rejects(
    node(`console.error("Unknown encoder 'libx264'"); process.exit(1)`),
    { code: "ffmpeg-missing", message: /libx264/ },
  ));

test("of what a program complains about, the end is repeated", () =>
  assert.rejects(
    node(
      "for (let i = 0; i < 99; i++) console.error(`line ${i}.`); process.exit(3)",
    ),
    ({ code, message }: Error & { code: string }) =>
      code === "ffmpeg-failed" &&
      message.endsWith("line 98.") &&
      message.includes("ended with 3") &&
      !message.includes("line 50."),
  ));

test("a program that is stopped ends with the reason", async () => {
  const reason = new Error("enough");
  await assert.rejects(
    node("setInterval(() => {}, 1000)", AbortSignal.abort(reason)),
    reason,
  );
  const stop = new AbortController();
  const ended = node("setInterval(() => {}, 1000)", stop.signal);
  stop.abort(reason);
  await assert.rejects(ended, reason);
});

import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createDecipheriv } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import {
  makeStoryboard,
  packageLocally,
  probeSource,
  type Packaged,
} from "../../../server-kit/media/index.js";
import { makeVideo } from "../../support/video-source.js";

const folder = mkdtempSync(join(tmpdir(), "package-locally-"));
const input = join(folder, "lesson.mp4");
const captions = join(folder, "lesson.srt");
const key = Buffer.from("00112233445566778899aabbccddeeff", "hex");

const server = createServer(({ url = "" }, response) => {
  const file = join(folder, new URL(url, "http://localhost").pathname);
  if (url === "/key") return void response.end(key);
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.end(readFileSync(file));
});
let origin = "";

before(async () => {
  makeVideo(input, { languages: ["eng", "ger"] });
  writeFileSync(
    captions,
    "1\n00:00:01,000 --> 00:00:06,500\nHallo & <i>guten</i> Tag\n",
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const pack = (name: string, more: object = {}) =>
  packageLocally({
    input,
    output: join(folder, name),
    preset: "superfast", // with B-frames, which "ultrafast" has not
    captions: [{ file: captions, language: "de" }],
    ...more,
  });

const textOf = (name: string) => readFileSync(join(folder, name), "utf8");

/** What ffprobe reads of a playlist of the server's; its complaints are an error. */
async function probe(path: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)("ffprobe", [
    ...["-v", "error", ...args, "-of", "csv=p=0", `${origin}/${path}`],
  ]);
  assert.equal(stderr, "");
  return stdout;
}

/** Seconds of the key frames, from the first one on. */
async function keyFrames(path: string): Promise<number[]> {
  const packets = await probe(path, "-show_entries", "packet=pts_time,flags");
  const times = packets
    .split("\n")
    .filter((line) => /,K/.test(line))
    .map((line) => Number.parseFloat(line));
  return times.map((time) => Math.round((time - times[0]!) * 1_000) / 1_000);
}

const formats = [
  { name: "ts", more: {} },
  { name: "cmaf", more: { container: "cmaf" } },
  { name: "aes", more: { encryption: { key, keyUrl: "/key" } } },
] as const;

for (const { name, more } of formats)
  describe(`a video packaged as ${name}`, () => {
    let packaged: Packaged;
    before(async () => {
      packaged = await pack(name, more);
    });

    test("has the rungs it fills, its sound tracks by language, captions and pictures", () => {
      assert.deepEqual(
        packaged.rungs.map(({ name }) => name),
        ["360p", "240p"],
      );
      const playlist = textOf(`${name}/index.m3u8`);
      assert.deepEqual(playlist.match(/^index_.*$/gm), [
        "index_360p.m3u8",
        "index_240p.m3u8",
      ]);
      assert.match(playlist, /NAME="English",LANGUAGE="en",DEFAULT=YES/);
      assert.match(playlist, /NAME="Deutsch",LANGUAGE="de",DEFAULT=NO/);
      assert.match(playlist, /CODECS="avc1\.6400[0-9a-f]{2},mp4a\.40\.2"/);
      assert.match(playlist, /RESOLUTION=426x240,FRAME-RATE=10\.000/);
      assert.ok(Math.abs(packaged.durationSeconds - 7) < 0.2, playlist);
      for (const file of ["poster.jpg", "storyboard.jpg", "storyboard.vtt"])
        assert.ok(existsSync(join(folder, name, file)), file);
    });

    // The edit list of CMAF says when it begins.
    if (name !== "cmaf")
      test("shows its first picture a frame after it is decoded, if not at once", async () => {
        const packets = await probe(
          `${name}/index_360p.m3u8`,
          ...[
            "-select_streams",
            "v",
            "-show_entries",
            "packet=pts_time,dts_time",
          ],
        );
        const [shown = 0, decoded = 0] = packets.split(",").map(parseFloat);
        const frames = (shown - decoded) * 10;
        assert.ok(frames < 1.01, `${frames} frames: ${packets.slice(0, 80)}`);
      });

    test("names no file that is not there", () => {
      for (const file of readdirSync(join(folder, name)))
        if (file.endsWith(".m3u8"))
          for (const [, uri = ""] of textOf(`${name}/${file}`).matchAll(
            /^(?:#.*URI=")?(index[^"\n]+|[^#/"\n]+\.m3u8)/gm,
          ))
            assert.ok(existsSync(join(folder, name, uri)), `${file}: ${uri}`);
    });

    test("declares no less bandwidth than its busiest segment takes", () => {
      const [, declared] = /BANDWIDTH=(\d+)/.exec(
        textOf(`${name}/index.m3u8`),
      )!;
      const [busiest, sound] = ["index_360p", "index_audio_en"].map((track) => {
        const found = textOf(`${name}/${track}.m3u8`).matchAll(
          /#EXTINF:([\d.]+),\n(.+)/g,
        );
        return Math.max(
          ...[...found]
            .filter(([, seconds]) => Number(seconds) > 3)
            .map(
              ([, seconds, uri]) =>
                (statSync(join(folder, name, uri!)).size * 8) / Number(seconds),
            ),
        );
      });
      assert.ok(Number(declared) >= busiest! + sound!, declared);
    });

    test("plays from a server, picture and sound to their ends", async () => {
      for (const [track, least] of [
        ["index_360p", 69],
        ["index_240p", 69],
        ["index_audio_en", 320],
        ["index_audio_de", 320],
      ] as const) {
        const counted = "-count_frames -show_entries stream=nb_read_frames";
        const frames = await probe(
          `${name}/${track}.m3u8`,
          ...counted.split(" "),
        );
        assert.ok(Number.parseInt(frames) >= least, `${track}: ${frames}`);
      }
    });

    test("has a key frame every two seconds, at the same times in every rung, and segments that begin with them", async () => {
      const expected = [0, 2, 4, 6];
      const durations = (track: string) =>
        textOf(`${name}/${track}.m3u8`).match(/^#EXTINF.*$/gm);
      for (const track of ["index_360p", "index_240p"]) {
        assert.deepEqual(await keyFrames(`${name}/${track}.m3u8`), expected);
        assert.deepEqual(durations(track), durations("index_360p"));
      }
      assert.match(durations("index_240p")![0]!, /^#EXTINF:6\.0/);
    });

    test("has the first picture, the first sound and the captions' zero at one time", async () => {
      const firsts = await Promise.all(
        ["index_360p", "index_audio_en"].map(async (track) =>
          Number.parseFloat(
            await probe(
              `${name}/${track}.m3u8`,
              ..."-show_entries packet=pts_time -read_intervals %+#1".split(
                " ",
              ),
            ),
          ),
        ),
      );
      const vtt = textOf(`${name}/index_captions_de_00001.vtt`);
      const zero = Number(/MPEGTS:(\d+)/.exec(vtt)?.[1]) / 90_000;
      const [picture = NaN, sound = NaN] = firsts;
      assert.ok(Math.abs(picture - zero) < 0.001, `${picture} ${zero}`);
      // An AAC encoder begins with a packet that is not heard.
      assert.ok(zero - sound < 0.025 && sound <= zero + 0.001, `${sound}`);
    });

    test("has each caption in all the segments that it reaches into", () => {
      for (const number of [1, 2]) {
        const vtt = textOf(`${name}/index_captions_de_0000${number}.vtt`);
        assert.ok(
          vtt.includes("00:00:01.000 --> 00:00:06.500\nHallo &amp; <i>guten"),
          vtt,
        );
      }
    });

    test("has a playlist of key frames, each of which decodes alone", async () => {
      const track = "index_240p_I-Frame";
      const playlist = textOf(`${name}/${track}.m3u8`);
      assert.match(playlist, /#EXT-X-I-FRAMES-ONLY/);
      const uris = playlist.match(/^[^#].*$/gm)!;
      assert.equal(uris.length, name === "cmaf" ? 2 : 4);
      const lone = join(folder, `${name}-frame`);
      uris.forEach((uri, index) => {
        writeFileSync(lone, frameOf(name, playlist, uri, index));
        const { stdout } = spawnSync(
          "ffprobe",
          [
            ..."-v quiet -count_frames -of csv=p=0".split(" "),
            ...["-show_entries", "stream=width,nb_read_frames", lone],
          ],
          { encoding: "utf8" },
        );
        assert.match(stdout, /^426,1\n/, `${uri} ${index}`);
      });
    });

    test("leaves nothing beside it", () => {
      assert.deepEqual(
        readdirSync(folder).filter((entry) => entry.startsWith(".")),
        [],
      );
    });
  });

/** The bytes of an I-frame, with what goes before it, as a player fetches them. */
function frameOf(
  format: string,
  playlist: string,
  uri: string,
  index: number,
): Buffer {
  const file = readFileSync(join(folder, format, uri));
  if (format === "aes") return decrypt(file, index + 1);
  const [, mapUri = "", mapBytes] =
    /#EXT-X-MAP:URI="([^"]+)"(?:,BYTERANGE="(\d+)@0")?/.exec(playlist)!;
  const map = readFileSync(join(folder, format, mapUri));
  const ranges = [...playlist.matchAll(/#EXT-X-BYTERANGE:(\d+)@(\d+)/g)];
  const [, bytes = 0, offset = 0] = ranges[index]!.map(Number);
  return Buffer.concat([
    map.subarray(0, mapBytes === undefined ? map.length : Number(mapBytes)),
    file.subarray(offset, offset + bytes),
  ]);
}

function decrypt(bytes: Buffer, number: number, by = key): Buffer {
  const iv = Buffer.alloc(16);
  iv.writeUInt32BE(number, 12);
  const decipher = createDecipheriv("aes-128-cbc", by, iv);
  return Buffer.concat([decipher.update(bytes), decipher.final()]);
}

describe("an encrypted stream", () => {
  const segment = (format: string) =>
    readFileSync(join(folder, format, "index_240p_00001.ts"));

  test("is the stream as it is without, once it is decrypted with the number of the segment", () => {
    assert.equal(segment("ts")[0], 0x47);
    assert.deepEqual(decrypt(segment("aes"), 1), segment("ts"));
    assert.throws(() =>
      decrypt(segment("aes"), 1, Buffer.from("another key than".slice(0, 16))),
    );
  });

  test("has the key's URL in each media playlist, and the key nowhere", () => {
    for (const name of readdirSync(join(folder, "aes"))) {
      const bytes = readFileSync(join(folder, "aes", name));
      assert.ok(!bytes.includes(key), name);
      assert.ok(!bytes.includes(key.toString("hex")), name);
      if (/^index_(?!captions).*m3u8$/.test(name))
        assert.match(
          bytes.toString(),
          /^#EXT-X-KEY:METHOD=AES-128,URI="\/key"$/m,
          name,
        );
    }
  });
});

test("a video without sound, and with pixels that are not square, is packaged as it is shown", async () => {
  const silent = join(folder, "silent.mp4");
  makeVideo(silent, { seconds: 1, size: "160x180", filter: "setsar=2/1" });
  const { rungs, audio, source } = await pack("silent", { input: silent });
  assert.deepEqual([source.width, source.height], [320, 180]);
  assert.deepEqual(rungs.at(-1), { ...rungs[0]!, width: 320, height: 180 });
  assert.deepEqual(audio, []);
  assert.match(textOf("silent/index.m3u8"), /CODECS="avc1\.\w+",SUB/);
  const shown = "stream=width,height,sample_aspect_ratio";
  assert.match(
    await probe("silent/index_180p.m3u8", "-show_entries", shown),
    /^320,180,1:1/,
  );
});

describe("what is there already", () => {
  const place = () => join(folder, "taken");
  before(() => {
    mkdirSync(place());
    writeFileSync(join(place(), "mine.txt"), "mine");
  });

  test("is left alone", async () => {
    await assert.rejects(pack("taken"), { code: "output-exists" });
    assert.equal(textOf("taken/mine.txt"), "mine");
  });

  test("stays when a run that may replace it is stopped, and nothing is left beside it", async () => {
    const stop = new AbortController();
    const reason = new Error("stopped");
    const begun = setInterval(() => {
      if (readdirSync(folder).some((name) => name.startsWith(".taken")))
        stop.abort(reason);
    }, 5);
    await assert.rejects(
      pack("taken", { overwrite: true, signal: stop.signal }),
      reason,
    );
    clearInterval(begun);
    assert.equal(textOf("taken/mine.txt"), "mine");
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith(".")),
      [],
    );
  });

  test("is replaced when asked for, by the whole new stream", async () => {
    const told: number[] = [];
    await pack("taken", {
      overwrite: true,
      onProgress: (done: number) => told.push(done),
    });
    assert.ok(!existsSync(join(place(), "mine.txt")), "The old one is there.");
    assert.ok(existsSync(join(place(), "index.m3u8")), "There is no new one.");
    assert.deepEqual(
      told,
      told.toSorted((a, b) => a - b),
    );
    assert.equal(told.at(-1), 1);
  });
});

test("what cannot be packaged says why", async () => {
  const text = join(folder, "text.mp4");
  writeFileSync(text, "no video");
  const sound = join(folder, "sound.m4a");
  await promisify(execFile)("ffmpeg", [
    ..."-v error -f lavfi -i sine=duration=1 -c:a aac".split(" "),
    sound,
  ]);
  const code = (more: object) =>
    pack("never", more).then(
      () => "none",
      (error: { code: string; message: string }) => error.code,
    );
  assert.equal(await code({ input: join(folder, "absent.mp4") }), "unreadable");
  assert.equal(await code({ input: text }), "unreadable");
  assert.equal(await code({ input: sound }), "no-video");
  assert.equal(await code({ ffmpeg: "no-such-ffmpeg" }), "ffmpeg-missing");
  assert.equal(await code({ ffprobe: "no-such-ffprobe" }), "ffmpeg-missing");
  assert.equal(
    await code({ captions: [{ file: text, language: "de" }] }),
    "bad-captions",
  );
  assert.ok(!existsSync(join(folder, "never")), "Something was left.");
});

test("a storyboard alone is a folder of its own, as the player reads it", async () => {
  const output = join(folder, "board");
  const made = await makeStoryboard({ input, output, everySeconds: 2 });
  assert.deepEqual(made, {
    file: "storyboard.vtt",
    images: ["storyboard.jpg"],
  });
  assert.deepEqual(readdirSync(output).sort(), [
    "storyboard.jpg",
    "storyboard.vtt",
  ]);
  assert.match(
    textOf("board/storyboard.vtt"),
    /^WEBVTT\n\n00:00:00\.000 --> 00:00:02\.000\nstoryboard\.jpg#xywh=0,0,192,108\n\n[^]*00:00:06\.000 --> 00:00:07\.\d+\nstoryboard\.jpg#xywh=576,0,192,108\n$/,
  );
});

test("a probe says what is in a file", async () => {
  const { sound, frameRate, ...source } = await probeSource(input);
  assert.deepEqual(frameRate, { numerator: 10, denominator: 1 });
  assert.deepEqual(
    sound.map(({ language }) => language),
    ["en", "de"],
  );
  assert.deepEqual([source.width, source.height], [640, 360]);
});

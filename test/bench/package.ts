import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ladders, packageLocally } from "../../server-kit/media/index.js";
import { spreadOf } from "../support/interleave.js";

const rounds = 2;
const seconds = 60;

/** What packaging may cost at most, as a share of running ffmpeg once a rung. */
const wanted = 1;

/**
 * Seconds of CPU, so that what else the machine does matters less, to package a minute of 1080p by the lesson ladder: beside
 * its highest rung alone, and beside all of its rungs, each by a run of ffmpeg of its own.
 */
export default async function benchPackaging(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "bench-package-"));
  try {
    const source = join(folder, "source.mp4");
    makeSource(source);
    const counted = countingFfmpeg(folder);
    const found = {
      ours: [] as number[],
      one: [] as number[],
      each: [] as number[],
    };
    for (let round = 0; round < rounds; round++) {
      found.ours.push(
        await counted(async (ffmpeg) => {
          const output = join(folder, `ours-${round}`);
          await packageLocally({ input: source, output, ffmpeg });
        }),
      );
      const rungs: number[] = [];
      for (const { name, width, height, maxBitrate } of ladders.lesson)
        rungs.push(
          await counted(async (ffmpeg) => {
            const output = join(folder, `${name}-${round}`);
            mkdirSync(output);
            const size = ["-vf", `scale=${width}:${height}:flags=bicubic`];
            const rate = [
              "-maxrate",
              `${maxBitrate}`,
              "-bufsize",
              `${maxBitrate}`,
            ];
            run(ffmpeg, [
              ..."-nostdin -loglevel error -i".split(" "),
              source,
              ...size,
              ..."-c:v libx264 -preset medium -crf 23 -profile:v high -refs 3 -g 51".split(
                " ",
              ),
              ...rate,
              ..."-c:a aac -b:a 128k -f hls -hls_time 6 -hls_playlist_type vod".split(
                " ",
              ),
              join(output, "index.m3u8"),
            ]);
          }),
        );
      found.one.push(rungs[0]!);
      found.each.push(rungs.reduce((sum, each) => sum + each));
    }
    const ratio = (base: "one" | "each") =>
      spreadOf(found.ours.map((ours, round) => ours / found[base][round]!))
        .median;
    const cpu = (name: keyof typeof found) =>
      spreadOf(found[name]).median.toFixed(1);
    const met = ratio("each") <= wanted;
    console.log(
      `Seconds of CPU, medians of ${rounds} rounds, for ${seconds} s of 1080p.`,
    );
    console.log(
      `packageLocally, ${ladders.lesson.length} rungs  ${cpu("ours")}`,
    );
    console.log(
      `ffmpeg, 1080p alone         ${cpu("one")}: ours is ${ratio("one").toFixed(2)} of it`,
    );
    console.log(
      `ffmpeg, once a rung         ${cpu("each")}: ours is ${ratio("each").toFixed(2)} of it  wanted ≤ ${wanted}: ${met ? "met" : "MISSED"}`,
    );
    return met;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Neither a still nor noise: shapes, text and a counter that move. */
function makeSource(file: string): void {
  run("ffmpeg", [
    ..."-nostdin -loglevel error -f lavfi -i".split(" "),
    `testsrc2=size=1920x1080:rate=25:duration=${seconds}`,
    ..."-f lavfi -i".split(" "),
    `sine=frequency=440:duration=${seconds}`,
    ..."-c:v libx264 -preset ultrafast -crf 18 -pix_fmt yuv420p -c:a aac".split(
      " ",
    ),
    file,
  ]);
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0)
    throw new Error(`${command} ended with ${status}: ${stderr}`);
}

/** Seconds of CPU of a piece of work, this process's own and those of the ffmpeg that it is given. */
function countingFfmpeg(folder: string) {
  const command = join(folder, "ffmpeg");
  const times = join(folder, "times");
  writeFileSync(
    command,
    `#!/bin/bash\nTIMEFORMAT='%U %S'\n{ time ffmpeg "$@" 2>&3 3>&-; } 3>&2 2>>'${times}'\n`,
  );
  chmodSync(command, 0o755);
  return async (work: (ffmpeg: string) => Promise<void>): Promise<number> => {
    writeFileSync(times, "");
    const before = process.cpuUsage();
    await work(command);
    const { user, system } = process.cpuUsage(before);
    const spent = readFileSync(times, "utf8").trim().split(/\s+/).map(Number);
    return spent.reduce((sum, each) => sum + each, (user + system) / 1_000_000);
  };
}

import { stat } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import { Option, type Command } from "commander";
import {
  fitLadder,
  ladders,
  packageLocally,
  probeSource,
  type Packaged,
} from "../../media/index.js";
import { defineCommand, type Commands } from "../action.js";
import { findLessons } from "../dev/find-lessons.js";
import { CommandError } from "../exit.js";
import { explainPackaging } from "../explain-packaging.js";
import { withProgress } from "../progress-bar.js";
import { readTracks } from "../read-tracks.js";

interface PackageOptions {
  out: string;
  asVersion: string;
  ladder: keyof typeof ladders;
  container: "ts" | "cmaf";
  captions?: string[];
  key?: string;
  keyUrl?: string;
  overwrite?: boolean;
}

/** `package`: what MediaConvert would make, by ffmpeg. */
export function packageCommand(commands: Commands): Command {
  return defineCommand<PackageOptions>(
    commands,
    "package <input>",
    "Package a video, or a folder of videos, as HLS with ffmpeg: the tree that MediaConvert makes",
    {
      description:
        "Each video gets a folder of its own below --out, and in it one for the version: players that have the old one go on with it. Captions that lie beside a video (intro.de.vtt beside intro.mp4) are taken along.",
      setUp: (command) =>
        void command
          .option("--out <folder>", "where the folders go", "out")
          .option("--as-version <name>", "the folder of this version", "v1")
          .addOption(
            new Option(
              "--ladder <name>",
              "the qualities; none is larger than the video",
            )
              .choices(Object.keys(ladders))
              .default("lesson"),
          )
          .addOption(
            new Option("--container <name>", "of the segments")
              .choices(["ts", "cmaf"])
              .default("ts"),
          )
          .option(
            "--captions <language=file...>",
            "further captions, for one video: de=captions.vtt",
          )
          .option(
            "--key <hex>",
            "encrypt with AES-128: 32 hexadecimal digits, with --key-url",
          )
          .option("--key-url <url>", "where players ask for the key")
          .option("--overwrite", "replace a version that is there"),
      examples: [
        [
          "secure-hls package lesson-1.mp4",
          "writes out/lesson-1/v1/index.m3u8 and what it names",
        ],
        [
          "secure-hls package ./videos --out ./out --container cmaf",
          "every video of a folder, with fMP4 segments",
        ],
      ],
      action: async (options, [input = ""], context) => {
        const path = resolve(context.terminal.cwd, input);
        const videos = await videosOf(path, input, options);
        const made: (Packaged & { id: string })[] = [];
        const plans: { id: string; output: string; rungs: string[] }[] = [];
        for (const { id, file, captions } of videos) {
          const output = join(
            resolve(context.terminal.cwd, options.out),
            id,
            options.asVersion,
          );
          const job = {
            ...{ input: file, output, captions },
            ladder: ladders[options.ladder],
            container: options.container,
            overwrite: options.overwrite,
            signal: context.terminal.signal,
            ...(options.key !== undefined && {
              encryption: { key: options.key, keyUrl: options.keyUrl ?? "" },
            }),
          };
          if (context.dryRun) {
            const source = await explainPackaging(probeSource(file));
            const rungs = fitLadder(job.ladder, source);
            plans.push({ id, output, rungs: rungs.map(({ name }) => name) });
          } else {
            const packaged = await withProgress(
              `Packaging ${id}`,
              context.terminal,
              (onProgress) =>
                explainPackaging(packageLocally({ ...job, onProgress })),
            );
            made.push({ id, ...packaged });
          }
        }
        return context.dryRun
          ? {
              data: { videos: plans },
              text: plans
                .map(
                  ({ output, rungs }) =>
                    `Would write ${output}: ${rungs.join(", ")}`,
                )
                .join("\n"),
            }
          : {
              data: { videos: made },
              text: made.map(describe).join("\n"),
            };
      },
    },
  );
}

interface Video {
  id: string;
  file: string;
  captions: readonly { file: string; language: string }[];
}

async function videosOf(
  path: string,
  input: string,
  { captions }: PackageOptions,
): Promise<Video[]> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory();
  const given = readTracks("--captions", captions);
  if (isFolder && given.length > 0)
    throw new CommandError(
      "--captions is for one video. In a folder, put them beside each: intro.de.vtt beside intro.mp4.",
    );
  const found = findLessons(isFolder ? path : join(path, ".."), {
    orNone: !isFolder,
  }).flatMap((lesson) => (lesson.kind === "video" ? [lesson] : []));
  if (isFolder) {
    if (found.length === 0)
      throw new CommandError(`${input} holds HLS, and no video to package.`);
    return found;
  }
  const known = found.find(({ file }) => file === path);
  return [
    {
      id: known?.id ?? basename(path, extname(path)),
      file: path,
      captions: [...(known?.captions ?? []), ...given],
    },
  ];
}

function describe({
  output,
  rungs,
  audio,
  captions,
  durationSeconds,
  bytes,
}: Packaged): string {
  const parts = [
    rungs.map(({ name }) => name).join(" "),
    audio.length > 0 &&
      `sound ${audio.map(({ language }) => language).join(" ")}`,
    captions.length > 0 &&
      `captions ${captions.map(({ language }) => language).join(" ")}`,
    `${Math.round(durationSeconds)} s`,
    `${(bytes / 1_000_000).toFixed(1)} MB`,
  ];
  return `${output}/index.m3u8: ${parts.filter(Boolean).join(", ")}`;
}

import { join, resolve } from "node:path";
import type { Command } from "commander";
import {
  fitLadder,
  ladders,
  packageLocally,
  probeSource,
  type Packaged,
} from "../../media/index.js";
import { defineCommand, type Commands } from "../action.js";
import { explainPackaging } from "../explain-packaging.js";
import { findVideos } from "../find-videos.js";
import { withProgress } from "../progress-bar.js";
import {
  addStreamOptions,
  encryptionOf,
  type StreamOptions,
} from "../stream-options.js";

interface PackageOptions extends StreamOptions {
  out: string;
  asVersion: string;
  ladder: keyof typeof ladders;
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
      setUp: (command) => {
        command
          .option("--out <folder>", "where the folders go", "out")
          .option("--as-version <name>", "the folder of this version", "v1");
        addStreamOptions(command, {
          automated: false,
          captions: "further captions, for one video: de=captions.vtt",
        });
        command.option("--overwrite", "replace a version that is there");
      },
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
        const videos = await findVideos(path, input, options.captions);
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
            ...encryptionOf(options),
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

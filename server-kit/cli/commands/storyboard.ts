import { basename, extname, resolve } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { makeStoryboard, probeSource } from "../../media/index.js";
import { defineCommand, type Commands } from "../action.js";
import { explainPackaging } from "../explain-packaging.js";
import { withProgress } from "../progress-bar.js";

interface StoryboardOptions {
  out?: string;
  every: number;
  overwrite?: boolean;
}

/** `storyboard`: the pictures of a timeline alone. */
export function storyboardCommand(commands: Commands): Command {
  return defineCommand<StoryboardOptions>(
    commands,
    "storyboard <video>",
    "Make the pictures that the timeline shows: storyboard.vtt, and the images that it names",
    {
      description:
        "`package` makes them as well. Name the file in the grant as `storyboardUrl`.",
      setUp: (command) =>
        void command
          .option(
            "--out <folder>",
            "the folder to make (default: beside you, <video>-storyboard)",
          )
          .option("--every <seconds>", "one picture for so many", readSpan, 5)
          .option("--overwrite", "replace the folder that is there"),
      examples: [
        [
          "secure-hls storyboard lesson-1.mp4",
          "a picture for each five seconds",
        ],
      ],
      action: async (options, [video = ""], { terminal, dryRun }) => {
        const input = resolve(terminal.cwd, video);
        const name = `${basename(video, extname(video))}-storyboard`;
        const output = resolve(terminal.cwd, options.out ?? name);
        if (dryRun) {
          const { durationSeconds } = await explainPackaging(
            probeSource(input),
          );
          const pictures = Math.ceil(durationSeconds / options.every);
          return {
            data: { output, pictures },
            text: `Would write ${output}: ${pictures} pictures`,
          };
        }
        const made = await withProgress(
          `Storyboard of ${video}`,
          terminal,
          (onProgress) =>
            explainPackaging(
              makeStoryboard({
                ...{ input, output, onProgress },
                everySeconds: options.every,
                overwrite: options.overwrite,
                signal: terminal.signal,
              }),
            ),
        );
        return {
          data: { output, ...made },
          text: `${output}/${made.file}: ${made.images.length === 1 ? "one image" : `${made.images.length} images`}`,
        };
      },
    },
  );
}

function readSpan(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 1 && seconds <= 3_600))
    throw new InvalidArgumentError("Give 1 to 3600 seconds.");
  return seconds;
}

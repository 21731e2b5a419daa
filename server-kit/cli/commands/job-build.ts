import { InvalidArgumentError, type Command } from "commander";
import { buildJob } from "../../aws/mediaconvert/index.js";
import { defineCommand, type Commands } from "../action.js";
import { readTracks } from "../read-tracks.js";
import {
  addStreamOptions,
  encryptionOf,
  type StreamOptions,
} from "../stream-options.js";
import { wholeNumber } from "../whole-number.js";

interface BuildOptions extends StreamOptions {
  output: string;
  role: string;
  queue?: string;
  asVersion: number;
  size?: { width: number; height: number };
}

/** `job build`: the job that MediaConvert takes, as JSON. */
export function buildJobCommand(commands: Commands): Command {
  return defineCommand<BuildOptions>(
    commands,
    "build <input>",
    "Print the MediaConvert job for a video on S3, as JSON",
    {
      description:
        "It makes the tree that `secure-hls package` makes: <output>/v<version>/index.m3u8. What it prints is what `aws mediaconvert create-job --cli-input-json` and `job submit` take.",
      setUp: (command) => {
        command
          .requiredOption(
            "--output <s3 place>",
            "where the versions go: s3://bucket/lesson-1",
          )
          .requiredOption(
            "--role <arn>",
            "the role that MediaConvert reads and writes as",
          )
          .option(
            "--queue <name>",
            "name or ARN of the queue (default: the account's own)",
          )
          .option(
            "--as-version <number>",
            "the folder v<number>",
            wholeNumber(1),
            1,
          )
          .option(
            "--size <width>x<height>",
            "of the source: rungs above it are left out",
            readSize,
          );
        addStreamOptions(command, {
          automated: true,
          captions: "on S3: de=s3://bucket/lesson-1.de.vtt",
        });
      },
      examples: [
        [
          "secure-hls job build s3://uploads/lesson-1.mp4 --output s3://media/lesson-1 --role arn:aws:iam::111122223333:role/mediaconvert > job.json",
          "then `secure-hls job submit job.json`",
        ],
      ],
      action: (options, [input = ""]) => {
        const { asVersion, ladder, captions, size, ...rest } = options;
        const job = buildJob({
          input,
          output: rest.output,
          role: rest.role,
          queue: rest.queue,
          container: rest.container,
          version: asVersion,
          ladder: ladder === "automated" ? {} : ladder,
          source: size,
          captions: readTracks("--captions", captions),
          ...encryptionOf(options),
        });
        return { data: job, text: JSON.stringify(job, null, 2) };
      },
    },
  );
}

function readSize(text: string): { width: number; height: number } {
  const [, width = "", height = ""] = /^(\d{1,5})x(\d{1,5})$/.exec(text) ?? [];
  if (!height)
    throw new InvalidArgumentError("Give width and height, such as 1920x1080.");
  return { width: Number(width), height: Number(height) };
}

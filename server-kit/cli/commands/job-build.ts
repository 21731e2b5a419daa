import { InvalidArgumentError, Option, type Command } from "commander";
import { buildJob, ladders } from "../../aws/mediaconvert/index.js";
import { defineCommand, type Commands } from "../action.js";
import { readTracks } from "../read-tracks.js";

interface BuildOptions {
  output: string;
  role: string;
  queue?: string;
  asVersion: number;
  ladder: keyof typeof ladders | "automated";
  container: "ts" | "cmaf";
  size?: { width: number; height: number };
  captions?: string[];
  key?: string;
  keyUrl?: string;
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
      setUp: (command) =>
        void command
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
            readVersion,
            1,
          )
          .addOption(
            new Option(
              "--ladder <name>",
              "the qualities; automated lets the service choose",
            )
              .choices([...Object.keys(ladders), "automated"])
              .default("lesson"),
          )
          .addOption(
            new Option("--container <name>", "of the segments")
              .choices(["ts", "cmaf"])
              .default("ts"),
          )
          .option(
            "--size <width>x<height>",
            "of the source: rungs above it are left out",
            readSize,
          )
          .option(
            "--captions <language=file...>",
            "on S3: de=s3://bucket/lesson-1.de.vtt",
          )
          .option(
            "--key <hex>",
            "encrypt with AES-128: 32 hexadecimal digits, with --key-url",
          )
          .option("--key-url <url>", "where players ask for the key"),
      examples: [
        [
          "secure-hls job build s3://uploads/lesson-1.mp4 --output s3://media/lesson-1 --role arn:aws:iam::111122223333:role/mediaconvert > job.json",
          "then `secure-hls job submit job.json`",
        ],
      ],
      action: (options, [input = ""]) => {
        const { asVersion, ladder, captions, key, keyUrl, size, ...rest } =
          options;
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
          ...(key !== undefined && {
            encryption: { key, keyUrl: keyUrl ?? "" },
          }),
        });
        return { data: job, text: JSON.stringify(job, null, 2) };
      },
    },
  );
}

function readVersion(text: string): number {
  const version = Number(text);
  if (!Number.isInteger(version) || version < 1)
    throw new InvalidArgumentError("Give a whole number from 1.");
  return version;
}

function readSize(text: string): { width: number; height: number } {
  const [, width = "", height = ""] = /^(\d{1,5})x(\d{1,5})$/.exec(text) ?? [];
  if (!height)
    throw new InvalidArgumentError("Give width and height, such as 1920x1080.");
  return { width: Number(width), height: Number(height) };
}

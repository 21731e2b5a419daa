import type { Command } from "commander";
import { CommandError } from "../exit.js";
import { addStackOptions, readStack, type StackOptions } from "../stack-of.js";
import type { Terminal } from "../terminal.js";

/** Who packages. */
export type Packager = "ffmpeg" | "mediaconvert";

/** Where a video goes, and what is said of it then. */
export interface Target {
  packager: Packager;
  mediaBucket: string;
  videosTable: string;
  /** For MediaConvert. */
  uploadBucket: string | undefined;
  role: string | undefined;
  queue: string | undefined;
  /** The rule of the stack by which an upload becomes a job; undefined where there is none. */
  uploadRule: string | undefined;
  cdnOrigin: string | undefined;
  grantEndpoint: string | undefined;
}

export interface TargetOptions
  extends StackOptions, Partial<Omit<Target, "packager">> {
  with?: Packager;
}

/** Adds the options by which a command finds where videos go. */
export function addTargetOptions(command: Command): void {
  addStackOptions(command);
  const of = "(default: the stack's)";
  command
    .option("--upload-bucket <bucket>", `where the originals go ${of}`)
    .option("--media-bucket <bucket>", `where the streams go ${of}`)
    .option(
      "--videos-table <name>",
      `the table of DynamoDB that says what there is to play ${of}`,
    )
    .option(
      "--role <arn>",
      `the role that MediaConvert reads and writes as ${of}`,
    )
    .option("--queue <name>", `name or ARN of MediaConvert's queue ${of}`)
    .option(
      "--upload-rule <name>",
      `the rule that makes a job of each upload; none: the job is made here ${of}`,
    )
    .option("--cdn-origin <origin>", `what the lesson's URL begins with ${of}`)
    .option("--grant-endpoint <url>", `what the player asks ${of}`);
}

/** @throws CommandError naming the option that is missing */
export async function readTarget(
  options: TargetOptions,
  terminal: Terminal,
): Promise<Target> {
  const stack = await readStack(options, terminal);
  const packager = options.with ?? (stack ? "mediaconvert" : "ffmpeg");
  const rule = options.uploadRule ?? stack?.UploadRule;
  const byJob = packager === "mediaconvert";
  return {
    packager,
    mediaBucket: needed(
      "media-bucket",
      options.mediaBucket,
      stack?.MediaBucket,
    ),
    videosTable: needed(
      "videos-table",
      options.videosTable,
      stack?.VideosTable,
    ),
    uploadBucket: byJob
      ? needed("upload-bucket", options.uploadBucket, stack?.UploadBucket)
      : undefined,
    role: byJob
      ? needed("role", options.role, stack?.MediaConvertRole)
      : undefined,
    queue: byJob ? (options.queue ?? stack?.MediaConvertQueue) : undefined,
    uploadRule: byJob && rule !== "none" ? rule : undefined,
    cdnOrigin: options.cdnOrigin ?? stack?.CdnOrigin,
    grantEndpoint: options.grantEndpoint ?? stack?.GrantEndpoint,
  };
}

function needed(
  option: string,
  given: string | undefined,
  ofStack: string | undefined,
): string {
  const value = given ?? ofStack;
  if (!value)
    throw new CommandError(
      `--${option} is missing. Give it, or --stack or --outputs, which say it.`,
    );
  return value;
}

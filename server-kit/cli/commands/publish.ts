import { extname, resolve } from "node:path";
import { Option, type Command } from "commander";
import { defineCommand, type Commands } from "../action.js";
import { CommandError, exitCodes } from "../exit.js";
import { findVideos, type Video } from "../find-videos.js";
import { addWatchOptions } from "../media-convert.js";
import { beginWork, type BeginOptions } from "../publish/begin.js";
import {
  describePlan,
  describePublished,
  planOf,
  publishedOf,
} from "../publish/describe.js";
import { runSteps } from "../publish/run-steps.js";
import {
  addTargetOptions,
  readTarget,
  type Target,
  type TargetOptions,
} from "../publish/target.js";
import type { Work } from "../publish/work.js";
import { secondsBetween } from "../seconds.js";
import { addStreamOptions } from "../stream-options.js";
import { videoSuffixes } from "../../video-suffixes.js";
import { wholeNumber } from "../whole-number.js";

interface PublishOptions extends TargetOptions, BeginOptions {
  id?: string;
  under?: string;
}

/** `publish`: from a video on this machine to a lesson that plays for those who may watch it. */
export function publishCommand(commands: Commands): Command {
  return defineCommand<PublishOptions>(
    commands,
    "publish <input>",
    "Publish a video, or a folder of videos: package, upload, record, and say what goes into the page",
    {
      description:
        "With --stack or --outputs MediaConvert packages; --with ffmpeg packages here. Every step that is done is written down in .secure-hls beside the video: run the same line again after an interruption, and it goes on from there. A changed video or changed options begin anew, as a version of their own. Needs AWS credentials.",
      setUp: (command) => {
        command.addOption(
          new Option(
            "--with <packager>",
            "who packages (default: mediaconvert where there is a stack, else ffmpeg)",
          ).choices(["mediaconvert", "ffmpeg"]),
        );
        addTargetOptions(command);
        command
          .option(
            "--id <id>",
            "what the player asks for (default: made of the file's name)",
          )
          .option(
            "--under <path>",
            "put before each ID: courses/algebra for courses/algebra/lesson-1",
          )
          .option(
            "--as-version <number>",
            "its version; the highest is played (default: the time in seconds)",
            wholeNumber(1),
          );
        addStreamOptions(command, {
          automated: true,
          captions:
            "further captions, for one video: de=captions.vtt; those beside a video are taken along",
        });
        command.option(
          "--concurrency <number>",
          "files at a time",
          wholeNumber(1, 64),
          8,
        );
        addWatchOptions(command);
        command
          .option(
            "--job-within <time>",
            "how long to wait for the job that the stack makes of an upload",
            secondsBetween(1, 3_600),
            300,
          )
          .option(
            "--state <file>",
            "where is written down what is done, for one video",
          )
          .option("--restart", "begin anew, with a new version");
      },
      examples: [
        [
          "secure-hls publish lesson-1.mp4 --stack SecureHls",
          "MediaConvert packages it; prints the tag for the page",
        ],
        [
          "secure-hls publish ./videos --outputs outputs.json --with ffmpeg --under courses/algebra",
          "packages every video of a folder here, and uploads the streams",
        ],
      ],
      action: async (options, [input = ""], { terminal, dryRun }) => {
        const path = resolve(terminal.cwd, input);
        const videos = named(
          await findVideos(path, input, options.captions),
          options,
        );
        const target = await readTarget(options, terminal);
        checkStream(options, target);
        const works: Work[] = [];
        for (const video of videos) {
          const { work, news } = await beginWork(
            video,
            target,
            options,
            terminal,
          );
          if (news) terminal.err(`${video.id} ${news}.\n`);
          if (target.uploadRule !== undefined && video.captions.length > 0)
            terminal.err(
              `The captions of ${video.id} are not sent: the rule ${target.uploadRule} makes the job by itself.\n`,
            );
          const ending = extname(video.file).toLowerCase();
          if (
            target.uploadRule !== undefined &&
            !videoSuffixes.includes(ending)
          )
            terminal.err(
              `${video.id}: the rule ${target.uploadRule} makes jobs of ${videoSuffixes.join(" ")} alone, unless the stack's suffixes name ${ending} as well. With --upload-rule none the job is made here.\n`,
            );
          works.push(work);
        }
        if (dryRun) {
          const plans = await Promise.all(works.map(planOf));
          return {
            data: {
              videos: works.map(({ video, state }, index) => ({
                videoId: video.id,
                // The rule's function says which.
                version:
                  target.uploadRule === undefined ? state.version : undefined,
                steps: plans[index],
              })),
            },
            text: works
              .map((work, index) => describePlan(work, plans[index]!))
              .join("\n"),
          };
        }
        const faults = await runSteps(works, target.packager);
        const videosDone = works
          .filter((work) => !faults.has(work))
          .map(publishedOf);
        const failed = [...faults].map(([{ video }, message]) => ({
          videoId: video.id,
          message,
        }));
        return {
          data: { videos: videosDone, failed },
          text: [
            ...videosDone.map(describePublished),
            ...failed.map(
              ({ videoId, message }) =>
                `${videoId} is not published. ${message}`,
            ),
          ].join("\n"),
          exitCode: failed.length > 0 ? exitCodes.no : exitCodes.ok,
        };
      },
    },
  );
}

function named(
  videos: readonly Video[],
  { id, under, state }: PublishOptions,
): Video[] {
  for (const [option, given] of Object.entries({ id, state }))
    if (given !== undefined && videos.length > 1)
      throw new CommandError(
        `--${option} is for one video, and there are ${videos.length}. Leave it out${option === "id" ? ", or give --under" : ""}.`,
      );
  const before = under ? `${under.replace(/\/+$/, "")}/` : "";
  return videos.map((video) => ({
    ...video,
    id: `${before}${id ?? video.id}`,
  }));
}

/** @throws CommandError for what the one who packages cannot do */
function checkStream(
  { ladder, container, captions, key, asVersion }: PublishOptions,
  { packager, uploadRule }: Target,
): void {
  if (packager === "ffmpeg" && ladder === "automated")
    throw new CommandError(
      "--ladder automated is for MediaConvert. Give lesson or apple.",
    );
  if (uploadRule === undefined) return;
  const given = Object.entries({
    "--ladder": ladder !== "lesson",
    "--container": container !== "ts",
    "--captions": captions !== undefined,
    "--key": key !== undefined,
    "--as-version": asVersion !== undefined,
  }).flatMap(([name, isGiven]) => (isGiven ? [name] : []));
  if (given.length > 0)
    throw new CommandError(
      `${given.join(", ")}: the rule ${uploadRule} makes the job of each upload, by what its function says. Change that, or leave it out, or give --with ffmpeg.`,
    );
}

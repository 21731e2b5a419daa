import { createHash } from "node:crypto";
import type {
  CreateJobCommandInput,
  JobSettings,
  StatusUpdateInterval,
} from "@aws-sdk/client-mediaconvert";
import { audioSelectors } from "./audio-outputs.js";
import { captionSelectors } from "./caption-outputs.js";
import { checkJobOptions } from "./check-options.js";
import { pathInBucket, versionFolder } from "./job-names.js";
import type { Input, JobOptions } from "./job-options.js";
import { pictureGroups, storyboardOf } from "./picture-groups.js";
import { streamGroup } from "./stream-group.js";

/**
 * The MediaConvert job that makes an HLS stream of a file, as CreateJob takes it: rungs that change at the same key
 * frames and never enlarge the picture, one group of soundtracks, captions, key-frame playlists, pictures of the timeline,
 * and AES-128 where a key is given. It asks nobody and sends nothing; `lintJob` finds nothing wrong with it.
 *
 * The stream is `<output>/v<version>/index.m3u8`; rungs are `index_1080p.m3u8`, soundtracks `index_audio_en.m3u8`,
 * captions `index_captions_en.m3u8`.
 * @throws TypeError naming the option that is wrong; no message holds a value
 * @see https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs.html
 * @example
 * ```ts
 * const job = buildJob({
 *   input: "s3://school-uploads/lesson-1.mp4",
 *   output: "s3://school-videos/courses/lesson-1",
 *   role: "arn:aws:iam::111122223333:role/mediaconvert",
 *   captions: [{ language: "en", file: "s3://school-uploads/lesson-1.en.vtt" }],
 * });
 * ```
 */
export function buildJob(options: JobOptions): CreateJobCommandInput {
  checkJobOptions(options);
  const { role, queue, priority, acceleration, statusSeconds, tags } = options;
  const job: CreateJobCommandInput = {
    Role: role,
    ...(queue !== undefined && { Queue: queue }),
    ...(priority !== undefined && { Priority: priority }),
    ...(acceleration !== undefined && {
      AccelerationSettings: { Mode: acceleration },
    }),
    StatusUpdateInterval: intervalOf(statusSeconds),
    UserMetadata: metadataOf(options),
    ...(tags && { Tags: { ...tags } }),
    Settings: settingsOf(options),
  };
  return { ...job, ClientRequestToken: tokenOf(job) };
}

function settingsOf(options: JobOptions): JobSettings {
  const { output, version = 1 } = options;
  const folder = versionFolder(output, version);
  return {
    TimecodeConfig: { Source: "ZEROBASED" },
    Inputs: [inputOf(options)],
    OutputGroups: [
      streamGroup(options, folder),
      ...pictureGroups(options, folder),
    ],
  };
}

function inputOf(options: JobOptions): Input {
  const sound = audioSelectors(options);
  const captions = captionSelectors(options);
  return {
    FileInput: options.input,
    TimecodeSource: "ZEROBASED",
    // A phone's upright video is lying, with a note that says so.
    VideoSelector: { Rotate: "AUTO" },
    ...(sound && { AudioSelectors: sound }),
    ...(captions && { CaptionSelectors: captions }),
  };
}

/** What the job's events bring back, so that who hears of them needs no list of jobs. */
function metadataOf(options: JobOptions): Record<string, string> {
  const { output, version = 1, videoId = pathInBucket(output) } = options;
  const storyboard = storyboardOf(options);
  return {
    ...options.userMetadata,
    videoId,
    version: String(version),
    folder: versionFolder(output, version),
    ...(storyboard && { storyboardSeconds: String(storyboard.everySeconds) }),
    ...(options.poster !== false && { poster: "true" }),
  };
}

function intervalOf(
  seconds: JobOptions["statusSeconds"] = 60,
): StatusUpdateInterval {
  return `SECONDS_${seconds}`;
}

/** The same job sent twice within a minute, as by an event that is delivered twice, is one job. */
function tokenOf(job: CreateJobCommandInput): string {
  return createHash("sha256").update(JSON.stringify(job)).digest("hex");
}

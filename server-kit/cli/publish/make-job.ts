import type { CreateJobCommandInput } from "@aws-sdk/client-mediaconvert";
import { setTimeout as sleep } from "node:timers/promises";
import { buildJob } from "../../aws/mediaconvert/index.js";
import { PackagingError, probeSource, type Source } from "../../media/index.js";
import { CommandError, exitCodes, failed } from "../exit.js";
import { askAws } from "../load-aws.js";
import { loadJobs, mediaConvertClient } from "../media-convert.js";
import { encryptionOf } from "../stream-options.js";
import { captionKey, sourceKey } from "./originals.js";
import type { Work } from "./work.js";

/** A job that makes the stream. */
export interface MadeJob {
  jobId: string;
}

/** Two clocks may be so far apart. */
const skewMs = 300_000;

/** Sends the job, unless it was sent before and the answer was not heard. */
export async function sendJob(work: Work): Promise<MadeJob> {
  const { state, target, terminal } = work;
  const client = await mediaConvertClient();
  const job = await jobOf(work);
  if (state.sendingSince !== undefined) {
    const { findJob } = await loadFindJob();
    const since = state.sendingSince - skewMs;
    const metadata = JSON.stringify(sorted(job.UserMetadata));
    const known = await askAws("The jobs", () =>
      findJob(client, {
        queue: target.queue,
        since,
        matches: ({ UserMetadata }) =>
          JSON.stringify(sorted(UserMetadata)) === metadata,
        signal: terminal.signal,
      }),
    );
    if (known?.Id !== undefined) return { jobId: known.Id };
  }
  state.sendingSince = Date.now();
  await work.save();
  const { JobFaultsError, submitJob } = await loadJobs();
  const { jobId } = await askAws("The job", () =>
    submitJob(client, job).catch((error: unknown) => {
      throw error instanceof JobFaultsError
        ? new CommandError(error.message, exitCodes.no)
        : error;
    }),
  );
  return { jobId };
}

/** Waits until the stack has made a job of the upload. */
export async function awaitJob(
  work: Work,
  uploadedAt: number,
): Promise<MadeJob> {
  const { target, settings, terminal } = work;
  const client = await mediaConvertClient();
  const { findJob } = await loadFindJob();
  const input = `s3://${target.uploadBucket}/${sourceKey(work.video)}`;
  const until = Date.now() + settings.jobWithin * 1_000;
  terminal.err(`Waiting for the job that the stack makes of ${input} …\n`);
  for (;;) {
    const job = await askAws("The jobs", () =>
      findJob(client, {
        queue: target.queue,
        since: uploadedAt,
        matches: ({ Settings }) => Settings?.Inputs?.[0]?.FileInput === input,
        signal: terminal.signal,
      }),
    );
    if (job?.Id !== undefined) return { jobId: job.Id };
    if (Date.now() > until)
      throw failed(
        `The rule ${target.uploadRule} has made no job of the upload. Look at the logs of its function and at the stack's queue of undelivered events; --job-within waits longer, --upload-rule none makes the job here.`,
      );
    await sleep(settings.every * 1_000, undefined, { signal: terminal.signal });
  }
}

function loadFindJob() {
  return import("./find-job.js");
}

async function jobOf(work: Work): Promise<CreateJobCommandInput> {
  const { video, state, target, settings } = work;
  const source = await probe(work);
  return buildJob({
    input: `s3://${target.uploadBucket}/${sourceKey(video)}`,
    output: `s3://${target.mediaBucket}/${video.id}`,
    role: target.role!,
    queue: target.queue,
    version: state.version,
    ladder: settings.ladder === "automated" ? {} : settings.ladder,
    container: settings.container,
    captions: video.captions.map(({ language, file }) => ({
      language,
      file: `s3://${target.uploadBucket}/${captionKey(video, { language, file })}`,
    })),
    ...encryptionOf(settings),
    ...(source && {
      source: { width: source.width, height: source.height },
      ...soundOf(source),
    }),
    // Another token than that of the job that failed: within a minute the service would answer with that one.
    ...(state.attempt > 1 && {
      userMetadata: { attempt: String(state.attempt) },
    }),
  });
}

/** What is in the file, where ffprobe is there to say it: a job does without. */
async function probe({ video, terminal }: Work): Promise<Source | undefined> {
  try {
    return await probeSource(video.file, { signal: terminal.signal });
  } catch (error) {
    if (!(error instanceof PackagingError)) throw error;
    if (error.code === "no-video") throw new CommandError(error.message);
    return undefined;
  }
}

/** The job's own default, English, where the file does not say what is spoken. */
function soundOf({
  sound,
}: Source): Pick<Parameters<typeof buildJob>[0], "audio"> {
  if (sound.length === 0) return { audio: false };
  const languages = sound.map(({ language }) => language);
  if (languages.includes("und") || new Set(languages).size < languages.length)
    return {};
  return {
    audio: {
      tracks: languages.map((language, index) => ({
        language,
        ...(languages.length > 1 && { track: index + 1 }),
      })),
    },
  };
}

function sorted(metadata: Record<string, string> = {}): [string, string][] {
  return Object.entries(metadata).toSorted(([one], [other]) =>
    one.localeCompare(other),
  );
}

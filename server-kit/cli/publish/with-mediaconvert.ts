import type { Job } from "@aws-sdk/client-mediaconvert";
import { failed } from "../exit.js";
import { askAws, loadAws } from "../load-aws.js";
import {
  loadJobs,
  mediaConvertClient,
  watchWithProgress,
} from "../media-convert.js";
import { withProgress } from "../progress-bar.js";
import { loadS3, s3Client, uploadFiles } from "../upload-folder.js";
import { awaitJob, sendJob, type MadeJob } from "./make-job.js";
import { originalsOf, sourceKey } from "./originals.js";
import { openRecords, recordedOf } from "./records.js";
import { answerOf, JobFailedError, type Step, type Work } from "./work.js";

/** What is known of an upload. */
interface Uploaded {
  sent: number;
  kept: number;
  /** Epoch milliseconds, of S3's clock. */
  at: number;
}

/** Of each video, before the first is waited for. */
export const mediaConvertFirst: readonly Step[] = [
  {
    name: "upload",
    plan: ({ video, target }) =>
      `send ${video.file} to s3://${target.uploadBucket}/${sourceKey(video)}`,
    async run({ video, settings, target, terminal }): Promise<Uploaded> {
      const bucket = target.uploadBucket!;
      const files = await originalsOf(video, target.uploadRule === undefined);
      const { sent, kept } = await withProgress(
        `Uploading ${video.id}`,
        terminal,
        (onProgress) =>
          uploadFiles(
            files,
            { bucket },
            {
              concurrency: settings.concurrency,
              signal: terminal.signal,
              onProgress,
              // The rule hears of what is sent, not of what is there.
              resend: target.uploadRule !== undefined,
            },
          ),
      );
      const { HeadObjectCommand } = await loadS3();
      const { LastModified } = await askAws(
        `s3://${bucket}/${sourceKey(video)}`,
        async () =>
          (await s3Client()).send(
            new HeadObjectCommand({ Bucket: bucket, Key: sourceKey(video) }),
            { abortSignal: terminal.signal },
          ),
      );
      return { sent, kept, at: Number(LastModified) };
    },
  },
  {
    name: "job",
    plan: ({ target, video, state, settings }) =>
      target.uploadRule === undefined
        ? `send the job that makes s3://${target.mediaBucket}/${video.id}/v${state.version}/: ladder ${settings.ladder}, ${settings.container}`
        : `wait for the job that the rule ${target.uploadRule} makes of it`,
    run: (work) =>
      work.target.uploadRule === undefined
        ? sendJob(work)
        : awaitJob(work, answerOf<Uploaded>(work, "upload").at),
  },
];

/** Of each video, when all jobs are there. */
export const mediaConvertThen: readonly Step[] = [
  {
    name: "watch",
    plan: () => "watch the job to its end",
    async run(work) {
      const { jobId } = answerOf<MadeJob>(work, "job");
      const { status, error } = await watchWithProgress(
        jobId,
        work.settings,
        work.terminal,
      );
      if (status === "COMPLETE") return { status };
      await recordJob(work, jobId);
      throw new JobFailedError(
        `The job ${jobId} ${status === "CANCELED" ? "was cancelled" : "failed"}${error ? `: ${error}` : "."} The same line makes a new one.`,
        // The rule makes a job of an upload alone.
        work.target.uploadRule === undefined ? ["job"] : ["upload", "job"],
      );
    },
  },
  {
    name: "record",
    plan: ({ target }) => `record it in the table ${target.videosTable}`,
    async run(work) {
      const { jobId } = answerOf<MadeJob>(work, "job");
      const change = await recordJob(work, jobId);
      if (!change?.files)
        throw failed(
          `The job ${jobId} says neither its video nor its version, so it cannot be recorded: was it made by buildJob?`,
        );
      return recordedOf(change);
    },
  },
];

/** Writes down how a job has ended, as the stack's own function does; the same twice changes nothing. */
async function recordJob({ target }: Work, jobId: string) {
  const { GetJobCommand } = await loadAws(
    "@aws-sdk/client-mediaconvert",
    () => import("@aws-sdk/client-mediaconvert"),
  );
  const { onJobChange } = await loadJobs();
  const { eventOfJob } = await import("../../aws/mediaconvert/job-event.js");
  const client = await mediaConvertClient();
  const { Job } = await askAws(`The job ${jobId}`, () =>
    client.send(new GetJobCommand({ Id: jobId })),
  );
  const handler = onJobChange({
    records: await openRecords(target),
    writeFile,
  });
  return handler(eventOfJob(Job as Job));
}

/** `storyboard.vtt`, beside the pictures that the job has made. */
async function writeFile(file: {
  bucket: string;
  key: string;
  body: string;
  contentType: string;
}): Promise<void> {
  const { PutObjectCommand } = await loadS3();
  const { fileCacheControl } = await import("../../edge-headers.js");
  await askAws(`s3://${file.bucket}/${file.key}`, async () =>
    (await s3Client()).send(
      new PutObjectCommand({
        Bucket: file.bucket,
        Key: file.key,
        Body: file.body,
        ContentType: file.contentType,
        CacheControl: fileCacheControl(true),
      }),
    ),
  );
}

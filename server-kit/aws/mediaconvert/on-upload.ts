import type { MediaConvertClient } from "@aws-sdk/client-mediaconvert";
import { optionError } from "../../option-error.js";
import { buildJob } from "./build-job.js";
import type { JobOptions } from "./job-options.js";
import { checkClient, submitJob, type JobState } from "./submit-job.js";
import { readUploads, type Upload } from "./uploads.js";

export type { Upload } from "./uploads.js";

export interface OnUploadOptions {
  /** Ready to use; see {@link submitJob} for what its role needs. */
  client: MediaConvertClient;
  /**
   * What becomes of an upload; nothing for what is no video. Missing are then the source, which is the upload, and the
   * version, which is the upload's time, so that the later one wins.
   */
  jobOf(
    upload: Upload,
  ):
    | Omit<JobOptions, "input">
    | undefined
    | Promise<Omit<JobOptions, "input"> | undefined>;
}

/**
 * A Lambda handler for uploads to a bucket, as S3 or EventBridge tells of them: it sends a job for each. An event that comes
 * twice within a minute makes one job; one that fails is thrown, so that Lambda tries again.
 * @throws TypeError naming the option that is wrong
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 * @example
 * ```ts
 * export const handler = onUpload({
 *   client: new MediaConvertClient({}),
 *   jobOf: ({ key }) =>
 *     key.endsWith(".mp4")
 *       ? { output: `s3://school-videos/${key.slice(0, -4)}`, role: process.env.ROLE_ARN! }
 *       : undefined,
 * });
 * ```
 */
export function onUpload({
  client,
  jobOf,
}: OnUploadOptions): (event: unknown) => Promise<JobState[]> {
  checkClient(client);
  if (typeof jobOf !== "function")
    throw optionError("jobOf", jobOf, "Give a function.");
  return async (event) => {
    const sent: JobState[] = [];
    for (const upload of readUploads(event)) {
      const options = await jobOf(upload);
      if (!options) continue;
      const job = buildJob({
        ...options,
        version: options.version ?? upload.at,
        input: `s3://${upload.bucket}/${upload.key}`,
      });
      sent.push(await submitJob(client, job));
    }
    return sent;
  };
}

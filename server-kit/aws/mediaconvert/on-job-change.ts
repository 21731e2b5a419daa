import { optionError } from "../../option-error.js";
import {
  readJobChange,
  storyboardOfFrames,
  type JobChange,
} from "./job-change.js";

export type { JobChange, VideoFiles } from "./job-change.js";

export interface OnJobChangeOptions {
  /**
   * Where it is written what there is to play, such as `createVideoRecords`. It may be told the same twice, and an older
   * change after a newer one.
   */
  records: { record(change: JobChange): Promise<unknown> };
  /** Writes `storyboard.vtt` beside the pictures, such as by PutObject. @default none is written, and none is recorded */
  writeFile?:
    | ((file: {
        bucket: string;
        key: string;
        body: string;
        contentType: string;
      }) => Promise<unknown>)
    | undefined;
}

/**
 * A Lambda handler for EventBridge's "MediaConvert Job State Change": it writes down how far the job of a video is, and, once it
 * is complete, what there is to play. An event that is none of a job by `buildJob` changes nothing.
 * @throws TypeError naming the option that is wrong
 * @returns a handler; it answers with the change, and throws what the record's store throws, so that Lambda tries again
 * @example
 * ```ts
 * export const handler = onJobChange({
 *   records: createVideoRecords({ client, tableName: "videos" }),
 *   writeFile: ({ bucket, key, body, contentType }) =>
 *     s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType })),
 * });
 * ```
 */
export function onJobChange({
  records,
  writeFile,
}: OnJobChangeOptions): (event: unknown) => Promise<JobChange | undefined> {
  if (typeof records?.record !== "function")
    throw optionError("records", records, "Give createVideoRecords(…).");
  if (writeFile !== undefined && typeof writeFile !== "function")
    throw optionError(
      "writeFile",
      writeFile,
      "Give a function, or leave it out.",
    );
  return async (event) => {
    const read = readJobChange(event);
    if (!read) return undefined;
    const { storyboard } = read;
    const files = read.change.files;
    // Before it is recorded: whoever reads the record finds the file.
    if (storyboard && writeFile && files?.durationSeconds !== undefined)
      await writeFile({
        bucket: storyboard.bucket,
        key: storyboard.key,
        body: storyboardOfFrames(
          storyboard.everySeconds,
          files.durationSeconds,
        ),
        contentType: "text/vtt; charset=utf-8",
      });
    const hasStoryboard = Boolean(storyboard && writeFile);
    const change: JobChange = {
      ...read.change,
      files: files && {
        ...files,
        storyboard: hasStoryboard ? files.storyboard : undefined,
      },
    };
    await records.record(change);
    return change;
  };
}

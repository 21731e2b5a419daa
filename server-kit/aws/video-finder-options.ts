import type { S3Client } from "@aws-sdk/client-s3";
import { checkSeconds, optionError } from "../option-error.js";
import { scope } from "../scope.js";

/** Where the videos are. */
export interface VideoFinderOptions {
  /** Ready to use. Its role needs `s3:GetObject`, and `s3:ListBucket`, without which S3 says 403 of what is not there. */
  client: S3Client;
  bucket: string;
  /** Folder of the bucket that the edge's paths begin in, as CloudFront's origin path: `/published`. @default none */
  originPath?: string | undefined;
  /** The multivariant playlist, below the scope's directory. @default "index.m3u8" */
  playlist?: string | undefined;
  /**
   * A file below the scope's directory that is played where there is no playlist, such as `video.mp4`: whoever may watch
   * can then keep the whole of it. @default none: without a playlist there is no such video
   */
  rawFile?: string | undefined;
  /** Whole seconds that finding may take, the SDK's retries included, 1 to 30. @default 2 */
  timeoutSeconds?: number | undefined;
  /** Whole seconds that what was found is known without asking again, 0 to 86,400. What was not found is not kept. @default 60 */
  cacheSeconds?: number | undefined;
  /** Most videos that are kept. @default 10_000 */
  maxEntries?: number | undefined;
}

/** @throws TypeError naming the option that is wrong */
export function checkOptions({
  client,
  bucket,
  originPath = "",
  playlist = "index.m3u8",
  rawFile = playlist,
  timeoutSeconds = 2,
  cacheSeconds = 60,
  maxEntries = 10_000,
}: VideoFinderOptions): void {
  if (typeof client?.send !== "function")
    throw optionError("client", client, "Give an S3Client.");
  if (typeof bucket !== "string" || bucket === "")
    throw optionError("bucket", bucket, "Give its name.");
  if (
    originPath !== "" &&
    !/^(?:\/[\w.~!$&'()@=+-]+)+$/.test(String(originPath))
  )
    throw optionError(
      "originPath",
      originPath,
      'Give a path such as "/published", with a slash before it and none behind.',
    );
  for (const [name, value] of Object.entries({ playlist, rawFile }))
    if (!isPath(value))
      throw optionError(
        name,
        value,
        'Give a path below the scope\'s directory, such as "hls/index.m3u8".',
      );
  checkSeconds("timeoutSeconds", timeoutSeconds, 1, 30);
  checkSeconds("cacheSeconds", cacheSeconds, 0, 86_400);
  if (!Number.isInteger(maxEntries) || maxEntries < 1)
    throw optionError("maxEntries", maxEntries, "Give a whole number.");
}

function isPath(value: unknown): boolean {
  try {
    return typeof value === "string" && scope.segments(value).length > 0;
  } catch {
    return false;
  }
}

import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { S3Client } from "@aws-sdk/client-s3";
import { contentTypeOf } from "../edge/content-types.js";
import { fileCacheControl } from "../edge-headers.js";
import { CommandError } from "./exit.js";
import { inParallel } from "./in-parallel.js";
import { askAws, loadAws } from "./load-aws.js";
import { whyNot } from "./read-file.js";
import { etagOf, partsOf, uploadParts, type Part } from "./upload-parts.js";

/** A place in S3. */
export interface Place {
  bucket: string;
  /** Without a slash at either end; may be empty. */
  prefix: string;
}

export interface FileToUpload {
  file: string;
  key: string;
  bytes: number;
}

export interface UploadOptions {
  /** Files under way at a time. */
  concurrency: number;
  signal: AbortSignal;
  /** Told how much of all bytes is there, from 0 to 1. */
  onProgress: (done: number) => void;
  /** Sends what is there as well, as where something waits for the upload. @default false */
  resend?: boolean;
}

/** Reads `s3://bucket/prefix`. @throws CommandError */
export function readPlace(option: string, text: string): Place {
  const [, bucket = "", prefix = ""] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text) ?? [];
  if (!bucket)
    throw new CommandError(
      `${option} must be a place in S3, such as s3://school-media/lesson-1/v1.`,
    );
  return { bucket, prefix: prefix.replace(/\/+$/, "") };
}

/** The files of a folder, in the order in which they go: a playlist when all that it names is there, the multivariant one last. */
export async function filesOf(
  folder: string,
  { prefix }: Place,
): Promise<FileToUpload[]> {
  const names = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch((error: unknown) => {
    throw new CommandError(`${folder}: ${whyNot(error)}`);
  });
  const files = await Promise.all(
    names
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const file = join(parentPath, name);
        const path = file.slice(folder.length + 1).replaceAll(sep, "/");
        const key = prefix ? `${prefix}/${path}` : path;
        return { file, key, bytes: (await stat(file)).size };
      }),
  );
  if (files.length === 0) throw new CommandError(`${folder} is empty.`);
  return files.toSorted(
    (one, other) =>
      rankOf(one) - rankOf(other) || one.key.localeCompare(other.key),
  );
}

/** Segments, then media playlists, then the multivariant one. */
const ranks = [0, 1, 2];

function rankOf({ key }: FileToUpload): number {
  if (!key.endsWith(".m3u8")) return 0;
  return /(?:^|\/)index\.m3u8$/.test(key) ? 2 : 1;
}

/**
 * Uploads files, but for those that are there already with the same bytes, so that it can be taken up where it stopped; of a
 * large one, what was left of it.
 * @returns how many were sent, and how many were there
 */
export async function uploadFiles(
  files: readonly FileToUpload[],
  { bucket }: Pick<Place, "bucket">,
  { concurrency, signal, onProgress, resend = false }: UploadOptions,
): Promise<{ sent: number; kept: number }> {
  const client = await s3Client();
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let there = 0;
  let sent = 0;
  const onBytes = (bytes: number) => {
    there += bytes;
    onProgress(all === 0 ? 1 : there / all);
  };
  const upload = async (file: FileToUpload) => {
    const parts = partsOf(file.bytes);
    await askAws(`s3://${bucket}/${file.key}`, async () => {
      if (!resend && (await isThere(client, bucket, file, parts, signal)))
        return onBytes(file.bytes);
      await send(client, bucket, file, parts, { signal, onBytes });
      sent += 1;
    });
  };
  // Each rank waits for the one before it.
  for (const rank of ranks) {
    const group = files.filter((file) => rankOf(file) === rank);
    await inParallel(group, concurrency, upload);
  }
  return { sent, kept: files.length - sent };
}

/** The client, with the account and region of the shell. */
export async function s3Client(): Promise<S3Client> {
  const { S3Client } = await loadS3();
  // MD5 is sent with each: the SDK's own checksum would come as a trailer, which not every S3 takes.
  return new S3Client({ requestChecksumCalculation: "WHEN_REQUIRED" });
}

export function loadS3() {
  return loadAws("@aws-sdk/client-s3", () => import("@aws-sdk/client-s3"));
}

async function isThere(
  client: S3Client,
  bucket: string,
  { file, key, bytes }: FileToUpload,
  parts: readonly Part[],
  signal: AbortSignal,
): Promise<boolean> {
  const { HeadObjectCommand } = await loadS3();
  const known = await client
    .send(new HeadObjectCommand({ Bucket: bucket, Key: key }), {
      abortSignal: signal,
    })
    .catch((error: Error & { $metadata?: { httpStatusCode?: number } }) => {
      // Without s3:ListBucket what is missing is a 403: then it is sent.
      const status = error.$metadata?.httpStatusCode ?? 0;
      if (status === 404 || status === 403) return undefined;
      throw error;
    });
  return (
    known?.ContentLength === bytes && known.ETag === (await etagOf(file, parts))
  );
}

async function send(
  client: S3Client,
  bucket: string,
  { file, key, bytes }: FileToUpload,
  parts: readonly Part[],
  told: { signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<void> {
  const headers = {
    ContentType: contentTypeOf(key),
    CacheControl: fileCacheControl(true),
  };
  if (parts.length > 1)
    return uploadParts(client, { file, bucket, key, headers, parts }, told);
  const { PutObjectCommand } = await loadS3();
  // In memory, so that it can be sent again where the network fails.
  const body = await readFile(file);
  await client.send(
    new PutObjectCommand({
      ...{ Bucket: bucket, Key: key, Body: body, ...headers },
      ContentMD5: createHash("md5").update(body).digest("base64"),
    }),
    { abortSignal: told.signal },
  );
  told.onBytes(bytes);
}

import { createHash } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";
import type { S3Client } from "@aws-sdk/client-s3";
import { inParallel } from "./in-parallel.js";
import { loadAws } from "./load-aws.js";

const mebibyte = 1_048_576;

/** A part of a file that is too large for one request. S3 takes ten thousand. */
export interface Part {
  /** From 1. */
  number: number;
  from: number;
  bytes: number;
}

/** How a file is sent: in one part, or in several of 16 MiB and more. */
export function partsOf(bytes: number): Part[] {
  const size = Math.max(16, Math.ceil(bytes / 10_000 / mebibyte)) * mebibyte;
  return Array.from(
    { length: Math.max(1, Math.ceil(bytes / size)) },
    (_, i) => ({
      number: i + 1,
      from: i * size,
      bytes: Math.min(size, bytes - i * size),
    }),
  );
}

/** What S3 calls the file once it is there in these parts: the MD5 of it, or that of the parts' MD5s. */
export async function etagOf(
  file: string,
  parts: readonly Part[],
): Promise<string> {
  const handle = await open(file);
  try {
    const digests: Buffer[] = [];
    for (const part of parts) digests.push(md5(await read(handle, part)));
    return parts.length === 1
      ? `"${digests[0]!.toString("hex")}"`
      : `"${md5(Buffer.concat(digests)).toString("hex")}-${parts.length}"`;
  } finally {
    await handle.close();
  }
}

/** A file, and where it goes. */
export interface InParts {
  file: string;
  bucket: string;
  key: string;
  headers: { ContentType: string; CacheControl: string };
  parts: readonly Part[];
}

/** How many parts are under way at a time. */
const concurrency = 4;

/**
 * Sends a file in parts, but for those that are there from a time before that was cut off.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 */
export async function uploadParts(
  client: S3Client,
  { file, bucket, key, headers, parts }: InParts,
  {
    signal,
    onBytes,
  }: { signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<void> {
  const {
    CompleteMultipartUploadCommand,
    CreateMultipartUploadCommand,
    UploadPartCommand,
  } = await commands();
  const place = { Bucket: bucket, Key: key };
  const begun = await unfinished(client, place, signal);
  const id =
    begun?.id ??
    (
      await client.send(
        new CreateMultipartUploadCommand({ ...place, ...headers }),
        { abortSignal: signal },
      )
    ).UploadId;
  const handle = await open(file);
  try {
    const etags = new Map<number, string>();
    await inParallel(parts, concurrency, async (part) => {
      const body = await read(handle, part);
      const digest = md5(body);
      const etag = `"${digest.toString("hex")}"`;
      if (begun?.etags.get(part.number) !== etag)
        await client.send(
          new UploadPartCommand({
            ...place,
            UploadId: id,
            PartNumber: part.number,
            Body: body,
            ContentMD5: digest.toString("base64"),
          }),
          { abortSignal: signal },
        );
      etags.set(part.number, etag);
      onBytes(part.bytes);
    });
    await client.send(
      new CompleteMultipartUploadCommand({
        ...place,
        UploadId: id,
        MultipartUpload: {
          Parts: parts.map(({ number }) => ({
            PartNumber: number,
            ETag: etags.get(number),
          })),
        },
      }),
      { abortSignal: signal },
    );
  } finally {
    await handle.close();
  }
}

/** The newest upload of this file that was not brought to its end, and the parts that are there. */
async function unfinished(
  client: S3Client,
  place: { Bucket: string; Key: string },
  signal: AbortSignal,
): Promise<{ id: string; etags: Map<number, string> } | undefined> {
  const { ListMultipartUploadsCommand, paginateListParts } = await commands();
  const { Uploads = [] } = await client
    .send(
      new ListMultipartUploadsCommand({
        Bucket: place.Bucket,
        Prefix: place.Key,
      }),
      { abortSignal: signal },
    )
    .catch(() => {
      signal.throwIfAborted();
      // Who may not ask, or asks an S3 that does not know, sends all of it.
      return { Uploads: [] };
    });
  const [newest] = Uploads.filter(({ Key }) => Key === place.Key).toSorted(
    (one, other) => Number(other.Initiated) - Number(one.Initiated),
  );
  if (newest?.UploadId === undefined) return undefined;
  const etags = new Map<number, string>();
  const id = newest.UploadId;
  const pages = paginateListParts(
    { client },
    { ...place, UploadId: id },
    { abortSignal: signal },
  );
  for await (const { Parts = [] } of pages)
    for (const { PartNumber = 0, ETag = "" } of Parts)
      etags.set(PartNumber, ETag);
  return { id, etags };
}

function commands() {
  return loadAws("@aws-sdk/client-s3", () => import("@aws-sdk/client-s3"));
}

async function read(
  handle: FileHandle,
  { from, bytes }: Part,
): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(
    Buffer.alloc(bytes),
    0,
    bytes,
    from,
  );
  if (bytesRead < bytes)
    throw new Error("The file has become shorter while it was read.");
  return buffer;
}

function md5(data: Buffer): Buffer {
  return createHash("md5").update(data).digest();
}

import { loose } from "./job-view.js";

/** A file that has come to a bucket. */
export interface Upload {
  bucket: string;
  /** As it is, not as in a URL. */
  key: string;
  /** Epoch seconds. */
  at: number;
  /** Bytes; undefined where the event does not say. */
  size: number | undefined;
}

/**
 * The uploads that an event of S3 tells of, sent by S3 itself or by EventBridge; none for an event of another kind, such as
 * the test that S3 sends when notifications are switched on.
 */
export function readUploads(event: unknown): Upload[] {
  const { Records: records, detail, time, ...rest } = loose(event);
  if (rest["detail-type"] === "Object Created")
    return known(upload(detail, time, (key) => key));
  if (!Array.isArray(records)) return [];
  return records.flatMap((record: unknown) => {
    const { eventName, eventTime, s3 } = loose(record);
    return String(eventName).startsWith("ObjectCreated:")
      ? known(upload(s3, eventTime, decodeKey))
      : [];
  });
}

function upload(
  of: unknown,
  time: unknown,
  decode: (key: string) => string,
): Partial<Upload> {
  const { bucket, object } = loose(of);
  const { name } = loose(bucket);
  const { key, size } = loose(object);
  return {
    ...(typeof name === "string" && { bucket: name }),
    ...(typeof key === "string" && { key: decode(key) }),
    at: Math.floor(Date.parse(String(time)) / 1_000),
    size: typeof size === "number" ? size : undefined,
  };
}

function known(upload: Partial<Upload>): Upload[] {
  if (upload.bucket === undefined || upload.key === undefined || !upload.at)
    throw new TypeError(
      "The event tells of an upload without its bucket, key or time.",
    );
  return [upload as Upload];
}

/** S3's own notifications write keys as a form does: with + for a space. */
function decodeKey(key: string): string {
  return decodeURIComponent(key.replaceAll("+", " "));
}

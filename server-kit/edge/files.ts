import { realpathSync, statSync } from "node:fs";
import { open, realpath, stat, type FileHandle } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { join, sep } from "node:path";
import { fileCacheControl } from "../edge-headers.js";
import { fail } from "./checks.js";
import { contentTypeOf } from "./content-types.js";
import { notModified, rangeApplies, readRange } from "./conditions.js";
import { bucketError, type Answer } from "./refusals.js";

export interface FileRequest {
  method: string;
  /** As the viewer sent it, without the query. */
  rawPath: string;
  headers: IncomingHttpHeaders;
  /** Whether the file needed a signature. */
  signed: boolean;
}

/**
 * The folder that files are served from.
 * @throws {TypeError} where it is not a folder
 */
export function readRoot(root: string): string {
  try {
    const real = realpathSync(root);
    if (statSync(real).isDirectory()) return real;
  } catch {
    // Said below.
  }
  return fail("root", "the path of a folder that exists", root);
}

/**
 * The bucket's answer for a path: the file or a part of it, 304, 416, or that there is none. Signature and query have
 * been taken off before. Streams: a file is never in memory as a whole.
 * @param root a real path, as `readRoot` returns it
 */
export async function readFileAnswer(
  root: string,
  { method, rawPath, headers, signed }: FileRequest,
): Promise<Answer | undefined> {
  const file = await openWithin(root, rawPath);
  if (!file) return undefined;
  let streaming = false;
  try {
    const { size, mtime, mtimeMs } = await file.stat();
    const etag = `"${size.toString(16)}-${Math.floor(mtimeMs).toString(16)}"`;
    const common = {
      Server: "AmazonS3",
      "X-Cache": "Miss from cloudfront",
      "Accept-Ranges": "bytes",
      "Cache-Control": fileCacheControl(signed),
      ETag: etag,
      "Last-Modified": mtime.toUTCString(),
    };
    if (notModified(headers, etag, mtime))
      return { from: "origin", status: 304, headers: common };

    const type = contentTypeOf(rawPath);
    const range =
      method === "GET" && rangeApplies(headers, etag, mtime)
        ? readRange(headers.range, size)
        : undefined;
    if (range === "unsatisfiable") {
      const answer = bucketError("InvalidRange");
      answer.headers["Content-Range"] = `bytes */${size}`;
      return answer;
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    const found: Answer = {
      from: "origin",
      status: range ? 206 : 200,
      headers: {
        ...common,
        "Content-Type": type,
        "Content-Length": end - start + 1,
        ...(range && { "Content-Range": `bytes ${start}-${end}/${size}` }),
      },
    };
    if (method === "HEAD" || size === 0) return found;
    streaming = true;
    return { ...found, body: file.createReadStream({ start, end }) };
  } finally {
    if (!streaming) await file.close();
  }
}
/**
 * A regular file inside the folder, opened. Paths are decoded once and are names, as in S3. So what means something
 * to a file system but nothing to S3 is simply not there: `..`, `\`, NUL, an encoded `/`, hidden files, and links that
 * lead out of the folder.
 */
async function openWithin(
  root: string,
  rawPath: string,
): Promise<FileHandle | undefined> {
  const path = decodePath(rawPath);
  const segments = path?.slice(1).split("/") ?? [];
  const safe =
    segments.length > 0 && segments.every((segment) => /^[^.]/.test(segment));
  if (!safe || path === undefined) return undefined;
  try {
    const real = await realpath(join(root, ...segments));
    const within = real.startsWith(root.endsWith(sep) ? root : root + sep);
    // Before opening: to open a named pipe is to wait for its writer.
    return within && (await stat(real)).isFile() ? await open(real) : undefined;
  } catch {
    return undefined;
  }
}

function decodePath(rawPath: string): string | undefined {
  if (/%2f|%5c|%00/i.test(rawPath)) return undefined;
  try {
    const path = decodeURIComponent(rawPath);
    return /[\\\0]/.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}

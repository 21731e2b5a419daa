import { readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/** What is served as it is. Pages are not: they are templates. */
const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".map": "application/json",
  ".svg": "image/svg+xml",
};

/** Compressed once a version, by path and date. */
const compressed = new Map<string, Buffer>();

/**
 * Sends a file of a folder, by the path that the folder has in `folders`: the first prefix that fits.
 * @returns false where there is none
 */
export function sendFile(
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
  folders: Readonly<Record<string, string>>,
): boolean {
  const file = fileOf(pathname, folders);
  const type = types[extname(file ?? "")];
  if (!file || !type) return false;
  response.setHeader("Content-Type", type);
  response.setHeader("Vary", "Accept-Encoding");
  // As any real site does: who throttles the network to see how the player starts should see it right.
  if (/\bbr\b/.test(String(request.headers["accept-encoding"]))) {
    response.setHeader("Content-Encoding", "br");
    response.end(compress(file));
  } else response.end(readFileSync(file));
  return true;
}

/** Never one outside of its folder. */
function fileOf(
  pathname: string,
  folders: Readonly<Record<string, string>>,
): string | undefined {
  const [prefix, folder] =
    Object.entries(folders).find(([prefix]) => pathname.startsWith(prefix)) ??
    [];
  if (prefix === undefined || folder === undefined) return undefined;
  const file = normalize(join(folder, pathname.slice(prefix.length)));
  const within = file.startsWith(folder + sep);
  return within && statSync(file, { throwIfNoEntry: false })?.isFile()
    ? file
    : undefined;
}

function compress(file: string): Buffer {
  const key = `${file} ${statSync(file).mtimeMs}`;
  const found = compressed.get(key);
  if (found) return found;
  const bytes = brotliCompressSync(readFileSync(file), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
  });
  compressed.set(key, bytes);
  return bytes;
}

import type { IncomingHttpHeaders } from "node:http";

/** Whether the browser has this very version. A date counts only where it sends no tag. */
export function notModified(
  headers: IncomingHttpHeaders,
  etag: string,
  mtime: Date,
): boolean {
  const ifNoneMatch = headers["if-none-match"];
  if (ifNoneMatch !== undefined)
    return ifNoneMatch
      .split(",")
      .some((tag) => ["*", etag, `W/${etag}`].includes(tag.trim()));
  return Date.parse(headers["if-modified-since"] ?? "") >= wholeSeconds(mtime);
}

/** Whether `Range` is to be followed: not when `If-Range` names another version. */
export function rangeApplies(
  headers: IncomingHttpHeaders,
  etag: string,
  mtime: Date,
): boolean {
  const ifRange = headers["if-range"];
  return (
    ifRange === undefined ||
    ifRange === etag ||
    Date.parse(String(ifRange)) === wholeSeconds(mtime)
  );
}

/** HTTP dates have no fractions of a second. */
function wholeSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1_000) * 1_000;
}

/** One range, inclusive. As at S3, what is not one range (several, another unit, nonsense) means the whole file. */
export function readRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | "unsatisfiable" | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (from === undefined || to === undefined || from + to === "")
    return undefined;
  if (from === "")
    return Number(to) > 0 && size > 0
      ? { start: Math.max(0, size - Number(to)), end: size - 1 }
      : "unsatisfiable";
  if (to !== "" && Number(to) < Number(from)) return undefined;
  if (Number(from) >= size) return "unsatisfiable";
  return {
    start: Number(from),
    end: to === "" ? size - 1 : Math.min(Number(to), size - 1),
  };
}

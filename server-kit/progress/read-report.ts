import type { ProgressReport, WatchedRange } from "../../src/contract.js";
import { GrantError } from "../errors.js";
import {
  checkField,
  readQuery,
  sessionIdPattern,
  videoIdPattern,
} from "../grant-request.js";
import { readJson } from "../request-body.js";
import { mostRanges } from "../stores/progress.js";

/** A week: longer than any recording. */
const mostSeconds = 604_800;
/** Seconds by which the last frame's end may lie behind what the player says that the video lasts. */
const pastTheEndSeconds = 1;

/** Whose progress a GET asks for. @throws GrantError `bad-request` */
export function readProgressQuery(request: Request): { videoId: string } {
  return { videoId: readVideoId(readQuery(request)) };
}

/**
 * Reads a report: in whole milliseconds, and within the video. Fields that it does not know are ignored.
 * @throws GrantError `bad-request`
 */
export async function readProgressReport(
  request: Request,
  maxBytes: number,
): Promise<ProgressReport> {
  const fields = await readJson(request, maxBytes);
  const videoId = readVideoId(fields);
  const sessionId = checkField(fields, "sessionId", sessionIdPattern);
  const duration = readSeconds(fields, "duration", mostSeconds);
  if (duration === 0) throw bad("`duration` is not that of a video.");
  const most = duration + pastTheEndSeconds;
  const position = Math.min(readSeconds(fields, "position", most), duration);
  const watchedRanges = readRanges(fields["watchedRanges"], most);
  return {
    videoId,
    ...(sessionId !== undefined && { sessionId }),
    position,
    duration,
    watchedRanges,
  };
}

function readVideoId(fields: Record<string, unknown>): string {
  const videoId = checkField(fields, "videoId", videoIdPattern);
  if (videoId === undefined) throw bad("Say which `videoId` it is about.");
  return videoId;
}

function readSeconds(
  fields: Record<string, unknown>,
  name: "position" | "duration",
  most: number,
): number {
  const value = fields[name];
  if (!isSeconds(value) || value > most)
    throw bad(`\`${name}\` is no number of seconds within the video.`);
  return toMilliseconds(value);
}

function readRanges(value: unknown, most: number): WatchedRange[] {
  if (!Array.isArray(value)) throw bad("`watchedRanges` is no array.");
  if (value.length > mostRanges)
    throw bad(`\`watchedRanges\` has more than ${mostRanges} ranges.`);
  let last = 0;
  return value.map((range: unknown): WatchedRange => {
    const [start, end, ...more] = Array.isArray(range) ? range : [];
    if (
      !isSeconds(start) ||
      !isSeconds(end) ||
      more.length > 0 ||
      start < last ||
      end <= start ||
      end > most
    )
      throw bad(
        "`watchedRanges` are not ranges within the video, in order and apart.",
      );
    last = end;
    return [toMilliseconds(start), toMilliseconds(end)];
  });
}

function isSeconds(value: unknown): value is number {
  return typeof value === "number" && value >= 0;
}

/** Finer than any player reports, and short in the record. */
function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}

function bad(detail: string): GrantError {
  return new GrantError("bad-request", detail);
}

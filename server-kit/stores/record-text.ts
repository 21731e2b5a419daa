/** How records are written down. The version is in each of them, so that a later one can read what this one wrote. */
import type { WatchedRange } from "../../src/contract.js";
import type { ProgressRecord } from "./progress-store.js";
import type { EndedSession, ViewerRecord } from "./sessions.js";
import type { Session } from "./session-store.js";
import type { Bucket } from "./token-bucket.js";

const version = 1;

/** When something that may be used once was used up, until when that is remembered (epoch seconds). */
export interface UsedUp {
  usedUntil: number;
}

export function writeText(
  record: ViewerRecord | Bucket | UsedUp | ProgressRecord,
): string {
  return JSON.stringify({ v: version, ...record });
}

/**
 * Reads a record back.
 * @throws Error where it is not such a record. That is never taken for "nothing there": there would be room for everybody.
 */
export function readText<Part>(
  text: string,
  isPart: (value: unknown) => value is Part,
): Part {
  const value = parse(text);
  const { v, ...record } = isObject(value) ? value : {};
  if (v === version && isPart(record)) return record;
  throw new Error(
    "A stored record is none that this version of server-kit can read. Was it written by a newer one, or by something else?",
  );
}

export function isViewerRecord(value: unknown): value is ViewerRecord {
  return (
    isObject(value) &&
    isListOf(value["sessions"], isSession) &&
    isListOf(value["ended"], isEndedSession)
  );
}

export function isBucket(value: unknown): value is Bucket {
  return has(value, [], ["tokens", "filledAt"]);
}

export function isUsedUp(value: unknown): value is UsedUp {
  return has(value, [], ["usedUntil"]);
}

export function isProgressRecord(value: unknown): value is ProgressRecord {
  return (
    has(
      value,
      [],
      ["position", "duration", "creditSeconds", "creditedAt", "expiresAt"],
    ) &&
    isListOf(value["watchedRanges"], isRange) &&
    (value["completedAt"] === null || Number.isFinite(value["completedAt"])) &&
    typeof value["completionTold"] === "boolean" &&
    // Records of before there was such a thing have none.
    (value["telling"] === undefined ||
      has(value["telling"], ["reportId"], ["since"]))
  );
}

function isRange(value: unknown): value is WatchedRange {
  return (
    Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)
  );
}

function isSession(value: unknown): value is Session {
  return has(
    value,
    ["sessionId", "deviceId", "label"],
    ["startedAt", "lastSeenAt", "expiresAt"],
  );
}

function isEndedSession(value: unknown): value is EndedSession {
  return has(value, ["sessionId"], ["endedAt", "expiresAt"]);
}

function has(
  value: unknown,
  strings: string[],
  numbers: string[],
): value is Record<string, unknown> {
  return (
    isObject(value) &&
    strings.every((name) => typeof value[name] === "string") &&
    numbers.every((name) => Number.isFinite(value[name]))
  );
}

function isListOf<Item>(
  value: unknown,
  isItem: (item: unknown) => item is Item,
): value is Item[] {
  return Array.isArray(value) && value.every(isItem);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { SessionClaim, Store } from "./session-store.js";
import { optionError } from "../option-error.js";
import { createProgressStore } from "./create-progress-store.js";
import { recordKey, type RecordKey, type RecordKind } from "./record-key.js";
import {
  isBucket,
  isUsedUp,
  isViewerRecord,
  readText,
  writeText,
} from "./record-text.js";
import {
  claimSession,
  emptyRecord,
  endSession,
  listSessions,
  recordExpiresAt,
  releaseSession,
  type ViewerRecord,
} from "./sessions.js";
import { bucketExpiresAt, takeToken } from "./token-bucket.js";
import { ConflictError, type Change, type Records } from "./update-record.js";

/** What all stores can be told. */
export interface ClockOptions {
  /** Epoch seconds, with or without fractions. @default the machine's clock */
  now?: (() => number) | undefined;
}

export const machineClock = (): number => Date.now() / 1_000;

/** Seconds after which to ask again where a whole fleet wants tokens of one bucket. */
const crowdedSeconds = 1;

/** A store whose records lie wherever `records` keeps them. All that has to do is to change one atomically, and to delete one. */
export function createStore(
  records: Records,
  { now = machineClock }: ClockOptions = {},
): Store {
  const { update } = records;
  const wholeNow = () => Math.floor(now());

  /** @param decide Gives the result, and the record as it is to be: the same one where there is nothing to write. */
  const ofViewer = <Result>(
    viewerId: string,
    decide: (record: ViewerRecord) => { record: ViewerRecord; result: Result },
  ): Promise<Result> =>
    update(keyOf("sessions", viewerId), (text) => {
      const stored =
        text === undefined ? emptyRecord : readText(text, isViewerRecord);
      const { record, result } = decide(stored);
      if (record === stored) return { result };
      const expiresAt = recordExpiresAt(record, wholeNow());
      return { result, write: { text: writeText(record), expiresAt } };
    });

  return {
    ...createProgressStore(records, now),

    claim: async (claim: SessionClaim) => {
      checkPositive("limit", claim.limit);
      checkPositive("ttlSeconds", claim.ttlSeconds);
      return ofViewer(claim.viewerId, (stored) => {
        const { record, claimed } = claimSession(stored, claim, wholeNow());
        return { record, result: claimed };
      });
    },

    release: async (viewerId, sessionId) =>
      ofViewer(viewerId, (stored) => ({
        record: releaseSession(stored, sessionId, wholeNow()),
        result: undefined,
      })),

    list: async (viewerId) =>
      ofViewer(viewerId, (stored) => ({
        record: stored,
        result: listSessions(stored, wholeNow()),
      })),

    end: async (viewerId, sessionId) =>
      ofViewer(viewerId, (stored) => {
        const { record, found } = endSession(stored, sessionId, wholeNow());
        return { record, result: found };
      }),

    take: async (key, rate) => {
      const taken = update(keyOf("rate", key), (text) => {
        const stored =
          text === undefined ? undefined : readText(text, isBucket);
        const { bucket, retryAfterSeconds } = takeToken(stored, rate, now());
        const result = { retryAfterSeconds };
        if (!bucket || bucket === stored) return { result };
        const expiresAt = bucketExpiresAt(bucket, rate);
        return { result, write: { text: writeText(bucket), expiresAt } };
      });
      return taken.catch((error: unknown) => {
        if (error instanceof ConflictError)
          return { retryAfterSeconds: crowdedSeconds };
        throw error;
      });
    },

    useOnce: async (key, ttlSeconds) => {
      checkPositive("ttlSeconds", ttlSeconds);
      return update(keyOf("once", key), (text): Change<boolean> => {
        const stored =
          text === undefined ? undefined : readText(text, isUsedUp);
        const at = now();
        if (stored && stored.usedUntil > at) return { result: false };
        const usedUntil = at + ttlSeconds;
        const write = { text: writeText({ usedUntil }), expiresAt: usedUntil };
        return { result: true, write };
      });
    },
  };
}

/** Without an ID, all who lack one would share a record. */
function keyOf(kind: RecordKind, id: unknown): RecordKey {
  if (typeof id !== "string" || id === "")
    throw optionError(
      kind === "sessions" ? "viewerId" : "key",
      id,
      "Give a string that is not empty.",
    );
  return recordKey(kind, id);
}

/** With NaN there would always be room. */
function checkPositive(option: string, value: unknown): void {
  if (!Number.isInteger(value) || Number(value) < 1)
    throw optionError(option, value, "Give a whole number from 1.");
}

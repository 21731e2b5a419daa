import { optionError } from "../option-error.js";
import {
  reportProgress,
  retellCompletion,
  tellCompletion,
} from "./progress.js";
import type { ProgressRecord, ProgressStore } from "./progress-store.js";
import { recordKey, type RecordKey } from "./record-key.js";
import { isProgressRecord, readText, writeText } from "./record-text.js";
import type { Change, Records } from "./update-record.js";

/** The part of every store that keeps progress: one record a viewer and video. */
export function createProgressStore(
  { update, remove }: Records,
  now: () => number,
): ProgressStore {
  /** Nothing where there is no record. */
  const change = (
    viewerId: string,
    videoId: string,
    decide: (stored: ProgressRecord) => ProgressRecord,
  ) =>
    update(keyOf(viewerId, videoId), (text) => {
      const stored = read(text);
      const record = stored && decide(stored);
      return { result: undefined, ...written(record, stored) };
    });

  return {
    report: async (claim) =>
      update(keyOf(claim.viewerId, claim.videoId), (text) => {
        const stored = read(text);
        const { record, reported } = reportProgress(stored, claim, now());
        return { result: reported, ...written(record, stored) };
      }),

    progress: async (viewerId, videoId) =>
      update(keyOf(viewerId, videoId), (text) => ({ result: read(text) })),

    completionTold: async (viewerId, videoId) =>
      change(viewerId, videoId, tellCompletion),

    retellCompletion: async (viewerId, videoId, reportId) =>
      change(viewerId, videoId, (stored) => retellCompletion(stored, reportId)),

    forgetProgress: async (viewerId, videoId) =>
      remove(keyOf(viewerId, videoId)),
  };
}

/** Nothing is written where nothing has changed. */
function written(
  record: ProgressRecord | undefined,
  stored: ProgressRecord | undefined,
): Pick<Change<unknown>, "write"> {
  if (!record || record === stored) return {};
  return { write: { text: writeText(record), expiresAt: record.expiresAt } };
}

function read(text: string | undefined): ProgressRecord | undefined {
  return text === undefined ? undefined : readText(text, isProgressRecord);
}

/** Without an ID, all who lack one would share a record. */
function keyOf(viewerId: unknown, videoId: unknown): RecordKey {
  for (const [option, id] of Object.entries({ viewerId, videoId }))
    if (typeof id !== "string" || id === "")
      throw optionError(option, id, "Give a string that is not empty.");
  return recordKey("progress", JSON.stringify([viewerId, videoId]));
}

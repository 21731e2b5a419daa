import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createBatches } from "./batches.js";
import { keyText, type RecordKey } from "./record-key.js";

/** What becomes of a record: nothing where `write` is missing. */
export interface Change<Result> {
  result: Result;
  write?: {
    text: string;
    /** Epoch seconds after which it means as much as none; the store may drop it then. */
    expiresAt: number;
  };
}

/**
 * Changes one record in one atomic step.
 * @param change Decides by the text that is there, undefined for none. Called again where somebody else was quicker.
 */
export type UpdateRecord = <Result>(
  key: RecordKey,
  change: (text: string | undefined) => Change<Result>,
) => Promise<Result>;

/** Wherever records lie. */
export interface Records {
  update: UpdateRecord;
  /** Deletes a record, where there is one. Whoever changes it at that moment finds none, and starts over. */
  remove(key: RecordKey): Promise<void>;
}

/** A record, and the mark of the write that it comes from. */
export interface VersionedText {
  text: string;
  version: string;
}

/** What a database has to offer: read, and write only if nobody else has written since. */
export interface VersionedRecords {
  /** Never stale. An expired record may be left out. */
  read(key: RecordKey): Promise<VersionedText | undefined>;
  /**
   * Compare-and-set. A write that was repeated because its answer was lost is still one write, and still true.
   * @param version Of the record to replace; undefined where there was none.
   * @returns false where there is another version by now
   */
  write(
    key: RecordKey,
    next: VersionedText,
    version: string | undefined,
    expiresAt: number,
  ): Promise<boolean>;
}

/** Somebody else was quicker, each time. */
export class ConflictError extends Error {
  override readonly name = "ConflictError";
}

/** Each lost try means that somebody else's write went through, so more are lost only where a whole fleet wants one record. */
const tries = 12;
/** Longest wait after the first lost try, in milliseconds; it doubles up to the longest. */
const firstWaitMs = 5;
const longestWaitMs = 200;

/** A change that somebody waits for. */
interface Call {
  key: RecordKey;
  change: (text: string | undefined) => Change<unknown>;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * Reads, decides, and writes if nobody else has written since; else waits a random while and starts over. Changes of one
 * record that are asked for in one process while another is under way are then made together, by one read and one write:
 * whoever asks a hundred times at once costs the database no more than who asks twice.
 * @throws ConflictError when the tries are used up
 */
export function updateVersioned(records: VersionedRecords): UpdateRecord {
  const add = createBatches<Call>((calls) =>
    makeChanges(records, calls).catch((error: unknown) => {
      for (const { reject } of calls) reject(error);
    }),
  );
  return <Result>(
    key: RecordKey,
    change: (text: string | undefined) => Change<Result>,
  ) =>
    new Promise<Result>((resolve, reject) =>
      add(keyText("", key), {
        key,
        change,
        resolve: (result) => resolve(result as Result),
        reject,
      }),
    );
}

/** @param calls All for the same record; at least one. */
async function makeChanges(
  records: VersionedRecords,
  calls: Call[],
): Promise<void> {
  const { key } = calls[0]!;
  for (let lost = 0; lost < tries; lost += 1) {
    if (lost > 0) await sleep(waitMs(lost));
    const found = await records.read(key);
    const { write, settle } = decide(calls, found?.text);
    const written =
      !write ||
      (await records.write(
        key,
        { text: write.text, version: randomUUID() },
        found?.version,
        write.expiresAt,
      ));
    if (written) return settle();
  }
  throw new ConflictError(
    `A stored record was changed by others ${tries} times in a row.`,
  );
}

/** Each decides by what the one before it would leave. Nobody is told before that is written. */
function decide(
  calls: Call[],
  text: string | undefined,
): { write: Change<unknown>["write"]; settle: () => void } {
  let write: Change<unknown>["write"];
  const answers = calls.map(({ change, resolve, reject }) => {
    try {
      const { result, write: next } = change(write?.text ?? text);
      write = next ?? write;
      return () => resolve(result);
    } catch (error) {
      return () => reject(error);
    }
  });
  return { write, settle: () => answers.forEach((answer) => answer()) };
}

/** Full jitter, so that those who lost together do not meet again. */
function waitMs(lost: number): number {
  const most = Math.min(longestWaitMs, firstWaitMs * 2 ** (lost - 1));
  return Math.random() * most;
}

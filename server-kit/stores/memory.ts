import { LRUCache } from "lru-cache";
import { optionError } from "../option-error.js";
import {
  createStore,
  machineClock,
  type ClockOptions,
} from "./create-store.js";
import type { RecordKey, RecordKind } from "./record-key.js";
import type { Store } from "./session-store.js";
import type { UpdateRecord } from "./update-record.js";

export interface MemoryStoreOptions extends ClockOptions {
  /** Most viewers whose sessions are kept; as many rates, things used once, and videos in progress, besides. @default 100_000 */
  maxRecords?: number | undefined;
}

interface MemoryRecord {
  text: string;
  expiresAt: number;
}

/**
 * A store in this process's memory: the right one where a single process answers, and gone when that ends. Sessions then
 * count again from their next renewal on. Several processes count past each other: use Redis or DynamoDB.
 *
 * With more than `maxRecords` viewers at a time, the one seen longest ago is forgotten though he may still watch, which makes
 * room for others. He counts again from his next renewal on; until then his limit does not know of his devices, and a
 * session of his that was ended elsewhere is not remembered as ended. The process warns of it, once
 * (`SECURE_HLS_STORE_FULL`). A thing used once that is forgotten so could be used again, and progress begins anew.
 * @throws TypeError naming the option
 * @example
 * ```ts
 * const store = createMemoryStore();
 * ```
 */
export function createMemoryStore({
  maxRecords = 100_000,
  now = machineClock,
}: MemoryStoreOptions = {}): Store {
  if (!Number.isInteger(maxRecords) || maxRecords < 1)
    throw optionError("maxRecords", maxRecords, "Give a whole number from 1.");

  const kinds = {
    sessions: createRecords(),
    rate: createRecords(),
    once: createRecords(),
    progress: createRecords(),
  } satisfies Record<RecordKind, unknown>;

  // Nothing waits between reading and writing, which makes it one step.
  const update: UpdateRecord = async ({ kind, hash }, change) => {
    const { result, write } = change(kinds[kind].get(hash)?.text);
    if (write) kinds[kind].set(hash, write);
    return result;
  };
  const remove = async ({ kind, hash }: RecordKey) =>
    void kinds[kind].delete(hash);
  return createStore({ update, remove }, { now });

  function createRecords() {
    return new LRUCache<string, MemoryRecord>({
      max: maxRecords,
      dispose: ({ expiresAt }, _hash, reason) => {
        if (reason === "evict" && expiresAt > now()) warn(maxRecords);
      },
    });
  }
}

let warned = false;

function warn(maxRecords: number): void {
  if (warned) return;
  warned = true;
  process.emitWarning(
    `createMemoryStore forgot a record that was still in use: there are more than ${maxRecords}. Raise \`maxRecords\`, or use Redis or DynamoDB.`,
    { code: "SECURE_HLS_STORE_FULL" },
  );
}

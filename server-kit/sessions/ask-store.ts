import { askWithin } from "../ask-within.js";
import type { LogEntry } from "../observe.js";

/** Seconds that a store may take: a client that is not connected may queue commands for ever. */
export const usualStoreTimeoutSeconds = 2;

/** Asks a store, and says so when it fails. */
export type AskStore = <T>(
  operation: string,
  work: () => Promise<T>,
) => Promise<T>;

/**
 * @returns a function that rejects with what the store does, or with an Error where it takes longer than `timeoutSeconds`
 */
export function createAskStore(
  timeoutSeconds: number,
  observe: (entry: LogEntry) => void,
): AskStore {
  return async (operation, work) => {
    try {
      return await askWithin(timeoutSeconds, "The store", work);
    } catch (error) {
      observe({ event: "store-failed", operation, error });
      throw error;
    }
  };
}

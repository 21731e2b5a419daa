import { deadline, unlessAborted } from "./schedule.js";

/** The last holder of each lock, where the browser has no Web Locks (plain http) and under Node. */
const tails = new Map<string, Promise<void>>();

/**
 * Runs `work` while nobody else in this browser holds the lock `name`; in this page only, where there are no Web Locks.
 * @param signal gives up waiting (not the work); `work` is then not run and the promise rejects
 * @see https://www.w3.org/TR/web-locks/
 */
export async function withLock(
  name: string,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  if (locks) {
    try {
      return await locks.request(name, { signal }, work);
    } catch (error) {
      // A sandboxed frame has the interface, but no leave to use it.
      if ((error as Error).name !== "SecurityError") throw error;
    }
  }
  const before = tails.get(name) ?? Promise.resolve();
  const mine = before.then(() => (signal.aborted ? undefined : work()));
  const tail = mine.catch(() => {});
  tails.set(name, tail);
  void tail.then(() => tails.get(name) === tail && tails.delete(name));
  await unlessAborted(signal, before);
  await mine;
}

/**
 * The same, but no longer than `patienceMs` milliseconds: then whoever holds the lock is stuck, in a frozen tab perhaps, and
 * `work` runs without it.
 */
export function inTurn(
  name: string,
  signal: AbortSignal,
  work: () => Promise<void>,
  patienceMs: number,
): Promise<void> {
  return withLock(name, deadline(signal, patienceMs), work).catch((error) => {
    if (signal.aborted) throw error;
    return work();
  });
}

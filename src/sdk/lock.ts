import { unlessAborted } from "./schedule.js";

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
  await unlessAborted(signal, mine);
}

/**
 * Waits for what `ask` promises no longer than `seconds`, all that a client does on the way included: looking for
 * credentials, queueing, waiting between attempts. The signal then aborts what is under way, where the client knows how.
 * @throws what `ask` rejects with, or an Error that says what took too long
 */
export async function askWithin<T>(
  seconds: number,
  what: string,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} took longer than ${seconds} s.`));
      abort.abort();
    }, seconds * 1_000);
  });
  try {
    return await Promise.race([ask(abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Asks AWS for no longer than `seconds`, all that the SDK does on the way included: looking for credentials, waiting
 * between attempts. A request that is under way then is aborted.
 * @throws what `ask` rejects with, or an Error that says what took too long
 */
export async function askAws<T>(
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

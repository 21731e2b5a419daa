/** Gives up on `work` after so many seconds, whether or not it minds the signal. */
export function withinSeconds<Result>(
  seconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const signal = AbortSignal.timeout(seconds * 1_000);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () =>
      reject(new Error(`There was no answer within ${seconds} s.`)),
    );
  });
  return Promise.race([late, Promise.resolve(signal).then(work)]);
}

/** Less is ordinary correction of a clock. */
const leastSeconds = 2;

/**
 * Notices when the machine's clock is set: everything signed goes by it, so a grant signed just before may end too soon or
 * too late for the edge. Compares it with the time that has really passed.
 * @returns a function that says by how many seconds the clock has jumped since the last call, 0 for not at all
 */
export function watchClock(): () => number {
  const difference = () => Date.now() - performance.now();
  let last = difference();
  return () => {
    const now = difference();
    const seconds = Math.round((now - last) / 1_000);
    if (Math.abs(seconds) < leastSeconds) return 0;
    last = now;
    return seconds;
  };
}

import { inTurn } from "./lock.js";

/** How long to wait for the answer to another's request before asking beside it: its tab may be frozen. */
const patienceMs = 3_000;

/** The hosts that have given this page a grant. */
const answered = new Set<string>();

/**
 * Until an endpoint's host has given this page a grant, it is asked one request at a time, and by one tab at a time. Its first
 * answer sets the cookie by which the host knows the device again: several videos that begin together would be as many devices.
 * @param endpoint absolute URL
 * @param ask sends a request there
 * @param signal ends the waiting
 */
export function afterFirst<Answer>(
  endpoint: string,
  ask: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  const { host } = new URL(endpoint);
  if (answered.has(host)) return ask();
  let asked: Promise<Answer>;
  return inTurn(
    `secure-hls-player ${host}`,
    signal,
    async () => {
      asked = ask();
      // A failure is heard here in any case: the lock may be given back later than it comes.
      const over = asked.then(
        () => answered.add(host),
        () => {},
      );
      // Those who waited for a first answer ask all at once.
      if (!answered.has(host)) await over;
    },
    patienceMs,
  ).then(() => asked);
}

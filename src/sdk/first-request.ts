import { inTurn } from "./lock.js";

/** How long to wait for the answer to another's request before asking beside it: its tab may be frozen. */
const patienceMs = 3_000;

/** The endpoints that have given this page a grant. */
const answered = new Set<string>();

/**
 * Until an endpoint has given this page a grant, it is asked one request at a time, and by one tab at a time. Its first answer
 * sets the cookie by which it knows the device again: several videos that begin together would be as many devices.
 * @param ask sends a request to `endpoint`
 * @param signal ends the waiting
 */
export function afterFirst<Answer>(
  endpoint: string,
  ask: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  if (answered.has(endpoint)) return ask();
  let asked: Promise<Answer>;
  return inTurn(
    endpoint,
    signal,
    async () => {
      asked = ask();
      // Those who waited for a first answer ask all at once.
      if (!answered.has(endpoint))
        await asked.then(
          () => answered.add(endpoint),
          () => {},
        );
    },
    patienceMs,
  ).then(() => asked);
}

import {
  createAskStore,
  usualStoreTimeoutSeconds,
  type AskStore,
} from "./ask-store.js";
import { GrantError } from "../errors.js";
import type { LogEntry } from "../observe.js";
import { checkSeconds, optionError } from "../option-error.js";
import type { Rate, RateLimiter } from "../stores/session-store.js";

/** How often a viewer may ask: a token bucket for each. */
export interface RateLimitOptions {
  /** The session store, or another. */
  store: RateLimiter;
  /** Requests that may come at once: a page with many videos. @default 30 */
  burst?: number | undefined;
  /** Requests a second from then on. @default 0.5 */
  refillPerSecond?: number | undefined;
  /** Seconds that the store may take; then nobody is limited. @default 2 */
  storeTimeoutSeconds?: number | undefined;
}

/** @throws TypeError naming the option that is missing or out of range */
export function createRateLimit(
  options: RateLimitOptions,
  observe: (entry: LogEntry) => void,
): (viewerId: string) => Promise<void> {
  const {
    store,
    burst = 30,
    refillPerSecond = 0.5,
    storeTimeoutSeconds = usualStoreTimeoutSeconds,
  } = options;
  if (typeof store?.take !== "function")
    throw optionError("rateLimit.store", store, "Give a store of server-kit.");
  if (!Number.isInteger(burst) || burst < 1 || burst > 10_000)
    throw optionError(
      "rateLimit.burst",
      burst,
      "Give a whole number from 1 to 10000.",
    );
  if (!(refillPerSecond > 0 && refillPerSecond <= 10_000))
    throw optionError(
      "rateLimit.refillPerSecond",
      refillPerSecond,
      "Give a number above 0, at most 10000.",
    );
  checkSeconds("rateLimit.storeTimeoutSeconds", storeTimeoutSeconds, 1, 30);
  const ask = createAskStore(storeTimeoutSeconds, observe);
  const rate: Rate = { burst, refillPerSecond };

  return async (viewerId) => {
    const retryAfterSeconds = await take(ask, store, viewerId, rate);
    if (retryAfterSeconds > 0)
      throw new GrantError("rate-limited", "Too many requests.", {
        retryAfterSeconds,
      });
  };
}

/** A store that is down limits nobody: it has its own word to say about new sessions. */
async function take(
  ask: AskStore,
  store: RateLimiter,
  viewerId: string,
  rate: Rate,
): Promise<number> {
  try {
    const taken = await ask("take", () => store.take(viewerId, rate));
    return taken.retryAfterSeconds;
  } catch {
    return 0; // said in the log already
  }
}

import { optionError } from "../option-error.js";
import type { Rate } from "./session-store.js";

/** A key's bucket as it was left. None at all means a full one. */
export interface Bucket {
  tokens: number;
  /** Epoch seconds, with fractions, up to which its refill is counted in `tokens`. */
  filledAt: number;
}

/** Sums of fractions miss a whole token, or a whole second, by less than this. */
const rounding = 1e-6;
/** A clock that is further behind the bucket than this has stepped back; by less, it is another server's clock. */
const steppedBackSeconds = 60;

/**
 * Takes one token. The refill never counts twice, even where servers whose clocks differ take turns: the bucket's own time
 * stands still until each clock has passed it.
 * @param now Epoch seconds, with fractions.
 * @returns the same bucket where there is nothing to write
 * @throws TypeError naming what of `rate` cannot be
 */
export function takeToken(
  stored: Bucket | undefined,
  rate: Rate,
  now: number,
): { bucket: Bucket | undefined; retryAfterSeconds: number } {
  checkRate(rate);
  const { burst, refillPerSecond } = rate;
  const steppedBack = stored && stored.filledAt - now > steppedBackSeconds;
  const bucket = steppedBack ? { ...stored, filledAt: now } : stored;
  const { tokens: left, filledAt } = bucket ?? { tokens: burst, filledAt: now };
  const refill = Math.max(0, now - filledAt) * refillPerSecond;
  const tokens = Math.min(burst, left + refill);
  if (tokens < 1 - rounding) {
    const wait = (1 - tokens) / refillPerSecond + Math.max(0, filledAt - now);
    return {
      bucket,
      retryAfterSeconds: Math.max(1, Math.ceil(wait - rounding)),
    };
  }
  return {
    bucket: {
      tokens: Math.max(0, tokens - 1),
      filledAt: Math.max(filledAt, now),
    },
    retryAfterSeconds: 0,
  };
}

/** Epoch seconds at which the bucket is full, which means as much as none. */
export function bucketExpiresAt(
  { tokens, filledAt }: Bucket,
  { burst, refillPerSecond }: Rate,
): number {
  return filledAt + Math.max(0, burst - tokens) / refillPerSecond;
}

function checkRate({ burst, refillPerSecond }: Rate): void {
  if (!Number.isInteger(burst) || burst < 1)
    throw optionError("burst", burst, "Give a whole number from 1.");
  if (!Number.isFinite(refillPerSecond) || refillPerSecond <= 0)
    throw optionError(
      "refillPerSecond",
      refillPerSecond,
      "Give tokens a second, more than 0, such as 0.5.",
    );
}

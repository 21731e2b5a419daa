import { checkSeconds } from "../option-error.js";

/** How a provider deals with what is slow or down. */
export interface PatienceOptions {
  /** Whole seconds after which an attempt is given up. @default 5 */
  timeoutSeconds?: number | undefined;
  /** Whole seconds after a failure before the next attempt, however many grants ask. @default 5 */
  retrySeconds?: number | undefined;
}

/** @throws TypeError naming the option */
export function checkPatience({
  timeoutSeconds = 5,
  retrySeconds = 5,
}: PatienceOptions): { timeoutSeconds: number; retrySeconds: number } {
  return {
    timeoutSeconds: checkSeconds("timeoutSeconds", timeoutSeconds, 1, 60),
    retrySeconds: checkSeconds("retrySeconds", retrySeconds, 1, 3_600),
  };
}

/** A key that is read less than once a day cannot be rotated in a hurry. @throws TypeError naming the option */
export function checkCache(cacheSeconds: number): number {
  return checkSeconds("cacheSeconds", cacheSeconds, 1, 86_400);
}

import type { Clock } from "./clock.js";

/** Part of a grant's life after which it is renewed where the server does not say. */
const renewalFraction = 2 / 3;
/** A class that starts together must not renew together: each viewer's renewal moves by up to this part either way. */
const renewalJitter = 0.1;
/** Jitter never pushes a renewal past this part of the grant's life: the request itself takes time. */
const latestRenewalFraction = 0.9;
/** An endpoint that means minutes and says a fraction of a second must not be asked hundreds of times in it. */
const soonestRenewalMs = 1_000;

const firstBackoffMs = 1_000;
const longestBackoffMs = 30_000;

/**
 * Background tabs and sleeping machines hold timers back, and `setTimeout` fires at once when asked for more than a
 * 32-bit count of milliseconds. So a long sleep is made of short ones, and the clock is read after each.
 */
const longestTimerMs = 30_000;

/**
 * Milliseconds into a grant's life at which to renew it.
 * @param lifetimeMs how long the grant lasts
 * @param renewAfterMs what the server asked for, if it did
 * @param random 0 to 1; where in the jitter this viewer falls
 */
export function renewalDelayMs(
  lifetimeMs: number,
  renewAfterMs: number | undefined,
  random: number,
): number {
  const wanted = renewAfterMs ?? lifetimeMs * renewalFraction;
  const jittered = wanted * (1 - renewalJitter + 2 * renewalJitter * random);
  return Math.max(
    Math.min(jittered, lifetimeMs * latestRenewalFraction),
    soonestRenewalMs,
  );
}

/**
 * Milliseconds to wait before try number `attempt` + 1: exponential from 1 s to 30 s with full jitter; the server's
 * `Retry-After` wins when it is longer.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffMs(
  attempt: number,
  retryAfterMs: number | undefined,
  random: number,
): number {
  const ceiling = Math.min(longestBackoffMs, firstBackoffMs * 2 ** attempt);
  return Math.max(random * ceiling, retryAfterMs ?? 0);
}

/** Resolves once the clock reads `at` (epoch ms), or at once when `signal` aborts: look at the signal afterwards. */
export async function sleepUntil(
  at: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const leftMs = at - clock.now();
    if (leftMs <= 0) return;
    await sleep(Math.min(leftMs, longestTimerMs), signal);
  }
}

/** Resolves after `ms` milliseconds, or at once when `signal` aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}

/** `promise`, or a rejection as soon as `signal` aborts: for work that may not look at the signal itself. */
export function unlessAborted<T>(
  signal: AbortSignal,
  promise: Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", abort);
    });
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
  });
}

/** A signal that aborts with `signal`, or with a `TimeoutError` after `ms` milliseconds. */
export function deadline(signal: AbortSignal, ms: number): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new DOMException("Late.", "TimeoutError"));
  }, ms);
  const abort = () => {
    clearTimeout(timer);
    controller.abort(signal.reason);
  };
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  return controller.signal;
}

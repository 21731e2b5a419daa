import type { EdgeRequest } from "./grant.js";

/**
 * Whether anybody answers there at all. A browser reports a 403 without CORS headers exactly as it reports no answer;
 * a `no-cors` request tells the two apart, for it succeeds on any answer and only fails without one.
 * @see https://fetch.spec.whatwg.org/#concept-filtered-response-opaque
 */
export async function answers(
  { url, credentials }: EdgeRequest,
  doFetch: typeof fetch = globalThis.fetch,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await doFetch(url, {
      method: "HEAD",
      mode: "no-cors",
      cache: "no-store",
      credentials: credentials ? "include" : "omit",
      signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
    });
    return true;
  } catch {
    return false;
  }
}

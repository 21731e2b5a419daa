/** Milliseconds: what the browser has begun to load by then has come, or is wanted no more. */
const REVOKE_AFTER_MS = 5_000;

/**
 * A `blob:` URL for as long as the video. A while longer, in fact: where the browser has only just heard of it, it would
 * complain in the console that the file is gone.
 */
export function createBlobUrl(blob: Blob, signal: AbortSignal): string {
  const url = URL.createObjectURL(blob);
  signal.addEventListener("abort", () => {
    setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
  });
  return url;
}

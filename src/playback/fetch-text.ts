import type { EdgeRequest } from "../sdk/grant.js";

/** A text that belongs to the video, and that it plays without: `undefined` when it cannot be had. */
export async function fetchText(
  { url, credentials }: EdgeRequest,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      credentials: credentials ? "include" : "omit",
      priority: "low",
      signal,
    });
    const text = await response.text();
    return response.ok && !signal.aborted ? text : undefined;
  } catch {
    return undefined;
  }
}

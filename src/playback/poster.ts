import type { EdgeRequest } from "../sdk/grant.js";
import { createBlobUrl } from "./blob-url.js";

/**
 * Shows a protected poster. It is fetched and shown as a `blob:` URL: the signature of its own URL would stand in the DOM.
 * Without it the video simply has no poster.
 */
export async function showPoster(
  media: HTMLVideoElement,
  { url, credentials }: EdgeRequest,
  signal: AbortSignal,
): Promise<void> {
  try {
    const response = await fetch(url, {
      credentials: credentials ? "include" : "omit",
      priority: "low",
      signal,
    });
    const image = await response.blob();
    if (!response.ok || !image.type.startsWith("image/") || signal.aborted)
      return;
    const blobUrl = createBlobUrl(image, signal);
    media.poster = blobUrl;
    signal.addEventListener("abort", () => {
      if (media.poster === blobUrl) media.removeAttribute("poster");
    });
  } catch {
    // No poster.
  }
}

import type { EdgeRequest } from "../sdk/grant.js";

/**
 * Gives the video the chapters that a grant names, as a `<track>`. The file is fetched and handed over as a `blob:` URL:
 * the browser would send no signature, and its own URL would stand in the DOM. Without it there are simply no chapters.
 */
export async function addChapters(
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
    const text = await response.text();
    if (!response.ok || signal.aborted) return;
    const track = document.createElement("track");
    track.kind = "chapters";
    track.src = URL.createObjectURL(new Blob([text], { type: "text/vtt" }));
    media.append(track);
    // Loaded, and shown by whoever reads it.
    track.track.mode = "hidden";
    signal.addEventListener("abort", () => {
      track.remove();
      URL.revokeObjectURL(track.src);
    });
  } catch {
    // No chapters.
  }
}

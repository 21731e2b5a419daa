import type { EdgeRequest } from "../sdk/grant.js";
import { loadFrom } from "./captions.js";
import { fetchText } from "./fetch-text.js";

/**
 * Gives the video the chapters that a grant names, as a `<track>`. The file is fetched and handed over as a `blob:` URL:
 * the browser would send no signature, and its own URL would stand in the DOM. Without it there are simply no chapters.
 */
export async function addChapters(
  media: HTMLVideoElement,
  request: EdgeRequest,
  signal: AbortSignal,
): Promise<void> {
  const text = await fetchText(request, signal);
  if (text === undefined) return;
  const track = document.createElement("track");
  track.kind = "chapters";
  media.append(track);
  loadFrom(track, text, signal);
  // Loaded, and shown by whoever reads it.
  track.track.mode = "hidden";
  signal.addEventListener("abort", () => track.remove());
}

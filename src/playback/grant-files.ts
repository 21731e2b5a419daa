import type { MediaElement } from "../media/media-element.js";
import type { Grant } from "../sdk/grant.js";
import { addCaptions } from "./captions.js";
import { addChapters } from "./chapters.js";
import { showPoster } from "./poster.js";

/**
 * What a grant names beside the stream goes into the player: poster, chapters and captions. A poster and chapters of the
 * page's own come first.
 * @param grant asked for the newest one
 */
export function showGrantFiles(
  player: MediaElement,
  grant: () => Grant,
  signal: AbortSignal,
): void {
  const { nativeEl } = player;
  const poster = grant().posterRequest();
  if (poster && !player.getAttribute("poster"))
    void showPoster(nativeEl, poster, signal);
  const chapters = grant().chaptersRequest();
  if (chapters && !player.querySelector(":scope > track[kind=chapters]"))
    void addChapters(nativeEl, chapters, signal);
  addCaptions(nativeEl, grant, signal);
}

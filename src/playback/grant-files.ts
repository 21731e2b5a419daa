import type { MediaElement } from "../media/media-element.js";
import type { Grant } from "../sdk/grant.js";
import type { GrantSession } from "../sdk/grant-session.js";
import { addCaptions } from "./captions.js";
import { addChapters } from "./chapters.js";
import { showPoster } from "./poster.js";

/**
 * What a grant names beside the stream goes into the player: poster, chapters and captions. A poster and chapters of the
 * page's own come first.
 * @param session asked for the newest one
 */
export function showGrantFiles(
  player: MediaElement,
  grant: Grant,
  session: GrantSession,
  signal: AbortSignal,
): void {
  const { nativeEl } = player;
  const newest = session.usable ?? grant;
  const poster = newest.posterRequest();
  if (poster && !player.getAttribute("poster"))
    void showPoster(nativeEl, poster, signal);
  const chapters = newest.chaptersRequest();
  if (chapters && !player.querySelector(":scope > track[kind=chapters]"))
    void addChapters(nativeEl, chapters, signal);
  addCaptions(nativeEl, grant, () => session.ready(signal), signal);
}

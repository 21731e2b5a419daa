import type { Grant } from "../sdk/grant.js";
import { createBlobUrl } from "./blob-url.js";
import { fetchText } from "./fetch-text.js";

/**
 * Gives the video the caption files that a grant names, as `<track>`s. As with a `<track>` of the page's own, a file is
 * fetched when its captions are turned on, and not before; with the grant of that moment, since hours may have passed. Where
 * there is none that lives, they wait for one, as the stream does.
 * The browser gets a `blob:` URL: it would send no signature itself, and the file's own URL would stand in the DOM.
 *
 * @param grant the one that names them
 * @param ready answers with one that lives, as soon as there is one
 */
export function addCaptions(
  media: HTMLVideoElement,
  grant: Grant,
  ready: () => Promise<Grant | undefined>,
  signal: AbortSignal,
): void {
  grant.captions.forEach(({ kind, language, label }, index) => {
    const track = document.createElement("track");
    Object.assign(track, { kind, srclang: language, label });
    media.append(track);
    signal.addEventListener("abort", () => track.remove());

    let asked = false;
    const look = async () => {
      if (asked || track.track.mode === "disabled") return;
      asked = true;
      const file = (await ready())?.captions[index];
      const text = file && (await fetchText(file.request(), signal));
      // Turned off and on again, it is asked for once more.
      asked = text !== undefined;
      if (text !== undefined) loadFrom(track, text, signal);
    };
    media.textTracks.addEventListener("change", () => void look(), { signal });
    void look();
  });
}

/** Lets a track load what is in `text`. */
export function loadFrom(
  track: HTMLTrackElement,
  text: string,
  signal: AbortSignal,
): void {
  track.src = createBlobUrl(new Blob([text], { type: "text/vtt" }), signal);
}

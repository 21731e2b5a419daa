import type { PlyrPlayer } from "./plyr-internals.js";

/** Safari's `<video>`. */
type SafariVideo = HTMLVideoElement & {
  webkitPresentationMode?: string;
  webkitSetPresentationMode?(mode: string): void;
};

/**
 * Makes Plyr's picture-in-picture button work in a shadow root: Plyr compares the video with
 * `document.pictureInPictureElement`, which there is the host, so that it could never leave, and it leaves a refusal
 * unhandled.
 */
export function redirectPictureInPicture(
  plyr: PlyrPlayer,
  signal: AbortSignal,
): void {
  const media: SafariVideo = plyr.media;
  const root = media.getRootNode() as Document | ShadowRoot;
  const isActive = () =>
    root.pictureInPictureElement === media ||
    media.webkitPresentationMode === "picture-in-picture";

  const toggle = () => {
    if (media.webkitSetPresentationMode) {
      media.webkitSetPresentationMode(
        isActive() ? "inline" : "picture-in-picture",
      );
    } else if (isActive()) document.exitPictureInPicture().catch(ignore);
    else media.requestPictureInPicture().catch(ignore);
  };
  Object.defineProperty(plyr, "pip", { get: isActive, set: toggle });

  const { pip } = plyr.elements.buttons;
  if (!pip) return;
  for (const type of ["enterpictureinpicture", "leavepictureinpicture"]) {
    media.addEventListener(type, () => (pip.pressed = isActive()), { signal });
  }
}

function ignore(): void {}

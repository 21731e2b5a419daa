import { listsControl } from "./controls-list.js";
import { canFullscreen } from "./fullscreen.js";
import type { PlyrPlayer } from "./plyr-internals.js";

/** Safari's `<video>`. */
type SafariVideo = HTMLVideoElement & {
  webkitShowPlaybackTargetPicker?(): void;
};

/** Attributes of `<video>` that take controls away. */
const ATTRIBUTES = [
  "controlslist",
  "disablepictureinpicture",
  "disableremoteplayback",
  "crossorigin",
];

/**
 * Shows the buttons that can do something here, and that the page does not want away.
 *
 * AirPlay hands the video's URL to another device, which fetches it by itself: that is nothing for MediaSource, and nothing
 * for a grant in cookies, which that device does not have.
 */
export function followFeatures(plyr: PlyrPlayer, signal: AbortSignal): void {
  const media: SafariVideo = plyr.media;
  const { fullscreen, pip, airplay } = plyr.elements.buttons;
  /** Whether there is a device to play on. */
  let available = false;

  const update = (): void => {
    fullscreen.hidden =
      !canFullscreen(media) || listsControl(media, "nofullscreen");
    if (pip) pip.hidden = media.hasAttribute("disablepictureinpicture");
    if (airplay)
      airplay.hidden =
        !available ||
        !media.webkitShowPlaybackTargetPicker ||
        listsControl(media, "noremoteplayback") ||
        // The property is not in every browser that has AirPlay or the like.
        media.hasAttribute("disableremoteplayback") ||
        media.crossOrigin === "use-credentials" ||
        !/^https?:/.test(media.currentSrc);
  };

  const observer = new MutationObserver(update);
  observer.observe(media, { attributeFilter: ATTRIBUTES });
  signal.addEventListener("abort", () => observer.disconnect());
  for (const type of ["loadstart", "loadedmetadata", "emptied"])
    media.addEventListener(type, update, { signal });
  media.addEventListener(
    "webkitplaybacktargetavailabilitychanged",
    (event) => {
      available =
        (event as Event & { availability?: string }).availability ===
        "available";
      update();
    },
    { signal },
  );
  update();
}

import type { PlyrPlayer } from "./plyr-internals.js";

/** An iPhone's `<video>`, the only thing there that can fill the screen. */
type IosVideo = HTMLVideoElement & { webkitEnterFullscreen?(): void };

/**
 * Makes Plyr's fullscreen button act on `target`, an ancestor beyond the shadow root. Plyr itself would take its own
 * container, which leaves behind what the element shows over the video, and would tell every player on the page when
 * one of them leaves.
 */
export function redirectFullscreen(
  plyr: PlyrPlayer,
  target: HTMLElement,
  onChange: (active: boolean) => void,
): void {
  const { fullscreen } = plyr;
  const isActive = (): boolean => {
    const root = target.getRootNode() as Document | ShadowRoot;
    return root.fullscreenElement === target;
  };
  Object.defineProperty(fullscreen, "active", { get: isActive });

  fullscreen.enter = () => {
    // Refused when no gesture led to it, and in a frame that may not: nothing to tell the viewer.
    if (document.fullscreenEnabled)
      target.requestFullscreen({ navigationUI: "hide" }).catch(ignore);
    else (plyr.media as IosVideo).webkitEnterFullscreen?.();
  };
  fullscreen.exit = () => {
    document.exitFullscreen().catch(ignore);
  };

  const original = fullscreen.onChange;
  let wasActive = isActive();
  plyr.elements.buttons.fullscreen.pressed = wasActive;
  fullscreen.onChange = () => {
    if (wasActive === isActive()) return;
    wasActive = !wasActive;
    original();
    onChange(wasActive);
  };
}

/** Whether there is any way to fill the screen here. In a frame without `allow="fullscreen"` there is none. */
export function canFullscreen(media: HTMLVideoElement): boolean {
  return document.fullscreenEnabled || "webkitEnterFullscreen" in media;
}

function ignore(): void {}

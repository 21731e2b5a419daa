import { listsControl } from "./controls-list.js";
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
    if (listsControl(plyr.media, "nofullscreen")) return;
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

const STOPS = "button:enabled, input:enabled, a[href], [tabindex]";

/** Keeps the Tab key within a host that fills the screen: the rest of the page is there, and cannot be seen. */
export function keepFocusInFullscreen(
  host: HTMLElement,
  isActive: () => boolean,
  signal: AbortSignal,
): void {
  const onTab = (event: KeyboardEvent): void => {
    if (event.key !== "Tab" || !isActive()) return;
    const path = event.composedPath();
    // A dialog makes all else inert.
    const dialog = path.find((node) => node instanceof HTMLDialogElement);
    const stops = [...usable(dialog ?? host)].filter(
      (element) =>
        element.matches(STOPS) &&
        element.tabIndex >= 0 &&
        element.getClientRects().length > 0,
    );
    const ends = [stops.at(-1), stops[0]];
    const [from, to] = event.shiftKey ? ends.reverse() : ends;
    if (path[0] !== from) return;
    event.preventDefault();
    to?.focus({ preventScroll: true });
  };
  host.addEventListener("keydown", onTab, { signal });
}

/** What is not inert in an element, in the order on the screen: shadow trees and what is slotted into them included. */
function* usable(element: Element): Generator<HTMLElement> {
  if (!(element instanceof HTMLElement) || element.inert) return;
  yield element;
  const assigned =
    element instanceof HTMLSlotElement ? element.assignedElements() : [];
  const { children } = element.shadowRoot ?? element;
  for (const child of assigned.length > 0 ? assigned : children)
    yield* usable(child);
}

function ignore(): void {}

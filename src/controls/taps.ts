import type { PlyrPlayer } from "./plyr-internals.js";
import { LONG_SEEK_SECONDS } from "./seek-steps.js";
import type { SettingsMenu } from "./settings-menu.js";

/** Milliseconds after a tap within which another one belongs to it. */
const DOUBLE_TAP_MS = 400;

/**
 * Fingers on the picture: a tap shows the controls, as Plyr does, or hides them; a second tap at once on the left or right
 * third seeks, and so does each further one. A mouse keeps its clicks, which Plyr would not heed on a computer that has a
 * touch screen too.
 *
 * @param skip seeks by as many seconds
 */
export function followTaps(
  plyr: PlyrPlayer,
  menu: SettingsMenu,
  skip: (seconds: number) => void,
  signal: AbortSignal,
): void {
  const { container, wrapper } = plyr.elements;
  const isPicture = ({ target }: Event) =>
    target === container || wrapper.contains(target as Node);
  let finger = false;
  let mayHide = false;
  let last = { at: -Infinity, side: 0 };

  const onPointerDown = (event: PointerEvent): void => {
    if (!event.composedPath().includes(container)) return;
    finger = plyr.touch = event.pointerType === "touch";
    // As the finger has found them: Plyr shows the controls next, and the menu closes.
    mayHide =
      !menu.open && !container.classList.contains("plyr--hide-controls");
  };
  const onClick = (event: MouseEvent): void => {
    if (!finger || !isPicture(event)) return;
    const { timeStamp: at } = event;
    const side = sideOf(event.clientX, container);
    const again =
      side !== 0 && side === last.side && at - last.at < DOUBLE_TAP_MS;
    last = { at, side };
    if (again) skip(side * LONG_SEEK_SECONDS);
    if ((again || mayHide) && !plyr.media.paused) plyr.toggleControls(false);
  };
  /** To Plyr it means fullscreen. */
  const onDoubleClick = (event: MouseEvent): void => {
    if (finger && isPicture(event)) event.stopPropagation();
  };
  const first = { signal, capture: true };
  // At the window: the menu listens at the document.
  addEventListener("pointerdown", onPointerDown, first);
  container.addEventListener("click", onClick, first);
  container.addEventListener("dblclick", onDoubleClick, first);
}

/** Which third of the picture: -1 the left one, 1 the right one. Time runs to the right in the seek bar of any language. */
function sideOf(x: number, container: HTMLElement): -1 | 0 | 1 {
  const { left, width } = container.getBoundingClientRect();
  const across = (x - left) / width;
  return across < 1 / 3 ? -1 : across > 2 / 3 ? 1 : 0;
}

import type { Words } from "../messages/words.js";
import type { RadioPanel } from "./radio-panel.js";

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** Shows a video's speeds, and the one it has, whoever has set it. */
export function fillSpeedMenu(
  media: HTMLVideoElement,
  panel: RadioPanel,
  words: Words,
  signal: AbortSignal,
): void {
  const labelOf = (speed: number) =>
    speed === 1 ? words.text("normal") : `${speed}×`;
  const items = SPEEDS.map((value) => ({ value, label: labelOf(value) }));
  const show = () =>
    panel.show(items, media.playbackRate, labelOf(media.playbackRate));
  media.addEventListener("ratechange", show, { signal });
  show();
}

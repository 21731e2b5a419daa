import type { ControlledPlayer } from "./controls.js";
import type { RadioPanel } from "./radio-panel.js";
import { renditionLabels } from "./rendition-labels.js";

const AUTO = -1;

/** Shows what a player's video comes in, Auto first, then the best first, and which of it is chosen and plays. */
export function fillQualityMenu(
  player: ControlledPlayer,
  panel: RadioPanel,
  autoLabel: string,
  signal: AbortSignal,
): void {
  const { videoRenditions } = player;
  const show = (): void => {
    const renditions = [...videoRenditions];
    const labels = renditionLabels(renditions);
    const items = renditions
      .map((rendition, value) => ({ rendition, value, label: labels[value]! }))
      .sort(
        ({ rendition: a }, { rendition: b }) =>
          (b.height ?? 0) - (a.height ?? 0) ||
          (b.frameRate ?? 0) - (a.frameRate ?? 0) ||
          (b.bitrate ?? 0) - (a.bitrate ?? 0),
      )
      .map(({ value, label }) => ({ value, label }));
    const { selectedIndex } = videoRenditions;
    const playing = renditions.findIndex(
      (rendition) => rendition === player.playingRendition,
    );
    const auto =
      selectedIndex === AUTO && playing >= 0
        ? `${autoLabel} (${labels[playing]})`
        : autoLabel;
    panel.show(
      items.length > 1 ? [{ value: AUTO, label: auto }, ...items] : [],
      selectedIndex,
      labels[selectedIndex] ?? auto,
    );
  };
  for (const type of ["addrendition", "removerendition", "change"])
    videoRenditions.addEventListener(type, show, { signal });
  player.addEventListener("playingrenditionchange", show, { signal });
  show();
}

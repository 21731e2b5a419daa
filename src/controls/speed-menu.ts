import type { Words } from "../messages/words.js";
import type { ControlledPlayer } from "./controls.js";
import type { RadioPanel } from "./radio-panel.js";
import { speedsUpTo } from "./speeds.js";

/** Shows a player's speeds, and the one it has, whoever has set it. No menu where none may be above normal. */
export function fillSpeedMenu(
  player: ControlledPlayer,
  panel: RadioPanel,
  words: Words,
  signal: AbortSignal,
): void {
  const media = player.nativeEl;
  const labelOf = (speed: number) =>
    speed === 1 ? words.text("normal") : `${speed}×`;
  const show = () => {
    const { rateLimit } = player;
    const items = speedsUpTo(rateLimit).map((value) => ({
      value,
      label: labelOf(value),
    }));
    const rate = media.playbackRate;
    panel.show(isOffered(player) ? items : [], rate, labelOf(rate));
  };
  media.addEventListener("ratechange", show, { signal });
  player.addEventListener("limitschange", show, { signal });
  show();
}

function isOffered({ nativeEl, rateLimit }: ControlledPlayer): boolean {
  const left = nativeEl.getAttribute("controlslist")?.split(/\s+/) ?? [];
  return rateLimit > 1 && !left.includes("noplaybackrate");
}

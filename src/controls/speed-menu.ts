import type { Words } from "../messages/words.js";
import { listsControl } from "./controls-list.js";
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
  player.addEventListener("streamtypechange", show, { signal });
  show();
}

function isOffered(player: ControlledPlayer): boolean {
  const { nativeEl, rateLimit, streamType } = player;
  // Ahead of what is live there is nothing, and slower only falls behind.
  return (
    rateLimit > 1 &&
    streamType !== "live" &&
    !listsControl(nativeEl, "noplaybackrate")
  );
}

import type { Words } from "../messages/words.js";
import type { ControlledPlayer } from "./controls.js";
import type { RadioPanel } from "./radio-panel.js";
import { offersSpeeds, speedLabel, speedsUpTo } from "./speeds.js";

/** Shows a player's speeds, and the one it has, whoever has set it. No menu where none may be above normal. */
export function fillSpeedMenu(
  player: ControlledPlayer,
  panel: RadioPanel,
  words: Words,
  signal: AbortSignal,
): void {
  const media = player.nativeEl;
  const labelOf = (speed: number) =>
    speed === 1 ? words.text("normal") : speedLabel(speed);
  const show = () => {
    const { rateLimit } = player;
    const items = speedsUpTo(rateLimit).map((value) => ({
      value,
      label: labelOf(value),
    }));
    const rate = media.playbackRate;
    panel.show(offersSpeeds(player) ? items : [], rate, labelOf(rate));
  };
  media.addEventListener("ratechange", show, { signal });
  player.addEventListener("limitschange", show, { signal });
  player.addEventListener("streamtypechange", show, { signal });
  const observer = new MutationObserver(show);
  observer.observe(media, { attributeFilter: ["controlslist"] });
  signal.addEventListener("abort", () => observer.disconnect());
  show();
}

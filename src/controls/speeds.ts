import { listsControl } from "./controls-list.js";
import type { ControlledPlayer } from "./controls.js";

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** The speeds to choose from, the slowest first. @param limit the highest allowed */
export function speedsUpTo(limit: number): number[] {
  return SPEEDS.filter((speed) => speed <= limit);
}

/** As it is written in the menu, but for 1 there. */
export const speedLabel = (speed: number): string => `${speed}×`;

/** The next slower (-1) or faster (1) speed; `speed` itself where there is none. */
export function nextSpeed(speed: number, step: -1 | 1, limit: number): number {
  const speeds = speedsUpTo(limit);
  const next =
    step > 0
      ? speeds.find((each) => each > speed)
      : speeds.findLast((each) => each < speed);
  return next ?? speed;
}

/** Whether the viewer may choose a speed, in the menu and by keys. */
export function offersSpeeds(player: ControlledPlayer): boolean {
  const { nativeEl, rateLimit, streamType } = player;
  // Ahead of what is live there is nothing, and slower only falls behind.
  return (
    rateLimit > 1 &&
    streamType !== "live" &&
    !listsControl(nativeEl, "noplaybackrate")
  );
}

/** Seconds: who has seen less begins anew. */
const LEAST_SECONDS = 5;

/** Seconds before the end, and their share of a long video, from which on it counts as over: it begins anew as well. */
const LAST_SECONDS = 10;
const LAST_SHARE = 0.03;

/** What `resume` says: nothing, to ask the viewer, or to go on at once. */
export type Resume = "off" | "ask" | "auto";

export function readResume(value: string | null | undefined): Resume {
  if (value === null || value === undefined || value === "off") return "off";
  return value === "auto" ? "auto" : "ask";
}

/** @returns seconds at which to go on, or `undefined` where there is nothing to go on with. @param duration 0 while unknown */
export function resumePosition(
  position: number,
  duration: number,
): number | undefined {
  if (!(position >= LEAST_SECONDS)) return undefined;
  return isOver(position, duration) ? undefined : position;
}

/** Whether so little is left that the video is over. @param duration seconds; 0 while unknown */
export function isOver(position: number, duration: number): boolean {
  if (!(position >= LEAST_SECONDS) || !(duration > 0)) return false;
  const last = Math.max(LAST_SECONDS, duration * LAST_SHARE);
  return position > duration - last;
}

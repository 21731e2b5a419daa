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

/** Whether so much was seen that there is something to go on with. @param position seconds */
export function isUnderWay(position: number): boolean {
  return position >= LEAST_SECONDS;
}

/** Whether so little is left that the video is over. @param duration seconds; 0 while unknown */
export function isOver(position: number, duration: number): boolean {
  if (!isUnderWay(position) || !(duration > 0)) return false;
  const last = Math.max(LAST_SECONDS, duration * LAST_SHARE);
  return position > duration - last;
}

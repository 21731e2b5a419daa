import type {
  ImplausibleProgress,
  Progress,
  WatchedRange,
} from "../../src/contract.js";
import { watchedFraction } from "../../src/watched-ranges.js";
import { jsonResponse } from "../json-response.js";
import type { Implausible, ProgressRecord } from "../stores/progress-store.js";

/** A record as the wire and the application see it. */
export function progressOf(record: ProgressRecord | undefined): Progress {
  const { position = 0, duration = 0, watchedRanges = [] } = record ?? {};
  const fraction = watchedFraction(watchedRanges, duration);
  return {
    position,
    duration,
    watchedRanges: watchedRanges.map(([start, end]): WatchedRange => [start, end]),
    watchedFraction: Math.round(fraction * 1e6) / 1e6,
    completed: typeof record?.completedAt === "number",
  }; // prettier-ignore
}

const details: Record<Implausible, string> = {
  "ahead-of-clock": "More was newly watched than time has passed.",
  "too-many-ranges": "There are more watched ranges than are kept.",
};

/** The 422, with what is on record, so that a player can go on from there. */
export function implausibleResponse(
  reason: Implausible,
  progress: Progress,
  creditSeconds: number,
): Response {
  const problem: ImplausibleProgress = {
    type: "urn:secure-hls-player:errors:implausible-progress",
    title: "The report cannot be true",
    status: 422,
    code: "implausible-progress",
    detail: details[reason],
    reason,
    progress,
    // Rounded down: who reports as much is to be believed.
    creditSeconds: Math.floor(creditSeconds * 1_000) / 1_000,
  };
  return jsonResponse(problem, {
    status: problem.status,
    type: "application/problem+json",
  });
}

import {
  createProgressHandler,
  type ProgressStore,
  type WebHandler,
} from "../server-kit/index.js";
import type { Viewers } from "./viewers.js";

export interface ProgressSite {
  lessonOrigins: readonly string[];
  viewers: Viewers;
  /** Where progress is kept, for all endpoints alike. */
  progressStore: ProgressStore;
  /** Seconds that each recorded lesson lasts. */
  lessonSeconds: number;
}

/** The progress endpoint: the same viewers as the grant endpoint's, and the same rule. */
export function createProgress({
  lessonOrigins,
  viewers,
  progressStore,
  lessonSeconds,
}: ProgressSite): WebHandler {
  return createProgressHandler({
    origins: lessonOrigins,
    authenticate: (request) => viewers.whoHas(request.headers.get("Cookie")),
    // A live lesson has no end: nobody completes it.
    authorize: (viewer, videoId) =>
      viewer.lessons.has(videoId) && {
        durationSeconds:
          videoId === "lesson-1-live" ? undefined : lessonSeconds,
      },
    store: progressStore,
  });
}

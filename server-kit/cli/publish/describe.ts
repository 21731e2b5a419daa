import { escapeHtml } from "../dev/escape-html.js";
import type { Recorded } from "./records.js";
import { isDone, stepsOf } from "./run-steps.js";
import { answerOf, type Work } from "./work.js";

/** What is said of a video that is there to be played. */
export interface Published {
  videoId: string;
  version: number;
  durationSeconds: number | undefined;
  url: string | undefined;
  grantEndpoint: string | undefined;
  tag: string;
}

export function publishedOf(work: Work): Published {
  const { videoId, version, playlist, durationSeconds } = answerOf<Recorded>(
    work,
    "record",
  );
  const { cdnOrigin, grantEndpoint } = work.target;
  const endpoint = grantEndpoint
    ? ` grant-endpoint="${escapeHtml(grantEndpoint)}"`
    : "";
  return {
    ...{ videoId, version, durationSeconds, grantEndpoint },
    url: cdnOrigin && `${cdnOrigin}/${videoId}/${playlist}`,
    tag: `<secure-hls-player${endpoint} video-id="${escapeHtml(videoId)}" controls></secure-hls-player>`,
  };
}

export function describePublished(published: Published): string {
  const { videoId, version, durationSeconds, url, grantEndpoint, tag } =
    published;
  return [
    `${videoId} is published: version ${version}${durationSeconds === undefined ? "" : `, ${Math.round(durationSeconds)} s`}`,
    ...(url ? [`  Lesson:         ${url}`] : []),
    ...(grantEndpoint ? [`  Grant endpoint: ${grantEndpoint}`] : []),
    `  ${tag}`,
  ].join("\n");
}

/** One of the things to be done. */
export interface Planned {
  step: string;
  does: string;
  done: boolean;
}

export async function planOf(work: Work): Promise<Planned[]> {
  const steps = stepsOf[work.target.packager].flat();
  return Promise.all(
    steps.map(async (step) => ({
      step: step.name,
      does: step.plan(work),
      done: await isDone(work, step),
    })),
  );
}

export function describePlan(
  { video, state, target }: Work,
  plan: Planned[],
): string {
  return [
    target.uploadRule === undefined
      ? `${video.id}, version ${state.version}:`
      : `${video.id}:`,
    ...plan.map(({ does, done }) =>
      done ? `  Done already: ${does}` : `  Would ${does}`,
    ),
  ].join("\n");
}

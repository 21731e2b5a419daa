import { randomUUID } from "node:crypto";
import type { WebHandler } from "../adapters/web-handler.js";
import { createCors } from "../cors.js";
import { createEndpoint } from "../endpoint.js";
import { checkHeaderSize } from "../header-limit.js";
import { jsonResponse } from "../json-response.js";
import { createObserver, type About } from "../observe.js";
import { refuseMethod } from "../refusal.js";
import { createDurationNotice } from "./duration-notice.js";
import { implausibleResponse, progressOf } from "./progress-answer.js";
import { createProgressHooks } from "./progress-hooks.js";
import { createProgressKeeper } from "./progress-keeper.js";
import {
  checkProgressOptions,
  type ProgressHandlerOptions,
} from "./progress-options.js";
import { readProgressQuery, readProgressReport } from "./read-report.js";

const methods = ["GET", "POST", "OPTIONS"] as const;

/**
 * The progress endpoint, as `docs/wire.md` specifies it: POST takes what a viewer has watched of a video, of all tabs and
 * devices, GET answers with what is on record. It never rejects: a failure is a problem response, and never stored.
 *
 * Newly watched time cannot outrun the server's clock; a report that says so is a 422 and changes nothing. That nobody
 * looked at the screen, or that a script sent reports in real time, no server can see.
 * @throws TypeError naming the option that is missing or unsafe
 * @example
 * ```ts
 * const handler = createProgressHandler({
 *   origins: ["https://lessons.school.example"],
 *   authenticate: (request) => sessionUser(request),
 *   authorize: async (user, videoId) =>
 *     (await enrolled(user, videoId)) && { durationSeconds: await durationOf(videoId) },
 *   store: createMemoryStore(),
 *   onCompleted: ({ viewerId, videoId }) => markDone(viewerId, videoId),
 * });
 * ```
 */
export function createProgressHandler<Viewer>(
  options: ProgressHandlerOptions<Viewer>,
): WebHandler {
  checkProgressOptions(options);
  const { maxHeaderBytes, maxBodyBytes = 32_768 } = options;
  const cors = createCors(options.origins, methods);
  const observe = createObserver(options);
  const keeper = createProgressKeeper(options, observe);
  const tell = createProgressHooks(options, keeper, observe);
  const noteMissingDuration = createDurationNotice(observe);

  return createEndpoint<About>({
    cors,
    answer,
    refused: (refusal) => observe({ event: "progress-refused", ...refusal }),
  });

  async function answer(
    request: Request,
    about: About,
    durationMs: () => number,
  ): Promise<Response> {
    checkHeaderSize(request, maxHeaderBytes);
    cors.check(request);
    switch (request.method) {
      case "GET": {
        const { videoId } = readProgressQuery(request);
        about.videoId = videoId;
        const { viewerId } = await keeper.admit(request, videoId, about);
        return jsonResponse(progressOf(await keeper.read(viewerId, videoId)));
      }
      case "POST": {
        const report = await readProgressReport(request, maxBodyBytes);
        const { videoId, sessionId } = report;
        Object.assign(about, { videoId, sessionId });
        const admitted = await keeper.admit(request, videoId, about);
        const reportId = randomUUID();
        const reported = await keeper.record(admitted, report, reportId);
        const progress = progressOf(reported.record);
        if (reported.outcome === "refused") {
          const { reason, creditSeconds } = reported;
          observe({
            event: "progress-refused",
            ...about,
            code: "implausible-progress",
            reason,
            durationMs: durationMs(),
          });
          return implausibleResponse(reason, progress, creditSeconds);
        }
        if (admitted.trueDuration === undefined) noteMissingDuration(videoId);
        await tell(
          { viewer: admitted.viewer, viewerId: admitted.viewerId, videoId, progress },
          about,
          reported.firstCompletion ? reportId : undefined,
        ); // prettier-ignore
        observe({
          event: "progress-recorded",
          ...about,
          durationMs: durationMs(),
        });
        return jsonResponse(progress);
      }
      case "OPTIONS":
        return cors.preflight();
      default:
        return refuseMethod(methods);
    }
  }
}

import type { ProgressReport } from "../../src/contract.js";
import { GrantError } from "../errors.js";
import type { About, LogEntry } from "../observe.js";
import { optionError } from "../option-error.js";
import {
  createAskStore,
  usualStoreTimeoutSeconds,
} from "../sessions/ask-store.js";
import { createRateLimit } from "../sessions/rate-limit.js";
import { checkViewerId, viewerIdOf } from "../sessions/viewer-id.js";
import type { ProgressRecord, Reported } from "../stores/progress-store.js";
import {
  ruleOf,
  type ProgressEntitlement,
  type ProgressHandlerOptions,
} from "./progress-options.js";

/** Somebody who may say what he has watched of a video. */
export interface Admitted<Viewer> {
  viewer: Viewer;
  viewerId: string;
  /** Seconds that the video lasts, where the application knows. */
  trueDuration: number | undefined;
}

/** Who asks, whether he may, and the store behind it. Every method throws GrantErrors. */
export interface ProgressKeeper<Viewer> {
  admit(
    request: Request,
    videoId: string,
    about: About,
  ): Promise<Admitted<Viewer>>;
  read(viewerId: string, videoId: string): Promise<ProgressRecord | undefined>;
  record(
    by: Admitted<Viewer>,
    report: ProgressReport,
    reportId: string,
  ): Promise<Reported>;
  completionTold(viewerId: string, videoId: string): Promise<void>;
  retellCompletion(
    viewerId: string,
    videoId: string,
    reportId: string,
  ): Promise<void>;
}

/** Seconds after which a viewer may report again when the store is down. */
const downSeconds = 5;

/** @throws TypeError naming the option that is out of range */
export function createProgressKeeper<Viewer>(
  options: ProgressHandlerOptions<Viewer>,
  observe: (entry: LogEntry) => void,
): ProgressKeeper<Viewer> {
  const { store, storeTimeoutSeconds = usualStoreTimeoutSeconds } = options;
  const rule = ruleOf(options);
  const ask = createAskStore(storeTimeoutSeconds, observe);
  const limitRate =
    options.rateLimit && createRateLimit(options.rateLimit, observe);

  return {
    async admit(request, videoId, about) {
      const viewer = await options.authenticate(request);
      if (!viewer)
        throw new GrantError("not-signed-in", "Sign in to watch this video.");
      const viewerId = options.viewerId
        ? checkViewerId(options.viewerId(viewer))
        : viewerIdOf(viewer);
      about.viewerId = viewerId;
      // Not the bucket of his grant requests, which may be in the same store.
      await limitRate?.(JSON.stringify(["progress", viewerId]));
      const may = await options.authorize(viewer, videoId, request);
      if (!may)
        throw new GrantError(
          "not-entitled",
          "This viewer may not watch this video.",
        );
      return { viewer, viewerId, trueDuration: durationOf(may) };
    },

    read: (viewerId, videoId) =>
      reach("progress", () => store.progress(viewerId, videoId)),

    async record({ viewerId, trueDuration }, report, reportId) {
      const { videoId, position, duration, watchedRanges } = report;
      let reporting: Promise<Reported> | undefined;
      try {
        return await reach("report", () => {
          reporting = store.report({
            viewerId, videoId, reportId, position, duration, trueDuration, watchedRanges, rule,
          });
          return reporting;
        }); // prettier-ignore
      } catch (error) {
        void giveBack(viewerId, videoId, reportId, reporting);
        throw error;
      }
    },

    completionTold: (viewerId, videoId) =>
      reach("completionTold", () => store.completionTold(viewerId, videoId)),

    retellCompletion: (viewerId, videoId, reportId) =>
      reach("retellCompletion", () =>
        store.retellCompletion(viewerId, videoId, reportId),
      ),
  };

  /**
   * The report was refused, but its write may go through later, or has, and only the answer was lost: a completion that it was
   * given then is the next report's. Where this fails as well, it is so after a while.
   */
  async function giveBack(
    viewerId: string,
    videoId: string,
    reportId: string,
    reporting: Promise<Reported> | undefined,
  ): Promise<void> {
    try {
      const late = await reporting?.catch(() => undefined);
      if (late && !(late.outcome === "accepted" && late.firstCompletion))
        return;
      await store.retellCompletion(viewerId, videoId, reportId);
    } catch {
      // That the store fails is in the log already.
    }
  }

  async function reach<T>(
    operation: string,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await ask(operation, work);
    } catch (cause) {
      throw new GrantError(
        "server-error",
        "Progress cannot be kept at the moment.",
        {
          reason: "store-unavailable",
          cause,
          retryAfterSeconds: downSeconds,
        },
      );
    }
  }
}

function durationOf(may: ProgressEntitlement): number | undefined {
  if (may === true) return undefined;
  if (typeof may !== "object")
    throw optionError(
      "authorize",
      may,
      "It must answer with true, an entitlement, or nothing.",
    );
  const { durationSeconds } = may;
  if (durationSeconds === undefined) return undefined;
  if (!(Number.isFinite(durationSeconds) && durationSeconds > 0))
    throw optionError(
      "entitlement.durationSeconds",
      durationSeconds,
      "Give the seconds that the video lasts, or leave it out.",
    );
  return durationSeconds;
}

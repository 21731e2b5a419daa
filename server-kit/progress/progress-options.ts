import type { Progress } from "../../src/contract.js";
import type { Entitlement } from "../entitlement.js";
import type { GrantHandlerOptions, No } from "../grant-options.js";
import { defaultMaxHeaderBytes } from "../header-limit.js";
import type { ObserveOptions } from "../observe.js";
import { checkSeconds, optionError } from "../option-error.js";
import type { ProgressRule, ProgressStore } from "../stores/progress-store.js";

/** The application's yes: `true`, or an entitlement, of which only `durationSeconds` is looked at. */
export type ProgressEntitlement =
  true | Entitlement | Pick<Entitlement, "durationSeconds">;

/** What the hooks are told. */
export interface ProgressNews<Viewer> {
  viewer: Viewer;
  viewerId: string;
  videoId: string;
  /** What is on record now. */
  progress: Progress;
}

export interface ProgressHandlerOptions<Viewer>
  extends
    Pick<
      GrantHandlerOptions<Viewer>,
      "origins" | "authenticate" | "viewerId" | "rateLimit" | "maxHeaderBytes"
    >,
    ObserveOptions {
  /**
   * Whether the viewer may watch; nothing or false for a 403. The grant endpoint's own `authorize` will do. Answer with
   * `{ durationSeconds }` where completion counts: without it progress is kept, and nothing is ever completed, as only the
   * viewer says how long the video is. What was watched until then counts as soon as it is there.
   */
  authorize(
    viewer: Viewer,
    videoId: string,
    request: Request,
  ):
    | ProgressEntitlement
    | boolean
    | No
    | Promise<ProgressEntitlement | boolean | No>;
  /** Where progress is kept, such as {@link createMemoryStore} makes it. */
  store: ProgressStore;
  /** Seconds that the store may take before the answer is a 503. @default 2 */
  storeTimeoutSeconds?: number | undefined;
  /** Seconds of the video that can be watched in each second, all tabs and devices together; 1 to 16. @default 2 */
  maxRate?: number | undefined;
  /** Whole seconds of the video that may be ahead of the clock, 0 to 60: a report that took longer than the one before. @default 5 */
  slackSeconds?: number | undefined;
  /**
   * Whole seconds that count at most between two reports, 10 to 3,600, so that an hour of waiting buys no film. Who has
   * watched more unheard, by `maxRate`, is believed bit by bit.
   * @default 300
   */
  maxGapSeconds?: number | undefined;
  /** Share of the video, above 0 to 1, at which it is completed; 0.995 counts as 1. @default 0.95 */
  completionThreshold?: number | undefined;
  /** Whole days after the last report for which progress is kept, 1 to 36,500. @default 1096, which is three years */
  keepDays?: number | undefined;
  /** Called, and waited for, after each report that was accepted. What it throws goes to the log alone. @default nothing */
  onProgress?:
    ((news: ProgressNews<Viewer>) => void | Promise<void>) | undefined;
  /**
   * Called, and waited for, when a viewer has completed a video for the first time: by one report, however many come at the
   * same time, and at least once. Where it throws, the next report calls it again; so does a later one where nobody knows
   * whether it was done, as the process ended, the store failed, or it took longer than ten seconds. @default nothing
   */
  onCompleted?:
    ((news: ProgressNews<Viewer>) => void | Promise<void>) | undefined;
  /** Bytes of the longest body that is read. @default 32768 */
  maxBodyBytes?: number | undefined;
}

/** @throws TypeError naming the option that is missing or unsafe; `origins` is left to `createCors` */
export function checkProgressOptions<Viewer>(
  options: ProgressHandlerOptions<Viewer>,
): void {
  for (const name of ["authenticate", "authorize"] as const)
    if (typeof options[name] !== "function")
      throw optionError(name, options[name], "Give a function.");
  for (const name of ["viewerId", "onProgress", "onCompleted", "log", "metrics"] as const)
    if (options[name] !== undefined && typeof options[name] !== "function")
      throw optionError(
        name,
        options[name],
        "Give a function, or leave it out.",
      ); // prettier-ignore
  if (typeof options.store?.report !== "function")
    throw optionError(
      "store",
      options.store,
      "Give a store of server-kit, such as createMemoryStore().",
    );
  if (options.storeTimeoutSeconds !== undefined)
    checkSeconds("storeTimeoutSeconds", options.storeTimeoutSeconds, 1, 30);
  const { maxBodyBytes = 1, maxHeaderBytes = defaultMaxHeaderBytes } = options;
  for (const [name, bytes] of Object.entries({ maxBodyBytes, maxHeaderBytes }))
    if (!Number.isInteger(bytes) || bytes < 1)
      throw optionError(name, bytes, "Give a whole number of bytes.");
}

/** @throws TypeError naming the option that is out of range */
export function ruleOf<Viewer>({
  maxRate = 2,
  slackSeconds = 5,
  maxGapSeconds = 300,
  completionThreshold = 0.95,
  keepDays = 1_096,
}: ProgressHandlerOptions<Viewer>): ProgressRule {
  if (!isNumber(maxRate, 1, 16))
    throw optionError("maxRate", maxRate, "Give a number from 1 to 16.");
  if (!isNumber(completionThreshold, Number.MIN_VALUE, 1))
    throw optionError(
      "completionThreshold",
      completionThreshold,
      "Give a share above 0, at most 1, such as 0.95.",
    );
  if (!Number.isInteger(keepDays) || keepDays < 1 || keepDays > 36_500)
    throw optionError(
      "keepDays",
      keepDays,
      "Give a whole number of days from 1 to 36500.",
    );
  return {
    maxRate,
    slackSeconds: checkSeconds("slackSeconds", slackSeconds, 0, 60),
    maxGapSeconds: checkSeconds("maxGapSeconds", maxGapSeconds, 10, 3_600),
    completionThreshold,
    keepSeconds: keepDays * 86_400,
  };
}

function isNumber(value: unknown, least: number, most: number): boolean {
  return typeof value === "number" && value >= least && value <= most;
}

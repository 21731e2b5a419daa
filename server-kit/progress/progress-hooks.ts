import type { About, LogEntry } from "../observe.js";
import type { ProgressKeeper } from "./progress-keeper.js";
import type {
  ProgressHandlerOptions,
  ProgressNews,
} from "./progress-options.js";

/** Tells the application of a report that was accepted. Never rejects. */
export type TellProgress<Viewer> = (
  news: ProgressNews<Viewer>,
  about: About,
  /** The report that has to pass the first completion on; undefined where none has. */
  completedBy: string | undefined,
) => Promise<void>;

/**
 * A hook that fails spoils no report. But a completion counts as told when the LMS has taken it, and not before: until then
 * it is the next report's once more.
 */
export function createProgressHooks<Viewer>(
  { onProgress, onCompleted }: ProgressHandlerOptions<Viewer>,
  keeper: ProgressKeeper<Viewer>,
  observe: (entry: LogEntry) => void,
): TellProgress<Viewer> {
  return async (news, about, completedBy) => {
    await attempt("onProgress", about, () => onProgress?.(news));
    if (completedBy === undefined) return;
    const { viewerId, videoId } = news;
    const told = await attempt("onCompleted", about, () => onCompleted?.(news));
    if (told) observe({ event: "video-completed", ...about });
    const kept = told
      ? keeper.completionTold(viewerId, videoId)
      : keeper.retellCompletion(viewerId, videoId, completedBy);
    await kept.catch(() => undefined); // said in the log already
  };

  async function attempt(
    hook: string,
    about: About,
    call: () => unknown,
  ): Promise<boolean> {
    try {
      await call();
      return true;
    } catch (error) {
      observe({ event: "hook-failed", hook, ...about, error });
      return false;
    }
  }
}

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
  firstCompletion: boolean,
) => Promise<void>;

/**
 * A hook that fails spoils no report. But a completion that an LMS could not be told of is not lost: it is the next
 * report's once more.
 */
export function createProgressHooks<Viewer>(
  { onProgress, onCompleted }: ProgressHandlerOptions<Viewer>,
  keeper: ProgressKeeper<Viewer>,
  observe: (entry: LogEntry) => void,
): TellProgress<Viewer> {
  return async (news, about, firstCompletion) => {
    await attempt("onProgress", about, () => onProgress?.(news));
    if (!firstCompletion) return;
    const told = await attempt("onCompleted", about, () => onCompleted?.(news));
    if (told) return observe({ event: "video-completed", ...about });
    await keeper
      .retellCompletion(news.viewerId, news.videoId)
      .catch(() => undefined); // said in the log already
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

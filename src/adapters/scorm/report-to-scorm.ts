import type { ProgressDetail } from "../../events.js";
import type { TrackedPlayer } from "../tracked-player.js";
import {
  findScormApi,
  type ScormVersion,
  type ScormWindow,
} from "./find-api.js";
import { createRuntime, type Runtime } from "./runtime.js";
import { sessionTime } from "./session-time.js";
import { readRanges, writeRanges } from "./suspend-data.js";

export interface ScormOptions {
  /** Where to begin to look for the LMS's runtime. @default the page's own window */
  window?: ScormWindow | undefined;
  /** Told of what the LMS refuses; playback goes on. @default nothing */
  onError?: ((error: Error) => void) | undefined;
}

/** An LMS that is told. */
export interface ScormReporter {
  /** Undefined where there is no LMS around the page: nobody is told then, and the video plays. */
  readonly version: ScormVersion | undefined;
  /** Says that the attempt is over, as leaving the page does, and listens no longer. */
  stop(): void;
}

/** Data model elements by what they hold. */
const elements = {
  "1.2": {
    location: "cmi.core.lesson_location",
    status: "cmi.core.lesson_status",
    time: "cmi.core.session_time",
    exit: "cmi.core.exit",
  },
  "2004": {
    location: "cmi.location",
    status: "cmi.completion_status",
    time: "cmi.session_time",
    exit: "cmi.exit",
  },
} as const;

/** Milliseconds after which a commit is due while nothing but time passes: each is a request to the LMS. */
const COMMIT_EVERY_MS = 60_000;

/**
 * Tells the LMS around the page (SCORM 1.2 or 2004) where the viewer is, what he has watched and when it is complete, and
 * takes up what he had watched before. Playback never depends on it.
 * @see https://adlnet.gov/projects/scorm/
 * @example
 * ```ts
 * reportToScorm(document.querySelector("secure-hls-player")!);
 * ```
 */
export function reportToScorm(
  player: TrackedPlayer,
  { window = globalThis as ScormWindow, onError }: ScormOptions = {},
): ScormReporter {
  const failed = (error: Error) => onError?.(error);
  const found = findScormApi(window);
  const runtime = found && createRuntime(found, failed);
  if (!runtime?.initialize()) return { version: undefined, stop: () => {} };
  const { version } = runtime;
  const { location, status, time, exit } = elements[version];
  const listening = new AbortController();
  const { signal } = listening;
  let startedAt = Date.now();
  let committedAt = startedAt;
  let completed = isDone(runtime.get(status));
  /** What the LMS has of this video, where it is ours. */
  let kept = readRanges(runtime.get("cmi.suspend_data"));
  let video = videoOf(player);
  /** Whether the player has said something of its video since it got it, or began it anew. */
  let begun = false;
  let ended = false;

  player.addEventListener("progress-report", (event) => report((event as CustomEvent<ProgressDetail>).detail), { signal }); // prettier-ignore
  player.addEventListener("completed", complete, { signal });
  globalThis.addEventListener?.("pageshow", comeBack, { signal });
  endWithPage();
  restore(runtime);
  return { version, stop };

  function restore({ get, set }: Runtime): void {
    const position = Number(get(location));
    if (!completed) set(status, "incomplete");
    player.restoreProgress({
      ...(position > 0 && Number.isFinite(position) && { position }),
      watchedRanges: kept,
      completed,
    });
  }

  function report({ reason, position }: ProgressDetail): void {
    if (ended) return;
    const leaves = reason === "leave";
    if (!leaves) begin();
    // Who leaves a video that he did not play was nowhere in it.
    if (begun) runtime!.set(location, String(Math.round(position * 10) / 10));
    write();
    const due = Date.now() - committedAt >= COMMIT_EVERY_MS;
    if (due || ["pause", "ended", "hidden", "leave"].includes(reason)) commit();
    // Of the video, not of the page: there may be another video, or the same one again.
    if (leaves) begun = false;
  }

  function complete(): void {
    if (completed || ended) return;
    // First: what the player is given back says that it is known.
    completed = true;
    begin();
    runtime!.set(status, "completed");
    write();
    commit();
  }

  /** After `retry()`, or put back into the page, the player has forgotten what was watched, and the LMS would then. */
  function begin(): void {
    if (begun) return;
    begun = true;
    endWithPage();
    const before = video;
    video = videoOf(player);
    if (video === before && kept.length > 0)
      player.restoreProgress({ watchedRanges: kept, completed });
  }

  /** Nothing watched is nothing new: what the LMS has stays, also where the player was never given its video. */
  function write(): void {
    const watched = begun ? player.watchedRanges : [];
    if (watched.length > 0) {
      kept = [...watched];
      runtime!.set("cmi.suspend_data", writeRanges(kept));
      if (version === "2004")
        runtime!.set("cmi.progress_measure", String(Math.round(player.watchedFraction * 1e4) / 1e4)); // prettier-ignore
    }
    runtime!.set(time, sessionTime(Date.now() - startedAt, version));
  }

  function commit(): void {
    committedAt = Date.now();
    runtime!.commit();
  }

  /** Listens behind the player, which says at the same moment where the viewer was; who listens later is told later. */
  function endWithPage(): void {
    globalThis.removeEventListener?.("pagehide", end);
    globalThis.addEventListener?.("pagehide", end, { signal });
  }

  /** `suspend`, so that the next visit goes on with this attempt; what is written would be gone otherwise. */
  function end(): void {
    if (ended) return;
    write();
    ended = true;
    runtime!.set(exit, "suspend");
    commit();
    runtime!.terminate();
  }

  /** From the browser's cache, where it is not known whether a page ever leaves it: an LMS that lets it begins once more. */
  function comeBack({ persisted }: PageTransitionEvent): void {
    if (!persisted || !ended || !runtime!.initialize()) return;
    ended = begun = false;
    startedAt = committedAt = Date.now();
  }

  function stop(): void {
    end();
    listening.abort();
  }
}

/** Tells a video from the next one in the same player. */
function videoOf({ videoId, src }: TrackedPlayer): string {
  return `${videoId ?? ""} ${src ?? ""}`;
}

/** A grade that a teacher has given, or another part of the package, is not undone. */
function isDone(status: string): boolean {
  return /^(completed|passed|failed)$/.test(status);
}

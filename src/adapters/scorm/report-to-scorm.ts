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
  /** Says that the attempt is over, and listens no longer. */
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
  const startedAt = Date.now();
  const listening = new AbortController();
  const { signal } = listening;
  let committedAt = startedAt;
  let completed = isDone(runtime.get(status));

  player.addEventListener("progress-report", (event) => report((event as CustomEvent<ProgressDetail>).detail), { signal }); // prettier-ignore
  player.addEventListener("completed", complete, { signal });
  restore(runtime);
  return { version, stop };

  function restore({ get, set }: Runtime): void {
    const position = Number(get(location));
    const watchedRanges = readRanges(get("cmi.suspend_data"));
    if (!completed) set(status, "incomplete");
    player.restoreProgress({
      ...(position > 0 && Number.isFinite(position) && { position }),
      watchedRanges,
      completed,
    });
  }

  function report({ reason, position }: ProgressDetail): void {
    runtime!.set(location, String(Math.round(position * 10) / 10));
    if (reason === "leave") return stop();
    write();
    const due = Date.now() - committedAt >= COMMIT_EVERY_MS;
    if (due || ["pause", "ended", "hidden"].includes(reason)) commit();
  }

  function complete(): void {
    if (completed) return;
    completed = true;
    runtime!.set(status, "completed");
    write();
    commit();
  }

  function write(): void {
    runtime!.set("cmi.suspend_data", writeRanges(player.watchedRanges));
    if (version === "2004")
      runtime!.set("cmi.progress_measure", String(Math.round(player.watchedFraction * 1e4) / 1e4)); // prettier-ignore
    runtime!.set(time, sessionTime(Date.now() - startedAt, version));
  }

  function commit(): void {
    committedAt = Date.now();
    runtime!.commit();
  }

  /** `suspend`, so that the next visit goes on with this attempt; what is written would be gone otherwise. */
  function stop(): void {
    if (signal.aborted) return;
    listening.abort();
    write();
    runtime!.set(exit, "suspend");
    runtime!.commit();
    runtime!.terminate();
  }
}

/** A grade that a teacher has given, or another part of the package, is not undone. */
function isDone(status: string): boolean {
  return /^(completed|passed|failed)$/.test(status);
}

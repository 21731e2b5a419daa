import type { MediaConvertClient } from "@aws-sdk/client-mediaconvert";
import type { Command } from "commander";
import type { JobState } from "../aws/mediaconvert/jobs.js";
import { askAws, loadAws } from "./load-aws.js";
import { withProgress } from "./progress-bar.js";
import { secondsBetween } from "./seconds.js";
import type { Terminal } from "./terminal.js";

const name = "@aws-sdk/client-mediaconvert";

/** The client, with the account and region of the shell. */
export async function mediaConvertClient(): Promise<MediaConvertClient> {
  const { MediaConvertClient } = await loadAws(
    name,
    () => import("@aws-sdk/client-mediaconvert"),
  );
  return new MediaConvertClient();
}

/** What of server-kit asks MediaConvert. */
export function loadJobs() {
  return loadAws(name, () => import("../aws/mediaconvert/jobs.js"));
}

/** How often a job is looked at. */
export interface WatchOptions {
  every: number;
}

/** Adds the option for it. */
export function addWatchOptions(command: Command): void {
  command.option(
    "--every <time>",
    "how often to look how far the job is",
    secondsBetween(1, 600),
    10,
  );
}

/** Waits for a job's end, with its progress. */
export async function watchWithProgress(
  id: string,
  { every }: WatchOptions,
  terminal: Terminal,
): Promise<JobState> {
  const client = await mediaConvertClient();
  const { watchJob } = await loadJobs();
  return withProgress(`Job ${id}`, terminal, (update) =>
    askAws(`The job ${id}`, () =>
      watchJob(client, id, {
        everySeconds: every,
        signal: terminal.signal,
        onProgress: ({ percent }: JobState) => update((percent ?? 0) / 100),
      }),
    ),
  );
}

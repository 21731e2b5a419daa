import {
  CreateJobCommand,
  GetJobCommand,
  type CreateJobCommandInput,
  type Job,
  type MediaConvertClient,
} from "@aws-sdk/client-mediaconvert";
import { setTimeout as sleep } from "node:timers/promises";
import { askWithin } from "../../ask-within.js";
import { checkSeconds, optionError } from "../../option-error.js";
import { lintJob, type JobFinding } from "./lint-job.js";

/** The job was not sent: the service would refuse it. */
export class JobFaultsError extends Error {
  override readonly name = "JobFaultsError";
  /** What the linter has found, the warnings as well. */
  readonly findings: readonly JobFinding[];

  constructor(findings: readonly JobFinding[]) {
    const errors = findings.filter(({ severity }) => severity === "error");
    super(
      `MediaConvert would refuse the job: ${errors.map(({ path, message }) => `${path}: ${message}`).join(" ")}`,
    );
    this.findings = findings;
  }
}

/** A job of the service, as far as it is known. */
export interface JobState {
  jobId: string;
  status: "SUBMITTED" | "PROGRESSING" | "COMPLETE" | "CANCELED" | "ERROR";
  /** 0 to 100; undefined where the service does not say. */
  percent: number | undefined;
  /** What the service says of an error. */
  error: string | undefined;
}

/**
 * Sends a job, unless the linter finds an error in it. The same job sent again within a minute is the same job.
 * @param client ready to use; its role needs `mediaconvert:CreateJob`, and `iam:PassRole` for the job's role
 * @throws JobFaultsError, with nothing sent
 * @throws what the SDK does
 * @example
 * ```ts
 * const { jobId } = await submitJob(new MediaConvertClient({}), buildJob(options));
 * ```
 */
export async function submitJob(
  client: MediaConvertClient,
  job: CreateJobCommandInput,
  { timeoutSeconds = 30 }: { timeoutSeconds?: number | undefined } = {},
): Promise<JobState> {
  checkClient(client);
  checkSeconds("timeoutSeconds", timeoutSeconds, 1, 300);
  const found = lintJob(job);
  if (found.some(({ severity }) => severity === "error"))
    throw new JobFaultsError(found);
  const { Job } = await askWithin(
    timeoutSeconds,
    "MediaConvert",
    (abortSignal) => client.send(new CreateJobCommand(job), { abortSignal }),
  );
  return stateOf(Job);
}

export interface WatchOptions {
  /** Seconds from one look to the next, 1 to 600. @default 10 */
  everySeconds?: number | undefined;
  /** Told of each look. */
  onProgress?: ((state: JobState) => void) | undefined;
  /** Ends the watching, not the job. */
  signal?: AbortSignal | undefined;
}

/**
 * Waits until a job is over, however it ended.
 * @param client its role needs `mediaconvert:GetJob`, which shows a static key as well
 * @returns the last state: COMPLETE, CANCELED or ERROR
 * @throws what the SDK does; the signal's reason
 */
export async function watchJob(
  client: MediaConvertClient,
  jobId: string,
  { everySeconds = 10, onProgress, signal }: WatchOptions = {},
): Promise<JobState> {
  checkClient(client);
  checkSeconds("everySeconds", everySeconds, 1, 600);
  for (;;) {
    signal?.throwIfAborted();
    const { Job } = await client.send(new GetJobCommand({ Id: jobId }), {
      ...(signal && { abortSignal: signal }),
    });
    const state = stateOf(Job);
    onProgress?.(state);
    if (["COMPLETE", "CANCELED", "ERROR"].includes(state.status)) return state;
    await sleep(everySeconds * 1_000, undefined, signal ? { signal } : {});
  }
}

function stateOf(job: Job | undefined): JobState {
  if (job?.Id === undefined || job.Status === undefined)
    throw new Error("MediaConvert answered without a job.");
  return {
    jobId: job.Id,
    status: job.Status,
    percent: job.Status === "COMPLETE" ? 100 : job.JobPercentComplete,
    error: job.ErrorMessage,
  };
}

export function checkClient(client: MediaConvertClient): void {
  if (typeof client?.send !== "function")
    throw optionError("client", client, "Give a MediaConvertClient.");
}

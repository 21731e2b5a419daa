import { CommandError, exitCodes, failed } from "../exit.js";
import { ffmpegSteps } from "./with-ffmpeg.js";
import { mediaConvertFirst, mediaConvertThen } from "./with-mediaconvert.js";
import type { Packager } from "./target.js";
import { JobFailedError, type Step, type Work } from "./work.js";

/** What is done of every video before the next list is begun: jobs run while others are sent. */
export const stepsOf: Readonly<Record<Packager, readonly (readonly Step[])[]>> =
  {
    ffmpeg: [ffmpegSteps],
    mediaconvert: [mediaConvertFirst, mediaConvertThen],
  };

/**
 * Does of each video what is not done yet.
 * @returns why the service could not make a stream, by video; the others are published
 * @throws CommandError with the step that failed
 */
export async function runSteps(
  works: readonly Work[],
  packager: Packager,
): Promise<Map<Work, string>> {
  const faults = new Map<Work, string>();
  for (const steps of stepsOf[packager])
    for (const work of works)
      if (!faults.has(work)) {
        const fault = await runOf(work, steps);
        if (fault !== undefined) faults.set(work, fault);
      }
  return faults;
}

async function runOf(
  work: Work,
  steps: readonly Step[],
): Promise<string | undefined> {
  const { state, terminal } = work;
  for (const step of steps) {
    if (await isDone(work, step)) continue;
    try {
      terminal.signal.throwIfAborted();
      state.steps[step.name] = await step.run(work);
      await work.save();
    } catch (error) {
      if (error instanceof JobFailedError) {
        for (const name of error.again) delete state.steps[name];
        delete state.sendingSince;
        state.attempt += 1;
        await work.save();
        return error.message;
      }
      throw explained(work, step, error);
    }
  }
  return undefined;
}

/** Whether it has been done, and need not be looked at again. */
export async function isDone(work: Work, step: Step): Promise<boolean> {
  const { steps } = work.state;
  if (steps[step.name] === undefined) return false;
  // What is recorded is out of our hands: the folder it was made in is gone.
  return steps.record !== undefined || steps.upload !== undefined
    ? true
    : ((await step.holds?.(work)) ?? true);
}

/** Where it stopped, and that it can be taken up. */
function explained({ video, terminal }: Work, { name }: Step, error: unknown) {
  const goesOn = "The same line goes on from there.";
  if (terminal.signal.aborted)
    return failed(`Interrupted at ${video.id}, step ${name}. ${goesOn}`, error);
  if (error instanceof CommandError && error.exitCode === exitCodes.failed)
    return failed(
      `${video.id}, step ${name}: ${error.message} ${goesOn}`,
      error,
    );
  return error;
}

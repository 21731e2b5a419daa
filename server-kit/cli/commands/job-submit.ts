import type { CreateJobCommandInput } from "@aws-sdk/client-mediaconvert";
import type { Command } from "commander";
import { lintJob } from "../../aws/mediaconvert/index.js";
import {
  defineCommand,
  type Commands,
  type Context,
  type Result,
} from "../action.js";
import { exitCodes } from "../exit.js";
import { askAws } from "../load-aws.js";
import {
  addWatchOptions,
  loadJobs,
  mediaConvertClient,
  watchWithProgress,
  type WatchOptions,
} from "../media-convert.js";
import { readJsonFile } from "../read-json.js";
import { describeFindings } from "./job-lint.js";

/** `job submit`: sends a job that nothing is wrong with. */
export function submitJobCommand(commands: Commands): Command {
  return defineCommand<WatchOptions & { watch?: boolean }>(
    commands,
    "submit <file>",
    "Send a job to MediaConvert, unless the linter finds an error in it",
    {
      description: "Needs AWS credentials. - is standard input.",
      setUp: (command) => {
        command.option("--watch", "until it is done, with its progress");
        addWatchOptions(command);
      },
      examples: [
        ["secure-hls job submit job.json --watch", "sends it, and waits"],
      ],
      action: async (options, [file = ""], context) => {
        const job = await readJsonFile("<file>", file, context.terminal);
        const findings = lintJob(job);
        if (findings.some(({ severity }) => severity === "error"))
          return {
            data: { findings },
            text: `Not sent.\n${describeFindings(findings)}`,
            exitCode: exitCodes.no,
          };
        if (context.dryRun)
          return { data: { findings }, text: "Would send it." };
        const client = await mediaConvertClient();
        const { submitJob } = await loadJobs();
        const state = await askAws("The job", () =>
          submitJob(client, job as CreateJobCommandInput),
        );
        return options.watch
          ? watched(state.jobId, options, context)
          : { data: state, text: `${state.jobId} is ${state.status}` };
      },
    },
  );
}

/** `job watch`: a job's progress to its end. */
export function watchJobCommand(commands: Commands): Command {
  return defineCommand<WatchOptions>(
    commands,
    "watch <job-id>",
    "Show how far a job is, until it has ended",
    {
      description:
        "Needs AWS credentials. Exits with 1 where the job failed or was cancelled; Ctrl+C ends the watching, not the job.",
      setUp: addWatchOptions,
      examples: [["secure-hls job watch 1700000000000-abc123", "to its end"]],
      action: (options, [id = ""], context) =>
        context.dryRun
          ? { data: { jobId: id }, text: `Would watch ${id}.` }
          : watched(id, options, context),
    },
  );
}

async function watched(
  id: string,
  options: WatchOptions,
  { terminal }: Context,
): Promise<Result> {
  const state = await watchWithProgress(id, options, terminal);
  return {
    data: state,
    text: `${state.jobId} is ${state.status}${state.error ? `: ${state.error}` : ""}`,
    exitCode: state.status === "COMPLETE" ? exitCodes.ok : exitCodes.no,
  };
}

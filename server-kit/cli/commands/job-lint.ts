import type { Command } from "commander";
import { lintJob, type JobFinding } from "../../aws/mediaconvert/index.js";
import { defineCommand, type Commands } from "../action.js";
import { exitCodes } from "../exit.js";
import { readJsonFile } from "../read-json.js";

/** `job lint`: what MediaConvert would refuse, and what would play badly. */
export function lintJobCommand(commands: Commands): Command {
  return defineCommand<object>(
    commands,
    "lint <file>",
    "Say what MediaConvert would refuse of a job, and what would play badly",
    {
      description:
        "Reads the JSON of a job, also one that is not ours; - is standard input. Exits with 1 for errors and warnings; notes are for you to know.",
      examples: [
        [
          "secure-hls job lint job.json",
          "each finding with its place and its mend",
        ],
      ],
      action: async (_options, [file = ""], { terminal }) => {
        const findings = lintJob(await readJsonFile("<file>", file, terminal));
        return {
          data: { findings },
          text: describeFindings(findings),
          exitCode: findings.some(({ severity }) => severity !== "note")
            ? exitCodes.no
            : exitCodes.ok,
        };
      },
    },
  );
}

/** Each finding on two lines. */
export function describeFindings(findings: readonly JobFinding[]): string {
  return findings.length === 0
    ? "Nothing is wrong with it."
    : findings
        .map(
          ({ severity, code, path, message, mend }) =>
            `${severity} ${code} at ${path || "/"}: ${message}\n  Mend: ${mend}`,
        )
        .join("\n");
}

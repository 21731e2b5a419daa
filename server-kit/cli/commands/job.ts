import { Command } from "commander";
import type { Commands } from "../action.js";
import { buildJobCommand } from "./job-build.js";
import { lintJobCommand } from "./job-lint.js";
import { submitJobCommand, watchJobCommand } from "./job-submit.js";

/** `job build`, `job lint`, `job submit`, `job watch`. */
export function jobCommand(commands: Commands): Command {
  return new Command("job")
    .description("Make, check, send and watch jobs of AWS MediaConvert")
    .addCommand(buildJobCommand(commands))
    .addCommand(lintJobCommand(commands))
    .addCommand(submitJobCommand(commands))
    .addCommand(watchJobCommand(commands));
}

import { Command } from "commander";
import type { Commands } from "./action.js";
import { completionCommand } from "./commands/completion.js";
import { devCommand } from "./commands/dev.js";
import { doctorCommand } from "./commands/doctor.js";
import { edgeCommand } from "./commands/edge.js";
import { invalidateCommand } from "./commands/invalidate.js";
import { jobCommand } from "./commands/job.js";
import { keysCommand } from "./commands/keys.js";
import { packageCommand } from "./commands/package.js";
import { publishCommand } from "./commands/publish.js";
import { signCommand } from "./commands/sign.js";
import { stackCommand } from "./commands/stack.js";
import { storyboardCommand } from "./commands/storyboard.js";
import { uploadCommand } from "./commands/upload.js";
import { verifyCommand } from "./commands/verify.js";
import { packageVersion } from "./package-files.js";

/** The whole command line, as its help shows it. */
export function createProgram(commands: Commands): Command {
  const program = new Command("secure-hls")
    .description(
      "From an MP4 to a protected stream: keys, packaging, signing, a local edge, AWS, and a doctor for what does not play.",
    )
    .version(packageVersion())
    .addHelpText(
      "after",
      `
Exit codes: 0 as asked or done, 1 the answer is no (refused, findings), 2 the command line is wrong, 3 something it
depends on has failed. Every command takes --json, and --dry-run where it would change anything.

Start with your own videos:  secure-hls dev ./videos
`,
    );
  const add = [
    keysCommand,
    signCommand,
    verifyCommand,
    doctorCommand,
    edgeCommand,
    devCommand,
    packageCommand,
    storyboardCommand,
    uploadCommand,
    publishCommand,
    invalidateCommand,
    jobCommand,
    stackCommand,
    (all: Commands) => completionCommand(all, () => program),
  ];
  for (const make of add) program.addCommand(make(commands));
  return program;
}

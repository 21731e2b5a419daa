import { CommanderError, type Command } from "commander";
import { describeError, exitCodes, type ExitCode } from "./exit.js";
import { createProgram } from "./program.js";
import type { Terminal } from "./terminal.js";

/**
 * Runs one command line.
 * @param args without `node` and the script's path
 * @returns its exit code, as {@link exitCodes} has them
 */
export async function run(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.ok;
  const program = createProgram({
    terminal,
    ended: (code) => {
      exitCode = code;
    },
  });
  const json = args.includes("--json");
  allOf(program, (command) => {
    command.exitOverride().configureOutput({
      writeOut: terminal.out,
      // With --json an error is JSON too, and said below.
      writeErr: (text) => {
        if (!json) terminal.err(text);
      },
    });
    command.showHelpAfterError(`(${nameOf(command)} --help says more)`);
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version are thrown as well, with 0; a group without a command shows its help, and is a mistake.
      const code = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
      if (json && code !== exitCodes.ok)
        tellJson(error.message.replace(/^error: /, ""));
      return code;
    }
    const { exitCode: code, message } = describeError(error);
    if (json) tellJson(message);
    else terminal.err(`error: ${message}\n`);
    return code;
  }

  function tellJson(message: string): void {
    terminal.out(`${JSON.stringify({ error: { message } }, null, 2)}\n`);
  }
}

function allOf(command: Command, use: (command: Command) => void): void {
  use(command);
  for (const below of command.commands) allOf(below, use);
}

function nameOf(command: Command): string {
  return command.parent
    ? `${nameOf(command.parent)} ${command.name()}`
    : command.name();
}

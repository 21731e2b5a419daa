import { Command } from "commander";
import { exitCodes, type ExitCode } from "./exit.js";
import type { Terminal } from "./terminal.js";

/** What a command found or did. */
export interface Result {
  /** For `--json`: one value, the whole answer. */
  data: unknown;
  /** For people. */
  text: string;
  /** @default 0 */
  exitCode?: ExitCode;
}

/** What every command knows beside its own options. */
export interface Context {
  terminal: Terminal;
  /** Say what would be done, and do nothing: no file, no request that changes anything. */
  dryRun: boolean;
  /** The answer is for a program: nothing but JSON may come to stdout. */
  json: boolean;
}

/** Does what the command is for. Long-running ones (`edge`, `dev`) answer when they have ended. */
export type Action<Options> = (
  options: Options,
  args: string[],
  context: Context,
) => Promise<Result> | Result;

/** Commands, by the terminal that they speak to. */
export interface Commands {
  terminal: Terminal;
  ended(exitCode: ExitCode): void;
}

/**
 * A command with what all have in common: `--json`, `--dry-run`, examples in its help.
 * @param usage its name and arguments, as in `url <url>`
 * @param examples what can be typed, with what it is for
 */
export function defineCommand<Options>(
  { terminal, ended }: Commands,
  usage: string,
  summary: string,
  {
    description = "",
    examples,
    setUp,
    action,
  }: {
    /** What its help says beside the summary. */
    description?: string;
    examples: readonly (readonly [line: string, what: string])[];
    /** Adds its options. */
    setUp?: (command: Command) => void;
    action: Action<Options>;
  },
): Command {
  const [name = "", ...args] = usage.split(" ");
  const command = new Command(name);
  command.summary(summary).description(`${summary}.\n\n${description}`.trim());
  for (const argument of args) command.argument(argument);
  setUp?.(command);
  command
    .option("--dry-run", "say what would be done, and do nothing")
    .option("--json", "answer in JSON, for programs")
    .addHelpText("after", () => helpOf(examples))
    .action(async (...given: unknown[]) => {
      const options = command.opts<{ dryRun?: boolean; json?: boolean }>();
      const { dryRun = false, json = false } = options;
      const texts = given
        .slice(0, args.length)
        .flat()
        .filter((text) => typeof text === "string");
      const result = await action(options as Options, texts, {
        terminal,
        dryRun,
        json,
      });
      const { data, text, exitCode = exitCodes.ok } = result;
      if (json) terminal.out(`${JSON.stringify(data, null, 2)}\n`);
      else if (text) terminal.out(`${text}\n`);
      ended(exitCode);
    });
  return command;
}

function helpOf(examples: readonly (readonly [string, string])[]): string {
  const lines = examples.map(([line, what]) => `  ${line}\n      ${what}`);
  return `\nExamples:\n${lines.join("\n")}\n`;
}

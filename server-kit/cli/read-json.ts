import { CommandError } from "./exit.js";
import { readOptionFile } from "./read-file.js";
import type { Terminal } from "./terminal.js";

/** What a JSON file holds; `-` is standard input. @throws CommandError naming the argument, without any of it */
export async function readJsonFile(
  argument: string,
  path: string,
  terminal: Terminal,
): Promise<unknown> {
  const text =
    path === "-"
      ? await terminal.input()
      : await readOptionFile(argument, path, terminal);
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${argument} ${path}: it is not JSON.`);
  }
}

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandError } from "./exit.js";
import type { Terminal } from "./terminal.js";

/** The text of a file that an option names. @throws CommandError naming the option and the path */
export async function readOptionFile(
  option: string,
  path: string,
  { cwd }: Terminal,
): Promise<string> {
  try {
    return await readFile(resolve(cwd, path), "utf8");
  } catch (error) {
    throw new CommandError(`${option} ${path}: ${whyNot(error)}`);
  }
}

/** Why a file could not be had, for people. */
export function whyNot(error: unknown): string {
  const { code = "" } = error as NodeJS.ErrnoException;
  return (
    {
      ENOENT: "there is no such file.",
      EISDIR: "it is a folder, and a file is needed.",
      ENOTDIR: "it is a file, and a folder is needed.",
      EACCES: "it may not be opened: its permissions say no.",
      EEXIST: "it is there already.",
      ENOSPC: "the disk is full.",
    }[code] ?? `it cannot be opened (${code || "unknown"}).`
  );
}

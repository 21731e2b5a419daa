import { createHash } from "node:crypto";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CommandError, failed } from "../exit.js";
import { whyNot } from "../read-file.js";

/** What is done of a video, one after the other. */
export type StepName = "package" | "upload" | "job" | "watch" | "record";

/** What is known of a video that is being published; kept in a file, so that it can be taken up where it stopped. */
export interface PublishState {
  format: 1;
  videoId: string;
  /** What makes it another publish when it changes: each a hash, by its name. */
  inputs: Readonly<Record<string, string>>;
  version: number;
  /** How many jobs were made of this version; from 1. */
  attempt: number;
  /** Epoch milliseconds at which a job was about to be sent, of which no answer was heard yet. */
  sendingSince?: number | undefined;
  /** What each step that is done has answered. */
  steps: Partial<Record<StepName, unknown>>;
}

/** A hash of each: what was given is not kept, as there is a key among it. */
export function hashesOf(
  inputs: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      createHash("sha256")
        .update(JSON.stringify(value ?? null))
        .digest("hex")
        .slice(0, 16),
    ]),
  );
}

/** Which file it is, without reading all of it. @throws CommandError where it is not there */
export async function identityOf(file: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(file);
    return `${size} ${mtimeMs}`;
  } catch (error) {
    throw new CommandError(`${file}: ${whyNot(error)}`);
  }
}

/** @throws CommandError for a file that is there, and no state */
export async function readState(
  path: string,
): Promise<PublishState | undefined> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new CommandError(`--state ${path}: ${whyNot(error)}`);
  });
  if (text === undefined) return undefined;
  try {
    const state = JSON.parse(text) as PublishState;
    if (state.format === 1) return state;
  } catch {
    // Said below.
  }
  throw new CommandError(
    `--state ${path}: it is not what publish has written. Delete it to begin anew, or give another file.`,
  );
}

/** Writes it in whole or not at all. */
export async function writeState(
  path: string,
  state: PublishState,
): Promise<void> {
  const part = `${path}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(part, `${JSON.stringify(state, null, 2)}\n`, {
      mode: 0o600,
    });
    await rename(part, path);
  } catch (error) {
    throw failed(
      `--state ${path}: ${whyNot(error)} Give another file with --state.`,
      error,
    );
  }
}

/** The names of inputs that are others than they were. */
export function changedInputs(
  state: PublishState,
  inputs: Readonly<Record<string, string>>,
): string[] {
  return Object.keys({ ...state.inputs, ...inputs }).filter(
    (name) => state.inputs[name] !== inputs[name],
  );
}

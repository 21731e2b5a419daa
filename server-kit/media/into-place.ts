import { randomUUID } from "node:crypto";
import { lstat, mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { PackagingError } from "./packaging-error.js";

/**
 * Lets a folder be filled beside its place, and puts it there when it is whole: what is interrupted, or fails, leaves nothing.
 * @param fill writes into the folder that it is given
 * @throws PackagingError `output-exists`, `no-space`; whatever `fill` throws
 */
export async function intoPlace<T>(
  output: string,
  overwrite: boolean,
  fill: (folder: string) => Promise<T>,
): Promise<T> {
  const place = resolve(output);
  if (!overwrite && (await exists(place))) throw taken(output);
  await mkdir(dirname(place), { recursive: true });
  const folder = join(
    dirname(place),
    `.${basename(place)}.partial-${randomUUID().slice(0, 8)}`,
  );
  await mkdir(folder);
  try {
    const filled = await fill(folder);
    if (!overwrite && (await exists(place))) throw taken(output);
    await replace(place, folder);
    return filled;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOSPC")
      throw new PackagingError(
        "no-space",
        "The disk is full: nothing was kept. Free some space, or choose another output folder.",
        { cause: error },
      );
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A folder that is not empty cannot be renamed over. */
async function replace(place: string, folder: string): Promise<void> {
  if (!(await exists(place))) return rename(folder, place);
  const old = `${folder}.old`;
  await rename(place, old);
  try {
    await rename(folder, place);
  } catch (error) {
    await rename(old, place);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

function taken(output: string): PackagingError {
  return new PackagingError(
    "output-exists",
    `${output} is there already: give another output, or overwrite it.`,
  );
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
}

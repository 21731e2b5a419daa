import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { zipSync, type Zippable } from "fflate";

const built = "dist/src";

/** An import of another file of the player, static or lazy. */
const importPattern = /["'`](\.{1,2}\/[\w./-]+\.js)["'`]/g;

/**
 * The first script of the player, whatever it imports, and whose work is inside: paths by name.
 * @throws Error when the player is not built
 */
export function playerFiles(): Map<string, string> {
  if (!existsSync(join(built, "index.js")))
    throw new Error("The player is not built: run `npm run build` first.");
  const found = new Set<string>();
  const follow = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const text = readFileSync(join(built, name), "utf8");
    for (const [, path = ""] of text.matchAll(importPattern))
      follow(posix.join(posix.dirname(name), path));
  };
  follow("index.js");
  return new Map(
    [...found, "THIRD-PARTY-LICENSES.md"].map((name) => [
      name,
      join(built, name),
    ]),
  );
}

/** Names of the files in a folder and in those below it. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
}

/** A zip of one folder, the same byte for byte whenever it is made. */
export function zipOf(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
): Uint8Array {
  // In local time, as zip files have it: the same bytes wherever they are made.
  const mtime = new Date(2026, 0, 1);
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort())
    entries[`${folder}/${name}`] = [files.get(name)!, { mtime, level: 9 }];
  return zipSync(entries);
}

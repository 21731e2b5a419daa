import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { zipSync, type Zippable } from "fflate";

const plugin = "server-kit/moodle/filter_securehls";
const built = "dist/src";

/** Where `npm run moodle:zip` writes it. */
export const moodleZip = "dist/moodle/filter_securehls.zip";

/** An import of another file of the player, static or lazy. */
const importPattern = /["'`](\.{1,2}\/[\w./-]+\.js)["'`]/g;

/** The version that Moodle compares. */
export function pluginVersion(): string {
  const text = readFileSync(join(plugin, "version.php"), "utf8");
  const version = /\$plugin->version = (\d{10});/.exec(text)?.[1];
  if (version === undefined)
    throw new Error(`${plugin}/version.php names no version.`);
  return version;
}

/**
 * The plugin as Moodle's installer takes it: one folder `securehls`, with the player inside. The same sources make the
 * same bytes.
 * @throws Error when the player is not built
 */
export function createMoodleZip(): Uint8Array {
  // A folder of each version's own, so that no browser mixes the chunks of two.
  const player = `player/${pluginVersion()}`;
  const files = new Map(
    filesOf(plugin).map((name) => [name, join(plugin, name)]),
  );
  files.delete("watcher.js");
  files.set(`${player}/watcher.js`, join(plugin, "watcher.js"));
  for (const name of playerFiles())
    files.set(`${player}/${name}`, join(built, name));

  // In local time, as zip files have it: the same bytes wherever they are made.
  const mtime = new Date(2026, 0, 1);
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort())
    entries[`securehls/${name}`] = [
      readFileSync(files.get(name)!),
      { mtime, level: 9 },
    ];
  return zipSync(entries);
}

/** The first script, whatever it imports, and whose work is inside. */
function playerFiles(): string[] {
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
  return [...found, "THIRD-PARTY-LICENSES.md"];
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesOf, playerFiles, zipOf } from "./plugin-zip.js";

const filter = "server-kit/moodle/filter_securehls";
const activity = "server-kit/moodle/mod_securehls";

/** What `npm run moodle:zip` writes, and where. */
export const moodleZips = {
  "dist/moodle/filter_securehls.zip": createFilterZip,
  "dist/moodle/mod_securehls.zip": createActivityZip,
};

/** The filter's version, which Moodle compares. */
export function pluginVersion(): string {
  const text = readFileSync(join(filter, "version.php"), "utf8");
  const version = /\$plugin->version = (\d{10});/.exec(text)?.[1];
  if (version === undefined)
    throw new Error(`${filter}/version.php names no version.`);
  return version;
}

/**
 * The filter as Moodle's installer takes it: one folder `securehls`, with the player inside. The same sources make the
 * same bytes.
 * @throws Error when the player is not built
 */
export function createFilterZip(): Uint8Array {
  // A folder of each version's own, so that no browser mixes the chunks of two.
  const player = `player/${pluginVersion()}`;
  const files = sourcesOf(filter);
  files.delete("watcher.js");
  files.set(`${player}/watcher.js`, join(filter, "watcher.js"));
  for (const [name, path] of playerFiles())
    files.set(`${player}/${name}`, path);
  return zipped(files);
}

/** The activity, likewise. Its player is the filter's. */
export function createActivityZip(): Uint8Array {
  return zipped(sourcesOf(activity));
}

/** The files of a plugin, by their names in its folder. */
function sourcesOf(folder: string): Map<string, string> {
  return new Map(filesOf(folder).map((name) => [name, join(folder, name)]));
}

function zipped(files: ReadonlyMap<string, string>): Uint8Array {
  return zipOf(
    "securehls",
    new Map([...files].map(([name, path]) => [name, readFileSync(path)])),
  );
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesOf, playerFiles, zipOf } from "./plugin-zip.js";

const plugin = "server-kit/moodle/filter_securehls";

/** Where `npm run moodle:zip` writes it. */
export const moodleZip = "dist/moodle/filter_securehls.zip";

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
  for (const [name, path] of playerFiles())
    files.set(`${player}/${name}`, path);
  return zipOf(
    "securehls",
    new Map([...files].map(([name, path]) => [name, readFileSync(path)])),
  );
}

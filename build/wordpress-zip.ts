import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { filesOf, playerFiles, zipOf } from "./plugin-zip.js";
import { compiledTexts } from "./wordpress-texts.js";

const plugin = "server-kit/wordpress/secure-hls";
const moodle = "server-kit/moodle/filter_securehls/classes/local";

/** Where `npm run wordpress:zip` writes it. */
export const wordpressZip = "dist/wordpress/secure-hls.zip";

/**
 * Classes of the Moodle plugin that know nothing of Moodle. They are written once, there, as Moodle finds classes by their
 * folder; WordPress's plugin gets them with a namespace and a licence of its own.
 */
export const sharedClasses = [
  "course_prefixes",
  "finding",
  "grant_cookies",
  "grant_signer",
  "html_tokens",
  "player_attributes",
  "refusal",
  "short_code",
  "signing_key",
  "text_rewriter",
  "video_path",
  "video_source",
] as const;

/** The version that WordPress compares. */
export function pluginVersion(): string {
  const text = readFileSync(join(plugin, "secure-hls.php"), "utf8");
  const version = /^ \* Version: +(\d+\.\d+\.\d+)$/m.exec(text)?.[1];
  if (version === undefined)
    throw new Error(`${plugin}/secure-hls.php names no version.`);
  return version;
}

/**
 * The plugin as it is installed: its files by their names in the folder `secure-hls`.
 * @throws Error when the player is not built
 */
export function wordpressFiles(): Map<string, Uint8Array> {
  // A folder of each version's own, so that no browser mixes the chunks of two.
  const player = `player/${pluginVersion()}`;
  const files = new Map<string, Uint8Array>();
  for (const name of filesOf(plugin))
    files.set(
      name === "player/loader.js" ? `${player}/loader.js` : name,
      readFileSync(join(plugin, name)),
    );
  for (const name of files.keys())
    if (name.endsWith(".po"))
      files.set(name.replace(/po$/, "mo"), compiledTexts(join(plugin, name)));
  for (const name of sharedClasses)
    files.set(`includes/shared/${name}.php`, Buffer.from(sharedClass(name)));
  for (const [name, file] of playerFiles())
    files.set(`${player}/${name}`, readFileSync(file));
  return files;
}

/** The same sources make the same bytes. */
export function createWordPressZip(): Uint8Array {
  return zipOf(basename(plugin), wordpressFiles());
}

/** A class of the Moodle plugin as one of WordPress's. @throws Error when it needs something of Moodle */
export function sharedClass(name: string): string {
  const text = readFileSync(join(moodle, `${name}.php`), "utf8")
    .replace(
      /^<\?php\n(?:\/\/.*\n)+/,
      `<?php\n// Made of ${moodle}/${name}.php of secure-hls-player, where it is to be changed.\n`,
    )
    .replace(
      "\nnamespace filter_securehls\\local;\n",
      "\nnamespace Secure_HLS;\n\ndefined( 'ABSPATH' ) || exit;\n",
    ) // prettier-ignore
    .replace(/^ \* @package .*$/m, " * @package    Secure_HLS")
    .replace(/^ \* @license .*$/m, " * @license    GPL-2.0-or-later") // prettier-ignore
    .replaceAll("\\coding_exception", "\\LogicException")
    .replaceAll("\\core_text::substr", "\\mb_substr");
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const foreign =
    /\b(?:get_string|get_config|global|filter_securehls\\|moodle\w*|core_\w+|\\context|\$CFG)\b/.exec(
      code,
    );
  if (foreign)
    throw new Error(`${moodle}/${name}.php uses ${foreign[0]} of Moodle, and is WordPress's as well.`); // prettier-ignore
  return text;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mo, po } from "gettext-parser";
import { filesOf } from "./plugin-zip.js";

const plugin = "server-kit/wordpress/secure-hls";
const template = "languages/secure-hls.pot";

/** A text in the plugin's code, as all of it is written. */
const textPattern =
  /(?:\/\* translators: (.*?) \*\/\s*(?:\$\w+ = )?(?:sprintf\( )?)?\b(?:esc_html)?__\( '((?:[^'\\]|\\.)*)', 'secure-hls' \)/g;

/** Texts that WordPress itself looks up. */
const metadata: [file: string, pattern: RegExp, context?: string][] = [
  ["secure-hls.php", /^ \* Description: +(.+)$/m],
  ["block/block.json", /^ {2}"title": "(.+)",$/m, "block title"],
  ["block/block.json", /^ {2}"description": "(.+)",$/m, "block description"],
];

/** `languages/secure-hls.pot`: what there is to translate, as translators' programs read it. */
export function textsTemplate(): string {
  const entries = new Map<string, string>();
  const add = (text: string, file: string, context = "", note = ""): void => {
    const key = `${context}\u0004${text}`;
    if (entries.has(key)) return;
    entries.set(
      key,
      [
        ...(note ? [`#. translators: ${note}`] : []),
        `#: ${file}`,
        ...(context ? [`msgctxt ${JSON.stringify(context)}`] : []),
        `msgid ${JSON.stringify(text)}`,
        'msgstr ""',
      ].join("\n"),
    );
  };
  for (const [file, pattern, context] of metadata)
    add(pattern.exec(read(file))![1]!, file, context);
  for (const file of filesOf(plugin)
    .filter((name) => name.endsWith(".php"))
    .sort())
    // prettier-ignore
    for (const [, note, text = ""] of read(file).matchAll(textPattern))
      add(text.replaceAll("\\'", "'"), file, "", note);
  const head = [
    "# Texts of the plugin Secure HLS. Written by `npm run wordpress:texts`.",
    'msgid ""',
    'msgstr ""',
    ...["Project-Id-Version: Secure HLS", "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit", "X-Domain: secure-hls"].map((line) => JSON.stringify(`${line}\n`)), // prettier-ignore
  ].join("\n");
  return [head, ...entries.values()].join("\n\n") + "\n";
}

/** Where {@link textsTemplate} is kept. */
export const textsTemplateFile = join(plugin, template);

/** A translation as WordPress reads it. */
export function compiledTexts(file: string): Uint8Array {
  return mo.compile(po.parse(readFileSync(file)));
}

function read(name: string): string {
  return readFileSync(join(plugin, name), "utf8");
}

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"; // prettier-ignore
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { po } from "gettext-parser";
import { textsTemplate, textsTemplateFile } from "../../../build/wordpress-texts.js"; // prettier-ignore
import { pluginVersion, sharedClass, sharedClasses, wordpressFiles } from "../../../build/wordpress-zip.js"; // prettier-ignore
import { runPhp } from "../../support/moodle.js";

interface Texts {
  translations: Record<string, Record<string, { msgid: string; msgstr: string[] }>>; // prettier-ignore
}

describe("the WordPress plugin's files", () => {
  const files = wordpressFiles();
  const php = [...files.keys()].filter((name) => name.endsWith(".php"));
  const text = (name: string) => Buffer.from(files.get(name)!).toString();
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "wordpress-plugin-"));
    for (const [name, bytes] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test("PHP can read each", () => {
    assert.ok(php.length > 25, `There are ${php.length}.`);
    for (const name of php) runPhp(["-l", join(folder, name)]);
  });

  test("none does anything when it is asked for by its address", () => {
    for (const name of php)
      assert.match(text(name), /^defined\( '(?:ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;$/m, name); // prettier-ignore
  });

  test("what is shared with Moodle's needs nothing of Moodle, and has WordPress's licence", () => {
    for (const name of sharedClasses) {
      const shared = sharedClass(name);
      assert.match(shared, /^namespace Secure_HLS;$/m, name);
      assert.match(shared, /@license +GPL-2\.0-or-later/, name);
      assert.doesNotMatch(shared, /This file is part of Moodle|GNU GPL v3/);
    }
    // Written against a Moodle, it is not copied.
    assert.throws(() => sharedClass("site"), /uses .+ of Moodle/);
  });

  test("have one version", () => {
    const version = pluginVersion().replaceAll(".", "\\.");
    for (const [name, pattern] of [
      ["secure-hls.php", `const VERSION +\\= '${version}';`],
      ["readme.txt", `^Stable tag: ${version}$`],
      ["block/block.json", `"version": "${version}"`],
      ["block/editor.asset.php", `'version' +=> '${version}'`],
    ] as const)
      assert.match(text(name), new RegExp(pattern, "m"), name);
    assert.ok(files.has(`player/${pluginVersion()}/index.js`), "no player");
    assert.match(text("LICENSE"), /GNU GENERAL PUBLIC LICENSE\s+Version 2/);
  });

  test("the list of texts is up to date: npm run wordpress:texts", () => {
    assert.equal(readFileSync(textsTemplateFile, "utf8"), textsTemplate());
    const all = php.map(text).join("\n");
    const used = [...all.matchAll(/\b(?:_e|esc_html__|esc_html_e|esc_attr__|esc_attr_e|_x|_n|__)\( /g)]; // prettier-ignore
    const named = [...all.matchAll(/__\( '(?:[^'\\]|\\.)*', 'secure-hls' \)/g)];
    assert.equal(named.length, used.length, "A text has no domain.");
  });

  test("each translation is whole, with the same gaps", () => {
    const english = (po.parse(readFileSync(textsTemplateFile)) as Texts).translations; // prettier-ignore
    for (const locale of ["de_DE", "es_ES", "fr_FR"]) {
      const name = `languages/secure-hls-${locale}.po`;
      assert.ok(files.has(name.replace(/po$/, "mo")), name);
      const own = (po.parse(files.get(name)!) as Texts).translations;
      const same: string[] = [];
      for (const [context, texts] of Object.entries(english)) {
        assert.deepEqual(Object.keys(own[context] ?? {}), Object.keys(texts), `${locale} ${context}`); // prettier-ignore
        for (const id of Object.keys(texts).filter(Boolean)) {
          const [translated = ""] = own[context]![id]!.msgstr;
          const gaps = (value: string) => (value.match(/%s|\{\w+\}|=>|https?:\/\/[\w.]+\w/g) ?? []).sort(); // prettier-ignore
          assert.notEqual(translated, "", `${locale}: ${id}`);
          assert.deepEqual(gaps(translated), gaps(id), `${locale}: ${id}`);
          if (translated === id) same.push(id);
        }
      }
      assert.ok(same.length < 8, `${locale}: ${same.join(", ")}`);
    }
  });
});

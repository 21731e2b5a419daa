import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, test } from "node:test";
import { findCommand } from "../../support/find-command.js";
import { findPhp, pluginFolder } from "../../support/moodle.js";

const files = readdirSync(pluginFolder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".php"))
  .sort();
const read = (file: string) => readFileSync(join(pluginFolder, file), "utf8");
const boilerplate = read("version.php").split("\n").slice(0, 15).join("\n");

/** Without strings and comments, roughly: what is left is code. */
const codeOf = (file: string) =>
  read(file)
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/'(?:[^'\\]|\\[\s\S])*'/g, "''");

/** The texts of a language by key. */
const textsOf = (language: string) =>
  new Map(
    [
      ...read(`lang/${language}/filter_securehls.php`).matchAll(
        /^\$string\['([^']+)'\] = '((?:[^'\\]|\\.)*)';$/gm,
      ),
    ].map(([, key, text]) => [key!, text!]),
  );

function run(command: string, args: string[], env = {}): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return status === 0 ? "" : `${stdout}${stderr}` || `It ended with ${status}.`;
}

describe("the Moodle plugin's files", () => {
  test("PHP can read each", () => {
    assert.ok(files.length > 30, `There are ${files.length}.`);
    for (const file of files)
      assert.equal(run(findPhp(), ["-l", join(pluginFolder, file)]), "");
  });

  test("keep to Moodle's style, as far as sniffs see it", () => {
    const phpcs = findCommand("phpcs", { debianPackage: "php-codesniffer" });
    const standard = resolve("test/server-kit/moodle/phpcs.xml");
    assert.equal(
      run(phpcs, ["-q", `--standard=${standard}`, "--extensions=php", pluginFolder]), // prettier-ignore
      "",
    );
  });

  test("begin with Moodle's words on the licence, and say whose they are", () => {
    assert.match(boilerplate, /This file is part of Moodle/);
    for (const file of files) {
      const text = read(file);
      assert.ok(text.startsWith(`${boilerplate}\n\n`), file);
      assert.match(text, / \* @package {4}filter_securehls\n/, file);
      assert.match(text, / \* @copyright {2}\d{4} .+\n/, file);
      assert.match(text, / \* @license {4}https:\/\/www\.gnu\.org\/copyleft\/gpl\.html GNU GPL v3 or later\n/, file); // prettier-ignore
      // What has side effects may only be loaded by Moodle; a class has none.
      const isPage = /^require\(__DIR__/m.test(text);
      const isClass = /^namespace /m.test(text);
      const isFunctions = /^function /m.test(text);
      if (!isPage && !isClass && !isFunctions)
        assert.match(text, /^defined\('MOODLE_INTERNAL'\) \|\| die\(\);$/m, file); // prettier-ignore
    }
  });

  test("name variables in lower case without underscores", () => {
    const allowed = /^(?:this|_SERVER|CFG|USER|SESSION|PAGE|OUTPUT|ADMIN|DB)$/;
    for (const file of files)
      for (const [, name = ""] of codeOf(file).matchAll(/\$(\w+)/g))
        if (!allowed.test(name)) assert.match(name, /^[a-z0-9]+$/, file);
  });

  test("have words for every class, function, property and constant", () => {
    for (const file of files) {
      const lines = read(file).split("\n");
      for (const [index, line] of lines.entries())
        if (
          /^(?: {4})?(?:(?:final |abstract )?class |(?:(?:public|protected|private|static|readonly|final) )+(?:function |const |\??[\\\w]+ (?=\$)|(?=\$))|function |const )/.test(
            line,
          )
        )
          assert.match(lines[index - 1] ?? "", /\*\/$/, `${file}:${index + 1}`);
    }
  });

  test("have comments that are sentences", () => {
    for (const file of files) {
      const lines = read(file).split("\n").slice(15);
      for (const [index, line] of lines.entries()) {
        const comment = /^\s*\/\/ (.*)$/.exec(line)?.[1];
        if (comment === undefined) continue;
        const begins = !/^\s*\/\//.test(lines[index - 1] ?? "");
        const ends = !/^\s*\/\//.test(lines[index + 1] ?? "");
        if (begins) assert.match(comment, /^[A-Z0-9"]/, `${file}: ${comment}`);
        if (ends) assert.match(comment, /[.!?]$/, `${file}: ${comment}`);
      }
    }
  });

  test("texts are sorted, and none is left over", () => {
    const english = [...textsOf("en").keys()];
    assert.deepEqual(
      english,
      english.toSorted((a, b) => (a < b ? -1 : 1)),
    );
    const code = files
      .filter((file) => !file.startsWith("lang/"))
      .map(read)
      .join("\n");
    for (const key of english) {
      const used =
        code.includes(`'${key}'`) ||
        /^(?:check_|problem_|status_|pluginname$|filtername$|securehls:)/.test(
          key,
        ) || // prettier-ignore
        (key.endsWith("_desc") && code.includes(`'${key.slice(0, -5)}'`));
      assert.ok(used, `Nothing uses ${key}.`);
    }
    for (const [, problem] of code.matchAll(/misconfigured\([^,]+, '(\w+)'\)/g))
      assert.ok(english.includes(`problem_${problem}`), problem);
  });

  test("are in each language of the player, whole, with the same gaps", () => {
    const languages = readdirSync("src/messages")
      .map((file) => /^([a-z]{2}(?:-\w+)?)\.ts$/.exec(file)?.[1])
      .filter((tag) => tag !== undefined)
      // Moodle's names of them.
      .map((tag) => ({ "pt-BR": "pt_br", "zh-Hans": "zh_cn" })[tag] ?? tag);
    assert.deepEqual(
      readdirSync(join(pluginFolder, "lang")).sort(),
      languages.sort(),
    );
    const english = textsOf("en");
    const gaps = (text = "") => (text.match(/\{[$\w]+\}/g) ?? []).sort();
    const same: string[] = [];
    for (const language of languages) {
      const texts = textsOf(language);
      assert.deepEqual([...texts.keys()], [...english.keys()], language);
      for (const [key, text] of texts) {
        assert.notEqual(text.trim(), "", `${language}: ${key}`);
        assert.deepEqual(gaps(text), gaps(english.get(key)), `${language}: ${key}`); // prettier-ignore
        if (language !== "en" && text === english.get(key))
          same.push(`${language} ${key}`);
      }
    }
    // Words that are the same in several languages; whole sentences would have been forgotten.
    assert.ok(same.length < 15, same.join(", "));
  });

  test("its own tests pass without Moodle, with the base class of old and of new", () => {
    const phpunit = findCommand("phpunit");
    for (const version of ["4.1", "4.5"]) {
      const folder = mkdtempSync(join(tmpdir(), "moodle-phpunit-"));
      const [dirroot, dataroot] = [join(folder, "root"), join(folder, "data")];
      mkdirSync(join(dirroot, "filter"), { recursive: true });
      mkdirSync(dataroot);
      symlinkSync(pluginFolder, join(dirroot, "filter/securehls"));
      try {
        assert.equal(
          run(
            phpunit,
            [
              "--no-configuration",
              "--test-suffix=_test.php",
              "--fail-on-warning",
              "--fail-on-risky",
              "--do-not-cache-result",
              "--bootstrap",
              resolve("test/server-kit/moodle/stub/bootstrap.php"),
              join(pluginFolder, "tests"),
            ],
            {
              STUB_MOODLE: version,
              STUB_DIRROOT: dirroot,
              STUB_DATAROOT: dataroot,
            },
          ),
          "",
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  });
});

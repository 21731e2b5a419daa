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
import { basename, dirname, join, resolve } from "node:path";
import { describe, test } from "node:test";
import { findCommand } from "../../support/find-command.js";
import { findPhp, pluginFolder, pluginPlaces } from "../../support/moodle.js";

/** Without strings and comments, roughly: what is left is code. */
const codeOf = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/'(?:[^'\\]|\\[\s\S])*'/g, "''");

function run(command: string, args: string[], env = {}): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return status === 0 ? "" : `${stdout}${stderr}` || `It ended with ${status}.`;
}

/** Tests of one plugin's files: each in a file of its own, since each file is read by a PHP of its own. */
export function describePlugin(folder: string): void {
  describe(`the files of ${basename(folder)}`, () => {
    const component = basename(folder);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".php"))
      .sort();
    const read = (file: string) => readFileSync(join(folder, file), "utf8");
    const boilerplate = read("version.php").split("\n").slice(0, 15).join("\n");

    test("PHP can read each", () => {
      assert.ok(files.length > 15, `There are ${files.length}.`);
      for (const file of files)
        assert.equal(run(findPhp(), ["-l", join(folder, file)]), "");
    });

    test("keep to Moodle's style, as far as sniffs see it", () => {
      const phpcs = findCommand("phpcs", { debianPackage: "php-codesniffer" });
      const standard = resolve("test/server-kit/moodle/phpcs.xml");
      assert.equal(
        run(phpcs, ["-q", `--standard=${standard}`, "--extensions=php", folder]), // prettier-ignore
        "",
      );
    });

    test("begin with Moodle's words on the licence, and say whose they are", () => {
      assert.match(boilerplate, /This file is part of Moodle/);
      for (const file of files) {
        const text = read(file);
        assert.ok(text.startsWith(`${boilerplate}\n\n`), file);
        assert.match(
          text,
          new RegExp(` \\* @package {4}${component}\\n`),
          file,
        );
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
      const allowed =
        /^(?:this|_SERVER|CFG|USER|SESSION|PAGE|OUTPUT|ADMIN|DB|COURSE)$/;
      for (const file of files)
        for (const [, name = ""] of codeOf(read(file)).matchAll(/\$(\w+)/g))
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
            assert.match(
              lines[index - 1] ?? "",
              /\*\/$/,
              `${file}:${index + 1}`,
            );
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
          if (begins)
            assert.match(comment, /^[A-Z0-9"]/, `${file}: ${comment}`);
          if (ends) assert.match(comment, /[.!?]$/, `${file}: ${comment}`);
        }
      }
    });

    test("its own tests pass without Moodle, with the base class of old and of new", () => {
      const phpunit = findCommand("phpunit");
      findPhp();
      for (const version of ["4.1", "4.5"]) {
        const site = mkdtempSync(join(tmpdir(), "moodle-phpunit-"));
        const [dirroot, dataroot] = [join(site, "root"), join(site, "data")];
        mkdirSync(dataroot);
        for (const [source, target] of pluginPlaces) {
          mkdirSync(dirname(join(dirroot, target)), { recursive: true });
          symlinkSync(source, join(dirroot, target));
        }
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
                join(folder, "tests"),
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
          rmSync(site, { recursive: true, force: true });
        }
        // Nothing but the filter's base class is another.
        if (folder !== pluginFolder) break;
      }
    });

    test("say what they are, and what Moodle they need", () => {
      const version = read("version.php");
      const number = (name: string) =>
        Number(
          new RegExp(`${name}'?\\]? ?=>? (\\d{10})\\b`).exec(version)?.[1],
        );
      assert.match(
        version,
        new RegExp(`\\$plugin->component = '${component}';`),
      );
      assert.ok(number("version") >= 2026112600, "version");
      assert.equal(number("requires"), 2022112800, "Moodle 4.1");
      assert.match(version, /\$plugin->supported = \[401, 501\];/);
      if (folder === pluginFolder) return;
      // The activity is useless without the filter that it was made with.
      const filter = readFileSync(join(pluginFolder, "version.php"), "utf8");
      assert.ok(
        filter.includes(`version = ${number("filter_securehls")};`),
        "The filter has another version.",
      );
    });
  });
}

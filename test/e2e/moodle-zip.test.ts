import assert from "node:assert/strict";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  mkdirSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { before, describe, test } from "node:test";
import { strFromU8, unzipSync, type Unzipped } from "fflate";
import {
  createActivityZip,
  createFilterZip,
  pluginVersion,
} from "../../build/moodle-zip.js";
import { activityFolder, pluginFolder, runPhp } from "../support/moodle.js";

describe("the zip of the Moodle filter", () => {
  let zip: Uint8Array;
  let files: Unzipped;
  before(() => {
    zip = createFilterZip();
    files = unzipSync(zip);
  });

  test("is one folder of the name that Moodle asks for, with all of the plugin", () => {
    const names = Object.keys(files);
    assert.deepEqual(
      names.filter((name) => !name.startsWith("securehls/")),
      [],
    );
    const sources = readdirSync(pluginFolder, {
      recursive: true,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile() && entry.name !== "watcher.js")
      .map(({ parentPath, name }) =>
        join(parentPath, name).slice(pluginFolder.length + 1),
      );
    for (const name of sources)
      assert.deepEqual(
        Buffer.from(files[`securehls/${name}`] ?? []),
        readFileSync(join(pluginFolder, name)),
        name,
      );
    assert.match(
      strFromU8(files["securehls/LICENSE"]!),
      /GNU GENERAL PUBLIC LICENSE\s+Version 3/,
    );
  });

  test("has the player in it, whole, and asks no other host for anything", () => {
    const folder = `securehls/player/${pluginVersion()}/`;
    const player = Object.entries(files)
      .filter(([name]) => name.startsWith(folder))
      .map(
        ([name, bytes]) =>
          [name.slice(folder.length), strFromU8(bytes)] as const,
      );
    const names = new Set(player.map(([name]) => name));
    for (const name of [
      "index.js",
      "watcher.js",
      "chunks/hls.js",
      "chunks/play.js",
      "chunks/messages-de.js",
    ])
      assert.ok(names.has(name), `${name} is missing.`);
    for (const [name, text] of player) {
      if (!name.endsWith(".js")) continue;
      for (const [, path = ""] of text.matchAll(
        // Minified code has no space here; a message for developers may.
        /(?:\bimport\(|\}from|(?<!\()\bimport)["'`]([^"'`$]+)["'`](?!\)\.`)/g,
      )) {
        assert.match(path, /^\.{1,2}\//, `${name} imports ${path}`);
        assert.ok(
          names.has(join(dirname(name), path)),
          `${name} imports ${path}, which is missing.`,
        );
      }
      assert.doesNotMatch(text, /typeof define\b|sourceMappingURL=http/, name);
    }
    const licences =
      player.find(([name]) => name === "THIRD-PARTY-LICENSES.md")?.[1] ?? "";
    for (const name of ["hls.js", "lit", "plyr"])
      assert.match(licences, new RegExp(`^## .*${name}`, "m"), name);
  });

  test("is the same, byte for byte, whenever it is made, and wherever", () => {
    const zone = process.env["TZ"];
    process.env["TZ"] = "Pacific/Auckland";
    try {
      const again = createFilterZip();
      assert.ok(Buffer.from(again).equals(zip), "The bytes are others.");
    } finally {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    }
  });

  test("PHP can unpack it and read its version", () => {
    const folder = mkdtempSync(join(tmpdir(), "moodle-zip-"));
    try {
      for (const [name, bytes] of Object.entries(files)) {
        mkdirSync(join(folder, dirname(name)), { recursive: true });
        writeFileSync(join(folder, name), bytes);
      }
      const said = runPhp([
        "-r",
        `define('MOODLE_INTERNAL', true); define('MATURITY_BETA', 100); $plugin = new stdClass();
         require('${folder}/securehls/version.php'); echo "$plugin->component $plugin->version";`,
      ]);
      assert.equal(said, `filter_securehls ${pluginVersion()}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("the zip of the Moodle activity", () => {
  test("is one folder of the name that Moodle asks for, with the plugin and nothing else", () => {
    const files = unzipSync(createActivityZip());
    const sources = readdirSync(activityFolder, {
      recursive: true,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        join(parentPath, name).slice(activityFolder.length + 1),
      );
    assert.deepEqual(
      Object.keys(files).sort(),
      sources.map((name) => `securehls/${name}`).sort(),
    );
    for (const name of sources)
      assert.deepEqual(
        Buffer.from(files[`securehls/${name}`]!),
        readFileSync(join(activityFolder, name)),
        name,
      );
    const version = strFromU8(files["securehls/version.php"]!);
    assert.match(version, /component = 'mod_securehls';/);
  });
});

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { findPhp, runPhp } from "../../support/moodle.js";

const script = "test/server-kit/moodle/database.php";

// The tests of the activity are worth as much as this is like Moodle's own.
describe("the database that stands for Moodle's", () => {
  let folder = "";
  let file = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "moodle-database-"));
    file = join(folder, "moodle.sqlite");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const work = (what: string): unknown => {
    const said = runPhp([script, file, what]);
    return said === "" ? undefined : JSON.parse(said);
  };

  /** Four processes, each of which adds 1 to a position 10 times. */
  const addTogether = async (how: string): Promise<number> => {
    work("begin");
    const codes = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const args = [script, file, how];
        const process = spawn(findPhp(), args, {
          stdio: ["ignore", "ignore", "inherit"],
        });
        return ((await once(process, "exit")) as [number])[0];
      }),
    );
    assert.deepEqual(codes, [0, 0, 0, 0]);
    const read = `echo (new PDO('sqlite:' . $argv[1]))->query('SELECT position FROM mdl_securehls_progress')->fetchColumn();`;
    return Number(runPhp(["-r", read, file]));
  };

  test("has the tables of install.xml, and refuses what they refuse", () => {
    assert.deepEqual(work("write"), {
      id: 1,
      // As text, rounded as the column is, and with its defaults.
      row: { position: "1.235", timecompleted: null, best: "0" },
      second: "dmlwriteexception",
      null: "dmlwriteexception",
      text: "dmlwriteexception",
      long: "dmlwriteexception",
      missing: "dmlwriteexception",
      column: "ddlfieldnotexist",
      clob: "textconditionsnotallowed",
      none: "invalidrecord",
      "rolled back": "mine",
      still: "1.235",
    });
  });

  test("takes parameters as Moodle does", () => {
    assert.deepEqual(work("sql"), {
      named: ["15"],
      in: 2,
      not: 0,
      limit: [15],
      time: 2,
      twice: "duplicateparaminsql",
      mixed: "mixedtypesqlparam",
      gap: "missingkeyinsql",
      many: "invalidqueryparam",
      empty: "codingerror",
    });
  });

  test("loses no update that a lock guards", async () => {
    assert.equal(await addTogether("with a lock"), 40);
  });

  test("loses updates that only a transaction holds together, as Moodle's does", async () => {
    const sum = await addTogether("in a transaction");
    assert.ok(sum < 40, `${sum} of 40 were kept.`);
  });
});

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { activityFolder, runPhp } from "../../support/moodle.js";

interface Restored {
  xml: string;
  users: string[];
  files: [string[], string[]];
  name: string;
  poster: string | null;
  intro: string[];
  progress: Record<string, string>;
}

describe("backup and restore of a protected video", () => {
  let root = "";
  let told: { with: Restored; without: Restored; "left out": number };
  before(() => {
    root = mkdtempSync(join(tmpdir(), "moodle-backup-"));
    mkdirSync(join(root, "mod"));
    symlinkSync(activityFolder, join(root, "mod/securehls"));
    const said = runPhp(["test/server-kit/moodle/backup.php", root]);
    told = JSON.parse(said) as typeof told;
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  test("each user's progress follows him to the ID that he has there", () => {
    // Who is not there has none.
    assert.deepEqual(told.with.progress, { 121: "[[0,1]]", 122: "[[0,2]]" });
    // Moodle puts those into the backup whose IDs are annotated.
    assert.deepEqual(told.with.users, ["21", "22", "23"]);
  });

  test("without user data nobody is in it", () => {
    assert.doesNotMatch(told.without.xml, /userid|ranges|<progress /);
    assert.deepEqual([told.without.users, told.without.progress], [[], []]);
    assert.equal(told["left out"], 0);
  });

  test("links to the activity lead to the one that was restored", () => {
    const site = "https://lms.school.example";
    for (const { xml, intro } of [told.with, told.without]) {
      assert.ok(!xml.includes(site), `${xml} names the site.`);
      assert.deepEqual(intro, [
        `${site}/mod/securehls/view.php?id=CM`,
        `${site}/mod/securehls/report.php?id=CM`,
        `${site}/mod/securehls/index.php?id=COURSE`,
        // Of an activity that is not in the backup.
        `${site}/mod/securehls/view.php?id=9`,
      ]);
    }
  });

  test("values come back as they were, and files of the description with them", () => {
    for (const { name, poster, files } of [told.with, told.without]) {
      assert.deepEqual([name, poster], ["A < B & “C”", null]);
      assert.deepEqual(files, [["mod_securehls intro"], ["mod_securehls intro"]]); // prettier-ignore
    }
  });
});

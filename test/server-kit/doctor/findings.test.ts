import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { findingIds } from "../../../server-kit/doctor/diagnose.js";

const folder = "test/server-kit/doctor";

describe("the findings", () => {
  test("are the headings of docs/troubleshooting.md, and those are the findings", () => {
    const page = readFileSync("docs/troubleshooting.md", "utf8");
    const headings = [...page.matchAll(/^## ([a-z-]+)$/gm)].map(
      ([, name]) => name,
    );
    assert.deepEqual(headings.toSorted(), findingIds.toSorted());
  });

  test("are each what some set-up of these tests has wrong", () => {
    const finds = readdirSync(folder)
      .map((name) => readFileSync(`${folder}/${name}`, "utf8"))
      .flatMap((text) => [...text.matchAll(/finds: \[([^\]]+)\]/g)])
      .flatMap(([, list = ""]) => list.match(/[a-z-]+/g) ?? []);
    assert.deepEqual(
      findingIds.filter((id) => !finds.includes(id)),
      [],
    );
  });

  test("that the player's debug knows as well have its names", () => {
    const decide = readFileSync("src/diagnosis/decide.ts", "utf8");
    const causes = [...decide.matchAll(/\| "([\w-]+)"/g)].map(
      ([, name = ""]) => name,
    );
    const shared = findingIds.filter((id) => causes.includes(id));
    assert.ok(shared.length >= 23, shared.join(", "));
  });
});

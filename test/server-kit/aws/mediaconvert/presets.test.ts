import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import {
  makePresets,
  presetText,
} from "../../../../build/write-mediaconvert-presets.js";
import {
  buildJob,
  lintJobTemplate,
  lintPreset,
} from "../../../../server-kit/aws/mediaconvert/index.js";
import { least } from "./job-options.js";

describe("the presets and job templates in the package", () => {
  const made = makePresets();

  test("are those that buildJob makes: npm run mediaconvert:presets writes them anew", async () => {
    assert.deepEqual(
      readdirSync("server-kit/presets").toSorted(),
      Object.keys(made)
        .map((name) => `${name}.json`)
        .toSorted(),
    );
    for (const [name, preset] of Object.entries(made))
      assert.equal(
        readFileSync(`server-kit/presets/${name}.json`, "utf8"),
        await presetText(preset),
        `${name} is stale.`,
      );
  });

  for (const [name, preset] of Object.entries(made))
    test(`${name}: the linter finds nothing that plays badly`, () => {
      const found = name.startsWith("template")
        ? lintJobTemplate(preset)
        : lintPreset(preset, name.endsWith("cmaf") ? "cmaf" : "hls");
      assert.deepEqual(
        found.filter(({ severity }) => severity !== "note"),
        [],
      );
    });
});

test("a preset that takes what only a job has is named, by its own path", () => {
  const [output] = buildJob(least).Settings!.OutputGroups![0]!.Outputs!;
  const codes = lintPreset({ Name: "a", Settings: output });
  assert.deepEqual(
    codes
      .filter(({ code }) => code === "unknown-member")
      .map(({ path }) => path),
    ["Settings.NameModifier", "Settings.OutputSettings"],
  );
});

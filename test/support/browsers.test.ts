import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { lackedBy } from "./engine-features.js";

test("docs/browsers.md says which engine lacks what, as the engines have been asked", () => {
  const page = readFileSync("docs/browsers.md", "utf8");
  const rows = page.matchAll(/^\| `(\w+)`: [^|]*\| ([^|]*?) *\|$/gm);
  const written = Object.fromEntries(
    [...rows].map(([, feature, engines]) => [feature, engines]),
  );
  const known = Object.fromEntries(
    Object.entries(lackedBy).map(([feature, engines]) => [
      feature,
      engines.join(", "),
    ]),
  );
  assert.deepEqual(written, known);
});

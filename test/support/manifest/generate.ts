import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { format } from "prettier";
import { elementOf, type Manifest } from "./manifest.js";
import { surfaceTypes } from "./surface.js";

const CACHE = "node_modules/.cache/manifest";

/** What is made of the element's comments and types, and committed: text by path. @throws {Error} with what they lack */
export async function generate(): Promise<Map<string, string>> {
  const manifest = analyze();
  const element = elementOf(JSON.parse(manifest) as Manifest);
  return new Map([
    ["custom-elements.json", manifest],
    [
      "src/frameworks/surface.ts",
      await format(surfaceTypes(element), { parser: "typescript" }),
    ],
  ]);
}

function analyze(): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...["--import", "tsx", "--import", "./test/support/css-inline.js"],
      "node_modules/@custom-elements-manifest/analyzer/cem.js",
      "analyze",
      ...["--config", "custom-elements-manifest.config.js"],
      ...["--outdir", CACHE],
    ],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`The analyzer failed.\n${stdout}${stderr}`);
  return readFileSync(`${CACHE}/custom-elements.json`, "utf8");
}

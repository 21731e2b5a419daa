/** Fails when custom-elements.json is not what `npm run manifest` would write now. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const FOLDER = "node_modules/.cache/manifest";

const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [
    "node_modules/@custom-elements-manifest/analyzer/cem.js",
    "analyze",
    "--config",
    "custom-elements-manifest.config.js",
    "--outdir",
    FOLDER,
  ],
  { encoding: "utf8" },
);
if (status !== 0) fail(`The analyzer failed.\n${stdout}${stderr}`);

const read = (path: string) =>
  existsSync(path)
    ? JSON.stringify(JSON.parse(readFileSync(path, "utf8")))
    : undefined;
const fresh = read(`${FOLDER}/custom-elements.json`);
if (fresh === undefined)
  fail(`The analyzer wrote nothing.\n${stdout}${stderr}`);
if (fresh !== read("custom-elements.json")) {
  fail("custom-elements.json is stale: run `npm run manifest` and commit it.");
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { moodleZips } from "./moodle-zip.js";

for (const [file, create] of Object.entries(moodleZips)) {
  const zip = create();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, zip);
  console.log(`${file}: ${Math.round(zip.length / 1_000)} kB`);
}

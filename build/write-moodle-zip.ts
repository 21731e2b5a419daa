import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { createMoodleZip, moodleZip } from "./moodle-zip.js";

const zip = createMoodleZip();
mkdirSync(dirname(moodleZip), { recursive: true });
writeFileSync(moodleZip, zip);
console.log(`${moodleZip}: ${Math.round(zip.length / 1_000)} kB`);

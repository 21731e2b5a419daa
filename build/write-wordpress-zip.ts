import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { createWordPressZip, wordpressZip } from "./wordpress-zip.js";

const zip = createWordPressZip();
mkdirSync(dirname(wordpressZip), { recursive: true });
writeFileSync(wordpressZip, zip);
console.log(`${wordpressZip}: ${Math.round(zip.length / 1_000)} kB`);

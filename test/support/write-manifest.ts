/** Writes all that is made of the element's comments and types: custom-elements.json, and the types for frameworks. */
import { writeFileSync } from "node:fs";
import { generate } from "./manifest/generate.js";

for (const [path, text] of await generate()) writeFileSync(path, text);

import { writeFileSync } from "node:fs";
import { textsTemplate, textsTemplateFile } from "./wordpress-texts.js";

writeFileSync(textsTemplateFile, textsTemplate());

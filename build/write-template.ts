import { writeFileSync } from "node:fs";
import { shippedTemplate, templatePath } from "./template.js";

writeFileSync(templatePath, `${JSON.stringify(shippedTemplate(), null, 2)}\n`);

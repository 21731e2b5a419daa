import {
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const template = "templates/scorm";

/** What `docs/scorm.md` says to do by hand: the template's files with their gaps filled, and a manifest of one version. */
export function makeScormPackage(
  folder: string,
  version: "1.2" | "2004",
  values: Record<string, string>,
): void {
  mkdirSync(folder, { recursive: true });
  cpSync(template, folder, { recursive: true });
  cpSync(join(folder, `imsmanifest-${version}.xml`), join(folder, "imsmanifest.xml")); // prettier-ignore
  for (const other of ["1.2", "2004"])
    rmSync(join(folder, `imsmanifest-${other}.xml`));
  for (const file of ["index.html", "imsmanifest.xml"]) {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8").replace(
      /\{\{(\w+)\}\}/g,
      (gap, name: string) => values[name] ?? gap,
    );
    writeFileSync(path, text);
  }
}

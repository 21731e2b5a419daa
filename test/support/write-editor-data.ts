/** Writes what editors show while somebody writes the tag. Part of the build. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cssData, htmlData, webTypes } from "./manifest/editor-data.js";
import { elementOf, type Manifest } from "./manifest/manifest.js";

const FOLDER = "dist/editors";

const element = elementOf(read("custom-elements.json") as Manifest);
const { version } = read("package.json") as { version: string };

mkdirSync(FOLDER, { recursive: true });
write("vscode.html-custom-data.json", htmlData(element));
write("vscode.css-custom-data.json", cssData(element));
write("web-types.json", webTypes(element, version));

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function write(name: string, value: unknown): void {
  writeFileSync(`${FOLDER}/${name}`, `${JSON.stringify(value, null, 2)}\n`);
}

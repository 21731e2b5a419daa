/** Fails when a file is not what `npm run manifest` would write now, and says which. */
import { existsSync, readFileSync } from "node:fs";
import { generate } from "./manifest/generate.js";

const stale = [...(await generate())]
  .filter(([path, text]) => text !== read(path))
  .map(([path]) => path);
if (stale.length > 0) {
  console.error(
    `Out of date: ${stale.join(", ")}. Run \`npm run manifest\` and commit what it writes.`,
  );
  process.exit(1);
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

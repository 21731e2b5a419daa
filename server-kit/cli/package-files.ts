import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The package by its own name: the same from its sources and from what is built. */
const manifest = createRequire(import.meta.url).resolve(
  "secure-hls-player/package.json",
);

/** A file of the installed package, by its path in it. */
export function packageFile(...path: string[]): string {
  return join(dirname(manifest), ...path);
}

export function packageVersion(): string {
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string })
    .version;
}

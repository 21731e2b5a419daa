import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const SOURCES = [
  "src",
  "server-kit",
  "build",
  "vite.config.ts",
  "tsconfig.json",
  "tsconfig.build.json",
  "package.json",
  "custom-elements.json",
];

const BUILD_TIMEOUT_MS = 180_000;

/**
 * Builds when a file that package.json exports is missing or older than a source.
 *
 * @throws Error with what the build printed
 */
export function bringBuildUpToDate(): void {
  const newestSource = Math.max(
    ...SOURCES.filter(existsSync).flatMap(files).map(modifiedAt),
  );
  const upToDate = exportedFiles().every(
    (file) => existsSync(file) && modifiedAt(file) >= newestSource,
  );
  if (upToDate) return;
  const startedAt = Date.now();
  const build = spawnSync("npm", ["run", "build"], {
    encoding: "utf8",
    timeout: BUILD_TIMEOUT_MS,
    shell: process.platform === "win32",
  });
  if (build.status !== 0)
    throw new Error(`The build failed.\n${build.stdout}${build.stderr}`);
  const missing = exportedFiles().filter((file) => !existsSync(file));
  if (missing.length > 0)
    throw new Error(`The build left out ${missing.join(", ")}.`);
  console.log(`  built in ${((Date.now() - startedAt) / 1_000).toFixed(1)} s`);
}

/** The built files that package.json promises. */
export function exportedFiles(): string[] {
  const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as {
    exports: object;
  };
  const targets = Object.values(exports).flatMap((target: string | object) =>
    typeof target === "string" ? [target] : (Object.values(target) as string[]),
  );
  return [...new Set(targets.filter((target) => target.startsWith("./dist/")))];
}

function files(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return (
    readdirSync(path, { recursive: true, encoding: "utf8" })
      .map((name) => join(path, name))
      // PHP, of which nothing is built.
      .filter((file) => !file.startsWith(join("server-kit", "moodle")))
  );
}

function modifiedAt(path: string): number {
  return statSync(path).mtimeMs;
}

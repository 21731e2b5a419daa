import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { findOnPath, install, isExecutable } from "./find-command.js";

/** The last one that runs on Node 20. */
const NPM_CHROMIUM = "@sparticuz/chromium@147.0.0";

/** 66 MB that only a machine with no browser and no apt-get needs, hence not a dependency. */
const NPM_CHROMIUM_FOLDER = resolve("node_modules/.cache/chromium");

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "microsoft-edge-stable",
  "msedge",
];

/**
 * Path of a Chromium, Chrome or Edge: `CHROME_PATH` or `CHROMIUM_PATH`, an installed one, Debian's when we are root
 * (installs it), or the one in the npm package `@sparticuz/chromium` (Linux on x64; installs it under node_modules/.cache).
 *
 * @throws Error that says in one sentence what to do
 */
export async function findBrowser(
  log: (line: string) => void = console.log,
): Promise<string> {
  for (const variable of ["CHROME_PATH", "CHROMIUM_PATH"]) {
    const path = process.env[variable];
    if (!path) continue;
    if (isExecutable(path)) return path;
    throw new Error(`${variable}=${path} is not a program that can be run.`);
  }
  const found =
    findInstalled() ??
    (install("chromium", log) ? findInstalled() : undefined) ??
    (await bringFromNpm(log));
  if (found) return found;
  throw new Error(
    "There is no browser to test with: install Chromium, Chrome or Edge, or set CHROME_PATH to the path of one.",
  );
}

function findInstalled(): string | undefined {
  const onPath = NAMES.map((name) => findOnPath([name])).filter(
    (path) => path !== undefined,
  );
  return [...onPath, ...usualPlaces()].find(
    (path) => isExecutable(path) && starts(path),
  );
}

function usualPlaces(): string[] {
  if (process.platform === "darwin") {
    const applications = ["Google Chrome", "Chromium", "Microsoft Edge"];
    return ["/Applications", join(homedir(), "Applications")].flatMap(
      (folder) =>
        applications.map((name) =>
          join(folder, `${name}.app/Contents/MacOS/${name}`),
        ),
    );
  }
  if (process.platform === "win32") {
    const programs = [
      "Google\\Chrome\\Application\\chrome.exe",
      "Chromium\\Application\\chrome.exe",
      "Microsoft\\Edge\\Application\\msedge.exe",
    ];
    return ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
      .map((variable) => process.env[variable])
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => programs.map((program) => join(folder, program)));
  }
  return [
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/opt/microsoft/msedge/msedge",
  ];
}

/** Ubuntu's /usr/bin/chromium-browser may be a script that only says "install the snap". */
function starts(path: string): boolean {
  // On Windows and macOS there is no such script, and on Windows `--version` would open a window.
  if (process.platform !== "linux") return true;
  return spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

async function bringFromNpm(
  log: (line: string) => void,
): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const entry = join(
    NPM_CHROMIUM_FOLDER,
    "node_modules/@sparticuz/chromium/build/esm/index.js",
  );
  // Makes the package unpack the libraries that a bare Linux lacks. Read when the package is imported.
  process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs20.x";
  try {
    return await executablePath(entry);
  } catch {
    log(
      `Installing the npm package ${NPM_CHROMIUM} in ${NPM_CHROMIUM_FOLDER} …`,
    );
  }
  mkdirSync(NPM_CHROMIUM_FOLDER, { recursive: true });
  const options = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund"];
  const npm = spawnSync(
    "npm",
    ["install", "--prefix", NPM_CHROMIUM_FOLDER, ...options, NPM_CHROMIUM],
    { timeout: 300_000 },
  );
  if (npm.status === 0) return executablePath(entry);
  log(
    `npm could not install it: ${String(npm.stderr).trim().split("\n").at(-1)}`,
  );
  return undefined;
}

async function executablePath(entry: string): Promise<string> {
  const chromium = (await import(pathToFileURL(entry).href)) as {
    default: { executablePath(): Promise<string> };
  };
  return chromium.default.executablePath();
}

import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** apt-get that waits for nothing may still wait for a mirror or for another apt-get. */
const INSTALL_TIMEOUT_MS = 300_000;

export interface FindCommandOptions {
  /** Environment variable that names the file and wins over everything else. */
  variable?: string;
  /** Debian package to install when the command is missing and we are root. @default the command's name */
  debianPackage?: string;
  /** Told what is being installed. @default console.log */
  log?: (line: string) => void;
}

/**
 * Path of a command such as `ffmpeg` or `openssl`: from its environment variable, from PATH, or brought by apt-get.
 *
 * @throws Error that says in one sentence what to do
 */
export function findCommand(
  name: string,
  {
    variable,
    debianPackage = name,
    log = console.log,
  }: FindCommandOptions = {},
): string {
  const given = variable && process.env[variable];
  if (given) {
    if (isExecutable(given)) return given;
    throw new Error(`${variable}=${given} is not a program that can be run.`);
  }
  const found =
    findOnPath([name]) ??
    (install(debianPackage, log) ? findOnPath([name]) : undefined);
  if (found) return found;
  const orSet = variable ? ` or set ${variable} to its path` : "";
  throw new Error(`There is no ${name} on this machine: install it${orSet}.`);
}

/** First of these names that is on PATH. */
export function findOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const suffix = process.platform === "win32" ? ".exe" : "";
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name + suffix)))
    .find(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Installs a Debian package. Only as root with apt-get; otherwise does nothing.
 *
 * @returns whether it is installed now
 */
export function install(
  debianPackage: string,
  log: (line: string) => void = console.log,
): boolean {
  const aptGet = process.getuid?.() === 0 && findOnPath(["apt-get"]);
  if (!aptGet) return false;
  log(`Installing the Debian package ${debianPackage} with apt-get …`);
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: "pipe",
    timeout: INSTALL_TIMEOUT_MS,
  } as const;
  // A failed update may still leave a usable list from before.
  spawnSync(aptGet, ["update", "-q"], options);
  const lock = "DPkg::Lock::Timeout=120";
  try {
    execFileSync(
      aptGet,
      [
        "install",
        "-q",
        "-y",
        "--no-install-recommends",
        "-o",
        lock,
        debianPackage,
      ],
      options,
    );
    return true;
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    log(
      `apt-get could not install ${debianPackage}: ${said.split("\n").at(-1)}`,
    );
    return false;
  }
}

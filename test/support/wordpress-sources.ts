import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { unzipSync } from "fflate";
import { findOnPath, install } from "./find-command.js";
import { findPhp } from "./moodle.js";

/** Debian 12's, the oldest that the plugin knows; and one that has script modules. */
export type WordPressVersion = "6.1" | "6.5";

/** Its builds of WordPress, and the driver by which WordPress keeps its tables in SQLite. 158 MB, so it is no dependency. */
const npmPackage = "@wp-playground/wordpress-builds@0.9.19";

const cache = resolve("node_modules/.cache/wordpress");

/** Folder with a WordPress that is not set up; fetched once. */
export function findWordPress(version: WordPressVersion): string {
  return version === "6.1" ? fromDebian() : fromNpm("6.5");
}

/** Folder with WordPress's plugin "SQLite Database Integration"; fetched once. */
export function findSqliteDriver(): string {
  return fromNpm("sqlite");
}

/** Fetches what there is to fetch, before the clock of any test runs. Where it cannot, the tests say so. */
export function bringWordPress(): void {
  try {
    findWordPress("6.1");
    findWordPress("6.5");
    bringSqlite(findPhp());
  } catch {
    // They ask for it again.
  }
}

/** Brings PHP's driver for SQLite, which is no command. @throws Error where it cannot */
export function bringSqlite(php: string): void {
  const has = (): boolean =>
    execFileSync(php, ["-m"], { encoding: "utf8" }).includes("pdo_sqlite");
  if (!has()) install("php-sqlite3");
  if (!has()) throw new Error("PHP has no pdo_sqlite: install php-sqlite3.");
}

function fromDebian(): string {
  return cached("6.1", (folder) => {
    const get = (): boolean =>
      spawnSync("apt-get", ["download", "-q", "wordpress"], { cwd: folder })
        .status === 0;
    if (!findOnPath(["apt-get"]) || (!get() && !(update() && get())))
      throw new Error("The Debian package wordpress cannot be fetched.");
    const file = readdirSync(folder).find((name) => name.endsWith(".deb"))!;
    execFileSync("dpkg-deb", ["-x", file, "deb"], { cwd: folder });
    renameSync(join(folder, "deb/usr/share/wordpress"), join(folder, "wordpress")); // prettier-ignore
    // Debian's looks for its settings in /etc.
    rmSync(join(folder, "wordpress/wp-config.php"));
    // Debian keeps them apart.
    rmSync(join(folder, "wordpress/wp-content/languages"), { force: true });
    return join(folder, "wordpress");
  });
}

function update(): boolean {
  return spawnSync("apt-get", ["update", "-q"]).status === 0;
}

function fromNpm(part: "6.5" | "sqlite"): string {
  const wanted = join(cache, part);
  if (existsSync(wanted)) return wanted;
  const folder = mkdtempSync(join(made(cache), "npm-"));
  try {
    execFileSync(
      "npm",
      ["pack", npmPackage, "--silent", "--cache", join(folder, "cache")],
      { cwd: folder, stdio: ["ignore", "ignore", "inherit"] },
    );
    const file = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
    const names = [
      "src/wordpress/wp-6.5.zip",
      "public/wp-6.5",
      "src/sqlite-database-integration/sqlite-database-integration.zip",
    ];
    execFileSync(
      "tar",
      ["-xzf", file, ...names.map((name) => `package/${name}`)],
      { cwd: folder },
    );
    const inside = (name: string): string => join(folder, "package", name);
    cached("6.5", (target) => {
      // What needs no PHP is beside the archive.
      const wordpress = join(target, "wordpress");
      cpSync(inside(names[1]!), wordpress, { recursive: true });
      unzip(inside(names[0]!), wordpress);
      rmSync(join(wordpress, "wp-config.php"), { force: true });
      return wordpress;
    });
    cached("sqlite", (target) => {
      unzip(inside(names[2]!), target);
      return join(target, "sqlite-database-integration-main");
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return wanted;
}

/** A folder of the cache, whole or not at all. */
function cached(name: string, make: (folder: string) => string): string {
  const target = join(cache, name);
  if (existsSync(target)) return target;
  const folder = mkdtempSync(join(made(cache), "making-"));
  try {
    const done = make(folder);
    // Another process may have been faster.
    if (!existsSync(target)) renameSync(done, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return target;
}

function unzip(file: string, folder: string): void {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(file)))) {
    if (name.endsWith("/")) continue;
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}

function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

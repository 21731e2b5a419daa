import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findCommand, install } from "./find-command.js";
import { freePort } from "./free-port.js";
import { tied } from "./tied.js";

/** The folder of the filter, the plugin that plays. */
export const pluginFolder = resolve("server-kit/moodle/filter_securehls");

/** The folder of the activity. */
export const activityFolder = resolve("server-kit/moodle/mod_securehls");

/** Where each is in Moodle. */
export const pluginPlaces: readonly (readonly [
  folder: string,
  place: string,
])[] = [
  [pluginFolder, "filter/securehls"],
  [activityFolder, "mod/securehls"],
];

const stubFolder = resolve("test/server-kit/moodle/stub");

export interface Enrolment {
  role: "student" | "teacher" | "editingteacher";
  /** Epoch seconds at which it ends; 0 for never. */
  timeend?: number;
  suspended?: boolean;
}

/** A site as `test/server-kit/moodle/stub/config.php` reads it. */
export interface MoodleSite {
  /** Settings of the plugin. */
  config: Record<string, string>;
  courses?: readonly {
    id: number;
    idnumber?: string;
    visible?: 0 | 1;
    allowsguests?: boolean;
    /** @default 1 */
    enablecompletion?: 0 | 1;
  }[];
  modules?: readonly {
    id: number;
    course: number;
    /** @default "page" */
    modname?: "page" | "securehls";
    /** The row of the module's own table, written where there is none. */
    activity?: { id: number } & Record<string, string | number | null>;
    /** 0 none, 1 manual, 2 automatic. */
    completion?: 0 | 1 | 2;
    completionview?: 0 | 1;
    /** 0 none, 1 separate, 2 visible groups. */
    groupmode?: 0 | 1 | 2;
    visible?: 0 | 1;
    /** Epoch seconds before which it is restricted. */
    availablefrom?: number;
  }[];
  groups?: readonly {
    id: number;
    courseid: number;
    name: string;
    /** IDs of users. */
    members: readonly number[];
  }[];
  /** Whether the filter is on, where its installation puts it. */
  filtersinstalled?: boolean;
  /** Who has a capability in the whole site, by its name. */
  roles?: Record<string, readonly { name: string; archetype: string }[]>;
  /** By name, which is what the cookie MoodleSession holds. */
  users?: Record<
    string,
    {
      id: number;
      idnumber?: string;
      enrolments?: Record<number, Enrolment>;
      ismanager?: boolean;
    }
  >;
}

/** Context IDs, as the stand-in gives them. */
export const contextOf = {
  course: (id: number) => 1_000 + id,
  module: (id: number) => 2_000 + id,
  user: (id: number) => 3_000 + id,
};

/** PHP with the plugin on it, and a stand-in for the rest of Moodle. */
export interface Moodle {
  /** `http://host:port`, its wwwroot. */
  origin: string;
  /** Folder that counts as Moodle's. */
  dirroot: string;
  /** Folder of its data. */
  dataroot: string;
  /** What the plugin had to say since it was asked last: warnings, events, the closing of the session. */
  journal(): string[];
  /** Lines of PHP's error log since it was asked last, without their times: what an administrator finds. */
  errorLog(): string[];
  /** Rows that a SELECT finds in its database, whose tables begin with `mdl_`. */
  query(sql: string): Record<string, string | null>[];
  /** Describes the site anew. */
  set(site: MoodleSite): void;
  close(): Promise<void>;
}

let php: string | undefined;

/** PHP with SQLite, which stands for Moodle's database. */
export function findPhp(): string {
  if (php !== undefined) return php;
  const found = findCommand("php", {
    variable: "PHP_PATH",
    debianPackage: "php-cli",
  });
  const hasSqlite = (): boolean =>
    /^pdo_sqlite$/m.test(spawnSync(found, ["-m"], { encoding: "utf8" }).stdout);
  if (!hasSqlite() && !(install("php-sqlite3") && hasSqlite()))
    throw new Error(
      `${found} has no pdo_sqlite: install the Debian package php-sqlite3, or enable the extension.`,
    );
  return (php = found);
}

/** What a PHP script writes. @throws Error with what it wrote when it failed */
export function runPhp(args: readonly string[], input = ""): string {
  const { status, stdout, stderr } = spawnSync(findPhp(), args, {
    input,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`php ${args[0]}:\n${stdout}${stderr}`);
  return stdout;
}

/** What the filter makes of an HTML text. */
export function renderText(
  html: string,
  {
    cdn = "https://cdn.school.example",
    wwwroot = "https://lms.school.example",
    medium = "page",
  } = {},
): string {
  const script = "test/server-kit/moodle/render.php";
  return runPhp([script, cdn, wwwroot, medium], html);
}

/**
 * Starts it.
 * @param host Of its wwwroot; whatever it is, it listens on this machine alone.
 */
export async function startMoodle(
  site: MoodleSite,
  host = "127.0.0.1",
): Promise<Moodle> {
  const folder = mkdtempSync(join(tmpdir(), "moodle-"));
  const dirroot = join(folder, "moodle");
  const dataroot = join(folder, "data");
  const journal = join(folder, "journal");
  const errors = join(folder, "errors.log");
  const described = join(folder, "site.json");
  mkdirSync(dataroot);
  // A copy, because PHP knows no other place of a file than the one that a link leads to.
  for (const [source, place] of pluginPlaces)
    cpSync(source, join(dirroot, place), { recursive: true });
  cpSync(join(stubFolder, "config.php"), join(dirroot, "config.php"));
  const port = await freePort();
  const origin = `http://${host}:${port}`;
  const set = (next: MoodleSite): void =>
    writeFileSync(
      described,
      JSON.stringify({ wwwroot: origin, dataroot, journal, ...next }),
    );
  set(site);
  const server = spawn(
    ...tied(findPhp(), [
      ...["-d", "log_errors=1", "-d", `error_log=${errors}`],
      ...["-S", `127.0.0.1:${port}`, "-t", dirroot],
    ]),
    {
      env: {
        ...process.env,
        STUB_SITE: described,
        STUB_FOLDER: stubFolder,
        // A player asks while another answer is still being made.
        PHP_CLI_SERVER_WORKERS: "4",
      },
      stdio: ["ignore", "ignore", "ignore"],
      detached: true,
    },
  );
  const close = async (): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) {
      const exited = once(server, "exit");
      // Its workers are processes of their own.
      process.kill(-server.pid!, "SIGKILL");
      await exited;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  await answers(port).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    origin,
    dirroot,
    dataroot,
    journal: () => taken(journal),
    errorLog: () => taken(errors).map((line) => line.replace(/^\[.*?\] /, "")),
    query: (sql) => {
      const script = `$pdo = new PDO('sqlite:' . $argv[1], null, null, [PDO::ATTR_STRINGIFY_FETCHES => true, PDO::ATTR_TIMEOUT => 60]);
        echo json_encode($pdo->query($argv[2])->fetchAll(PDO::FETCH_ASSOC));`;
      const database = join(dataroot, "moodle.sqlite");
      return JSON.parse(runPhp(["-r", script, database, sql])) as ReturnType<
        Moodle["query"]
      >;
    },
    set,
    close,
  };
}

/** The lines of a file, which is then no more. */
function taken(file: string): string[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").trim().split("\n");
  rmSync(file);
  return lines;
}

async function answers(port: number): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/nothing`);
      return;
    } catch {
      await sleep(100);
    }
  }
  throw new Error("PHP does not answer.");
}

import { execFileSync, spawn } from "node:child_process";
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
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { wordpressFiles } from "../../build/wordpress-zip.js";
import { freePort } from "./free-port.js";
import { findPhp } from "./moodle.js";
import { tied } from "./tied.js";
import {
  bringSqlite,
  findSqliteDriver,
  findWordPress,
  type WordPressVersion,
} from "./wordpress-sources.js";

const siteFolder = resolve("test/server-kit/wordpress/site");

/** A site as `site/set-up.php` reads it. */
export interface WordPressSite {
  /** Of the plugin. */
  options?: Record<string, string>;
  /** Roles by name; there is an `admin`. The password of each is "password". */
  users?: Record<string, string>;
  posts?: Record<
    string,
    {
      content?: string;
      /** Name of a user. @default "admin" */
      author?: string;
      status?: string;
      password?: string;
      type?: string;
      /** Such as "2099-01-01 00:00:00". */
      date?: string;
    }
  >;
}

/** A WordPress with the plugin in it, on PHP's own server, with its tables in SQLite. */
export interface WordPress {
  /** `http://host:port` */
  origin: string;
  /** ABSPATH. */
  root: string;
  /** IDs by name. */
  posts: Record<string, number>;
  users: Record<string, number>;
  /** Runs PHP in it, as nobody. @returns what it writes */
  run(code: string): string;
  /** Sets the plugin's options, all of them, before the next request. */
  setOptions(options: Record<string, string>): void;
  /** Defines constants in wp-config.php. */
  setConstants(constants: Record<string, unknown>): void;
  /** Adds a must-use plugin, or takes it away. */
  setHook(code: string | null): void;
  /** What it has written to its log since it was asked last. */
  log(): string;
  /** Signs somebody in by the form. @returns the cookies of the session */
  signIn(user: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * Sets it up and starts it.
 * @param host Of its address; whatever it is, it listens on this machine alone.
 */
export async function startWordPress(
  site: WordPressSite,
  {
    version = "6.5",
    host = "127.0.0.1",
  }: { version?: WordPressVersion; host?: string } = {},
): Promise<WordPress> {
  const php = findPhp();
  bringSqlite(php);
  const core = findWordPress(version);
  const driver = findSqliteDriver();
  // Beside the sources, so that it can be made of links to them.
  const folder = mkdtempSync(join(dirname(core), "site-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const root = join(folder, "wordpress");
  const content = join(root, "wp-content");
  const port = await freePort();
  const origin = `http://${host}:${port}`;
  const env = {
    ...process.env,
    WP_ORIGIN: origin,
    // One request may wait for another, as that of the check page does.
    PHP_CLI_SERVER_WORKERS: "3",
  };
  const run = (args: string[], input = ""): string =>
    execFileSync(php, args, { env, input, encoding: "utf8" });
  try {
    execFileSync("cp", ["-al", core, root]);
    mkdirSync(join(folder, "database"));
    const begun = `${core}.sqlite`;
    if (existsSync(begun)) cpSync(begun, join(folder, "database/site.sqlite"));
    cpSync(join(siteFolder, "wp-config.php"), join(root, "wp-config.php"));
    cpSync(driver, join(content, "plugins/sqlite-database-integration"), { recursive: true }); // prettier-ignore
    writeFileSync(
      join(content, "db.php"),
      readFileSync(join(driver, "db.copy"), "utf8")
        .replace(
          "{SQLITE_IMPLEMENTATION_FOLDER_PATH}",
          join(content, "plugins/sqlite-database-integration"),
        ) // prettier-ignore
        .replace("{SQLITE_PLUGIN}", "sqlite-database-integration/load.php"),
    );
    // Debian's has no theme, and ours is none of blocks.
    cpSync(join(siteFolder, "classic"), join(content, "themes/classic"), { recursive: true }); // prettier-ignore
    const plugin = join(content, "plugins/secure-hls");
    for (const [name, bytes] of wordpressFiles()) {
      mkdirSync(dirname(join(plugin, name)), { recursive: true });
      writeFileSync(join(plugin, name), bytes);
    }
    mkdirSync(join(content, "mu-plugins"));
    cpSync(join(siteFolder, "options.php"), join(content, "mu-plugins/options.php")); // prettier-ignore
    const said = run(
      [join(siteFolder, "set-up.php"), root, begun],
      JSON.stringify({
        users: {},
        posts: {},
        theme: version === "6.1" ? "classic" : "",
        ...site,
      }),
    );
    const made = JSON.parse(said.split("\n").at(-1)!) as Pick<WordPress, "users" | "posts">; // prettier-ignore
    const server = spawn(
      ...tied(php, [
        // Otherwise it compiles all of WordPress for each request.
        "-dopcache.enable_cli=1",
        "-dopcache.revalidate_freq=0",
        "-S",
        `127.0.0.1:${port}`,
        "-t",
        root,
      ]),
      { env, stdio: "ignore", detached: true },
    );
    const close = async (): Promise<void> => {
      if (server.exitCode === null && server.signalCode === null) {
        const exited = once(server, "exit");
        // Its workers are processes of their own.
        process.kill(-server.pid!, "SIGKILL");
        await exited;
      }
      remove();
    };
    await answers(port).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return {
      origin,
      root,
      ...made,
      run: (code) =>
        run([
          "-r",
          `$_SERVER['HTTP_HOST'] = '${host}'; $_SERVER['REQUEST_URI'] = '/'; require '${root}/wp-load.php'; ${code}`,
        ]),
      setOptions: (options) =>
        writeFileSync(join(folder, "options.json"), JSON.stringify(options)),
      setConstants: (constants) =>
        writeFileSync(join(folder, "constants.json"), JSON.stringify(constants)), // prettier-ignore
      setHook: (code) => {
        const file = join(content, "mu-plugins/hook.php");
        if (code === null) rmSync(file, { force: true });
        else writeFileSync(file, `<?php\n${code}\n`);
      },
      log: () => {
        const file = join(folder, "debug.log");
        if (!existsSync(file)) return "";
        const text = readFileSync(file, "utf8");
        rmSync(file);
        return text;
      },
      signIn: (user) => signIn(origin, user),
      close,
    };
  } catch (error) {
    remove();
    throw error;
  }
}

async function signIn(origin: string, user: string): Promise<string> {
  const response = await fetch(`${origin}/wp-login.php`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: "wordpress_test_cookie=WP%20Cookie%20check" },
    body: new URLSearchParams({ log: user, pwd: "password", testcookie: "1" }),
  });
  const cookies = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0]!)
    .filter((pair) => /^wordpress(?:_logged_in)?_[0-9a-f]{32}=/.test(pair));
  if (cookies.length === 0)
    throw new Error(`${user} cannot sign in: ${response.status}`);
  return [...new Set(cookies)].join("; ");
}

async function answers(port: number): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/readme.html`);
      return;
    } catch {
      await sleep(100);
    }
  }
  throw new Error("PHP does not answer.");
}

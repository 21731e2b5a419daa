import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { freePort } from "../free-port.js";
import { tied } from "../tied.js";
import { Driver } from "./driver.js";
import { findWebKit } from "./find-webkit.js";

/** A start takes about two seconds of an idle core. */
const START_MS = 30_000;

/** WebKitGTK has been seen not to start under load, and then to start at once. */
const STARTS = 2;

export interface WebKitOptions {
  /** Accept certificates nobody signed, as the demo's `--https`. @default false */
  acceptInsecureCerts?: boolean;
  /** More environment variables for the browser. */
  env?: Record<string, string>;
}

/** What is running, and how to end it. */
export interface StartedWebKit {
  driver: Driver;
  /** Ends the browser, its driver and its display, whatever state they are in. */
  end(): void;
}

/**
 * Starts WebKitGTK's MiniBrowser, with a display of its own and nothing else on it: so it always has the focus. Its
 * profile is in memory.
 */
export async function startWebKit(
  options: WebKitOptions = {},
): Promise<StartedWebKit> {
  for (let left = STARTS; ; left -= 1) {
    try {
      return await startOnce(options);
    } catch (error) {
      if (left === 1) throw error;
      console.log(`WebKitGTK did not start, once more: ${String(error)}`);
    }
  }
}

async function startOnce({
  acceptInsecureCerts = false,
  env = {},
}: WebKitOptions): Promise<StartedWebKit> {
  const found = findWebKit();
  const started: ChildProcess[] = [];
  const end = () => {
    for (const child of started.splice(0).reverse()) endGroup(child);
  };
  const run = (command: string, args: string[], more = {}) => {
    // What has lost its display, or its driver, ends by itself.
    const child = spawn(...tied(command, args), {
      // The leader of a group of its own, which also has what it starts.
      detached: true,
      stdio: ["ignore", "ignore", "ignore", "pipe"],
      env: { ...process.env, ...more },
    });
    child.on("error", () => {});
    started.push(child);
    return child;
  };
  process.once("exit", end);
  process.once("SIGTERM", () => process.exit(1));
  try {
    const xvfb = run(found.xvfb, [
      ...["-displayfd", "3", "-screen", "0", "1400x1000x24"],
      ...["-nolisten", "tcp"],
    ]);
    const display = await firstLine(xvfb.stdio[3] as Readable);
    const port = await freePort();
    run(found.driver, [`--port=${port}`], {
      DISPLAY: `:${display}`,
      // No keyring, no settings daemon, no accessibility bus: none of them runs here, and waiting for them takes time.
      GSETTINGS_BACKEND: "memory",
      GTK_A11Y: "none",
      NO_AT_BRIDGE: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
      // What the viewer reads. The locale need not be installed.
      LANG: "en_US.UTF-8",
      LC_ALL: "en_US.UTF-8",
      ...env,
    });
    const driver = await Driver.open(`http://127.0.0.1:${port}`, {
      acceptInsecureCerts,
      browserOptions: {
        binary: found.miniBrowser,
        args: ["--automation", "--autoplay-policy=allow"],
      },
      withinMs: START_MS,
    });
    return { driver, end };
  } catch (error) {
    end();
    throw error;
  }
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, "SIGKILL");
  } catch {
    // All of it has ended by itself.
  }
}

async function firstLine(stream: Readable): Promise<string> {
  const signal = AbortSignal.timeout(START_MS);
  const [data] = (await once(stream, "data", { signal })) as [Buffer];
  return data.toString().trim();
}

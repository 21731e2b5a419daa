import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findCommand } from "./find-command.js";

/** A real Redis of the test's own. */
export interface RedisServer {
  /** Path of its Unix socket: `new Redis(socket)` of ioredis, ``createClient({ url: `unix://${socket}` })`` of node-redis. */
  socket: string;
  /** Process ID, to freeze it with SIGSTOP. */
  pid: number;
  /** Ends it and removes all that it had. May be called again. */
  close(): Promise<void>;
}

/**
 * Ends Redis when the pipe that the test holds is closed, which the system does even for a test process that is killed.
 * The numbers are file descriptors: what runs in the background would read /dev/null as its standard input.
 */
const runWhilePipeIsOpen =
  'exec 3<&0; (cat <&3; kill $$) >/dev/null 2>&1 & exec "$@" 3<&-';

/**
 * Starts a Redis without persistence, on a Unix socket in a folder of its own: there is no port that somebody else may take.
 *
 * @example
 * const redis = await startRedis();
 * after(() => redis.close());
 */
export async function startRedis(): Promise<RedisServer> {
  const command = findCommand("redis-server", {
    variable: "REDIS_SERVER_PATH",
  });
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  const socket = join(folder, "socket");
  const args = ["--port", "0", "--unixsocket", socket, "--dir", folder, "--save", "", "--appendonly", "no"]; // prettier-ignore
  const server = spawn(
    "sh",
    ["-c", runWhilePipeIsOpen, "sh", command, ...args],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const exited = once(server, "exit");
  const close = async (): Promise<void> => {
    server.stdin.end();
    server.kill("SIGCONT"); // one that is frozen would not end
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };

  const said: string[] = [];
  for await (const line of createInterface(server.stdout)) {
    said.push(line);
    if (/ready to accept connections/i.test(line)) {
      server.stdout.resume();
      return { socket, pid: server.pid!, close };
    }
  }
  await close();
  throw new Error(`${command} did not start:\n${said.join("\n")}`);
}

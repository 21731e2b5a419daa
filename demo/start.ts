/**
 * `npm start`: the demo. `npm start -- --https` serves it with a certificate made at start-up, `-- --port 9000` on another
 * port than 8080.
 */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { bringBuildUpToDate } from "../test/support/build.js";
import { startDemo, type Demo, type DemoOptions } from "./servers.js";

const builtPlayer = "dist/src/index.js";
const usualPort = 8080;
/** Ports after the usual one that are tried when it is taken. */
const furtherPorts = 20;

try {
  const { https, port } = readArguments();
  if (!existsSync(builtPlayer))
    console.log("  The first start builds the player, which takes a minute.");
  bringBuildUpToDate();
  const demo = await start({ https }, port);
  console.log(`\n  ${demo.url}\n`);
  if (https)
    console.log(
      "  The browser warns of the certificate: it was made a moment ago, for this demo alone.",
    );
  console.log("  Ctrl+C stops the demo.\n");
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => {
      void demo.close().then(() => process.exit(0));
    });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function readArguments(): { https: boolean; port: number | undefined } {
  const { values } = parseArgs({
    options: { https: { type: "boolean" }, port: { type: "string" } },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (
    port !== undefined &&
    !(Number.isInteger(port) && port >= 0 && port < 65_536)
  )
    throw new Error(
      `--port ${values.port} is not a port: give a number from 0 to 65535.`,
    );
  return { https: values.https ?? false, port };
}

/** On the port asked for, or else on the first one from 8080 on that is free. */
async function start(options: DemoOptions, asked?: number): Promise<Demo> {
  const first = asked ?? usualPort;
  const last = asked ?? usualPort + furtherPorts;
  for (let port = first; port <= last; port++) {
    try {
      return await startDemo({ ...options, port });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    }
  }
  throw new Error(
    asked === undefined
      ? `The ports ${first} to ${last} are all taken: name a free one with npm start -- --port 9000.`
      : `Port ${asked} is taken by another program: name another one, or leave --port out.`,
  );
}

/**
 * Runs the examples of a page in one process: `tsx test/support/run-examples.ts FILE…`. Prints one JSON line for each. What
 * listens on a fixed port takes a free one instead, which `servers()` tells the checks.
 */
import { Server } from "node:net";
import { pathToFileURL } from "node:url";

export interface ExampleResult {
  file: string;
  /** Undefined where it ran, and its check passed. */
  error?: string;
}

const listening: Server[] = [];

const { listen } = Server.prototype;
Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  listening.push(this);
  const [first, ...rest] = args;
  const free =
    typeof first === "object" && first !== null
      ? { ...first, port: 0, host: "127.0.0.1" }
      : 0;
  const callbacks = rest.filter((arg) => typeof arg === "function");
  return Reflect.apply(listen, this, [free, ...callbacks]) as Server;
};

/** For the checks: the server that the example has started last. */
(globalThis as { lastServer?: () => Server | undefined }).lastServer = () =>
  listening.at(-1);

for (const file of process.argv.slice(2)) {
  const result: ExampleResult = { file };
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    result.error = error instanceof Error ? (error.stack ?? "") : String(error);
  }
  // On a line of its own: an example that is a test leaves its report half a line long.
  process.stdout.write(`\n${JSON.stringify(result)}\n`);
}
process.exit();

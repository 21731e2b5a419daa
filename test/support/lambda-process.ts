import { spawn } from "node:child_process";
import { once } from "node:events";
import type { TestContext } from "node:test";
import { pathToFileURL } from "node:url";

/** A function as Lambda runs it: a module of its own process, which knows nothing but its variables. */
export interface LambdaProcess {
  /** What the handler answers. @throws Error with what it throws, or with what the process said when it died */
  invoke(event: unknown): Promise<unknown>;
  /** What it has written into its log so far. */
  log(): string;
}

type Answer = { result: unknown } | { failure: string };

const runner = `
  const { handler } = await import(process.argv[1]);
  process.on("message", (event) =>
    handler(event, { getRemainingTimeInMillis: () => 60_000 }).then(
      (result) => process.send({ result }),
      (error) => process.send({ failure: String(error) }),
    ),
  );
`;

/** Ends with the test. @param environment all of its variables */
export function startLambda(
  t: TestContext,
  file: string,
  environment: Record<string, string>,
): LambdaProcess {
  const child = spawn(
    process.execPath,
    ["--input-type=module", "-e", runner, pathToFileURL(file).href],
    { env: environment, stdio: ["ignore", "pipe", "pipe", "ipc"] },
  );
  t.after(() => child.kill());
  let said = "";
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (text: Buffer) => (said += text.toString()));
  const ended = once(child, "close").then(() => {
    throw new Error(`The function's process ended: ${said}`);
  });
  // Nobody waits for it while nothing is asked.
  ended.catch(() => undefined);
  return {
    async invoke(event) {
      const answered = once(child, "message") as Promise<[Answer]>;
      child.send(event as object);
      const [answer] = await Promise.race([answered, ended]);
      if ("failure" in answer) throw new Error(answer.failure);
      return answer.result;
    },
    log: () => said,
  };
}

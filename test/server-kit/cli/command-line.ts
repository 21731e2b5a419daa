import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { ExitCode } from "../../../server-kit/cli/exit.js";
import { run } from "../../../server-kit/cli/run.js";

/** What a command line said. */
export interface Said {
  exitCode: ExitCode;
  out: string;
  err: string;
  /** What it answered with `--json`. */
  json<Data>(): Data;
}

export interface Options {
  env?: Record<string, string>;
  input?: string;
  signal?: AbortSignal;
  onOut?: (text: string) => void;
  onErr?: (text: string) => void;
}

/** A command line in a folder of its own, which goes with the test. */
export function commandLine(t: TestContext) {
  const cwd = mkdtempSync(join(tmpdir(), "secure-hls-"));
  t.after(() => rmSync(cwd, { recursive: true, force: true }));
  const type = async (
    args: readonly string[],
    { env = {}, input = "", signal, onOut, onErr }: Options = {},
  ): Promise<Said> => {
    let out = "";
    let err = "";
    const exitCode = await run(args, {
      out(text) {
        out += text;
        onOut?.(text);
      },
      err(text) {
        err += text;
        onErr?.(text);
      },
      interactive: false,
      cwd,
      env,
      input: () => Promise.resolve(input),
      signal: signal ?? new AbortController().signal,
    });
    return {
      exitCode,
      out,
      err,
      json: <Data>() => JSON.parse(out) as Data,
    };
  };
  return { cwd, type };
}

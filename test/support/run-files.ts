import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { tied } from "./tied.js";
import { readResults, type TestResult } from "./test-result.js";

export interface Run {
  /** Arguments of Node, before the test files. What it starts writes its results where `TEST_RESULTS` says. */
  command: string[];
  /** More environment variables. */
  env?: Record<string, string>;
  /** All files in one process, instead of a process each. @default false */
  together?: boolean;
  /** Processes at a time. */
  concurrency: number;
  /** Milliseconds that a process may take. */
  processMs: number;
  /** Milliseconds that all of them may take. */
  suiteMs: number;
}

/** A process that SIGTERM did not end is killed: it may be closing its browser. */
const KILL_AFTER_MS = 5_000;

/** Runs test files in processes of their own, and comes back with results for every one of them, whatever happens. */
export async function runFiles(
  files: string[],
  run: Run,
): Promise<TestResult[]> {
  const folder = mkdtempSync(join(tmpdir(), "secure-hls-player-results-"));
  const deadline = Date.now() + run.suiteMs;
  const waiting = run.together ? [files] : files.map((file) => [file]);
  const results: TestResult[] = [];
  let count = 0;
  const work = async (): Promise<void> => {
    for (let group = waiting.shift(); group; group = waiting.shift()) {
      const path = join(folder, `${(count += 1)}.jsonl`);
      results.push(...(await runGroup(group, run, deadline, path)));
    }
  };
  try {
    await Promise.all(Array.from({ length: run.concurrency }, work));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}

async function runGroup(
  files: string[],
  { command, processMs, env }: Run,
  deadline: number,
  path: string,
): Promise<TestResult[]> {
  const fails = (file: string, message: string): TestResult => ({
    file,
    name: "(the file as a whole)",
    passed: false,
    message,
  });
  const ms = Math.min(processMs, deadline - Date.now());
  if (ms <= 0)
    return files.map((file) =>
      fails(file, "The suite's time was up before it started."),
    );

  const startedAt = Date.now();
  writeFileSync(path, "");
  const child = spawn(
    // It ends its browsers before it goes.
    ...tied(process.execPath, [...command, ...files], "TERM"),
    {
      env: { ...process.env, ...env, TEST_RESULTS: path },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const { status, output } = await ended(child, ms);
  const { results, complete } = readResults(path);

  const problem =
    status === "time is up"
      ? `Not finished after ${Math.round(ms / 1_000)} s: is a server, a browser or a timer left open?`
      : complete
        ? undefined
        : results.length === 0 && status === "0"
          ? "Its process ended before any test had finished: it has none, or it called process.exit."
          : `Its process died (${status}) before the tests had finished.`;
  if (problem) {
    const file = files.length === 1 ? files[0]! : files.join(", ");
    results.push(fails(file, `${problem}\n${output}`));
  }
  for (const file of files) {
    if (!problem && !results.some((result) => result.file === file)) {
      results.push(fails(file, "It has no tests."));
    }
  }
  if (results.every(({ passed, lacks }) => passed || lacks) && status !== "0") {
    results.push(
      fails(
        files.join(", "),
        `All tests passed, but the process ended with ${status}.\n${output}`,
      ),
    );
  }
  report(files, results, Date.now() - startedAt, problem ? "" : output);
  return results;
}

/** Waits for the process and ends it when its time is up. */
function ended(
  child: ChildProcess,
  ms: number,
): Promise<{ status: string; output: string }> {
  return new Promise((resolve) => {
    let output = "";
    let late = false;
    const collect = (data: Buffer): void => void (output += data.toString());
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    const timers = [
      setTimeout(() => {
        late = true;
        child.kill("SIGTERM");
      }, ms),
      setTimeout(() => child.kill("SIGKILL"), ms + KILL_AFTER_MS),
    ];
    const finish = (status: string): void => {
      for (const timer of timers) clearTimeout(timer);
      // A grandchild may hold the pipes open: 'exit' comes without it, 'close' would not.
      setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve({
          status: late ? "time is up" : status,
          output: readable(output),
        });
      }, 20);
    };
    child.once("error", (error) => finish(error.message));
    child.once("exit", (code, signal) => finish(String(signal ?? code)));
  });
}

function readable(output: string): string {
  return stripVTControlCharacters(output)
    .replace(/^\s*\n/gm, "")
    .trim();
}

/** One line a file; what the tests printed only when one of them failed. */
function report(
  files: string[],
  results: TestResult[],
  ms: number,
  output: string,
): void {
  for (const file of files) {
    const own = results.filter((result) => result.file === file);
    const lacking = own.filter(({ lacks }) => lacks).length;
    const failed = own.filter(({ passed }) => !passed).length - lacking;
    const time = files.length === 1 ? `, ${(ms / 1_000).toFixed(1)} s` : "";
    const mark = failed > 0 ? "✗" : "✓";
    console.log(
      `  ${mark} ${file}: ${own.length - failed - lacking} passed, ${failed} failed${time}`,
    );
  }
  if (output && results.some(({ passed, lacks }) => !passed && !lacks)) {
    console.log(output.replace(/^/gm, "    | "));
  }
}

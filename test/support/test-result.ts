import { appendFileSync, readFileSync } from "node:fs";

/** One test as run.ts counts it, whichever runner ran it. */
export interface TestResult {
  /** Relative to the repository. */
  file: string;
  name: string;
  passed: boolean;
  /** What went wrong. */
  message?: string;
  /** What the engine has not got, so that the test could not pass. */
  lacks?: string;
}

/** The last line of a complete file of results: without it, the process that wrote them died early. */
const END = "end";

export function appendResult(path: string, result: TestResult): void {
  appendFileSync(path, `${JSON.stringify(result)}\n`);
}

export function appendEnd(path: string): void {
  appendFileSync(path, `${JSON.stringify(END)}\n`);
}

export function readResults(path: string): {
  results: TestResult[];
  complete: boolean;
} {
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as TestResult | typeof END);
  return {
    results: lines.filter((line) => line !== END),
    complete: lines.at(-1) === END,
  };
}

import { relative } from "node:path";
import type { TestEvent } from "node:test/reporters";
import { inspect } from "node:util";
import { appendEnd, appendResult } from "./test-result.js";

/** Reporter of `node --test-reporter`: appends each result to the file that `TEST_RESULTS` names. */
export default async function* nodeReporter(
  events: AsyncIterable<TestEvent>,
): AsyncGenerator<string> {
  const path = process.env["TEST_RESULTS"]!;
  const file = relative("", process.argv[1]!);
  const names: string[] = [];
  for await (const event of events) {
    if (event.type === "test:start") {
      names.splice(event.data.nesting, Infinity, event.data.name);
    } else if (event.type === "test:pass" || event.type === "test:fail") {
      const { nesting, name, skip, todo, details } = event.data;
      const error =
        "error" in details ? (details.error as FailedTest) : undefined;
      const onlyContains = details.type === "suite" && !error;
      if (onlyContains || error?.failureType === "subtestsFailed") continue;
      const skipped = skip !== undefined || todo !== undefined;
      const passed = event.type === "test:pass" && !skipped;
      const message = skipped
        ? "skipped or to do, which counts as failed"
        : describe(error);
      appendResult(path, {
        file,
        name: [...names.slice(0, nesting), name].join(" › "),
        passed,
        ...(passed ? {} : { message }),
      });
    } else if (
      event.type === "test:diagnostic" &&
      /^(Warning|Error)/.test(event.data.message)
    ) {
      // What came to nobody's account, after its test had ended: it makes the process fail, and says why only here.
      yield `${event.data.message}\n`;
    }
  }
  appendEnd(path);
  yield "";
}

interface FailedTest extends Error {
  failureType?: string;
}

function describe(error: FailedTest | undefined): string {
  const cause = error?.cause ?? error;
  return cause instanceof Error ? inspect(cause) : String(cause);
}

import { readFileSync } from "node:fs";

/** A `ts` fence of a page. */
export interface Example {
  /** Where it begins: `page:line`. */
  place: string;
  /** With what a reader need not see, of the comment `context:` above it. */
  code: string;
  /** What shows that it did what it says, of the comment `check:` below it. */
  check: string;
  /** The message that it is there to throw, of the comment `throws:` below it. */
  throws: string | undefined;
}

const fence =
  /(?:^<!-- context:\n([^]*?)^-->\n\n)?^```ts\n([^]*?)^```$(?:\n\n<!-- check:\n([^]*?)^-->$|\n\n<!-- throws: (.*) -->$)?/gm;

/** The examples of a page, in order. */
export function examplesOf(page: string): Example[] {
  const text = readFileSync(page, "utf8");
  return [...text.matchAll(fence)].map(
    ({ 1: context = "", 2: code = "", 3: check = "", 4: throws, index }) => {
      const line = text.slice(0, text.indexOf("```ts", index)).split("\n");
      return {
        place: `${page}:${line.length}`,
        code: `${context}${code}`,
        check,
        throws,
      };
    },
  );
}

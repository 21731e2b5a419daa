import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { escapeHtml } from "../server-kit/cli/dev/escape-html.js";

/** What stands for `{{name}}` in a page. */
export type PageValues = Readonly<Record<string, string | number>>;

const grantsFile = fileURLToPath(new URL("grants.ts", import.meta.url));

/**
 * Fills in the values, and the two pieces of code that the page shows: `{{embed}}` is cut out of this very page and
 * `{{serve}}` out of grants.ts, so that what is shown is what runs.
 */
export function renderPage(html: string, values: PageValues): string {
  const page = html.replace(/\{\{(\w+)\}\}/g, (mark, name: string) =>
    name in values ? escapeHtml(String(values[name])) : mark,
  );
  return page
    .replace("{{embed}}", () =>
      escapeHtml(linesBetween(page, "<!-- embed -->", "<!-- /embed -->")),
    )
    .replace("{{serve}}", () =>
      escapeHtml(
        linesBetween(
          readFileSync(grantsFile, "utf8"),
          "// <serve>",
          "// </serve>",
        ),
      ),
    );
}

/** The lines between each pair of marks, without the indentation that they have in common. */
function linesBetween(source: string, start: string, end: string): string {
  return source
    .split(start)
    .slice(1)
    .map((rest) => outdent(rest.slice(0, rest.indexOf(end))))
    .join("\n");
}

function outdent(text: string): string {
  const lines = text.split("\n").slice(1, -1);
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...indents))).join("\n");
}

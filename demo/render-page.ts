import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export interface PageOrigins {
  grantOrigin: string;
  edgeOrigin: string;
}

const grantsFile = fileURLToPath(new URL("grants.ts", import.meta.url));

/**
 * Fills in where the hosts are, and the two pieces of code that the page shows: they are cut out of this very page and of
 * grants.ts, so that what is shown is what runs.
 */
export async function renderPage(
  html: string,
  { grantOrigin, edgeOrigin }: PageOrigins,
): Promise<string> {
  const page = html
    .replaceAll("{{grantOrigin}}", grantOrigin)
    .replaceAll("{{edgeOrigin}}", edgeOrigin);
  if (!/\{\{(?:embed|serve)\}\}/.test(page)) return page;
  const serve = await readFile(grantsFile, "utf8");
  return page
    .replace("{{embed}}", () =>
      escape(between(page, "<!-- embed -->", "<!-- /embed -->")),
    )
    .replace("{{serve}}", () =>
      escape(between(serve, "// <serve>", "// </serve>")),
    );
}

/** The lines between two marks, without the indentation that they have in common. */
function between(source: string, start: string, end: string): string {
  const from = source.indexOf(start);
  const to = source.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The mark ${start} is missing.`);
  const lines = source
    .slice(from + start.length, to)
    .split("\n")
    .slice(1, -1);
  const indents = lines
    .filter((line) => line.trim())
    .map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join("\n");
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

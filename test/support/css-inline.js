/** Lets Node import `x.css?inline` as Vite does: `node --import ./test/support/css-inline.js`. */
import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { isMainThread } from "node:worker_threads";

const INLINE = ".css?inline";

// The same file again, on the thread where Node runs the two functions below.
if (isMainThread) register(import.meta.url);

export async function resolve(specifier, context, nextResolve) {
  if (!specifier.endsWith(INLINE)) return nextResolve(specifier, context);
  const { url } = await nextResolve(specifier.replace("?inline", ""), context);
  return { url: `${url}?inline`, format: "module", shortCircuit: true };
}

export async function load(url, context, nextLoad) {
  if (!url.endsWith(INLINE)) return nextLoad(url, context);
  const css = await readFile(new URL(url), "utf8");
  return {
    format: "module",
    source: `export default ${JSON.stringify(css)};`,
    shortCircuit: true,
  };
}

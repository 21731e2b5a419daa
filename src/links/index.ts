import { upgradeLinks } from "./upgrade-links.js";

export { upgradeLinks, type UpgradeLinksOptions } from "./upgrade-links.js";

/**
 * As a script of its own it begins by itself: what the page writes as `data-…` on the tag is what each player gets.
 * @example
 * ```html
 * <script type="module" src="/player/links.js" data-grant-endpoint="/grant"></script>
 * ```
 */
const scripts =
  globalThis.document?.querySelectorAll<HTMLScriptElement>(
    "script[type=module][src]",
  ) ?? [];
// With a query it is a version of the file; by another name it is part of somebody's bundle.
const script = [...scripts].find(
  ({ src }) =>
    src === import.meta.url && new URL(src).pathname.endsWith("links.js"),
);
if (script) {
  const attributes = Object.fromEntries(
    Array.from(script.attributes)
      .filter(({ name }) => name.startsWith("data-"))
      .map(({ name, value }) => [name.slice("data-".length), value]),
  );
  // Beside `import.meta.url` the build would put the file itself here, as data.
  const player = new URL("index.js", script.src).href;
  const load = () => void import(/* @vite-ignore */ player);
  upgradeLinks({ attributes, load });
}

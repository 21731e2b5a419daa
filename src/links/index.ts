import { upgradeLinks } from "./upgrade-links.js";

export { upgradeLinks, type UpgradeLinksOptions } from "./upgrade-links.js";

/**
 * As a script of its own it begins by itself: what the page writes as `data-…` on the tag is what each player gets.
 * @example
 * ```html
 * <script type="module" src="/player/links.js" data-grant-endpoint="/grant"></script>
 * ```
 */
const script = globalThis.document?.querySelector<HTMLScriptElement>(
  `script[type=module][src$="links.js"]`,
);
if (script && script.src === import.meta.url) {
  const attributes = Object.fromEntries(
    Array.from(script.attributes)
      .filter(({ name }) => name.startsWith("data-"))
      .map(({ name, value }) => [name.slice("data-".length), value]),
  );
  const player = new URL("index.js", import.meta.url).href;
  const load = () => void import(/* @vite-ignore */ player);
  upgradeLinks({ attributes, load });
}

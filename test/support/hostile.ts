import { expect } from "@open-wc/testing";
import type { SecureHlsPlayer } from "../../src/index.js";
import { event, find, quiet, until } from "./msw-player.js";

const run = "globalThis.ran = true";

/** Markup that runs a script wherever it is parsed, whatever quotes it lands between. It has no comma or `{`. */
export const markup = `'"><img src=x onerror="${run}"><script>${run}</script><svg onload=${run}></svg>`;

/** Texts that run a script where they are written as HTML, as a link, or as a template. */
export const hostile = [
  markup,
  `javascript:${run}`,
  ` java\nscript:${run}//`,
  `data:text/html,<script>parent.${run}</script>`,
  "${globalThis.ran = true}",
];

/** No text has run as a script so far. */
export function expectNothingRan(): void {
  expect(globalThis).not.to.have.property("ran");
}

export function forgetRuns(): void {
  delete (globalThis as { ran?: boolean }).ran;
}

/** Elements that are made of a player's own template, or by its controls, are never any of these. */
const STRANGERS =
  "script, img, iframe, object, embed, base, meta, style, form, svg[onload], animate, set";
const URLS = ["href", "src", "action", "formaction", "srcdoc", "data"];

/** Nothing in the player, or in the head of the page, is made of a hostile text. */
export function expectHarmless(player: SecureHlsPlayer): void {
  const inside = [...player.shadowRoot!.querySelectorAll("*")];
  const added = [...player.children, ...document.head.querySelectorAll("link")];
  const found = [...inside, ...added].filter(
    (element) => element.matches(STRANGERS) || hasScript(element),
  );
  expect(found.map(({ outerHTML }) => outerHTML)).to.deep.equal([]);
  expectNothingRan();
}

function hasScript(element: Element): boolean {
  return [...element.attributes].some(
    ({ name, value }) =>
      name.startsWith("on") ||
      (name === "style" && value.includes("url(")) ||
      // A <video> and its tracks are fetched, never run.
      (URLS.includes(name) &&
        !element.matches("video, track") &&
        /^\s*(?:j\s*a\s*v\s*a|data:text)/i.test(value)),
  );
}

/** Waits until it plays, is refused, or has had time for either, and opens its menu. */
export async function settled(player: SecureHlsPlayer): Promise<void> {
  await Promise.race([
    event(player, "canplay"),
    event(player, "error"),
    quiet(400),
  ]).catch(() => {});
  await quiet(30);
  find(player, "[data-plyr=settings]")?.click();
  await player.updateComplete;
}

/** The texts of a panel of the menu. */
export function entries(player: SecureHlsPlayer, panel: string): string[] {
  return [
    ...player.shadowRoot!.querySelectorAll(
      `[id$=${panel}] [role=menuitemradio]`,
    ),
  ].map(({ textContent }) => textContent);
}

/** Waits for an entry of the menu that begins like that, and chooses it. */
export async function choose(
  player: SecureHlsPlayer,
  panel: string,
  text: string,
): Promise<void> {
  const index = () =>
    entries(player, panel).findIndex((entry) => entry.startsWith(text));
  await until(`the entry ${text}`, () => index() >= 0);
  const items = `[id$=${panel}] [role=menuitemradio]`;
  find(player, `${items}:nth-child(${index() + 1})`)!.click();
}

/** A WebVTT file with one cue, for the whole video. */
export function vtt(text: string): Response {
  return new Response(`WEBVTT\n\n00:00.000 --> 01:00.000\n${text}\n`, {
    headers: { "Content-Type": "text/vtt" },
  });
}

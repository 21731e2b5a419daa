import type { Drawing } from "./drawing.js";

/**
 * How the watermark is drawn: one rule a property, `!important` and on the element itself, which no stylesheet outdoes.
 * A flex box has neither `::first-line` nor `::first-letter`.
 */
const look: Readonly<Record<string, string>> = {
  all: "initial",
  display: "flex",
  position: "absolute",
  inset: "0 auto auto 0",
  "z-index": "1",
  "box-sizing": "border-box",
  width: "max-content",
  "max-width": "60%",
  height: "auto",
  margin: "0",
  padding: "0.1em 0.3em",
  color: "#fff",
  "-webkit-text-fill-color": "#fff",
  "text-shadow": "0 0 0.1em #000, 0 0 0.15em #000, 0 0 0.3em #000",
  "font-family": "system-ui, sans-serif",
  "font-weight": "600",
  "line-height": "1.3",
  "text-align": "start",
  "white-space": "pre-wrap",
  "overflow-wrap": "anywhere",
  "unicode-bidi": "plaintext",
  visibility: "visible",
  "content-visibility": "visible",
  "forced-color-adjust": "none",
  "pointer-events": "none",
  "user-select": "none",
  "-webkit-user-select": "none",
};

/** What would hide it, shrink it or bend it; compared with how it was when it was drawn. */
const watched = [
  ...Object.keys(look).filter((name) => name !== "all" && name !== "inset"),
  "top",
  "left",
  "opacity",
  "font-size",
  "clip",
  "clip-path",
  "mask-image",
  "-webkit-mask-image",
  "filter",
  "backdrop-filter",
  "mix-blend-mode",
  "translate",
  "rotate",
  "scale",
  "zoom",
  "offset-path",
  "perspective",
  "transform-style",
  "backface-visibility",
  "overflow",
  "contain",
  "min-width",
  "min-height",
  "max-height",
  "text-indent",
  "letter-spacing",
  "word-spacing",
  "text-transform",
  "text-security",
  "-webkit-text-security",
  "-webkit-text-stroke-width",
  "font-variant-caps",
  "writing-mode",
  "direction",
].filter((name) => !["width", "height", "pointer-events"].includes(name));

export function dress(
  layer: HTMLElement,
  { opacity }: Drawing,
  fontSize: number,
): void {
  for (const [name, value] of Object.entries(look)) set(layer, name, value);
  set(layer, "opacity", String(opacity));
  set(layer, "font-size", `${fontSize}px`);
}

/** Lets pointers hit the watermark, to see whether it is above all else, or go through it. */
export function setHittable(layer: HTMLElement, hittable: boolean): void {
  set(layer, "pointer-events", hittable ? "auto" : "none");
}

export function set(layer: HTMLElement, name: string, value: string): void {
  layer.style.setProperty(name, value, "important");
}

/** What the browser makes of it, to be compared with later on: each browser has its own ways to write a value. */
export function snapshot(layer: HTMLElement): Map<string, string> {
  const style = getComputedStyle(layer);
  return new Map(watched.map((name) => [name, style.getPropertyValue(name)]));
}

/** @returns the property that is another than in `before`; `undefined` while it looks as it did */
export function restyled(
  layer: HTMLElement,
  before: ReadonlyMap<string, string>,
): string | undefined {
  const style = getComputedStyle(layer);
  for (const [name, value] of before)
    if (style.getPropertyValue(name) !== value) return name;
  for (const pseudo of ["::before", "::after"])
    if (!/^(none|normal)$/.test(getComputedStyle(layer, pseudo).content))
      return pseudo;
  return undefined;
}

/** What an ancestor could cut the watermark out of the picture with. Nothing of the player's own is drawn with any of it. */
const cutting: Readonly<Record<string, string>> = {
  "clip-path": "none",
  "mask-image": "none",
  filter: "none",
  opacity: "1",
  "mix-blend-mode": "normal",
};

/** @returns the property by which one of the elements between watermark and host is drawn in part only */
export function cutOut(layer: HTMLElement): string | undefined {
  for (let at = layer.parentElement; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    for (const [name, value] of Object.entries(cutting))
      if (style.getPropertyValue(name) !== value) return name;
  }
  return undefined;
}

import plyrCss from "plyr/dist/plyr.css?inline";
import { feedbackCss } from "./feedback-styles.js";
import { seekBarCss } from "./seek-bar-styles.js";
import { scalePlyr, themeCss } from "./theme-styles.js";

/** The accent where a page sets no `--plyr-color-main`: white on it reads at 5:1; Plyr's own light blue gives 2.4:1. */
const ACCENT = "#3567c9";
const PLYR_ACCENT = /#00b2ff/gi;

/**
 * What Plyr's stylesheet needs inside a shadow root, and in a player of any width: its media queries ask the window. On a
 * phone the seek bar has a row of its own, which leaves a finger something to aim at.
 */
const CORRECTIONS = `
.plyr {
  container: plyr / inline-size;
  width: 100%;
  height: 100%;
}
.plyr video {
  aspect-ratio: auto 16 / 9;
}
.plyr-sprite {
  display: none;
}
.plyr__control:focus-visible,
.plyr--full-ui input[type="range"]:focus-visible {
  outline: 2px solid var(--plyr-focus-visible-color, #fff);
  outline-offset: 1px;
  box-shadow: 0 0 0 4px #000a;
}
.plyr--full-ui input[type="range"]:focus-visible::-webkit-slider-runnable-track {
  outline: none;
}
.plyr--full-ui input[type="range"]:focus-visible::-moz-range-track {
  outline: none;
}
.plyr__menu__container .plyr__control:focus-visible {
  outline-color: var(--plyr-focus-visible-color, var(--plyr-color-main, ${ACCENT}));
  outline-offset: -2px;
  box-shadow: none;
}
.plyr__menu__container {
  background: var(--plyr-menu-background, #fff);
}
.plyr__menu__container::after {
  border-top-color: var(--plyr-menu-background, #fff);
}
.plyr__menu__container [role="menu"] {
  max-height: var(--menu-height);
  overflow-y: auto;
  overscroll-behavior: contain;
  scrollbar-width: thin;
}
.plyr__menu__container .plyr__control--back + [role="menu"] {
  max-height: calc(var(--menu-height) - 3rem);
}
.plyr__caption {
  color: var(--shp-caption-color, #fff);
  background: var(--shp-caption-background, #000000bf);
  font-family: var(--shp-caption-font, inherit);
  font-size: calc(1em * var(--shp-caption-size, 1));
  text-shadow: var(--shp-caption-effect, none);
}
.shp-cue + .shp-cue {
  margin-top: 0.25em;
}
.shp-cue--start {
  text-align: start;
}
.shp-cue--end {
  text-align: end;
}
.shp-cue--left {
  text-align: left;
}
.shp-cue--right {
  text-align: right;
}
.shp-captions-top.plyr__captions {
  top: 0;
  bottom: auto;
  transform: none !important;
}
${cueColors()}
:host(:fullscreen) .plyr {
  border-radius: 0 !important;
  background: #000;
}
:host(:fullscreen) .plyr video {
  height: 100%;
}
:host(:fullscreen) .plyr--hide-controls {
  cursor: none;
}
/* Plyr's "all" takes "order" along: a button would stand elsewhere first, and jump. */
.plyr__controls > .plyr__control {
  transition-property: background-color, color, box-shadow, opacity;
}
.plyr__time + .plyr__time {
  display: block;
}
@container plyr ((max-width: 340px) or ((min-width: 480.1px) and (max-width: 560px))) {
  .plyr__time + .plyr__time {
    display: none;
  }
}
@container plyr (max-width: 480px) {
  .plyr__volume input[type="range"] {
    display: none;
  }
  .plyr--video .plyr__controls {
    flex-wrap: wrap;
    padding: 20px 6px 4px;
  }
  .plyr__controls .plyr__controls__item.plyr__progress__container {
    flex: 1 0 100%;
    order: -1;
    margin: 0;
    padding: 0 6px;
  }
  .plyr__controls .plyr__controls__item:first-child {
    margin-right: 0;
  }
  .plyr__controls::after {
    content: "";
    flex: 1;
    order: 1;
  }
  .plyr__controls > :is(.plyr__volume, .plyr__menu, [data-plyr="captions"], [data-plyr="pip"], [data-plyr="airplay"], [data-plyr="fullscreen"]) {
    order: 2;
  }
  .plyr:not(.plyr--hide-controls) .plyr__controls:not(:empty) ~ .plyr__captions {
    transform: translateY(-60px);
  }
  .plyr__captions {
    padding: 10px;
  }
  .plyr__menu__container {
    margin-bottom: 6px;
  }
  .plyr__menu__container [role="menu"] {
    padding: 4px;
  }
  .plyr__menu__container .plyr__control {
    padding-block: 2px;
  }
  .plyr__menu__container [role^="menuitem"] {
    margin-top: 0;
  }
  .plyr__menu__container .plyr__control--back {
    width: calc(100% - 8px);
    margin: 4px 4px 2px;
  }
}
@container plyr (max-width: 320px) {
  .plyr__controls [data-plyr="pip"],
  .plyr__controls [data-plyr="airplay"] {
    display: none;
  }
}
@container plyr (max-width: 260px) {
  .plyr__time {
    display: none;
  }
}
@media (prefers-reduced-motion: reduce) {
  .plyr *,
  .plyr *::before,
  .plyr *::after {
    animation: none !important;
    transition: none !important;
  }
}
`;

/** WebVTT's own colours of a cue's words. */
function cueColors(): string {
  const colors = "white lime cyan red yellow magenta blue black".split(" ");
  return colors
    .map(
      (color) =>
        `.shp-cue-${color} { color: ${color}; } .shp-cue-bg_${color} { background: ${color}; }`,
    )
    .join("\n");
}

/** Plyr's CSS and the corrections, as text. */
export const controlsCss =
  scalePlyr(plyrCss.replaceAll(PLYR_ACCENT, ACCENT)) +
  CORRECTIONS +
  seekBarCss +
  feedbackCss +
  themeCss;

let sheet: CSSStyleSheet | undefined;

/** Gives a tree the controls' styles, once. One sheet serves all players; no style element, so no `unsafe-inline`. */
export function adoptStyles(root: Document | ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(controlsCss);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}

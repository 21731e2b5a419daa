/**
 * Lengths of Plyr's that grow with the player. A page that sets them gets what it sets; who sets none has controls to hit
 * and texts to read on a screen at the other end of the room.
 */
const scaled =
  /var\((--plyr-(?:control-icon-size|control-spacing|range-thumb-height|range-track-height|font-size-\w+)),\s*(\d+px)\)/g;

/** Plyr's stylesheet, whose lengths are the given ones times `--_scale`. */
export function scalePlyr(css: string): string {
  return css.replaceAll(scaled, "var($1, calc($2 * var(--_scale, 1)))");
}

/** Sizes, dark menus, writing from right to left, forced colours. */
export const themeCss = `
@container plyr (min-width: 900px) {
  .plyr > * {
    --_scale: 1.1667;
  }
}
@container plyr (min-width: 1500px) {
  .plyr > * {
    --_scale: 1.35;
  }
}
@container plyr (min-width: 2400px) {
  .plyr > * {
    --_scale: 2;
  }
}
@container plyr (min-width: 3400px) {
  .plyr > * {
    --_scale: 2.6;
  }
}
.plyr input[type="range"] {
  min-height: 24px;
}
.plyr__volume input[type="range"] {
  min-width: calc(60px * var(--_scale, 1));
  max-width: calc(90px * var(--_scale, 1));
}
.plyr__control--overlaid {
  min-width: 44px;
  min-height: 44px;
  padding: clamp(calc(var(--plyr-control-spacing, 10px) * 1.5), 1.9cqi, 56px);
}
.plyr__control--overlaid svg {
  width: clamp(var(--plyr-control-icon-size, 18px), 2.2cqi, 68px);
  height: clamp(var(--plyr-control-icon-size, 18px), 2.2cqi, 68px);
}
.plyr__captions {
  font-size: clamp(14px, 10px + 1.1cqi, 64px);
}
.plyr__menu__container .plyr__control {
  min-height: 28px;
}
.plyr__menu__container .plyr__menu__value {
  max-width: 14em;
  text-overflow: ellipsis;
  unicode-bidi: plaintext;
  display: block;
}
.plyr__menu__container [role="menuitemradio"] > span > .plyr__menu__value {
  overflow: visible;
}
.plyr__menu__container [role="menu"] {
  width: max-content;
  min-width: 100%;
  max-width: min(26em, var(--menu-width));
}
@container plyr (max-width: 480px) {
  .plyr__menu__container .plyr__control {
    min-height: 24px;
  }
  .plyr__menu__container .plyr__menu__value {
    max-width: 11em;
  }
}
.plyr__menu__container [role="menuitemradio"] > span {
  white-space: normal;
  text-align: start;
}
@media (pointer: coarse) {
  @container plyr (max-width: 480px) {
    .plyr__controls > .plyr__control,
    .plyr__controls__item > .plyr__control {
      padding: 10px;
    }
  }
  .plyr__menu__container .plyr__control {
    min-height: 44px;
  }
}
.plyr__menu__container [role="menu"] {
  --_from: var(--plyr-menu-background, #fff);
  border-radius: var(--plyr-menu-radius, 8px);
  background:
    linear-gradient(var(--_from) 40%, transparent) top / 100% 20px local no-repeat,
    linear-gradient(transparent, var(--_from) 60%) bottom / 100% 20px local no-repeat,
    linear-gradient(#0003, transparent) top / 100% 8px scroll no-repeat,
    linear-gradient(transparent, #0003) bottom / 100% 8px scroll no-repeat;
}
@supports (color: light-dark(#fff, #000)) {
  .plyr__menu__container [role="menu"] {
    --_from: var(--plyr-menu-background, light-dark(#fff, #1a1f2b));
  }
  .plyr__menu__container {
    background: var(--plyr-menu-background, light-dark(#fff, #1a1f2b));
    color: var(--plyr-menu-color, light-dark(#4a5464, #e5e9f2));
  }
  .plyr__menu__container::after {
    border-top-color: var(--plyr-menu-background, light-dark(#fff, #1a1f2b));
  }
  .plyr__menu__container .plyr__control {
    color: var(--plyr-menu-color, light-dark(#4a5464, #e5e9f2));
  }
  .plyr__menu__container .plyr__control:is(:hover, :focus-visible, [aria-expanded="true"]) {
    color: var(--plyr-video-control-color-hover, #fff);
  }
  .plyr__menu__container .plyr__control--back::before {
    background: var(--plyr-menu-back-border-color, light-dark(#dcdfe5, #3a4254));
    box-shadow: none;
  }
  .plyr__menu__container .plyr__control[role="menuitemradio"]::before {
    background: light-dark(#0000001a, #ffffff33);
  }
  .plyr__menu__container .plyr__control[role="menuitemradio"][aria-checked="true"]::before {
    background: var(--plyr-control-toggle-checked-background, var(--plyr-color-main, #3567c9));
  }
  .plyr__menu__container .plyr__control:focus-visible {
    outline-color: var(--plyr-focus-visible-color, light-dark(var(--plyr-color-main, #3567c9), #fff));
  }
}
:host(:dir(rtl)) .plyr__menu__container,
:host(:dir(rtl)) .plyr__captions,
:host(:dir(rtl)) .shp-preview__title {
  direction: rtl;
}
:host(:dir(rtl)) .plyr__menu__container {
  text-align: right;
}
:host(:dir(rtl)) .plyr__menu__value {
  margin-inline: auto calc(-1 * var(--plyr-control-padding, 5px));
  padding-inline: 24px 0;
}
:host(:dir(rtl)) .plyr__menu__container .plyr__control--forward {
  padding-inline: 10px 28px;
}
:host(:dir(rtl)) .plyr__menu__container .plyr__control--forward::after {
  right: auto;
  left: 6px;
  border-color: transparent;
  border-right-color: currentColor;
}
:host(:dir(rtl)) .plyr__menu__container .plyr__control--back {
  padding-inline: 28px 10px;
}
:host(:dir(rtl)) .plyr__menu__container .plyr__control--back::after {
  right: 6px;
  left: auto;
  border-color: transparent;
  border-left-color: currentColor;
}
:host(:dir(rtl)) .plyr__menu__container [role="menuitemradio"] {
  padding-inline: 7px 10px;
}
:host(:dir(rtl)) .plyr__menu__container [role="menuitemradio"]::before {
  margin-inline: 0 10px;
}
:host(:dir(rtl)) .plyr__menu__container [role="menuitemradio"]::after {
  right: 12px;
  left: auto;
}
@media (forced-colors: active) {
  .plyr__menu__container::after {
    display: none;
  }
  .plyr--video .plyr__controls {
    background: Canvas;
    color: CanvasText;
  }
  .plyr .plyr__control {
    border: 1px solid transparent;
    forced-color-adjust: none;
    background: Canvas;
    color: CanvasText;
  }
  .plyr .plyr__control:is(:hover, :focus-visible, [aria-expanded="true"]) {
    background: Highlight;
    color: HighlightText;
  }
  .plyr .plyr__control--overlaid,
  .plyr__menu__container,
  .shp-preview {
    border: 1px solid CanvasText;
  }
  .plyr .plyr__control:focus-visible,
  .plyr--full-ui input[type="range"]:focus-visible {
    outline: 2px solid Highlight;
    box-shadow: none;
  }
  .plyr--full-ui input[type="range"] {
    forced-color-adjust: none;
    color: Highlight;
  }
  .plyr--full-ui.plyr--video input[type="range"]::-webkit-slider-runnable-track {
    background-color: GrayText;
  }
  .plyr--full-ui.plyr--video input[type="range"]::-webkit-slider-thumb {
    background: CanvasText;
  }
  .plyr--full-ui.plyr--video input[type="range"]::-moz-range-track {
    background-color: GrayText;
  }
  .plyr--full-ui.plyr--video input[type="range"]::-moz-range-thumb {
    background: CanvasText;
  }
  .plyr__menu__container [role="menuitemradio"][aria-checked="true"]::before {
    forced-color-adjust: none;
    background: Highlight;
  }
  .shp-live__dot {
    forced-color-adjust: none;
    background: GrayText;
  }
  .shp--at-edge .shp-live__dot {
    background: Highlight;
  }
  .shp-marks .plyr__progress__marker {
    forced-color-adjust: none;
    background: Canvas;
  }
}
`;

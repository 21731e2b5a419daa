/** The bubble that says what a key or a tap has done. Below the line of the overlay, beside the large play button, over the preview. */
export const feedbackCss = `
.shp-feedback {
  position: absolute;
  z-index: 4;
  top: max(14%, 52px);
  left: 50%;
  translate: -50% 0;
  display: flex;
  align-items: center;
  gap: 0.5em;
  max-width: calc(100% - 24px);
  box-sizing: border-box;
  padding: 0.45em 0.9em;
  border-radius: 2em;
  background: var(--plyr-preview-background, rgb(16 20 31 / 88%));
  box-shadow: 0 0 0 1px #ffffff38;
  color: var(--plyr-preview-color, #fff);
  font-size: clamp(14px, 2cqi, calc(18px * var(--_scale, 1)));
  font-weight: 600;
  font-variant-numeric: tabular-nums;
  line-height: 1.35;
  white-space: nowrap;
  pointer-events: none;
  opacity: 0;
  visibility: hidden;
  transition: opacity 0.2s, visibility 0.2s;
}
.shp-feedback--shown {
  opacity: 1;
  visibility: visible;
  transition: none;
}
.shp-feedback--back,
.shp-feedback--forward {
  top: 50%;
  left: 17%;
  translate: -50% -50%;
}
.shp-feedback--forward {
  left: 83%;
}
.shp-feedback svg {
  flex: none;
  width: 1.2em;
  height: 1.2em;
  margin-block: 0.075em;
  fill: currentColor;
}
.shp-feedback span {
  overflow: hidden;
  text-overflow: ellipsis;
  unicode-bidi: plaintext;
}
@media (forced-colors: active) {
  .shp-feedback {
    border: 1px solid CanvasText;
    background: Canvas;
    color: CanvasText;
  }
}
`;

/** Preview, marks of chapters, and what shows that a stream is live. */
export const seekBarCss = `
.shp-preview {
  position: absolute;
  z-index: 3;
  bottom: 100%;
  left: 0;
  display: flex;
  flex-direction: column;
  align-items: center;
  width: max-content;
  max-width: min(calc(100cqi - 16px), var(--plyr-preview-width, clamp(116px, 22cqi, calc(256px * var(--_scale, 1)))) + 6px);
  margin-bottom: 8px;
  padding: 3px;
  border-radius: var(--plyr-preview-radius, 6px);
  background: var(--plyr-preview-background, rgb(16 20 31 / 92%));
  box-shadow: 0 0 0 1px #ffffff38;
  color: var(--plyr-preview-color, #fff);
  font-size: var(--plyr-font-size-small, calc(13px * var(--_scale, 1)));
  line-height: 1.35;
  pointer-events: none;
}
.shp-preview__picture {
  display: block;
  width: var(--plyr-preview-width, clamp(116px, 22cqi, calc(256px * var(--_scale, 1))));
  max-width: 100%;
  height: auto;
  margin-bottom: 2px;
  border-radius: 4px;
}
.shp-preview__title {
  max-width: 100%;
  padding-inline: 6px;
  overflow: hidden;
  overflow-wrap: anywhere;
  unicode-bidi: plaintext;
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
}
.shp-preview__time {
  padding-inline: 6px;
  font-variant-numeric: tabular-nums;
}
@container plyr (max-width: 360px) {
  .shp-preview__picture {
    width: var(--plyr-preview-width, 96px);
  }
  .shp-preview {
    max-width: calc(var(--plyr-preview-width, 96px) + 6px);
  }
  .shp-preview__title {
    -webkit-line-clamp: 1;
  }
}
.shp-marks {
  position: absolute;
  z-index: 3;
  inset: 0;
  pointer-events: none;
}
.shp-marks .plyr__progress__marker {
  width: var(--plyr-progress-marker-width, 2px);
  border-radius: 0;
  background: var(--plyr-progress-marker-background, rgb(16 20 31 / 80%));
}
.plyr__time {
  font-variant-numeric: tabular-nums;
}
.plyr .shp-live {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  min-height: 24px;
  font-size: var(--plyr-font-size-time, calc(13px * var(--_scale, 1)));
  font-family: inherit;
  font-weight: 600;
  line-height: 1.35;
  white-space: nowrap;
}
.shp-live__dot {
  width: 0.6em;
  height: 0.6em;
  border-radius: 50%;
  background: #b6bcc9;
}
.shp--at-edge .shp-live__dot {
  background: var(--plyr-live-color, #ff4d4d);
}
.shp-live__behind {
  font-weight: 400;
  font-variant-numeric: tabular-nums;
}
.shp-live__behind:empty {
  display: none;
}
.shp--live .plyr__time {
  display: none !important;
}
.shp--no-window .plyr__progress {
  display: none;
}
`;

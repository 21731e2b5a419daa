import {
  watermarkPositions,
  type Watermark,
  type WatermarkPosition,
} from "../contract.js";

/** What is drawn over the picture, with nothing left open. */
export interface Drawing {
  readonly text: string;
  /** 0.1 to 1. */
  readonly opacity: number;
  readonly position: WatermarkPosition;
  /** Milliseconds from one place to the next. */
  readonly moveEveryMs: number;
}

const mostCharacters = 200;

/** What is not to be drawn: control characters but for the end of a line. */
const controls = /(?!\n)[\p{Cc}\p{Cs}]/gu;

/** @param watermark as an endpoint has sent it: how it looks has defaults for whatever cannot be used */
export function drawingOf(watermark: Watermark): Drawing {
  const { text, position } = watermark;
  return {
    // Of one that is nothing but control characters, there is still something to see.
    text:
      [...text.replace(controls, "")]
        .slice(0, mostCharacters)
        .join("")
        .trim() || "·",
    opacity: within(watermark.opacity, 0.1, 1, 0.4),
    position:
      watermarkPositions.find((known) => known === position) ?? "moving",
    moveEveryMs: within(watermark.moveEverySeconds, 2, 600, 12) * 1_000,
  };
}

function within(
  value: unknown,
  least: number,
  most: number,
  otherwise: number,
): number {
  if (typeof value !== "number" || Number.isNaN(value)) return otherwise;
  return Math.min(most, Math.max(least, value));
}

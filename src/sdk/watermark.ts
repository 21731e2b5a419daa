import {
  watermarkPositions,
  type GrantResponse,
  type WatermarkPosition,
} from "../contract.js";
import { PlayerError } from "../errors.js";

/** What is drawn over the picture, as the grant has it and with nothing left open. */
export interface GrantWatermark {
  readonly text: string;
  /** 0.1 to 1. */
  readonly opacity: number;
  readonly position: WatermarkPosition;
  /** Milliseconds from one place to the next. */
  readonly moveEveryMs: number;
}

const mostCharacters = 200;

/** What is not to be drawn: control characters but for the end of a line. */
const controls = /[\p{Cc}\p{Cs}]/gu;

/**
 * The watermark of an answer; `undefined` where there is none. How it looks has defaults for whatever cannot be used; a
 * text that is none is no grant, since the video is not to be played without it.
 * @throws {PlayerError} `bad-response`
 */
export function watermarkOf(
  response: GrantResponse,
): GrantWatermark | undefined {
  const watermark: unknown = response.watermark ?? undefined;
  if (watermark === undefined) return undefined;
  const { text, opacity, position, moveEverySeconds } = watermark as Partial<
    Record<string, unknown>
  >;
  if (typeof text !== "string")
    throw new PlayerError(
      "bad-response",
      "The grant's watermark must have a text.",
    );
  const drawn = [...text.replace(controls, (one) => (one === "\n" ? one : ""))]
    .slice(0, mostCharacters)
    .join("")
    .trim();
  if (drawn === "") return undefined;
  return {
    text: drawn,
    opacity: within(opacity, 0.1, 1, 0.4),
    position:
      watermarkPositions.find((known) => known === position) ?? "moving",
    moveEveryMs: within(moveEverySeconds, 2, 600, 12) * 1_000,
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

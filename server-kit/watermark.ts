import { watermarkPositions, type Watermark } from "../src/contract.js";
import { optionError } from "./option-error.js";

const mostCharacters = 200;

/** @throws TypeError naming what is wrong: the watermark is the application's own data */
export function checkWatermark(watermark: unknown): void {
  const name = "entitlement.watermark";
  if (typeof watermark === "string") return checkText(name, watermark);
  if (typeof watermark !== "object" || watermark === null)
    throw optionError(name, watermark, "Give a text, or { text }.");
  const { text, opacity, position, moveEverySeconds } = watermark as Partial<
    Record<string, unknown>
  >;
  checkText(`${name}.text`, text);
  checkNumber(`${name}.opacity`, opacity, 0.1, 1);
  checkNumber(`${name}.moveEverySeconds`, moveEverySeconds, 2, 600);
  if (
    position !== undefined &&
    !(watermarkPositions as readonly unknown[]).includes(position)
  )
    throw optionError(
      `${name}.position`,
      position,
      `Give one of "${watermarkPositions.join('", "')}", or leave it out.`,
    );
}

/** The watermark as it is sent. */
export function describeWatermark(watermark: string | Watermark): Watermark {
  if (typeof watermark === "string") return { text: watermark };
  const { text, opacity, position, moveEverySeconds } = watermark;
  return {
    text,
    ...(opacity !== undefined && { opacity }),
    ...(position !== undefined && { position }),
    ...(moveEverySeconds !== undefined && { moveEverySeconds }),
  };
}

function checkText(name: string, text: unknown): void {
  const length = typeof text === "string" ? [...text].length : 0;
  const blank = typeof text === "string" && text.trim() === "";
  if (
    typeof text !== "string" ||
    blank ||
    length > mostCharacters ||
    /(?!\n)[\p{Cc}\p{Cs}]/u.test(text)
  )
    throw optionError(
      name,
      text,
      `Give 1 to ${mostCharacters} characters, of which only the end of a line may be a control character.`,
    );
}

function checkNumber(
  name: string,
  value: unknown,
  least: number,
  most: number,
): void {
  if (value === undefined) return;
  if (typeof value !== "number" || !(value >= least && value <= most))
    throw optionError(
      name,
      value,
      `Give a number from ${least} to ${most}, or leave it out.`,
    );
}

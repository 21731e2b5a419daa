import { optionError } from "../../option-error.js";
import { checkShape } from "./check-shape.js";
import { shapes } from "./shapes.js";

export function isText(value: unknown): value is string {
  return typeof value === "string" && /^[^\p{Cc}\p{Cs}]{1,256}$/u.test(value);
}

/** Whether the service's model takes a value as a member of one of its shapes. */
export function fits(name: string, member: string, value: unknown): boolean {
  return checkShape(shapes[name]![member]!, value, "").next().done === true;
}

export function checkTexts(name: string, texts: unknown): void {
  if (texts === undefined) return;
  if (typeof texts !== "object" || texts === null)
    throw optionError(name, texts, "Give an object of texts.");
  for (const [key, value] of Object.entries(texts))
    if (!isText(key) || !isText(value))
      throw optionError(name, texts, "Give texts of 1 to 256 characters.");
}

export function climbs(address: string): boolean {
  return address.split("/").some((part) => part === "." || part === "..");
}

export function whole(
  name: string,
  value: unknown,
  least: number,
  most: number,
) {
  if (value === undefined) return;
  if (!Number.isInteger(value)) within(name, Number.NaN, least, most, value);
  within(name, value as number, least, most);
}

export function within(
  name: string,
  value: number,
  least: number,
  most: number,
  given: unknown = value,
): void {
  if (!(value >= least && value <= most))
    throw optionError(
      name,
      given,
      `Give a whole number from ${least} to ${most}.`,
    );
}

export function oneOf(
  name: string,
  value: unknown,
  values: readonly unknown[],
) {
  if (value !== undefined && !values.includes(value))
    throw optionError(name, value, `Give one of ${values.join(", ")}.`);
}

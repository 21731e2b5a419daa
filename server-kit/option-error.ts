/** What a value looks like, without saying what it is: options may hold keys. */
export function shapeOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === "string")
    return value === ""
      ? "an empty string"
      : `a string of ${value.length} characters`;
  if (typeof value === "number")
    return Number.isInteger(value) ? `the number ${value}` : "a number";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/**
 * The TypeError for an option that cannot be right: names the option and the shape of its value, and says what to
 * write instead. Never echoes the value.
 */
export function optionError(
  option: string,
  value: unknown,
  wayOut: string,
): TypeError {
  return new TypeError(`\`${option}\` is ${shapeOf(value)}. ${wayOut}`);
}

/** Passes a whole number of seconds from `least` to `most`. @throws TypeError otherwise */
export function checkSeconds(
  option: string,
  value: unknown,
  least: number,
  most: number,
): number {
  if (!Number.isInteger(value) || Number(value) < least || Number(value) > most)
    throw optionError(
      option,
      value,
      `Give a whole number of seconds from ${least} to ${most}.`,
    );
  return Number(value);
}

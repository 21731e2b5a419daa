/**
 * Checks of options: a `TypeError` names the option, says what it should be and what it is. Strings are not repeated
 * (a private key may have been pasted into the wrong place) but described.
 */

export function fail(name: string, expected: string, value: unknown): never {
  throw new TypeError(`${name} must be ${expected}; it is ${describe(value)}.`);
}

/** A plain object, without fields that nothing reads: a misspelt `keyGroups` would leave a behavior unsigned. */
export function checkFields(
  value: unknown,
  name: string,
  known: readonly string[],
): void {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    fail(name, "an object", value);
  const unknown = Object.keys(value).filter((field) => !known.includes(field));
  if (unknown.length > 0)
    throw new TypeError(
      `${name} has no option ${JSON.stringify(unknown[0])}. It has ${known.join(", ")}.`,
    );
}

/** A list with at least one item. */
export function checkList<Item>(
  value: readonly Item[],
  name: string,
  expected: string,
  check: (item: Item, name: string) => void,
): void {
  if (!Array.isArray(value) || value.length === 0)
    fail(name, `${expected}, at least one`, value);
  value.forEach((item, index) => check(item, `${name}[${index}]`));
}

export function checkBoolean(value: unknown, name: string): void {
  if (typeof value !== "boolean") fail(name, "true or false", value);
}

export function checkSeconds(value: unknown, name: string): void {
  if (!Number.isInteger(value) || (value as number) < 0)
    fail(name, "a whole number of seconds, 0 or more", value);
}

export function checkFunction(value: unknown, name: string): void {
  if (value !== undefined && typeof value !== "function")
    fail(name, "a function", value);
}

export function checkText(
  value: unknown,
  name: string,
  expected: string,
  pattern = /./,
): asserts value is string {
  if (typeof value !== "string" || !pattern.test(value))
    fail(name, expected, value);
}

function describe(value: unknown): string {
  if (value === "") return "an empty string";
  if (typeof value === "string")
    return `a string of ${value.length} characters`;
  if (Array.isArray(value))
    return value.length === 0 ? "an empty list" : "a list";
  if (
    value === null ||
    ["undefined", "number", "boolean"].includes(typeof value)
  )
    return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

import { InvalidArgumentError } from "commander";

/** Reads a whole number for an option. */
export function wholeNumber(
  from: number,
  to: number = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
  const range =
    to === Number.MAX_SAFE_INTEGER ? `from ${from}` : `from ${from} to ${to}`;
  return (text) => {
    const number = Number(text);
    if (!/^\d{1,16}$/.test(text) || number < from || number > to)
      throw new InvalidArgumentError(`Give a whole number ${range}.`);
    return number;
  };
}

import { checkSeconds, optionError } from "../option-error.js";

/** 2001-09-09 to 2100-01-01: whoever writes less or more meant something else, such as milliseconds. */
const earliest = 1_000_000_000;
const latest = 4_102_444_800;

/** A date, or a date and a time with its zone: a local time would be another moment on another machine. */
const isoDate =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Epoch seconds of a key's `from`.
 * @throws TypeError for what is neither an ISO 8601 date nor an epoch time in whole seconds
 */
export function readBegin(option: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string")
    return checkSeconds(option, value, earliest, latest);
  const seconds = isoDate.test(value) ? Date.parse(value) / 1_000 : NaN;
  if (Number.isNaN(seconds))
    throw optionError(
      option,
      value,
      "Give an ISO 8601 date with its zone, such as 2026-03-01T06:00:00Z, or epoch seconds as a number.",
    );
  return checkSeconds(option, Math.floor(seconds), earliest, latest);
}

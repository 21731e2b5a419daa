import type { ScormVersion } from "./find-api.js";

/** A span as the version writes it: `0001:02:03.45` in 1.2, `PT3723.45S` in 2004. */
export function sessionTime(
  milliseconds: number,
  version: ScormVersion,
): string {
  const hundredths = Math.max(0, Math.round(milliseconds / 10));
  if (version === "2004") return `PT${hundredths / 100}S`;
  const pad = (value: number, length: number) =>
    String(value).padStart(length, "0");
  const seconds = Math.floor(hundredths / 100);
  const hours = Math.min(9_999, Math.floor(seconds / 3_600));
  return `${pad(hours, 4)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}.${pad(hundredths % 100, 2)}`;
}

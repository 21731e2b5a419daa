import type { Words } from "../messages/words.js";

/** As rough as a person would say it, the roughest first. */
const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** When a device was last seen. */
export function lastSeen(secondsAgo: number, words: Words): string {
  // An error of the page's own making may say anything.
  if (!Number.isFinite(secondsAgo)) return "";
  const format = new Intl.RelativeTimeFormat(words.locale, { numeric: "auto" });
  const [unit, seconds] = units.find(([, least]) => secondsAgo >= least) ?? [
    "second",
    Infinity,
  ];
  // -0 would be "in 0 seconds".
  const ago = format.format(0 - Math.floor(secondsAgo / seconds), unit);
  return words.text("lastSeen", { ago });
}

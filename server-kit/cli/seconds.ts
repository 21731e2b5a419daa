import { InvalidArgumentError } from "commander";

const units: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
};

/** Reads a time such as `90`, `90s`, `15m`, `2h` or `7d`, in whole seconds, for an option. */
export function readSeconds(text: string): number {
  const [, count = "", unit = "s"] = /^(\d{1,9})([smhd]?)$/.exec(text) ?? [];
  if (count === "")
    throw new InvalidArgumentError(
      "Give a time such as 90s, 15m, 2h or 7d (a number alone is seconds).",
    );
  return Number(count) * units[unit || "s"]!;
}

/** Reads such a time that is neither too short nor too long. */
export function secondsBetween(
  from: number,
  to: number,
): (text: string) => number {
  return (text) => {
    const seconds = readSeconds(text);
    if (seconds < from || seconds > to)
      throw new InvalidArgumentError(
        `Give ${describeSeconds(from)} to ${describeSeconds(to)}.`,
      );
    return seconds;
  };
}

/** A span of time for people, such as `14 minutes`. */
export function describeSeconds(seconds: number): string {
  const [name, size] = (
    [
      ["day", 86_400],
      ["hour", 3_600],
      ["minute", 60],
      ["second", 1],
    ] as const
  ).find(([, each]) => seconds >= each * 2) ?? ["second", 1];
  const count = Math.round(seconds / size);
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/** When something is, from now: `in 14 minutes`, `2 hours ago`. */
export function fromNow(epochSeconds: number, now: number): string {
  const left = epochSeconds - now;
  return left >= 0
    ? `in ${describeSeconds(left)}`
    : `${describeSeconds(-left)} ago`;
}

import { ladders, type Ladder } from "../../media/ladder.js";
import { optionError } from "../../option-error.js";
import { oneOf, whole } from "./check-values.js";
import type { AutomatedLadder, JobOptions } from "./job-options.js";

export function checkLadder(ladder: JobOptions["ladder"] = "lesson"): void {
  if (typeof ladder === "string") {
    oneOf("ladder", ladder, Object.keys(ladders));
    return;
  }
  if (isAutomated(ladder)) {
    const { maxRenditions, minBitrate, maxBitrate } = ladder;
    whole("ladder.maxRenditions", maxRenditions, 3, 15);
    whole("ladder.minBitrate", minBitrate, 100_000, 100_000_000);
    whole("ladder.maxBitrate", maxBitrate, 100_000, 100_000_000);
    if ((minBitrate ?? 250_000) >= (maxBitrate ?? 8_000_000))
      throw optionError(
        "ladder.minBitrate",
        minBitrate,
        "Give less than `ladder.maxBitrate`.",
      );
    return;
  }
  if (!Array.isArray(ladder) || ladder.length === 0)
    throw optionError(
      "ladder",
      ladder,
      'Give "lesson", "apple", a list of rungs, or what limits an automated ladder.',
    );
  const names = new Set<string>();
  for (const [index, rung] of (ladder as Ladder).entries()) {
    const at = `ladder[${index}]`;
    if (!/^[\w-]{1,40}$/.test(String(rung?.name)) || names.has(rung.name))
      throw optionError(
        `${at}.name`,
        rung?.name,
        "Give each rung a name of its own, of letters, digits, _ and -.",
      );
    names.add(rung.name);
    for (const side of ["width", "height"] as const) {
      whole(`${at}.${side}`, rung[side], 128, 4_096);
      if (rung[side] % 2 !== 0)
        throw optionError(`${at}.${side}`, rung[side], "Give an even number.");
    }
    whole(`${at}.maxBitrate`, rung.maxBitrate, 50_000, 100_000_000);
    const above = (ladder as Ladder)[index - 1];
    if (above && rung.maxBitrate >= above.maxBitrate)
      throw optionError(
        `${at}.maxBitrate`,
        rung.maxBitrate,
        "List the rungs with the highest first.",
      );
    if (above && rung.width * rung.height > above.width * above.height)
      throw optionError(
        `${at}.width`,
        rung.width,
        "A rung may not have more pixels than the one above it.",
      );
  }
}

export function isAutomated(
  ladder: JobOptions["ladder"],
): ladder is AutomatedLadder {
  return (
    typeof ladder === "object" && ladder !== null && !Array.isArray(ladder)
  );
}

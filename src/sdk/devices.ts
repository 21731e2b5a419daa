import type { Device } from "../contract.js";

/** More than a limit allows, and more than anybody reads. */
const mostDevices = 20;

const longestSessionId = 512;

/** In UTF-16 units. A longer name, a whole user agent perhaps, is cut. */
const longestLabel = 80;

/** Some thirty years: whoever says more means a date. */
const longestSpanSeconds = 1e9;

/**
 * The `devices` of a refusal, as far as they are what they should be: what is odd is left out, for the refusal stands
 * without it.
 * @returns `undefined` when nothing is left
 */
export function readDevices(value: unknown): readonly Device[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const devices = new Map<string, Device>();
  for (const entry of value as unknown[]) {
    const device = readDevice(entry);
    if (device && devices.size < mostDevices)
      devices.set(device.sessionId, device);
  }
  return devices.size > 0 ? [...devices.values()] : undefined;
}

function readDevice(value: unknown): Device | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { sessionId, label, lastSeenSecondsAgo } = value as Partial<
    Record<keyof Device, unknown>
  >;
  if (typeof sessionId !== "string" || typeof label !== "string")
    return undefined;
  const name = label.trim();
  const known =
    sessionId !== "" && sessionId.length <= longestSessionId && name !== "";
  if (!known || typeof lastSeenSecondsAgo !== "number") return undefined;
  if (!(Math.abs(lastSeenSecondsAgo) <= longestSpanSeconds)) return undefined;
  return {
    sessionId,
    label: shorten(name),
    // The clocks of two servers may differ.
    lastSeenSecondsAgo: Math.max(0, Math.round(lastSeenSecondsAgo)),
  };
}

/** Not in the middle of a character. */
function shorten(text: string): string {
  return text.length > longestLabel
    ? `${text.slice(0, longestLabel - 1).replace(/[\uD800-\uDBFF]$/, "")}…`
    : text;
}

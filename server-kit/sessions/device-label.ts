/** In this order: many a browser names those that came before it. */
const browsers: [RegExp, string][] = [
  [/\bEdgi?A?O?S?\//, "Edge"],
  [/\bOPR\/|\bOPiOS\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/Chrom(?:e|ium)\/|\bCriOS\//, "Chrome"],
  [/\bVersion\/\S.*\bSafari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/**
 * Characters of a `User-Agent` that are looked at: browsers' have 300 at most. Its sender may write as many as a header may
 * have, of such a kind that a pattern tries each beginning with each end.
 */
const mostCharacters = 500;

/**
 * What a viewer would call the device, such as "Chrome on Windows". Only ever one of a few words of our own: nothing that a
 * request says is shown to anybody.
 */
export function labelDevice({ headers }: Request): string {
  const agent = (headers.get("User-Agent") ?? "").slice(0, mostCharacters);
  const find = (names: [RegExp, string][]) =>
    names.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = find(browsers) ?? "Browser";
  const system = find(systems);
  return system === undefined ? browser : `${browser} on ${system}`;
}

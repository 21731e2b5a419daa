/** What the tests run in; the first one is what `npm test` runs in. */
export const engines = ["chromium", "firefox", "webkitgtk"] as const;
export type Engine = (typeof engines)[number];

/** @throws Error for any other name */
export function engineOf(name = "chromium"): Engine {
  const found = engines.find((engine) => engine === name);
  if (found) return found;
  throw new Error(`${name} is none of ${engines.join(", ")}.`);
}

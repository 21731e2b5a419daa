/** SCORM 1.2 calls it `API`, SCORM 2004 `API_1484_11`. Every value is a string, and so is every answer. */
export type RuntimeApi = Record<string, (...values: string[]) => unknown>;

export type ScormVersion = "1.2" | "2004";

export interface FoundApi {
  version: ScormVersion;
  api: RuntimeApi;
}

/** What is looked at of a window. */
export interface ScormWindow {
  readonly parent?: ScormWindow | null;
  readonly opener?: ScormWindow | null;
  readonly API?: unknown;
  readonly API_1484_11?: unknown;
}

/** More frames in frames than any LMS has: where windows name each other, the walk has to end. */
const MOST_WINDOWS = 50;

/**
 * Looks for the LMS's runtime as SCORM says: in the window, the frames around it, and those around the window that opened
 * it. 2004 goes before 1.2.
 */
export function findScormApi(start: ScormWindow): FoundApi | undefined {
  const seen = new Set<ScormWindow>();
  for (
    let window: ScormWindow | null | undefined = start;
    window && seen.size < MOST_WINDOWS;
    window = outwards(window, seen)
  ) {
    seen.add(window);
    const api2004 = runtimeOf(window, "API_1484_11", "Initialize");
    if (api2004) return { version: "2004", api: api2004 };
    const api12 = runtimeOf(window, "API", "LMSInitialize");
    if (api12) return { version: "1.2", api: api12 };
  }
  return undefined;
}

/** A window of another origin throws at whatever is read of it, but for its own parent and opener. */
function runtimeOf(
  window: ScormWindow,
  name: "API" | "API_1484_11",
  method: string,
): RuntimeApi | undefined {
  try {
    const api = window[name] as RuntimeApi | undefined;
    return typeof api?.[method] === "function" ? api : undefined;
  } catch {
    return undefined;
  }
}

function outwards(
  window: ScormWindow,
  seen: ReadonlySet<ScormWindow>,
): ScormWindow | undefined {
  try {
    return [window.parent, window.opener].find(
      (next): next is ScormWindow => Boolean(next) && !seen.has(next!),
    );
  } catch {
    return undefined;
  }
}

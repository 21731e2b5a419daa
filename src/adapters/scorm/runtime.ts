import type { FoundApi } from "./find-api.js";

/** What both versions can do, by the names of 2004. */
export interface Runtime {
  readonly version: FoundApi["version"];
  /** @returns whether the LMS has begun */
  initialize(): boolean;
  /** "" where the LMS has nothing. */
  get(element: string): string;
  set(element: string, value: string): void;
  commit(): void;
  terminate(): void;
}

const names = {
  "2004": {
    initialize: "Initialize",
    get: "GetValue",
    set: "SetValue",
    commit: "Commit",
    terminate: "Terminate",
    lastError: "GetLastError",
  },
  "1.2": {
    initialize: "LMSInitialize",
    get: "LMSGetValue",
    set: "LMSSetValue",
    commit: "LMSCommit",
    terminate: "LMSFinish",
    lastError: "LMSGetLastError",
  },
} as const;

/** The LMS's runtime, which may throw, refuse or be gone: that is told, and disturbs nobody. */
export function createRuntime(
  { version, api }: FoundApi,
  failed: (error: Error) => void,
): Runtime {
  const methods = names[version];
  const call = (
    method: Exclude<keyof typeof methods, "lastError">,
    ...values: string[]
  ): string => {
    try {
      const answer = String(api[methods[method]]!(...values));
      if (method !== "get" && answer !== "true")
        failed(
          new Error(
            `${methods[method]}(${values[0] ?? ""}) failed: ${String(api[methods.lastError]?.())}`,
          ),
        );
      return answer;
    } catch (cause) {
      failed(new Error(`${methods[method]} threw.`, { cause }));
      return "";
    }
  };
  return {
    version,
    initialize: () => call("initialize", "") === "true",
    get: (element) => call("get", element),
    set: (element, value) => void call("set", element, value),
    commit: () => void call("commit", ""),
    terminate: () => void call("terminate", ""),
  };
}

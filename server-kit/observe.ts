import type { Refusal } from "./refusal.js";
import type { Implausible } from "./stores/progress-store.js";

/** What an entry is about: each ID as soon as the request got that far. */
export interface About {
  viewerId?: string | undefined;
  videoId?: string | undefined;
  sessionId?: string | undefined;
}

/**
 * What happened, for the application's log. No entry holds a key, a signature, a cookie or a token; `error` is what an
 * application's own callback, a store or an SDK threw, so what it holds is up to them.
 */
export type LogEntry =
  | ({ event: "grant-issued" | "grant-renewed"; durationMs: number } & About)
  | ({ event: "grant-refused"; durationMs: number } & About & Refusal)
  | ({ event: "session-released" } & About)
  /** A content key was handed out, or refused. `keyId` is there where the request named one. */
  | { event: "key-issued"; keyId: string; durationMs: number }
  | ({ event: "key-refused"; keyId?: string; durationMs: number } & Refusal)
  /** A playlist could not be signed. */
  | ({ event: "playlist-refused"; durationMs: number } & Refusal)
  /** A report of progress was accepted; the second event besides where it completed the video for the first time. */
  | ({ event: "progress-recorded"; durationMs: number } & About)
  | ({ event: "video-completed" } & About)
  /** What the viewer asked of his progress, or a report that cannot be true (`implausible-progress`), was refused. */
  | ({ event: "progress-refused"; durationMs: number } & About &
      (Refusal | { code: "implausible-progress"; reason: Implausible }))
  /** Nobody can complete this video, as `authorize` does not say how long it is; once a video. */
  | { event: "duration-missing"; videoId: string; advice: string }
  /** `onProgress` or `onCompleted` failed; a completion is passed on once more with the next report. */
  | ({ event: "hook-failed"; hook: string; error: unknown } & About)
  /** The store failed, whether or not the grant could be given all the same. */
  | { event: "store-failed"; operation: string; error: unknown }
  /** Signing keys were read; `keyPairId` signs now. */
  | { event: "keys-refreshed"; keyPairId: string }
  /** They could not be read; the old ones serve on, if there were any. */
  | { event: "keys-refresh-failed"; error: unknown }
  /** The machine's clock jumped by so many seconds, against the time that has passed. */
  | { event: "clock-stepped"; seconds: number };

/** Told what happens. May throw or reject: nobody is disturbed. */
export type Log = (entry: LogEntry) => void;

/** A measurement. Names and units are documented in `docs/server-kit.md`. */
export interface Metric {
  name:
    | "grant.issued"
    | "grant.renewed"
    | "grant.refused"
    | "grant.duration"
    | "session.released"
    | "key.issued"
    | "key.refused"
    | "playlist.refused"
    | "progress.recorded"
    | "progress.refused"
    | "video.completed"
    | "hook.failed"
    | "store.failed"
    | "keys.refreshed"
    | "keys.refresh-failed"
    | "clock.stepped";
  /** 1 for a count; milliseconds for `grant.duration`; seconds for `clock.stepped`. */
  value: number;
  unit: "count" | "milliseconds" | "seconds";
  /** Few values each, so that they may be dimensions: `code`, `reason`, `operation`, `outcome`, `hook`. */
  dimensions: Readonly<Record<string, string>>;
}

export type Metrics = (metric: Metric) => void;

/** Where an observer goes: either may be missing. */
export interface ObserveOptions {
  /** @default nothing */
  log?: Log | undefined;
  /** @default nothing */
  metrics?: Metrics | undefined;
}

/** One function for both hooks: whoever reports says what happened once. What a hook throws reaches nobody. */
export function createObserver({
  log,
  metrics,
}: ObserveOptions): (entry: LogEntry) => void {
  return (entry) => {
    attempt(() => log?.(entry));
    if (metrics)
      for (const metric of metricsOf(entry)) attempt(() => metrics(metric));
  };
}

function attempt(hook: () => unknown): void {
  try {
    const result = hook();
    if (result instanceof Promise) result.catch(() => undefined);
  } catch {
    // A log that fails must not take the answer with it.
  }
}

function metricsOf(entry: LogEntry): Metric[] {
  const count = (
    name: Metric["name"],
    dimensions: Metric["dimensions"] = {},
  ): Metric => ({ name, value: 1, unit: "count", dimensions });
  const duration = (outcome: string, value: number): Metric => ({
    name: "grant.duration",
    value,
    unit: "milliseconds",
    dimensions: { outcome },
  });
  switch (entry.event) {
    case "grant-issued":
      return [count("grant.issued"), duration("issued", entry.durationMs)];
    case "grant-renewed":
      return [count("grant.renewed"), duration("renewed", entry.durationMs)];
    case "grant-refused":
      return [
        count("grant.refused", causeOf(entry)),
        duration("refused", entry.durationMs),
      ];
    case "key-issued":
      return [count("key.issued")];
    case "key-refused":
      return [count("key.refused", causeOf(entry))];
    case "playlist-refused":
      return [count("playlist.refused", causeOf(entry))];
    case "session-released":
      return [count("session.released")];
    case "progress-recorded":
      return [count("progress.recorded")];
    case "video-completed":
      return [count("video.completed")];
    case "duration-missing":
      return []; // said once, not counted
    case "progress-refused":
      return [count("progress.refused", causeOf(entry))];
    case "hook-failed":
      return [count("hook.failed", { hook: entry.hook })];
    case "store-failed":
      return [count("store.failed", { operation: entry.operation })];
    case "keys-refreshed":
      return [count("keys.refreshed")];
    case "keys-refresh-failed":
      return [count("keys.refresh-failed")];
    case "clock-stepped":
      return [
        {
          name: "clock.stepped",
          value: entry.seconds,
          unit: "seconds",
          dimensions: {},
        },
      ];
  }
}

function causeOf({
  code,
  reason,
}: {
  code: string;
  reason?: string | undefined;
}): Metric["dimensions"] {
  return { code, ...(reason && { reason }) };
}

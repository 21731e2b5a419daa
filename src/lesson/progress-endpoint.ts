import type { Progress, ProgressReport } from "../contract.js";
import type { ProgressRefusedDetail } from "../events.js";
import type { GrantHeaders } from "../sdk/request-grant.js";
import { areWatchedRanges } from "../watched-ranges.js";

/** Milliseconds after which an answer is not waited for any longer: the next report says all again. */
const TIMEOUT_MS = 15_000;

export interface ProgressEndpointOptions {
  /** Absolute, or relative to the page. */
  url: string;
  videoId: string;
  headers: GrantHeaders | undefined;
  refused(detail: ProgressRefusedDetail): void;
}

/** What the server knows of this viewer and this video. One request at a time; what waits is the newest report. */
export class ProgressEndpoint {
  readonly #options: ProgressEndpointOptions;
  readonly #signal: AbortSignal;
  #busy = false;
  #waiting: ProgressReport | undefined;

  constructor(options: ProgressEndpointOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
  }

  /** @returns what is on record; `undefined` where the endpoint does not say */
  read(): Promise<Progress | undefined> {
    const url = new URL(this.#options.url, document.baseURI);
    url.searchParams.set("videoId", this.#options.videoId);
    return this.#request(url, { signal: this.#timeout() });
  }

  /** @returns what is on record then; `undefined` where it is not accepted, or a newer one has taken its place */
  async report(report: ProgressReport): Promise<Progress | undefined> {
    this.#waiting = report;
    if (this.#busy) return undefined;
    this.#busy = true;
    let answer: Progress | undefined;
    try {
      while (this.#waiting && !this.#signal.aborted) {
        const next: ProgressReport = this.#waiting;
        this.#waiting = undefined;
        answer = await this.#post(next, { signal: this.#timeout() });
      }
    } finally {
      this.#busy = false;
    }
    return answer;
  }

  /** The viewer leaves: the request outlives the page, and nobody waits for its answer. */
  leave(report: ProgressReport): void {
    this.#waiting = undefined;
    void this.#post(report, { keepalive: true });
  }

  #post(
    report: ProgressReport,
    init: RequestInit,
  ): Promise<Progress | undefined> {
    return this.#request(new URL(this.#options.url, document.baseURI), {
      ...init,
      method: "POST",
      body: JSON.stringify(report),
    });
  }

  async #request(url: URL, init: RequestInit): Promise<Progress | undefined> {
    const { headers } = this.#options;
    try {
      const own = new Headers(
        typeof headers === "function" ? await headers() : headers,
      );
      if (init.body) own.set("Content-Type", "application/json");
      const response = await fetch(url, {
        ...init,
        credentials: "include",
        headers: own,
      });
      const body: unknown = await response.json().catch(() => undefined);
      if (response.ok) return readProgress(body);
      this.#refused(
        response.status,
        (body as { code?: unknown } | undefined)?.code,
      );
    } catch {
      this.#refused(0);
    }
    return undefined;
  }

  #refused(status: number, code?: unknown): void {
    if (this.#signal.aborted) return;
    this.#options.refused({
      status,
      code: typeof code === "string" ? code : undefined,
    });
  }

  #timeout(): AbortSignal {
    return AbortSignal.any([this.#signal, AbortSignal.timeout(TIMEOUT_MS)]);
  }
}

/** What is no progress is none: playback does not depend on it. */
function readProgress(body: unknown): Progress | undefined {
  const { position, duration, watchedRanges, watchedFraction, completed } = {
    ...(body as Partial<Progress> | undefined),
  };
  if (!areWatchedRanges(watchedRanges)) return undefined;
  const number = (value: unknown) =>
    typeof value === "number" && value >= 0 && value < Infinity ? value : 0;
  return {
    position: number(position),
    duration: number(duration),
    watchedRanges,
    watchedFraction: Math.min(1, number(watchedFraction)),
    completed: completed === true,
  };
}

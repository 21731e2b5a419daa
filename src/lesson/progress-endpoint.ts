import type {
  ImplausibleProgress,
  Progress,
  ProgressReport,
} from "../contract.js";
import type { ProgressRefusedDetail } from "../events.js";
import type { GrantHeaders } from "../sdk/request-grant.js";
import { areWatchedRanges } from "../watched-ranges.js";
import { Confirmed } from "./confirmed.js";

/** Milliseconds after which an answer is not waited for any longer: the next report says all again. */
const TIMEOUT_MS = 15_000;

export interface ProgressEndpointOptions {
  /** Absolute, or relative to the page. */
  url: string;
  videoId: string;
  headers: GrantHeaders | undefined;
  /** Between two reports while it plays. */
  intervalSeconds(): number;
  refused(detail: ProgressRefusedDetail): void;
  /** Something is left to say, and nobody else may ask for it: it has ended, or the browser was offline. */
  again(): void;
}

/** What is on record; how much of the video that is the player reckons by itself. */
export type Known = Omit<Progress, "watchedFraction">;

interface Answer {
  ok: boolean;
  /** 0 where there was none. */
  status: number;
  body: unknown;
}

/**
 * What the server knows of this viewer and this video. One request at a time; what waits is the newest report. What was not
 * heard, or not believed, is said again, in pieces that the server believes, until both know the same.
 */
export class ProgressEndpoint {
  readonly #options: ProgressEndpointOptions;
  readonly #signal: AbortSignal;
  #busy = false;
  #waiting: ProgressReport | undefined;
  readonly #confirmed = new Confirmed();
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ProgressEndpointOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    const online = () => this.#later !== undefined && options.again();
    addEventListener("online", online, { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#later));
  }

  /** @returns what is on record; `undefined` where the endpoint does not say */
  async read(): Promise<Known | undefined> {
    const url = new URL(this.#options.url, document.baseURI);
    url.searchParams.set("videoId", this.#options.videoId);
    const answer = await this.#request(url, { signal: this.#timeout() });
    return this.#learn(answer.ok ? answer.body : undefined);
  }

  /** @returns what is on record then; `undefined` where that is not said, or a newer report has taken its place */
  async report(report: ProgressReport): Promise<Known | undefined> {
    this.#waiting = report;
    if (this.#busy) return undefined;
    this.#busy = true;
    let known: Known | undefined;
    try {
      while (this.#waiting && !this.#signal.aborted) {
        const next: ProgressReport = this.#waiting;
        this.#waiting = undefined;
        known = await this.#say(next);
      }
    } finally {
      this.#busy = false;
    }
    return known;
  }

  /** Whether something was told that has not been heard, or not been believed. */
  get owes(): boolean {
    return this.#busy || this.#later !== undefined;
  }

  /**
   * The viewer leaves, or may not come back: the request outlives the page, and waits for no other.
   * @returns as of a report, where he has not left
   */
  async leave(report: ProgressReport): Promise<Known | undefined> {
    this.#waiting = undefined;
    const known = await this.#say(report, true);
    return this.#signal.aborted ? undefined : known;
  }

  /** As much as may be believed; and once more, where the server says how much that is. */
  async #say(
    report: ProgressReport,
    keepalive = false,
  ): Promise<Known | undefined> {
    clearTimeout(this.#later);
    this.#later = undefined;
    let known: Known | undefined;
    for (let tries = 2; tries > 0; tries--) {
      const watchedRanges = this.#confirmed.next(report.watchedRanges);
      const { ok, status, body } = await this.#post(
        { ...report, watchedRanges },
        keepalive ? { keepalive } : { signal: this.#timeout() },
      );
      if (ok) {
        if (this.#confirmed.accepted(watchedRanges, report.watchedRanges))
          this.#sayLater();
        return this.#learn(body) ?? known;
      }
      const { reason, progress, creditSeconds } = {
        ...(body as Partial<ImplausibleProgress> | undefined),
      };
      known = this.#learn(progress);
      const disbelieved = status === 422 && reason === "ahead-of-clock";
      if (disbelieved || status === 0 || status === 429 || status >= 500)
        this.#sayLater();
      if (!disbelieved) break;
      const credit = isSeconds(creditSeconds) ? creditSeconds : undefined;
      if (!this.#confirmed.disbelieved(watchedRanges, credit)) break;
    }
    return known;
  }

  /** While it plays the next report comes first. */
  #sayLater(): void {
    clearTimeout(this.#later);
    if (this.#signal.aborted) return;
    this.#later = setTimeout(
      this.#options.again,
      this.#options.intervalSeconds() * 2_000,
    );
  }

  #learn(body: unknown): Known | undefined {
    const known = readProgress(body);
    if (known) this.#confirmed.learn(known.watchedRanges);
    return known;
  }

  #post(report: ProgressReport, init: RequestInit): Promise<Answer> {
    return this.#request(new URL(this.#options.url, document.baseURI), {
      ...init,
      method: "POST",
      body: JSON.stringify(report),
    });
  }

  async #request(url: URL, init: RequestInit): Promise<Answer> {
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
      const { status, ok } = response;
      if (!ok) this.#refused(status, body);
      return { ok, status, body };
    } catch {
      this.#refused(0);
      return { ok: false, status: 0, body: undefined };
    }
  }

  #refused(status: number, body?: unknown): void {
    if (this.#signal.aborted) return;
    const { code, reason } = {
      ...(body as { code?: unknown; reason?: unknown } | undefined),
    };
    this.#options.refused({
      status,
      code: typeof code === "string" ? code : undefined,
      ...(typeof reason === "string" && { reason }),
    });
  }

  #timeout(): AbortSignal {
    return AbortSignal.any([this.#signal, AbortSignal.timeout(TIMEOUT_MS)]);
  }
}

/** What is no progress is none: playback does not depend on it. */
function readProgress(body: unknown): Known | undefined {
  const { position, duration, watchedRanges, completed } = {
    ...(body as Partial<Progress> | undefined),
  };
  if (!areWatchedRanges(watchedRanges)) return undefined;
  const number = (value: unknown) => (isSeconds(value) ? value : 0);
  return {
    position: number(position),
    duration: number(duration),
    watchedRanges,
    completed: completed === true,
  };
}

function isSeconds(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value < Infinity;
}

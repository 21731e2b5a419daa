import type { GrantRequest, GrantResponse } from "../contract.js";
import { PlayerError } from "../errors.js";
import { Attention } from "./attention.js";
import { Clock } from "./clock.js";
import { Grant } from "./grant.js";
import { answers } from "./probe.js";
import {
  next,
  type RenewalEvent,
  type RenewalState,
  type RequestReason,
} from "./renewal.js";
import {
  releaseSession,
  requestGrant,
  requestGrantBy,
  type GrantEndpointOptions,
  type GrantHeaders,
  type RequestGrant,
} from "./request-grant.js";
import { deadline, sleepUntil, unlessAborted } from "./schedule.js";
import { GrantShare, type SharedGrant } from "./share.js";
import { redactUrl } from "./signed-url.js";

export interface GrantSessionOptions {
  /** URL of the grant endpoint, absolute or relative to the page. Required unless `requestGrant` is given. */
  grantEndpoint?: string | URL | undefined;
  /** What the viewer wants to watch; opaque to the player. */
  videoId?: string | undefined;
  /** What to play where the endpoint only sets cookies and names no `videoUrl`. */
  src?: string | undefined;
  /** Method of the grant request. @default "POST" */
  method?: string | undefined;
  /** Credentials mode of the grant request. @default "include" */
  credentials?: RequestCredentials | undefined;
  /** Headers for the grant request; a function is asked before each. */
  headers?: GrantHeaders | undefined;
  /** Replaces the grant request wholly. */
  requestGrant?: RequestGrant | undefined;
  /** Milliseconds after which a grant request counts as unanswered. @default 10000 */
  requestTimeoutMs?: number | undefined;
  /** Milliseconds that a request to the edge waits for a grant at most. @default 20000 */
  waitTimeoutMs?: number | undefined;
  /** Milliseconds of pause in a hidden page after which the session is let go. @default 300000 */
  lapseAfterMs?: number | undefined;
  /** Whether sessions of one endpoint and video share requests, over tabs too. @default true without `requestGrant` */
  share?: boolean | undefined;
  /** Called after each change of state. */
  onChange?:
    ((state: RenewalState, previous: RenewalState) => void) | undefined;
  /** Stands in for `fetch`, in tests. @default globalThis.fetch */
  fetch?: typeof fetch | undefined;
  /** Stands in for chance, in tests: 0 to 1. @default Math.random */
  random?: (() => number) | undefined;
}

/** Runs the renewal machine: requests, sleeps, wakes. It acts, and knows no rule. */
export class GrantSession {
  readonly #options: GrantSessionOptions;
  readonly #endpoint: GrantEndpointOptions | undefined;
  readonly #clock = new Clock();
  readonly #random: () => number;
  readonly #share: GrantShare | undefined;
  readonly #attention: Attention;
  readonly #changes = new EventTarget();
  #state: RenewalState = { name: "idle" };
  #leaving = new AbortController();
  #sessionId: string | undefined;

  constructor(options: GrantSessionOptions) {
    check(options);
    this.#options = options;
    this.#endpoint = endpointOf(options);
    this.#random = options.random ?? Math.random;
    // As a listener it may throw: that is reported to the page, and disturbs nobody here.
    this.#changes.addEventListener("change", (event) => {
      const { state, previous } = (event as CustomEvent<Change>).detail;
      options.onChange?.(state, previous);
    });
    if (this.#endpoint && (options.share ?? !options.requestGrant))
      this.#share = new GrantShare(
        scopeOf(this.#endpoint, options.videoId),
        (shared) => this.#overhear(shared),
      );
    this.#attention = new Attention({
      wake: () => this.#send({ type: "wake" }),
      needed: () =>
        this.#state.name !== "idle" && this.#send({ type: "needed" }),
      lapse: () => this.#send({ type: "lapse" }),
      leave: () => this.#leave(),
      lapseAfterMs: options.lapseAfterMs ?? 300_000,
    });
  }

  /** Where the session stands. The grant in it keeps its signature to itself. */
  get state(): RenewalState {
    return this.#state;
  }

  /** Epoch milliseconds by the session's own clock, which `renewAt` and `expiresAt` of its grants go by. */
  now(): number {
    return this.#clock.now();
  }

  /**
   * Begins, or begins again after a refusal.
   * @returns the grant, once there is one
   * @throws {PlayerError} when the answer is no, or the session is closed meanwhile
   */
  async start(): Promise<Grant> {
    this.#send({ type: "start" });
    for (;;) {
      const state = this.#state;
      if (state.name === "active") return state.grant;
      if (state.name === "blocked") throw state.error;
      if (state.name === "closed") throw closedError();
      await this.#nextChange();
    }
  }

  /**
   * Follows a media element, so that play and seek ask for a grant in time and a long pause in a hidden page lets the
   * session go.
   * @returns a function that ends it
   */
  watch(media: HTMLMediaElement): () => void {
    return this.#attention.watch(media);
  }

  /** The grant that a request may go out with now; `undefined` when there is none alive. */
  get usable(): Grant | undefined {
    const state = this.#state;
    if (state.name === "idle" || state.name === "blocked") return undefined;
    if (state.name === "closed" || state.name === "lapsed") return undefined;
    if (state.name !== "active" && state.reason === "refusal") return undefined;
    const { grant } = state;
    return grant && this.now() < grant.expiresAt ? grant : undefined;
  }

  /**
   * Called before every request: answers at once with a living grant, otherwise waits for the next one. It also notices
   * what timers slept through: a grant that is due is asked for on the spot.
   *
   * The wait is bounded by `waitTimeoutMs`, except after a lapse: then playback is paused, and waits for the viewer.
   * @returns `undefined` when there is none to be had, or not in time, or `signal` aborted
   */
  async ready(signal: AbortSignal): Promise<Grant | undefined> {
    this.#notice();
    if (this.usable) return this.usable;
    return this.#nextUsable(undefined, signal);
  }

  /**
   * Called when the edge refused a request made with `grant`: asks for a new grant, unless there is a newer one already.
   * @param status what the edge answered; 0 where the browser would not say, which can also be the network's fault
   * @returns whether the request is worth repeating
   */
  async refused(
    grant: Grant,
    url: string,
    status: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    // Asked for anew already, and still no status: now it matters whether anybody answers there at all.
    if (
      status === 0 &&
      this.#holds(grant) === "refusal" &&
      !(await answers(grant.requestFor(url), this.#options.fetch, signal))
    )
      return false;
    if (this.#holds(grant))
      this.#send({ type: "refused", error: edgeRefused(url, status) });
    return (await this.#nextUsable(grant, signal)) !== undefined;
  }

  /** Called when a request that had been refused went through with `grant`. */
  accepted(grant: Grant): void {
    if (this.#state.name === "active" && this.#state.grant === grant)
      this.#send({ type: "accepted" });
  }

  /** Ends the session here and at the endpoint (`DELETE`). Nothing is requested afterwards. */
  close(): void {
    if (this.#state.name === "closed") return;
    if (this.#share?.alone ?? true) this.#release();
    this.#send({ type: "close" });
    this.#attention.close();
    this.#share?.close();
  }

  /** Notices what timers slept through. Does not disturb a backoff. */
  #notice(): void {
    if (this.#state.name === "idle") this.#send({ type: "start" });
    if (this.#state.name === "active") this.#send({ type: "wake" });
  }

  /** Waits for a living grant other than `old`; not after a "no", and not for ever. */
  async #nextUsable(
    old: Grant | undefined,
    signal: AbortSignal,
  ): Promise<Grant | undefined> {
    const waitMs = this.#options.waitTimeoutMs ?? 20_000;
    let until = this.now() + waitMs;
    while (!signal.aborted) {
      this.#notice();
      const { usable } = this;
      if (usable && usable !== old) return usable;
      const { name } = this.#state;
      if (name === "blocked" || name === "closed") return undefined;
      if (name === "lapsed") {
        await this.#nextChange(signal);
        until = this.now() + waitMs;
      } else {
        if (this.now() >= until) return undefined;
        const waited = new AbortController();
        await Promise.race([
          this.#nextChange(AbortSignal.any([signal, waited.signal])),
          sleepUntil(until, this.#clock, waited.signal),
        ]);
        waited.abort();
      }
    }
    return undefined;
  }

  /** Why `grant` was asked for, if it is the one at hand and no other is being asked for. */
  #holds(grant: Grant): RequestReason | undefined {
    const state = this.#state;
    if (state.name !== "active" && state.name !== "retrying") return undefined;
    return state.grant === grant ? state.reason : undefined;
  }

  #send(event: RenewalEvent): void {
    const previous = this.#state;
    const state = next(previous, event, this.now(), this.#random());
    if (state === previous) return;
    this.#leaving.abort(); // ends whatever the old state had begun
    this.#leaving = new AbortController();
    this.#state = state;
    void this.#begin(state, this.#leaving.signal);
    const detail: Change = { state, previous };
    this.#changes.dispatchEvent(new CustomEvent("change", { detail }));
  }

  async #begin(state: RenewalState, signal: AbortSignal): Promise<void> {
    if (state.name === "requesting") return this.#request(signal);
    if (state.name === "active")
      await sleepUntil(state.grant.renewAt, this.#clock, signal);
    else if (state.name === "retrying")
      await sleepUntil(state.retryAt, this.#clock, signal);
    else return;
    if (!signal.aborted) this.#send({ type: "due" });
  }

  async #request(leaving: AbortSignal): Promise<void> {
    const signal = deadline(leaving, this.#options.requestTimeoutMs ?? 10_000);
    // The page's own functions in it need not heed the signal.
    const ask = () => unlessAborted(signal, this.#ask(signal));
    const startedAt = this.now();
    try {
      const shared = this.#share
        ? await this.#share.request(ask, signal)
        : { response: await ask(), ageMs: this.now() - startedAt };
      if (!leaving.aborted) this.#take(shared);
    } catch (cause) {
      if (leaving.aborted) return;
      const error = asPlayerError(cause);
      // Asking again with it would be answered the same for ever.
      if (error.code === "session-ended") this.#sessionId = undefined;
      this.#send({ type: "failed", error });
    }
  }

  #ask(signal: AbortSignal): Promise<GrantResponse> {
    const { videoId, requestGrant: own } = this.#options;
    const request: GrantRequest = {
      ...(videoId === undefined ? {} : { videoId }),
      ...(this.#sessionId === undefined ? {} : { sessionId: this.#sessionId }),
    };
    return own
      ? requestGrantBy(own, request, signal)
      : requestGrant(this.#endpoint!, request, signal);
  }

  /** A grant came: ours, or that of another session of the same scope. @throws {PlayerError} when it is of no use */
  #take({ response, ageMs }: SharedGrant): void {
    const grant = new Grant(response, {
      src: this.#options.src,
      baseUrl: this.#endpoint?.grantEndpoint ?? pageUrl(),
      requestedAt: this.#clock.mark() - ageMs,
      random: this.#random(),
    });
    if (grant.expiresAt <= this.now())
      throw new PlayerError(
        "unreachable",
        "The grant came too late to be used.",
      );
    this.#sessionId = grant.sessionId ?? this.#sessionId;
    this.#send({ type: "granted", grant });
  }

  /** Another session of the scope was given a grant. What it cannot use here is its own affair. */
  #overhear(shared: SharedGrant): void {
    if (this.#state.name !== "active" && this.#state.name !== "retrying")
      return;
    try {
      this.#take(shared);
    } catch {
      // This session asks for itself when its own grant is due.
    }
  }

  /** The page goes away. It may come back from the browser's cache: then playback asks again. */
  #leave(): void {
    if (this.#share?.lastPage ?? true) this.#release();
    this.#share?.leave();
    this.#send({ type: "lapse" });
  }

  /** Ends the session at the endpoint. Not called while another page or player goes on with it. */
  #release(): void {
    if (this.#sessionId === undefined || !this.#endpoint) return;
    void releaseSession(this.#endpoint, this.#sessionId);
    // A page that comes back begins a new one: this release might arrive after its request.
    this.#sessionId = undefined;
  }

  #nextChange(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#changes.removeEventListener("change", done);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      this.#changes.addEventListener("change", done);
      signal?.addEventListener("abort", done);
    });
  }
}

interface Change {
  state: RenewalState;
  previous: RenewalState;
}

function check(options: GrantSessionOptions): void {
  if (!options.grantEndpoint && !options.requestGrant)
    throw new TypeError(
      "grantEndpoint is missing: give the URL of your grant endpoint, or a requestGrant function.",
    );
  for (const name of [
    "requestTimeoutMs",
    "waitTimeoutMs",
    "lapseAfterMs",
  ] as const) {
    const value = options[name];
    if (value !== undefined && !(value > 0))
      throw new TypeError(`${name} must be a positive number of milliseconds.`);
  }
}

function endpointOf({
  grantEndpoint,
  method,
  credentials,
  headers,
  fetch,
}: GrantSessionOptions): GrantEndpointOptions | undefined {
  if (!grantEndpoint) return undefined;
  const url = parseUrl(String(grantEndpoint));
  if (!url || !/^https?:$/.test(url.protocol))
    throw new TypeError(
      "grantEndpoint must be an http(s) URL, absolute or relative to the page.",
    );
  return {
    grantEndpoint: url.href,
    method: method?.toUpperCase(),
    credentials,
    headers,
    fetch,
  };
}

function parseUrl(url: string): URL | undefined {
  try {
    return new URL(url, pageUrl());
  } catch {
    return undefined;
  }
}

function pageUrl(): string | undefined {
  return globalThis.document?.baseURI;
}

function scopeOf(endpoint: GrantEndpointOptions, videoId = ""): string {
  return [endpoint.method ?? "POST", endpoint.grantEndpoint, videoId].join(" ");
}

function asPlayerError(error: unknown): PlayerError {
  if (error instanceof PlayerError) return error;
  return new PlayerError(
    "unreachable",
    "The grant request did not end in time.",
    {
      cause: error,
    },
  );
}

function edgeRefused(url: string, status: number): PlayerError {
  const what =
    status === 0
      ? "without CORS headers that this page may read"
      : `with ${status}`;
  return new PlayerError(
    "edge-refused",
    `The edge answered ${redactUrl(url)} ${what}, with a new grant as with the old one.`,
  );
}

function closedError(): PlayerError {
  return new PlayerError("unreachable", "The grant session was closed.");
}

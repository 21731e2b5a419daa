import { PlayerError } from "../errors.js";
import { Attention } from "./attention.js";
import { Clock } from "./clock.js";
import { Grant } from "./grant.js";
import {
  checkOptions,
  type GrantSessionOptions,
} from "./grant-session-options.js";
import { GrantSource } from "./grant-source.js";
import { answers } from "./probe.js";
import {
  next,
  type RenewalEvent,
  type RenewalState,
  type RequestReason,
} from "./renewal.js";
import type { GrantEndpointOptions } from "./request-grant.js";
import { deadline, sleepUntil } from "./schedule.js";
import type { SharedGrant } from "./share.js";
import { redactUrl } from "./signed-url.js";

export interface StartOptions {
  /** The session of another device that is to be ended, so that this one may begin. */
  takeOver?: string | undefined;
}

/** Runs the renewal machine: requests, sleeps, wakes. It acts, and knows no rule. */
export class GrantSession {
  readonly #options: GrantSessionOptions;
  readonly #clock = new Clock();
  readonly #random: () => number;
  readonly #source: GrantSource;
  readonly #attention: Attention;
  readonly #changes = new EventTarget();
  #state: RenewalState = { name: "idle" };
  #leaving = new AbortController();

  constructor(options: GrantSessionOptions) {
    checkOptions(options);
    this.#options = options;
    this.#source = new GrantSource(options, (shared) => this.#overhear(shared));
    this.#random = options.random ?? Math.random;
    // As a listener it may throw: that is reported to the page, and disturbs nobody here.
    this.#changes.addEventListener("change", (event) => {
      const { state, previous } = (event as CustomEvent<Change>).detail;
      options.onChange?.(state, previous);
    });
    this.#attention = new Attention({
      wake: () => this.#send({ type: "wake" }),
      needed: () =>
        this.#state.name !== "idle" && this.#send({ type: "needed" }),
      lapse: () => this.#send({ type: "lapse" }),
      // The page may come back from the browser's cache: then playback asks again.
      leave: () => {
        this.#source.leave();
        this.#send({ type: "lapse" });
      },
      lapseAfterMs: options.lapseAfterMs ?? 300_000,
    });
  }

  /** Where the session stands. The grant in it keeps its signature to itself. */
  get state(): RenewalState {
    return this.#state;
  }

  /** @internal Where and how grants are asked for; `undefined` where the page does it itself. */
  get endpoint(): GrantEndpointOptions | undefined {
    return this.#source.endpoint;
  }

  /** Epoch milliseconds by the session's own clock, which `renewAt` and `expiresAt` of its grants go by. */
  now(): number {
    return this.#clock.now();
  }

  /**
   * Begins, or begins again after a refusal.
   * @param options.takeOver the session of another device, from the `devices` of a `session-limit`: the endpoint ends it,
   *   and this one has its place. It goes out with this request and the retries of it, and with no later one.
   * @returns the grant, once there is one
   * @throws {PlayerError} when the answer is no, or the session is closed meanwhile
   */
  async start({ takeOver }: StartOptions = {}): Promise<Grant> {
    this.#send({ type: "start", takeOver });
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

  /** Makes the try that a failed request waits for at once. */
  retryNow(): void {
    this.#send({ type: "wake" });
  }

  /** Ends the session here and at the endpoint (`DELETE`). Nothing is requested afterwards. */
  close(): void {
    if (this.#state.name === "closed") return;
    this.#send({ type: "close" });
    this.#attention.close();
    this.#source.close();
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
    if (state.name === "requesting")
      return this.#request(state.takeOver, signal);
    if (state.name === "active")
      await sleepUntil(state.grant.renewAt, this.#clock, signal);
    else if (state.name === "retrying")
      await sleepUntil(state.retryAt, this.#clock, signal);
    else return;
    if (!signal.aborted) this.#send({ type: "due" });
  }

  async #request(
    takeOver: string | undefined,
    leaving: AbortSignal,
  ): Promise<void> {
    const signal = deadline(leaving, this.#options.requestTimeoutMs ?? 10_000);
    try {
      const shared = await this.#source.request(takeOver, signal);
      if (!leaving.aborted) this.#take(shared);
    } catch (error) {
      if (!leaving.aborted)
        this.#send({ type: "failed", error: asPlayerError(error) });
    }
  }

  /** A grant came: ours, or that of another session of the same scope. @throws {PlayerError} when it is of no use */
  #take({ response, ageMs }: SharedGrant): void {
    const grant = new Grant(response, {
      src: this.#source.src,
      baseUrl: this.#source.url,
      requestedAt: this.#clock.mark() - ageMs,
      random: this.#random(),
    });
    if (grant.expiresAt <= this.now())
      throw new PlayerError(
        "unreachable",
        "The grant came too late to be used.",
      );
    this.#source.goOnWith(grant.sessionId);
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
    { url: redactUrl(url) },
  );
}

function closedError(): PlayerError {
  return new PlayerError("unreachable", "The grant session was closed.");
}

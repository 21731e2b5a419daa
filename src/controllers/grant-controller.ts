import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { PlayerError } from "../errors.js";
import type { Grant } from "../sdk/grant.js";
import { GrantSession } from "../sdk/grant-session.js";
import type { GrantSessionOptions } from "../sdk/grant-session-options.js";
import type { RenewalState, RenewalStateName } from "../sdk/renewal.js";

export interface GrantControllerCallbacks {
  /** @param first whether it is the first one for this video */
  granted(grant: Grant, first: boolean): void;
  retrying(state: RenewalState & { name: "retrying" }): void;
  blocked(error: PlayerError): void;
}

/** Holds the grant session of the current video, and says what happens to it. */
export class GrantController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #callbacks: GrantControllerCallbacks;
  #session: GrantSession | undefined;
  /** The last grant of the session, be it refused since. */
  grant: Grant | undefined;

  constructor(
    host: ReactiveControllerHost,
    callbacks: GrantControllerCallbacks,
  ) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addController(this);
  }

  hostConnected(): void {}

  get session(): GrantSession | undefined {
    return this.#session;
  }

  get state(): RenewalStateName {
    return this.#session?.state.name ?? "idle";
  }

  /** Failed grant requests so far, in a row. */
  get attempt(): number {
    const state = this.#session?.state;
    return state && "attempt" in state ? state.attempt : 0;
  }

  /** Whether the endpoint itself has said how long to wait, so that there is no hurrying it. */
  get mustWait(): boolean {
    const state = this.#session?.state;
    return state?.name === "retrying" && state.error.retryAfterMs !== undefined;
  }

  /**
   * Asks for a grant. Whatever session there was is closed.
   * @param takeOver the session of another device that is to be ended for it
   * @throws {TypeError} naming the option that is wrong
   */
  open(options: GrantSessionOptions, takeOver?: string): GrantSession {
    this.close();
    let granted = false;
    const session = new GrantSession({
      ...options,
      onChange: (state, previous) => {
        if (session !== this.#session) return;
        this.#host.requestUpdate();
        if (state.name === "active" && grantOf(previous) !== state.grant) {
          this.grant = state.grant;
          this.#callbacks.granted(state.grant, !granted);
          granted = true;
        }
        if (state.name === "retrying" && previous.name === "requesting")
          this.#callbacks.retrying(state);
        if (state.name === "blocked") this.#callbacks.blocked(state.error);
      },
    });
    this.#session = session;
    this.start(takeOver);
    return session;
  }

  /** Begins again after a refusal. */
  start(takeOver?: string): void {
    // A refusal is reported by `blocked`.
    this.#session?.start({ takeOver }).catch(() => {});
  }

  /** Releases the session, here and at the endpoint. */
  close(): void {
    const session = this.#session;
    this.#session = undefined;
    this.grant = undefined;
    session?.close();
  }
}

function grantOf(state: RenewalState): Grant | undefined {
  return "grant" in state ? state.grant : undefined;
}

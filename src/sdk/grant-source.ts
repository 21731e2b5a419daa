import type { GrantRequest } from "../contract.js";
import { PlayerError } from "../errors.js";
import { Clock } from "./clock.js";
import { afterFirst } from "./first-request.js";
import {
  endpointOf,
  pageUrl,
  scopeOf,
  type GrantSessionOptions,
} from "./grant-session-options.js";
import {
  releaseSession,
  requestGrant,
  requestGrantBy,
  type GrantEndpointOptions,
} from "./request-grant.js";
import { unlessAborted } from "./schedule.js";
import { GrantShare, type SharedGrant } from "./share.js";

/** Where a session's grants come from: the endpoint, the page's own function, or another session of the same scope. */
export class GrantSource {
  /** What to play where an answer names no `videoUrl`: absolute, for it is relative to the page, not to the endpoint. */
  readonly src: string | undefined;
  readonly #options: GrantSessionOptions;
  readonly endpoint: GrantEndpointOptions | undefined;
  readonly #share: GrantShare | undefined;
  #sessionId: string | undefined;

  /** @param onGrant called with each grant that another session of the scope was given */
  constructor(
    options: GrantSessionOptions,
    onGrant: (shared: SharedGrant) => void,
  ) {
    this.#options = options;
    this.src = absoluteSrc(options.src);
    this.endpoint = endpointOf(options);
    if (this.endpoint && (options.share ?? !options.requestGrant))
      this.#share = new GrantShare(
        scopeOf(this.endpoint, options.videoId),
        onGrant,
      );
  }

  /** What URLs in an answer are relative to. */
  get url(): string | undefined {
    return this.endpoint?.grantEndpoint ?? pageUrl();
  }

  /**
   * Asks once.
   * @param takeOver the session of another device that is to be ended for this one
   * @param signal bounds it in time
   * @throws {PlayerError} when the answer is no, or there is none
   */
  async request(
    takeOver: string | undefined,
    signal: AbortSignal,
  ): Promise<SharedGrant> {
    const clock = new Clock();
    const requestedAt = clock.now();
    // The page's own functions in it need not heed the signal.
    const ask = () => unlessAborted(signal, this.#ask(takeOver, signal));
    try {
      // A "no" to another player is no answer to this request, nor the other way round.
      const own = takeOver !== undefined;
      if (this.#share) return await this.#share.request(ask, signal, own);
      const response = await ask();
      return { response, ageMs: clock.now() - requestedAt };
    } catch (error) {
      // Asking again with it would be answered the same for ever.
      if (error instanceof PlayerError && error.code === "session-ended")
        this.#sessionId = undefined;
      throw error;
    }
  }

  /** The session that further requests belong to. An answer that names none changes nothing. */
  goOnWith(sessionId: string | undefined): void {
    this.#sessionId = sessionId ?? this.#sessionId;
  }

  /** The page goes away: the session is released unless another page goes on with it. */
  leave(): void {
    if (this.#share?.lastPage ?? true) this.#release();
    this.#share?.leave();
  }

  /** Releases the session unless another page or player goes on with it. */
  close(): void {
    if (this.#share?.alone ?? true) this.#release();
    this.#share?.close();
  }

  #ask(takeOver: string | undefined, signal: AbortSignal) {
    const { videoId, requestGrant: own } = this.#options;
    const request: GrantRequest = {
      ...(videoId === undefined ? {} : { videoId }),
      ...(this.#sessionId === undefined ? {} : { sessionId: this.#sessionId }),
      ...(takeOver === undefined ? {} : { takeOver }),
    };
    if (own) return requestGrantBy(own, request, signal);
    const endpoint = this.endpoint!;
    const ask = () => requestGrant(endpoint, request, signal);
    return afterFirst(endpoint.grantEndpoint, ask, signal);
  }

  #release(): void {
    if (this.#sessionId === undefined || !this.endpoint) return;
    void releaseSession(this.endpoint, this.#sessionId);
    // A page that comes back begins a new one: this release might arrive after its request.
    this.#sessionId = undefined;
  }
}

/** One that cannot be read is left as it is: the grant that needs it says so. */
function absoluteSrc(src: string | undefined): string | undefined {
  if (!src) return undefined;
  try {
    return new URL(src, pageUrl()).href;
  } catch {
    return src;
  }
}

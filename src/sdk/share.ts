import type { GrantResponse } from "../contract.js";
import { PlayerError, type PlayerErrorCode } from "../errors.js";
import { inTurn } from "./lock.js";
import { sleep } from "./schedule.js";

/** How long the lock is kept after an answer was passed on, so that who waits for it hears the answer first. */
const holdMs = 100;

/** How long to wait for the lock before asking without it. */
const patienceMs = 5_000;

/** Tells this page's sessions from those of other tabs. */
const page = Math.random().toString(36);

/** Refusals of one session, not of all that share its scope: the next one asks for itself. */
const ownSession: ReadonlySet<PlayerErrorCode> = new Set<PlayerErrorCode>([
  "session-limit",
  "session-ended",
]);

/** An answer of the grant endpoint, asked for by any session of the same scope, in this page or another tab. */
export interface SharedGrant {
  response: GrantResponse;
  /** Milliseconds since the request was sent. */
  ageMs: number;
}

interface Granted {
  type: "granted";
  response: GrantResponse;
  /** Epoch milliseconds. */
  requestedAt: number;
}

/** By scope: the newest grant of this page, and whose it is. It goes with the last of them. */
const living = new Map<string, { newest: Granted; holders: Set<GrantShare> }>();

type Message =
  | { type: "here" | "hello" | "bye"; from: string }
  | Granted
  | {
      type: "failed";
      code: PlayerErrorCode;
      message: string;
      retryAfterMs: number | undefined;
    };

/**
 * Makes one request out of many: sessions of one scope, in one page or in several tabs, ask one at a time, and
 * whoever waits takes the answer of the one who asked. Built on Web Locks (who asks) and BroadcastChannel (what came).
 *
 * The channel reaches same-origin pages only, the same that could ask the endpoint themselves.
 * @see https://www.w3.org/TR/web-locks/
 * @see https://html.spec.whatwg.org/multipage/web-messaging.html#broadcasting-to-other-browsing-contexts
 */
export class GrantShare {
  readonly #name: string;
  readonly #channel: BroadcastChannel;
  readonly #id = `${page} ${Math.random().toString(36)}`;
  readonly #others = new Set<string>();
  /** Whether this session asked, and so has part in what came: one that has not begun keeps nobody's session alive. */
  #takesPart = false;
  readonly #waiting = new Set<(message: Message) => void>();

  /**
   * @param scope what makes two sessions the same: endpoint, method and video
   * @param onGrant called with each grant that another session of the scope was given
   */
  constructor(scope: string, onGrant: (grant: SharedGrant) => void) {
    this.#name = `secure-hls-player ${scope}`;
    this.#channel = new BroadcastChannel(this.#name);
    // Under Node an open channel would keep the process alive.
    (this.#channel as { unref?: () => void }).unref?.();
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.type === "hello" && this.#takesPart)
        this.#post({ type: "here", from: this.#id });
      if (data.type === "hello" || data.type === "here")
        this.#others.add(data.from);
      if (data.type === "bye") this.#others.delete(data.from);
      if (data.type === "failed") living.delete(this.#name);
      if (data.type === "granted") this.#keep(data);
      if (data.type !== "granted" && data.type !== "failed") return;
      const waiting = [...this.#waiting];
      for (const hear of waiting) hear(data);
      if (data.type === "granted" && waiting.length === 0)
        onGrant(sharedGrant(data));
    };
  }

  /** Tells the others not to count on this session. It is back with its next request. */
  leave(): void {
    this.#takesPart = false;
    const kept = living.get(this.#name);
    if (kept?.holders.delete(this) && kept.holders.size === 0)
      living.delete(this.#name);
    this.#post({ type: "bye", from: this.#id });
  }

  /** Whether no other page or player is known to use the scope: only then may the session be released. */
  get alone(): boolean {
    return this.#others.size === 0;
  }

  /** The same for a page that goes away: its own players go with it. */
  get lastPage(): boolean {
    return [...this.#others].every((id) => id.startsWith(page));
  }

  /**
   * Answers with the grant that `ask` is given, or with that of another session which was asking already; a session that
   * begins takes the one that others in this page have, while it is young.
   * @param signal ends the waiting; bounds it in time
   * @param own whether the request differs from that of the others: a grant serves all the same, a failure does not
   * @throws {PlayerError} what `ask` throws, or what the other session was refused with
   */
  async request(
    ask: () => Promise<GrantResponse>,
    signal: AbortSignal,
    own = false,
  ): Promise<SharedGrant> {
    const begins = !this.#takesPart && !own;
    this.#takesPart = true;
    this.#post({ type: "hello", from: this.#id });
    const kept = begins ? living.get(this.#name) : undefined;
    if (kept && isFresh(kept.newest)) {
      kept.holders.add(this);
      return sharedGrant(kept.newest);
    }
    const done = new AbortController();
    const heard = new Promise<Message>((resolve) => {
      const hear = (message: Message) => {
        if (message.type === "granted" || !own) resolve(message);
      };
      this.#waiting.add(hear);
      done.signal.addEventListener("abort", () => this.#waiting.delete(hear));
    }).then((message) => outcomeOf(message));
    const asked = this.#ask(ask, AbortSignal.any([signal, done.signal]), own);
    // The loser of the race may still fail: that is nobody's error.
    asked.catch(() => {});
    heard.catch(() => {});
    try {
      return await Promise.race([asked, heard]);
    } finally {
      done.abort();
    }
  }

  /** Asks as the only one of the scope, and tells the others what came. */
  #ask(
    ask: () => Promise<GrantResponse>,
    signal: AbortSignal,
    own: boolean,
  ): Promise<SharedGrant> {
    return new Promise((resolve, reject) => {
      const work = async () => {
        if (signal.aborted) return reject(signal.reason);
        try {
          const requestedAt = Date.now();
          const response = await ask();
          const granted = { type: "granted", response, requestedAt } as const;
          this.#post(granted);
          this.#keep(granted);
          resolve(sharedGrant(granted));
        } catch (error) {
          if (!own) living.delete(this.#name);
          if (error instanceof PlayerError && !signal.aborted && !own)
            this.#postFailure(error);
          reject(error);
        }
        await sleep(holdMs, new AbortController().signal);
      };
      inTurn(this.#name, signal, work, patienceMs).catch(reject);
    });
  }

  /** For those of this page that begin later. */
  #keep(newest: Granted): void {
    if (!this.#takesPart) return;
    const holders = living.get(this.#name)?.holders ?? new Set();
    living.set(this.#name, { newest, holders: holders.add(this) });
  }

  #postFailure({ code, message, retryAfterMs }: PlayerError): void {
    if (!ownSession.has(code))
      this.#post({ type: "failed", code, message, retryAfterMs });
  }

  close(): void {
    this.leave();
    this.#channel.close();
  }

  #post(message: Message): void {
    try {
      this.#channel.postMessage(message);
    } catch {
      // Closed, or not to be cloned: the others ask for themselves.
    }
  }
}

function outcomeOf(message: Message): SharedGrant {
  if (message.type === "granted") return sharedGrant(message);
  if (message.type !== "failed") throw new TypeError(message.type);
  const { code, message: text, retryAfterMs } = message;
  throw new PlayerError(
    code,
    text,
    retryAfterMs === undefined ? {} : { retryAfterMs },
  );
}

/** Whether a grant is younger than half of its life: who begins with it need not renew it at once. */
function isFresh({ response: { expiresIn }, requestedAt }: Granted): boolean {
  const ageMs = Date.now() - requestedAt;
  return ageMs >= 0 && ageMs < Number(expiresIn) * 500;
}

function sharedGrant({ response, requestedAt }: Granted): SharedGrant {
  // A frozen tab hears late; the clock may have been corrected meanwhile.
  return { response, ageMs: Math.max(0, Date.now() - requestedAt) };
}

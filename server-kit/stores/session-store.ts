import type { ProgressStore } from "./progress-store.js";

/** A viewer's playback session on one device, as a store keeps it. Times are epoch seconds. */
export interface Session {
  sessionId: string;
  /** The device that plays. Several sessions of one device (several tabs) count once. */
  deviceId: string;
  /** For a person, such as "Chrome on Windows". */
  label: string;
  startedAt: number;
  /** When it last claimed or renewed. */
  lastSeenAt: number;
  /** When it ends by itself unless it is renewed. */
  expiresAt: number;
}

/** What a grant request asks of the store: to count this session, or to go on counting it. */
export interface SessionClaim {
  /** Whose devices are counted. */
  viewerId: string;
  sessionId: string;
  deviceId: string;
  /** Whether `deviceId` was made up for this request, as the device showed none: a known session then keeps its own. */
  deviceIsNew: boolean;
  /** For a person, such as "Chrome on Windows". */
  label: string;
  /** Most devices at a time. */
  limit: number;
  /** Whole seconds that the session lasts without a renewal. */
  ttlSeconds: number;
  /** The {@link sessionHandle} of a session of another device, which is ended to make room for this one. */
  takeOver?: string | undefined;
}

export type Claimed =
  /** Counted now, or still. */
  | { outcome: "new" | "renewed"; session: Session }
  /** Not counted: the limit is used up. `sessions`: the last seen one of each device, the one seen last first. */
  | { outcome: "limit"; sessions: Session[] }
  /** This session was ended elsewhere, or belongs to another device. */
  | { outcome: "ended" };

/**
 * Keeps the playback sessions of each viewer. `claim` counts and adds in one atomic step, since two devices may ask at the
 * same moment. Every method rejects when the store is out of reach; what follows is the grant handler's to decide.
 */
export interface SessionStore {
  claim(claim: SessionClaim): Promise<Claimed>;
  /** The device itself is done with it. An unknown session is no fault. */
  release(viewerId: string, sessionId: string): Promise<void>;
  /** The living sessions, the one seen last first. */
  list(viewerId: string): Promise<Session[]>;
  /**
   * Ends a session from elsewhere, with all others of its device: their next renewal is told `session-ended`.
   * @returns whether there was such a session
   */
  end(viewerId: string, sessionId: string): Promise<boolean>;
}

/** How often one key may do something: `burst` at once, and `refillPerSecond` from then on. */
export interface Rate {
  /** Whole number of tokens in a full bucket. */
  burst: number;
  /** Tokens that flow back each second. */
  refillPerSecond: number;
}

/** A token bucket for each key. */
export interface RateLimiter {
  /** Takes one token. `retryAfterSeconds` is 0 where there was one, else the whole seconds until there is. */
  take(key: string, rate: Rate): Promise<{ retryAfterSeconds: number }>;
}

/** Remembers what may be used only once, such as the `jti` of an assertion. */
export interface OnceStore {
  /** Uses it up. False where that has happened within the `ttlSeconds` of the first time. */
  useOnce(key: string, ttlSeconds: number): Promise<boolean>;
}

/** What each of the stores of server-kit does. */
export type Store = SessionStore & RateLimiter & OnceStore & ProgressStore;

import { LRUCache } from "lru-cache";
import type { Device } from "../../src/contract.js";
import { createAskStore, usualStoreTimeoutSeconds } from "./ask-store.js";
import {
  createDeviceReader,
  type DeviceCookieOptions,
  type DeviceFunction,
  type RequestDevice,
} from "./device.js";
import { labelDevice } from "./device-label.js";
import { GrantError, unavailableError } from "../errors.js";
import type { Asked } from "../grant-request.js";
import type { LogEntry } from "../observe.js";
import { checkSeconds, optionError } from "../option-error.js";
import { sessionHandle } from "../stores/session-handle.js";
import type {
  Claimed,
  Session,
  SessionStore,
} from "../stores/session-store.js";

export interface SessionOptions<Viewer> {
  /** Where sessions are kept, such as {@link createMemoryStore} makes it. */
  store: SessionStore;
  /** Most devices of a viewer at a time, 1 to 1,000: for all alike, or asked for each request. */
  limit: number | ((viewer: Viewer) => number | Promise<number>);
  /** Whole seconds for which a session that is not renewed outlives its grant. @default 60 */
  graceSeconds?: number | undefined;
  /** How a device is known again. @default a random ID in a host-only cookie of the endpoint, `SameSite=Lax` */
  device?: DeviceCookieOptions | DeviceFunction | undefined;
  /** What the viewer reads in the list of his devices, at most 100 characters. @default such as "Chrome on Windows" */
  label?: ((request: Request, viewer: Viewer) => string) | undefined;
  /**
   * What happens while the store is down. `refuse-new`: a session that this process has seen may go on, others get a 503;
   * `refuse`: nobody gets a grant; `allow`: everybody does, uncounted. @default "refuse-new"
   */
  whenStoreFails?: "refuse-new" | "refuse" | "allow" | undefined;
  /** Seconds that the store may take before it counts as down. @default 2 */
  storeTimeoutSeconds?: number | undefined;
}

/** A grant request that is to be counted. */
export interface SessionAsk<Viewer> {
  viewer: Viewer;
  viewerId: string;
  request: Request;
  asked: Asked;
  /** Whole seconds that the grant lasts. */
  lifeSeconds: number;
}

/** A session that is counted. */
export interface Admitted {
  renewed: boolean;
  /** `Set-Cookie` line that makes the device known. */
  deviceLine: string | undefined;
}

export interface PlaybackSessions<Viewer> {
  /**
   * @throws GrantError `session-limit`, `session-ended`, `server-error` with reason `store-unavailable`, or `bad-request`
   * where nobody waits for the answer any more, which then takes no place
   */
  claim(ask: SessionAsk<Viewer>): Promise<Admitted>;
  release(viewerId: string, sessionId: string): Promise<void>;
}

/** Sessions that one process remembers for the time that the store is down. */
const mostKnown = 100_000;
const longestLabel = 100;

/** @throws TypeError naming the option that is missing or out of range */
export function createPlaybackSessions<Viewer>(
  options: SessionOptions<Viewer>,
  observe: (entry: LogEntry) => void,
): PlaybackSessions<Viewer> {
  checkSessionOptions(options);
  const {
    store,
    limit,
    graceSeconds = 60,
    label = labelDevice,
    whenStoreFails = "refuse-new",
    storeTimeoutSeconds = usualStoreTimeoutSeconds,
  } = options;
  const deviceOf = createDeviceReader(options.device);
  const ask = createAskStore(storeTimeoutSeconds, observe);
  const known = new LRUCache<string, true>({ max: mostKnown });
  const keyOf = (viewerId: string, sessionId: string) =>
    JSON.stringify([viewerId, sessionId]);

  async function release(viewerId: string, sessionId: string): Promise<void> {
    known.delete(keyOf(viewerId, sessionId));
    try {
      await ask("release", () => store.release(viewerId, sessionId));
    } catch {
      // Said in the log already; the session ends by itself when it is not renewed.
    }
  }

  return {
    async claim({ viewer, viewerId, request, asked, lifeSeconds }) {
      const { sessionId, isRenewal, takeOver } = asked;
      const device = deviceOf(request, viewerId);
      const ttlSeconds = lifeSeconds + graceSeconds;
      const claim = {
        viewerId,
        sessionId,
        deviceId: device.deviceId,
        deviceIsNew: device.isNew,
        label: String(label(request, viewer)).slice(0, longestLabel),
        limit: await limitOf(limit, viewer),
        ttlSeconds,
        takeOver,
      };
      const key = keyOf(viewerId, sessionId);
      if (request.signal.aborted) throw goneError();
      let claimed: Claimed;
      try {
        claimed = await ask("claim", () => store.claim(claim));
      } catch (error) {
        const isKnown = known.has(key);
        if (
          whenStoreFails === "refuse" ||
          (whenStoreFails === "refuse-new" && !isKnown)
        )
          throw unavailableError("store-unavailable", error, {
            // The place may have been taken all the same: who asks again must be known as the one who has it.
            cookies: lineOf(device),
          });
        // It is still watching, however long the store stays away.
        if (isKnown) known.set(key, true, { ttl: ttlSeconds * 1_000 });
        return { renewed: isRenewal, deviceLine: undefined };
      }
      if (claimed.outcome === "limit") throw limitError(claimed.sessions);
      if (claimed.outcome === "ended") {
        known.delete(key);
        throw endedError();
      }
      known.set(key, true, { ttl: ttlSeconds * 1_000 });
      // An ID that was made up for this request is known to nobody who could go on with it, or release it. One that the
      // request named may be in use already: the player may have asked again with it.
      if (request.signal.aborted && !isRenewal) {
        await release(viewerId, sessionId);
        throw goneError();
      }
      const { deviceId } = claimed.session;
      // Set again with each first request, so that its life in the browser begins anew.
      const tell = device.isNew || !isRenewal;
      return {
        renewed: claimed.outcome === "renewed",
        deviceLine: tell ? device.line(deviceId) : undefined,
      };
    },

    release,
  };
}

async function limitOf<Viewer>(
  limit: SessionOptions<Viewer>["limit"],
  viewer: Viewer,
): Promise<number> {
  return typeof limit === "function" ? checkLimit(await limit(viewer)) : limit;
}

function lineOf({ deviceId, isNew, line }: RequestDevice): string[] {
  const cookie = isNew ? line(deviceId) : undefined;
  return cookie === undefined ? [] : [cookie];
}

function limitError(sessions: readonly Session[]): GrantError {
  const now = Date.now() / 1_000;
  const devices: Device[] = sessions.map(
    ({ sessionId, label, lastSeenAt }) => ({
      // Not the ID itself: a browser that has shown no cookie yet could go on with it, and take the other's place uncounted.
      sessionId: sessionHandle(sessionId),
      label,
      lastSeenSecondsAgo: Math.max(0, Math.round(now - lastSeenAt)),
    }),
  );
  return new GrantError(
    "session-limit",
    `Already watching on ${devices.length === 1 ? "another device" : `${devices.length} devices`}.`,
    { devices },
  );
}

/** Nobody reads it but the log. */
function goneError(): GrantError {
  return new GrantError(
    "bad-request",
    "The request was given up before it was answered.",
  );
}

function endedError(): GrantError {
  return new GrantError(
    "session-ended",
    "This session was ended from another device.",
  );
}

function checkLimit(limit: unknown): number {
  if (!Number.isInteger(limit) || Number(limit) < 1 || Number(limit) > 1_000)
    throw optionError(
      "sessions.limit",
      limit,
      "Give a whole number of devices from 1 to 1000, or a function that does.",
    );
  return Number(limit);
}

function checkSessionOptions<Viewer>(options: SessionOptions<Viewer>): void {
  if (typeof options !== "object" || options === null)
    throw optionError("sessions", options, "Give { store, limit }.");
  const { store, limit, graceSeconds, label, whenStoreFails } = options;
  for (const method of ["claim", "release"] as const)
    if (typeof store?.[method] !== "function")
      throw optionError(
        "sessions.store",
        store,
        "Give a store, such as createMemoryStore() for one process.",
      );
  if (typeof limit !== "function") checkLimit(limit);
  if (graceSeconds !== undefined)
    checkSeconds("sessions.graceSeconds", graceSeconds, 0, 86_400);
  if (label !== undefined && typeof label !== "function")
    throw optionError("sessions.label", label, "Give a function.");
  if (
    whenStoreFails !== undefined &&
    !["refuse-new", "refuse", "allow"].includes(whenStoreFails)
  )
    throw optionError(
      "sessions.whenStoreFails",
      whenStoreFails,
      'Give "refuse-new", "refuse" or "allow".',
    );
  if (options.storeTimeoutSeconds !== undefined)
    checkSeconds(
      "sessions.storeTimeoutSeconds",
      options.storeTimeoutSeconds,
      1,
      30,
    );
}

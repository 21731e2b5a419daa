/** The rules of the device limit, over the record of one viewer. Nothing here waits, and nothing here keeps time. */
import { sessionHandle } from "./session-handle.js";
import type { Claimed, Session, SessionClaim } from "./session-store.js";

/** What is kept of one viewer. The session that claimed or renewed last comes first. */
export interface ViewerRecord {
  readonly sessions: readonly Session[];
  readonly ended: readonly EndedSession[];
}

/** That a session was ended elsewhere, for as long as its device might still ask. Times are epoch seconds. */
export interface EndedSession {
  sessionId: string;
  endedAt: number;
  /** When it is forgotten. */
  expiresAt: number;
}

export const emptyRecord: ViewerRecord = { sessions: [], ended: [] };

/** A device that makes up session IDs fills no more of the record than this; its oldest sessions go first. */
const sessionsPerDevice = 16;
/** The same for whoever keeps ending sessions: those that would be forgotten first go first. */
const endedPerViewer = 128;
/** Labels come from a browser's headers. */
const labelCharacters = 100;

/**
 * Counts a session, or goes on counting it; see {@link Claimed} for what may come of it.
 * @param now Whole epoch seconds.
 * @returns the same record where there is nothing to write
 */
export function claimSession(
  stored: ViewerRecord,
  claim: SessionClaim,
  now: number,
): { record: ViewerRecord; claimed: Claimed } {
  const record = notAhead(stored, now);
  const living = livingPart(record, now);
  const known = find(living, claim.sessionId);
  const belongs = claim.deviceIsNew || known?.deviceId === claim.deviceId;
  if (isEnded(living, claim.sessionId) || (known && !belongs))
    return { record, claimed: { outcome: "ended" } };

  const session: Session = {
    sessionId: claim.sessionId,
    deviceId: known?.deviceId ?? claim.deviceId,
    label: claim.label.slice(0, labelCharacters),
    startedAt: known?.startedAt ?? now,
    lastSeenAt: now,
    expiresAt: now + claim.ttlSeconds,
  };
  const rest = takeOver(living, claim.takeOver, session.deviceId, now);
  const devices = lastSeenOfEachDevice(rest.sessions);
  const counted = devices.some(({ deviceId }) => deviceId === session.deviceId);
  if (!counted && devices.length >= claim.limit)
    return {
      // What was taken over has ended all the same: where a lowered limit asks for two, each choice gets the viewer further.
      record: rest === living ? record : rest,
      claimed: { outcome: "limit", sessions: devices },
    };

  const others = rest.sessions.filter((other) => other !== known);
  return {
    record: { ...rest, sessions: bounded([session, ...others]) },
    claimed: { outcome: known ? "renewed" : "new", session },
  };
}

/** Forgets one session: its device is done with it, and may come back with it. */
export function releaseSession(
  stored: ViewerRecord,
  sessionId: string,
  now: number,
): ViewerRecord {
  const record = notAhead(stored, now);
  const living = livingPart(record, now);
  if (!find(living, sessionId)) return record;
  return {
    ...living,
    sessions: living.sessions.filter((other) => other.sessionId !== sessionId),
  };
}

/** Ends all sessions of the device that has this one. */
export function endSession(
  stored: ViewerRecord,
  sessionId: string,
  now: number,
): { record: ViewerRecord; found: boolean } {
  const record = notAhead(stored, now);
  const living = livingPart(record, now);
  const session = find(living, sessionId);
  return session
    ? { record: endDevice(living, session.deviceId, now), found: true }
    : { record, found: false };
}

/** The living sessions, the one seen last first. */
export function listSessions(stored: ViewerRecord, now: number): Session[] {
  return [...livingPart(notAhead(stored, now), now).sessions];
}

/** Epoch seconds after which the record means as much as none; `now` where it does so already. */
export function recordExpiresAt(
  { sessions, ended }: ViewerRecord,
  now: number,
): number {
  const ends = [...sessions, ...ended].map(({ expiresAt }) => expiresAt);
  return Math.max(now, ...ends);
}

function find(record: ViewerRecord, sessionId: string): Session | undefined {
  return record.sessions.find((session) => session.sessionId === sessionId);
}

function isEnded(record: ViewerRecord, sessionId: string): boolean {
  return record.ended.some((ended) => ended.sessionId === sessionId);
}

/** @returns the same record where there is nothing to end */
function takeOver(
  living: ViewerRecord,
  handle: string | undefined,
  ownDeviceId: string,
  now: number,
): ViewerRecord {
  if (handle === undefined) return living;
  const other = living.sessions.find(
    ({ sessionId }) => sessionHandle(sessionId) === handle,
  );
  return other && other.deviceId !== ownDeviceId
    ? endDevice(living, other.deviceId, now)
    : living;
}

function endDevice(
  living: ViewerRecord,
  deviceId: string,
  now: number,
): ViewerRecord {
  const isIts = (session: Session) => session.deviceId === deviceId;
  const ended = living.sessions.filter(isIts).map((session) => ({
    sessionId: session.sessionId,
    endedAt: now,
    expiresAt: now + session.expiresAt - session.lastSeenAt,
  }));
  return {
    sessions: living.sessions.filter((session) => !isIts(session)),
    ended: [...ended, ...living.ended]
      .sort((a, b) => b.expiresAt - a.expiresAt)
      .slice(0, endedPerViewer),
  };
}

function lastSeenOfEachDevice(sessions: readonly Session[]): Session[] {
  const devices = new Map<string, Session>();
  for (const session of sessions)
    if (!devices.has(session.deviceId)) devices.set(session.deviceId, session);
  return [...devices.values()];
}

function bounded(sessions: Session[]): Session[] {
  const counts = new Map<string, number>();
  return sessions.filter(({ deviceId }) => {
    const count = (counts.get(deviceId) ?? 0) + 1;
    counts.set(deviceId, count);
    return count <= sessionsPerDevice;
  });
}

function livingPart(record: ViewerRecord, now: number): ViewerRecord {
  const lives = (part: { expiresAt: number }) => part.expiresAt > now;
  return {
    sessions: record.sessions.filter(lives),
    ended: record.ended.filter(lives),
  };
}

/**
 * After the clock stepped back, what was last seen in its future was seen now: it keeps its span, and does not live on until
 * the clock is there again. The result has to be written, or it would be "seen now" each time that somebody looks.
 * @returns the same record where the clock did not step back
 */
function notAhead(record: ViewerRecord, now: number): ViewerRecord {
  const ahead =
    record.sessions.some(({ lastSeenAt }) => lastSeenAt > now) ||
    record.ended.some(({ endedAt }) => endedAt > now);
  if (!ahead) return record;
  return {
    sessions: record.sessions.map((session) => ({
      ...session,
      startedAt: Math.min(session.startedAt, now),
      lastSeenAt: Math.min(session.lastSeenAt, now),
      expiresAt: session.expiresAt - Math.max(0, session.lastSeenAt - now),
    })),
    ended: record.ended.map((ended) => ({
      ...ended,
      endedAt: Math.min(ended.endedAt, now),
      expiresAt: ended.expiresAt - Math.max(0, ended.endedAt - now),
    })),
  };
}

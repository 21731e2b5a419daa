import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type {
  Session,
  SessionClaim,
} from "../../../server-kit/stores/session-store.js";
import { sessionHandle } from "../../../server-kit/stores/session-handle.js";
import {
  claimSession,
  emptyRecord,
  endSession,
  listSessions,
  releaseSession,
  type ViewerRecord,
} from "../../../server-kit/stores/sessions.js";

const now = 1_790_000_000;
const ttlSeconds = 60;

/** `phone/1` is the session 1 of the device phone. It was seen `ago` seconds ago. */
function session(name: string, ago = 10): Session {
  const [deviceId = "", sessionId = ""] = name.split("/");
  const lastSeenAt = now - ago;
  return { sessionId, deviceId, label: deviceId, startedAt: lastSeenAt, lastSeenAt, expiresAt: lastSeenAt + ttlSeconds }; // prettier-ignore
}

/** Sessions, then those ended a moment ago. */
function record(names: string[], ended: string[] = []): ViewerRecord {
  return {
    sessions: names.map((name) => session(name)),
    ended: ended.map((sessionId) => ({ sessionId, endedAt: now - 1, expiresAt: now + 50 })), // prettier-ignore
  };
}

/** @param more `instead`: the session that is taken over, by its handle */
function claim(
  name: string,
  { instead, ...more }: Partial<SessionClaim> & { instead?: string } = {},
): SessionClaim {
  const [deviceId = "", sessionId = ""] = name.split("/");
  return { viewerId: "Ada", sessionId, deviceId, deviceIsNew: false, label: deviceId, limit: 2, ttlSeconds, takeOver: instead && sessionHandle(instead), ...more }; // prettier-ignore
}

const names = (sessions: readonly Session[]): string[] =>
  sessions.map(({ deviceId, sessionId }) => `${deviceId}/${sessionId}`);

/** What was there, what is claimed, what comes of it, and what is there then: sessions, and what has ended. */
const rows: [string, ViewerRecord, SessionClaim, string, string[], string[]?][] = [
  ["the first session is counted", emptyRecord, claim("phone/1"), "new", ["phone/1"]],
  ["a second device is, where there is room", record(["phone/1"]), claim("tv/2"), "new", ["tv/2", "phone/1"]],
  ["a third is not", record(["tv/2", "phone/1"]), claim("pad/3"), "limit", ["tv/2", "phone/1"]],
  ["a second tab needs no room", record(["tv/2", "phone/1"]), claim("phone/3"), "new", ["phone/3", "tv/2", "phone/1"]],
  ["two tabs leave room for another device", record(["phone/2", "phone/1"]), claim("tv/3"), "new", ["tv/3", "phone/2", "phone/1"]],
  ["a renewal comes first from then on", record(["tv/2", "phone/1"]), claim("phone/1"), "renewed", ["phone/1", "tv/2"]],
  ["a renewal goes on when the limit was lowered", record(["tv/2", "phone/1"]), claim("phone/1", { limit: 1 }), "renewed", ["phone/1", "tv/2"]],
  ["a session ID is no ticket for another device", record(["phone/1"]), claim("tv/1"), "ended", ["phone/1"]],
  ["a device that shows nothing keeps the session's device", record(["tv/2", "phone/1"]), claim("fresh/1", { deviceIsNew: true }), "renewed", ["phone/1", "tv/2"]],
  ["a device that shows nothing is new with a session unknown", record(["phone/1"]), claim("fresh/9", { deviceIsNew: true }), "new", ["fresh/9", "phone/1"]],
  ["a session that was ended is told so", record(["tv/2"], ["1"]), claim("phone/1"), "ended", ["tv/2"], ["1"]],
  ["a device whose session was ended may begin another", record(["tv/2"], ["1"]), claim("phone/3"), "new", ["phone/3", "tv/2"], ["1"]],
  ["taking over ends all sessions of that device", record(["tv/2", "tv/4", "phone/1"]), claim("pad/3", { instead: "4" }), "new", ["pad/3", "phone/1"], ["2", "4"]],
  ["taking over ends one device even where there is room", record(["phone/1"]), claim("tv/2", { instead: "1" }), "new", ["tv/2"], ["1"]],
  ["a renewal may take over", record(["tv/2", "phone/1"]), claim("phone/1", { instead: "2" }), "renewed", ["phone/1"], ["2"]],
  ["taking over what is unknown changes nothing", record(["tv/2", "phone/1"]), claim("pad/3", { instead: "9" }), "limit", ["tv/2", "phone/1"]],
  ["a session's ID, which goes on with it, takes over nothing", record(["tv/2", "phone/1"]), claim("pad/3", { takeOver: "2" }), "limit", ["tv/2", "phone/1"]],
  ["a session's handle goes on with nothing", record(["tv/2", "phone/1"]), claim(`fresh/${sessionHandle("1")}`, { deviceIsNew: true }), "limit", ["tv/2", "phone/1"]],
  ["taking over one's own other tab ends nothing", record(["tv/2", "phone/1"]), claim("phone/3", { instead: "1" }), "new", ["phone/3", "tv/2", "phone/1"]],
  ["taking over oneself ends nothing", record(["phone/1"]), claim("phone/1", { instead: "1" }), "renewed", ["phone/1"]],
  ["a device that shows nothing does not take over itself", record(["phone/1"]), claim("fresh/1", { deviceIsNew: true, instead: "1" }), "renewed", ["phone/1"]],
  ["an ended session takes over nothing", record(["tv/2"], ["1"]), claim("phone/1", { instead: "2" }), "ended", ["tv/2"], ["1"]],
  ["another's session takes over nothing", record(["tv/2", "phone/1"]), claim("pad/1", { instead: "2" }), "ended", ["tv/2", "phone/1"]],
  ["under a limit lowered to 1 taking over one of two ends it, and asks for the other", record(["tv/2", "phone/1"]), claim("pad/3", { limit: 1, instead: "2" }), "limit", ["phone/1"], ["2"]],
]; // prettier-ignore

for (const [name, before, asked, outcome, sessions, ended = []] of rows)
  test(name, () => {
    const { record: after, claimed } = claimSession(before, asked, now);
    assert.equal(claimed.outcome, outcome);
    assert.deepEqual(names(after.sessions), sessions);
    assert.deepEqual(after.ended.map(({ sessionId }) => sessionId), ended); // prettier-ignore
    if (claimed.outcome === "limit")
      assert.deepEqual(names(claimed.sessions), sessions);
    if (
      sessions.length === before.sessions.length &&
      /limit|ended/.test(outcome)
    )
      // prettier-ignore
      assert.equal(after, before, "There is nothing to write.");
  });

test("a refusal shows each device once", () => {
  const before = record(["tv/4", "phone/3", "tv/2", "phone/1"]);
  const { claimed } = claimSession(before, claim("pad/5"), now);
  assert.ok(claimed.outcome === "limit");
  assert.deepEqual(names(claimed.sessions), ["tv/4", "phone/3"]);
});

test("a renewal moves lastSeenAt, expiresAt and the label on, and leaves startedAt", () => {
  const asked = claim("phone/1", { label: "Firefox", ttlSeconds: 30 });
  const { claimed } = claimSession(record(["phone/1"]), asked, now);
  assert.deepEqual(claimed, {
    outcome: "renewed",
    session: {
      sessionId: "1",
      deviceId: "phone",
      label: "Firefox",
      startedAt: now - 10,
      lastSeenAt: now,
      expiresAt: now + 30,
    },
  });
});

test("a session that was ended is remembered for a whole life of it, then it is unknown", () => {
  const { record: after } = endSession(record(["phone/1"]), "1", now);
  const at = (later: number) =>
    claimSession(after, claim("phone/1"), now + later).claimed.outcome;
  assert.equal(at(ttlSeconds - 1), "ended");
  assert.equal(at(ttlSeconds), "new");
});

test("after the clock stepped back a session lives on for its own ttl, and that is written down", () => {
  const before: ViewerRecord = {
    sessions: [session("tv/2"), session("phone/1")],
    ended: [{ sessionId: "3", endedAt: now, expiresAt: now + ttlSeconds }],
  };
  const earlier = now - 86_400;
  const { record: after, claimed } = claimSession(
    before,
    claim("pad/4"),
    earlier,
  );
  assert.equal(claimed.outcome, "limit");
  for (const { startedAt, lastSeenAt, expiresAt } of after.sessions)
    assert.deepEqual(
      [startedAt, lastSeenAt, expiresAt],
      [earlier, earlier, earlier + ttlSeconds],
    );
  assert.deepEqual(after.ended, [
    { sessionId: "3", endedAt: earlier, expiresAt: earlier + ttlSeconds },
  ]);
  for (const written of [
    releaseSession(before, "unknown", earlier),
    endSession(before, "unknown", earlier).record,
  ])
    assert.deepEqual(written, after);
  assert.deepEqual(listSessions(before, earlier), after.sessions);
});

test("the clock of a server that is a little behind leaves a session of longer ttl its life", () => {
  const long = { ...session("tv/2", 0), expiresAt: now + 3_600 };
  const before = { sessions: [long], ended: [] };
  const { record: after } = claimSession(before, claim("phone/1"), now - 2);
  assert.equal(after.sessions[1]?.expiresAt, now + 3_598);
});

test("nobody can bloat a record: 16 sessions a device, 128 ended ones, short labels", () => {
  const label = "x".repeat(9_999);
  let bloated: ViewerRecord = emptyRecord;
  for (let n = 1; n <= 500; n += 1) {
    bloated = claimSession(bloated, claim(`phone/${n}`, { label }), now).record;
    if (n % 20 === 0 && n < 500)
      bloated = endSession(bloated, String(n), now).record;
  }
  assert.equal(bloated.sessions.length, 16);
  assert.equal(bloated.sessions[0]?.sessionId, "500");
  assert.equal(bloated.ended.length, 128);
  assert.equal(bloated.ended[0]?.sessionId, "480");
  assert.ok(JSON.stringify(bloated).length < 16_000, "16 KB");
});

/** Everything that may happen to one viewer's record; few IDs, so that they meet. */
const id = fc.constantFrom("1", "2", "3", "4", "5", "6");
const device = fc.constantFrom("a", "b", "c", "d", "e");
const operation = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("claim" as const),
      sessionId: id,
      deviceId: device,
      deviceIsNew: fc.boolean(),
      takeOver: fc.option(id.map(sessionHandle), { nil: undefined }),
    }),
  },
  fc.record({ kind: fc.constant("release" as const), sessionId: id }),
  fc.record({ kind: fc.constant("end" as const), sessionId: id }),
  fc.record({
    kind: fc.constant("wait" as const),
    seconds: fc.integer({ min: -100, max: 70 }),
  }),
);
const history = fc.array(operation, { maxLength: 60 });
const limits = fc.integer({ min: 1, max: 4 });

type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** Plays the operations, and looks at each step. */
function play(
  operations: Operation[],
  limit: number,
  look: (step: {
    operation: Operation;
    before: ViewerRecord;
    after: ViewerRecord;
    at: number;
    outcome: string | undefined;
  }) => void,
): void {
  let at = now;
  let before: ViewerRecord = emptyRecord;
  for (const operation of operations) {
    let after = before;
    let outcome: string | undefined;
    if (operation.kind === "wait") at += operation.seconds;
    if (operation.kind === "release")
      after = releaseSession(before, operation.sessionId, at);
    if (operation.kind === "end")
      after = endSession(before, operation.sessionId, at).record;
    if (operation.kind === "claim") {
      const asked = { viewerId: "Ada", label: "", limit, ttlSeconds, ...operation }; // prettier-ignore
      const result = claimSession(before, asked, at);
      after = result.record;
      outcome = result.claimed.outcome;
    }
    look({ operation, before, after, at, outcome });
    before = after;
  }
}

const devices = (record: ViewerRecord, at: number): Set<string> =>
  new Set(listSessions(record, at).map(({ deviceId }) => deviceId));

test("whatever happens, never more devices live than the limit, and no session for longer than its ttl", () => {
  fc.assert(
    fc.property(history, limits, (operations, limit) =>
      play(operations, limit, ({ after, at }) => {
        const { size } = devices(after, at);
        assert.ok(size <= limit, `${size} devices`);
        for (const { expiresAt } of listSessions(after, at)) {
          const left = expiresAt - at;
          assert.ok(left > 0 && left <= ttlSeconds, `${left} s left`);
        }
      }),
    ),
    { numRuns: 2_000 },
  );
});

test("whatever happens, an end frees exactly the device of that session, and a release no device that has others", () => {
  fc.assert(
    fc.property(history, limits, (operations, limit) =>
      play(operations, limit, ({ operation, before, after, at }) => {
        if (operation.kind !== "end" && operation.kind !== "release") return;
        const sessions = listSessions(before, at);
        const its = sessions.find(
          ({ sessionId }) => sessionId === operation.sessionId,
        )?.deviceId;
        const left = sessions.filter(
          ({ sessionId, deviceId }) =>
            sessionId !== operation.sessionId &&
            (operation.kind === "release" || deviceId !== its),
        );
        assert.deepEqual(listSessions(after, at), left);
      }),
    ),
    { numRuns: 2_000 },
  );
});

test("whatever happens, a session that was ended elsewhere is not renewed within its ttl", () => {
  fc.assert(
    fc.property(history, limits, (operations, limit) => {
      /** Until when each may not come back. A step back of the clock moves that with it. */
      const endedUntil = new Map<string, number>();
      play(operations, limit, ({ operation, before, after, at, outcome }) => {
        for (const [sessionId, until] of endedUntil)
          // What has once been over may be forgotten, also by a clock that then steps back.
          if (until <= at) endedUntil.delete(sessionId);
          else endedUntil.set(sessionId, Math.min(until, at + ttlSeconds));
        if (operation.kind === "claim") {
          const barred = (endedUntil.get(operation.sessionId) ?? at) > at;
          if (barred) assert.equal(outcome, "ended");
        }
        if (operation.kind === "release") return;
        const left = listSessions(after, at).map(({ sessionId }) => sessionId);
        for (const { sessionId } of listSessions(before, at))
          if (!left.includes(sessionId))
            endedUntil.set(sessionId, at + ttlSeconds);
      });
    }),
    { numRuns: 2_000 },
  );
});

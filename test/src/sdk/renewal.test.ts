import assert from "node:assert/strict";
import { test } from "node:test";
import { PlayerError, type PlayerErrorCode } from "../../../src/errors.js";
import { Grant } from "../../../src/sdk/grant.js";
import {
  next,
  type RenewalEvent,
  type RenewalState,
} from "../../../src/sdk/renewal.js";

/** The time at which every event of the table arrives, and a grant's life around it. */
const now = 1_000_000;

function grantAt(requestedAt: number): Grant {
  return new Grant(
    { videoUrl: "https://edge.test/lesson-1/main.m3u8", expiresIn: 900 },
    { requestedAt, random: 0.5 }, // due after 600 s
  );
}

const fresh = grantAt(now);
const newer = grantAt(now + 1);
const due = grantAt(now - 600_000);
const dead = grantAt(now - 900_000);

const error = (code: PlayerErrorCode, retryAfterMs?: number) =>
  new PlayerError(
    code,
    code,
    retryAfterMs === undefined ? {} : { retryAfterMs },
  );
const down = error("unreachable");
const busy = error("rate-limited", 45_000);
const broken = error("server-error");
const no = error("not-entitled");
const atTheEdge = error("edge-refused");

const idle: RenewalState = { name: "idle" };
const closed: RenewalState = { name: "closed" };

function requesting(
  grant?: Grant,
  reason: "schedule" | "refusal" = "schedule",
  attempt = 0,
  takeOver?: string,
): RenewalState {
  return { name: "requesting", grant, reason, attempt, takeOver };
}
function active(
  grant: Grant,
  reason: "schedule" | "refusal" = "schedule",
): RenewalState {
  return { name: "active", grant, reason };
}
function retrying(
  grant: Grant | undefined,
  attempt: number,
  retryAt: number,
  {
    reason = "schedule" as "schedule" | "refusal",
    error = down as PlayerError,
    takeOver = undefined as string | undefined,
  } = {},
): RenewalState {
  return {
    name: "retrying",
    grant,
    reason,
    attempt,
    takeOver,
    error,
    retryAt,
  };
}
const blocked = (error: PlayerError): RenewalState => ({
  name: "blocked",
  error,
});
const lapsed = (grant?: Grant): RenewalState => ({ name: "lapsed", grant });

const start: RenewalEvent = { type: "start" };
const takeOver: RenewalEvent = { type: "start", takeOver: "other" };
const dueNow: RenewalEvent = { type: "due" };
const wake: RenewalEvent = { type: "wake" };
const needed: RenewalEvent = { type: "needed" };
const accepted: RenewalEvent = { type: "accepted" };
const lapse: RenewalEvent = { type: "lapse" };
const close: RenewalEvent = { type: "close" };
const refused: RenewalEvent = { type: "refused", error: atTheEdge };
const granted = (grant: Grant): RenewalEvent => ({ type: "granted", grant });
const failed = (error: PlayerError): RenewalEvent => ({
  type: "failed",
  error,
});

/** `random` is 0.5 throughout: a backoff is half of what it may be at most. */
const unchanged = "unchanged";
const halted = retrying(fresh, 2, now + 500);
const haltedTakeOver = retrying(undefined, 2, now + 500, { takeOver: "other" });
const takingOver = requesting(undefined, "schedule", 0, "other");
const haltedByRefusal = retrying(fresh, 2, now + 500, { reason: "refusal" });

// prettier-ignore
const table: [what: string, RenewalState, RenewalEvent, RenewalState | typeof unchanged][] = [
  // idle: nothing yet
  ["asks for the first grant at the start", idle, start, requesting()],
  ["asks for the first grant in place of another device", idle, takeOver, takingOver],
  ["asks for the first grant when play is pressed", idle, needed, requesting()],
  ["waits for the start whatever wakes the page", idle, wake, unchanged],
  ["has nothing to renew before the start", idle, dueNow, unchanged],
  ["takes no grant before the start", idle, granted(fresh), unchanged],
  ["has nothing to be refused before the start", idle, refused, unchanged],
  ["has nothing to fail before the start", idle, failed(down), unchanged],
  ["has nothing to be accepted before the start", idle, accepted, unchanged],
  ["has nothing to let go before the start", idle, lapse, unchanged],
  ["closes before the start", idle, close, closed],

  // requesting: one request under way
  ["plays with the grant it got", requesting(), granted(fresh), active(fresh)],
  ["plays with the next grant", requesting(due), granted(fresh), active(fresh)],
  ["remembers that a refusal was the reason to ask", requesting(due, "refusal"), granted(fresh), active(fresh, "refusal")],
  ["forgets how often it tried once it has a grant", requesting(due, "schedule", 5), granted(fresh), active(fresh)],
  ["tries again when nobody answers", requesting(), failed(down), retrying(undefined, 1, now + 500)],
  ["tries again after a 5xx", requesting(), failed(broken), retrying(undefined, 1, now + 500, { error: broken })],
  ["waits as long as the server says", requesting(), failed(busy), retrying(undefined, 1, now + 45_000, { error: busy })],
  ["keeps the grant at hand while it tries again", requesting(due), failed(down), retrying(due, 1, now + 500)],
  ["keeps the reason while it tries again", requesting(due, "refusal"), failed(down), retrying(due, 1, now + 500, { reason: "refusal" })],
  ["waits twice as long after the second failure", requesting(due, "schedule", 1), failed(down), retrying(due, 2, now + 1_000)],
  ["waits 30 s at most", requesting(due, "schedule", 5), failed(down), retrying(due, 6, now + 15_000)],
  ["makes the sixth retry", requesting(undefined, "schedule", 5), failed(down), retrying(undefined, 6, now + 15_000)],
  ["gives up after six retries without a grant", requesting(undefined, "schedule", 6), failed(down), blocked(down)],
  ["gives up after six retries with a dead grant", requesting(dead, "schedule", 6), failed(down), blocked(down)],
  ["gives up after six retries with a refused grant", requesting(fresh, "refusal", 6), failed(down), blocked(down)],
  ["does not give up while the grant at hand lives", requesting(due, "schedule", 6), failed(down), retrying(due, 7, now + 15_000)],
  ["stops at a no", requesting(), failed(no), blocked(no)],
  ["stops at a no to taking over, and forgets about it", takingOver, failed(no), blocked(no)],
  ["has taken over once it has a grant", takingOver, granted(fresh), active(fresh)],
  ["keeps whom to take over from while it tries again", takingOver, failed(down), retrying(undefined, 1, now + 500, { takeOver: "other" })],
  ["does not ask twice to take over", takingOver, takeOver, unchanged],
  ["stops at a no even with a living grant", requesting(due), failed(no), blocked(no)],
  ["does not ask twice at the same time", requesting(), start, unchanged],
  ["does not ask twice when play is pressed", requesting(due), needed, unchanged],
  ["does not ask twice when the page wakes", requesting(due), wake, unchanged],
  ["does not ask twice when a refusal comes in meanwhile", requesting(due), refused, unchanged],
  ["has no sleep that could end while it asks", requesting(due), dueNow, unchanged],
  ["takes no note of a success of the old grant while it asks", requesting(due, "refusal"), accepted, unchanged],
  ["finishes asking before it lets go", requesting(due), lapse, unchanged],
  ["closes while it asks", requesting(due), close, closed],

  // active: holds a grant; sleeps until renewAt
  ["renews when it is time", active(due), dueNow, requesting(due)],
  ["renews when the page wakes after it was time", active(due), wake, requesting(due)],
  ["renews when play is pressed after it was time", active(due), needed, requesting(due)],
  ["leaves a fresh grant alone when the page wakes", active(fresh), wake, unchanged],
  ["leaves a fresh grant alone when play is pressed", active(fresh), needed, unchanged],
  ["asks for another grant when the edge refuses this one", active(fresh), refused, requesting(fresh, "refusal")],
  ["stops when the edge refuses the grant that replaced a refused one", active(fresh, "refusal"), refused, blocked(atTheEdge)],
  ["counts anew once the replacing grant went through", active(fresh, "refusal"), accepted, active(fresh)],
  ["takes no note of an ordinary success", active(fresh), accepted, unchanged],
  ["takes the grant that another tab got", active(due), granted(newer), active(newer)],
  ["lets the session go when nobody watches", active(fresh), lapse, lapsed(fresh)],
  ["is started already", active(fresh), start, unchanged],
  ["ends no other device while it plays", active(fresh), takeOver, unchanged],
  ["has no request that could fail", active(fresh), failed(no), unchanged],
  ["closes while it plays", active(fresh), close, closed],

  // retrying: last request failed; sleeps until retryAt
  ["tries again when the backoff is over", halted, dueNow, requesting(fresh, "schedule", 2)],
  ["tries again to take over", haltedTakeOver, dueNow, requesting(undefined, "schedule", 2, "other")],
  ["tries at once to take over when the page wakes", haltedTakeOver, wake, takingOver],
  ["need not take over any more when another tab got a grant", haltedTakeOver, granted(newer), active(newer)],
  ["tries again with the reason it had", haltedByRefusal, dueNow, requesting(fresh, "refusal", 2)],
  ["tries at once, counting anew, when the page wakes", halted, wake, requesting(fresh)],
  ["tries at once, counting anew, when play is pressed", halted, needed, requesting(fresh)],
  ["waits as long as the server says, whoever wakes it", retrying(fresh, 1, now + 45_000, { error: busy }), wake, unchanged],
  ["waits as long as the server says, whatever is pressed", retrying(fresh, 1, now + 45_000, { error: busy }), needed, unchanged],
  ["tries when the server's time has come", retrying(fresh, 1, now, { error: busy }), needed, requesting(fresh)],
  ["tries at once with the reason it had", haltedByRefusal, wake, requesting(fresh, "refusal")],
  ["takes the grant that another tab got while it backs off", halted, granted(newer), active(newer)],
  ["plays no more with a grant that is refused while it backs off", halted, refused, haltedByRefusal],
  ["knows already that its grant is refused", haltedByRefusal, refused, unchanged],
  ["lets the session go while it backs off", halted, lapse, lapsed(fresh)],
  ["keeps its backoff when it is started", halted, start, unchanged],
  ["has no request that could fail while it backs off", halted, failed(no), unchanged],
  ["takes no note of a success while it backs off", halted, accepted, unchanged],
  ["closes while it backs off", halted, close, closed],

  // blocked: will not go on by itself
  ["begins again after a no when it is started", blocked(no), start, requesting()],
  ["begins again after a no in place of another device", blocked(no), takeOver, takingOver],
  ["begins again after an edge refusal when it is started", blocked(atTheEdge), start, requesting()],
  ["begins again after it gave up when the page wakes", blocked(down), wake, requesting()],
  ["begins again after it gave up when play is pressed", blocked(busy), needed, requesting()],
  ["takes a no for a no when the page wakes", blocked(no), wake, unchanged],
  ["takes a no for a no when play is pressed", blocked(no), needed, unchanged],
  ["takes an edge refusal for a no when play is pressed", blocked(atTheEdge), needed, unchanged],
  ["takes no grant of another tab after a no", blocked(no), granted(fresh), unchanged],
  ["says a refusal once", blocked(atTheEdge), refused, unchanged],
  ["has no sleep that could end after a no", blocked(no), dueNow, unchanged],
  ["has no request that could fail after a no", blocked(no), failed(down), unchanged],
  ["has nothing to be accepted after a no", blocked(no), accepted, unchanged],
  ["has nothing to let go after a no", blocked(no), lapse, unchanged],
  ["closes after a no", blocked(no), close, closed],

  // lapsed: nobody watched
  ["asks again when play is pressed after a lapse", lapsed(due), needed, requesting(due)],
  ["asks again when it is started after a lapse", lapsed(due), start, requesting(due)],
  ["asks again in place of another device after a lapse", lapsed(due), takeOver, requesting(due, "schedule", 0, "other")],
  ["asks nothing when the page only wakes after a lapse", lapsed(due), wake, unchanged],
  ["has no sleep that could end after a lapse", lapsed(due), dueNow, unchanged],
  ["takes no grant of another tab after a lapse", lapsed(due), granted(fresh), unchanged],
  ["has nothing to be refused after a lapse", lapsed(due), refused, unchanged],
  ["has no request that could fail after a lapse", lapsed(due), failed(no), unchanged],
  ["has nothing to be accepted after a lapse", lapsed(due), accepted, unchanged],
  ["lapses once", lapsed(due), lapse, unchanged],
  ["closes after a lapse", lapsed(due), close, closed],

  // closed: over
  ...[start, granted(fresh), failed(down), dueNow, wake, needed, refused, accepted, lapse, close].map(
    (event): [string, RenewalState, RenewalEvent, typeof unchanged] =>
      [`stays closed after ${event.type}`, closed, event, unchanged],
  ),
];

for (const [what, state, event, expected] of table)
  test(`${what} (${state.name}, ${event.type})`, () => {
    const before = copyOf(state);
    const after = next(state, event, now, 0.5);
    assert.deepEqual(copyOf(state), before, "the state was changed");
    if (expected === unchanged) assert.equal(after, state);
    else {
      assert.notEqual(after, state);
      assert.deepEqual(after, expected);
      if ("grant" in expected)
        assert.equal((after as { grant?: Grant }).grant, expected.grant);
    }
  });

test("every state answers every event, and no row of the table is there twice", () => {
  const names: RenewalState["name"][] = [
    "idle",
    "requesting",
    "active",
    "retrying",
    "blocked",
    "lapsed",
    "closed",
  ];
  const events: RenewalEvent["type"][] = [
    "start",
    "granted",
    "failed",
    "due",
    "wake",
    "needed",
    "refused",
    "accepted",
    "lapse",
    "close",
  ];
  const pairs = new Set(
    table.map(([, state, event]) => `${state.name} ${event.type}`),
  );
  for (const name of names)
    for (const type of events)
      assert.ok(pairs.has(`${name} ${type}`), `no row for ${name}, ${type}`);
  const titles = table.map(
    ([what, state, event]) => `${what} ${state.name} ${event.type}`,
  );
  assert.equal(new Set(titles).size, titles.length);
});

/** A copy to compare with; the grant in it is the same object. */
function copyOf(state: RenewalState): RenewalState {
  return { ...state };
}

import type { PlayerError } from "../errors.js";
import type { Grant } from "./grant.js";
import { backoffMs } from "./schedule.js";

/** Tries in a row after which a session with no living grant gives up, until something wakes it. */
const mostAttempts = 6;

/**
 * Why a grant was asked for. A grant asked for because of a refusal, and refused itself, is the end:
 * asking again would not help.
 */
export type RequestReason = "schedule" | "refusal";

/** Where a session stands. `grant` is the last one granted: playback goes on with it while another is asked for. */
export type RenewalState =
  | { readonly name: "idle" }
  | {
      readonly name: "requesting";
      readonly grant: Grant | undefined;
      readonly reason: RequestReason;
      /** Failed tries so far, in a row. */
      readonly attempt: number;
      /** The session of another device that the request asks to end. */
      readonly takeOver: string | undefined;
    }
  | {
      readonly name: "active";
      readonly grant: Grant;
      readonly reason: RequestReason;
    }
  | {
      readonly name: "retrying";
      readonly grant: Grant | undefined;
      readonly reason: RequestReason;
      readonly attempt: number;
      readonly takeOver: string | undefined;
      readonly error: PlayerError;
      /** Epoch milliseconds of the next try. */
      readonly retryAt: number;
    }
  | { readonly name: "blocked"; readonly error: PlayerError }
  | { readonly name: "lapsed"; readonly grant: Grant | undefined }
  | { readonly name: "closed" };

export type RenewalStateName = RenewalState["name"];

export type RenewalEvent =
  /** Begin, or begin again after a "no"; in place of the session `takeOver`, if there is one. */
  | { readonly type: "start"; readonly takeOver?: string | undefined }
  | { readonly type: "granted"; readonly grant: Grant }
  | { readonly type: "failed"; readonly error: PlayerError }
  /** The sleep until `renewAt` or `retryAt` is over. */
  | { readonly type: "due" }
  /** Something changed for the better: back online, tab visible again. */
  | { readonly type: "wake" }
  /** Playback wants data now: play pressed, a seek. */
  | { readonly type: "needed" }
  /** The edge refused the current grant. */
  | { readonly type: "refused"; readonly error: PlayerError }
  /** A request that had been refused went through with the current grant. */
  | { readonly type: "accepted" }
  /** Nobody watches: paused for long in a hidden page. */
  | { readonly type: "lapse" }
  | { readonly type: "close" };

/**
 * The renewal machine: which state follows. It knows every rule and touches nothing.
 * A state that is returned unchanged (`===`) means that the event changes nothing.
 *
 * @param now epoch milliseconds by the session's clock
 * @param random 0 to 1, for the jitter of the backoff
 */
export function next(
  state: RenewalState,
  event: RenewalEvent,
  now: number,
  random: number,
): RenewalState {
  if (state.name === "closed") return state;
  if (event.type === "close") return { name: "closed" };
  switch (state.name) {
    case "idle":
      return event.type === "start" || event.type === "needed"
        ? request(undefined, takeOverOf(event))
        : state;
    case "requesting":
      if (event.type === "granted")
        return { name: "active", grant: event.grant, reason: state.reason };
      if (event.type === "failed")
        return afterFailure(state, event, now, random);
      return state;
    case "active":
      return fromActive(state, event, now);
    case "retrying":
      switch (event.type) {
        case "due":
          return asking(state, state.attempt);
        case "wake":
        case "needed": // what the server asked to wait is waited
          return state.error.retryAfterMs !== undefined && now < state.retryAt
            ? state
            : asking(state);
        case "granted": // another tab was luckier
          return { name: "active", grant: event.grant, reason: state.reason };
        case "refused": // the grant it kept is of no more use
          return state.reason === "refusal"
            ? state
            : { ...state, reason: "refusal" };
        case "lapse":
          return { name: "lapsed", grant: state.grant };
        default:
          return state;
      }
    case "blocked":
      if (event.type === "start") return request(undefined, takeOverOf(event));
      return (event.type === "wake" || event.type === "needed") &&
        state.error.retried
        ? request(undefined)
        : state;
    case "lapsed":
      return event.type === "start" || event.type === "needed"
        ? request(state.grant, takeOverOf(event))
        : state;
  }
}

function fromActive(
  state: RenewalState & { name: "active" },
  event: RenewalEvent,
  now: number,
): RenewalState {
  switch (event.type) {
    case "due":
      return request(state.grant);
    case "wake":
    case "needed":
      return now >= state.grant.renewAt ? request(state.grant) : state;
    case "granted": // by another tab or player
      return { name: "active", grant: event.grant, reason: "schedule" };
    case "refused":
      return state.reason === "refusal"
        ? { name: "blocked", error: event.error }
        : { ...request(state.grant), reason: "refusal" };
    case "accepted":
      return state.reason === "refusal"
        ? { ...state, reason: "schedule" }
        : state;
    case "lapse":
      return { name: "lapsed", grant: state.grant };
    default:
      return state;
  }
}

function request(
  grant: Grant | undefined,
  takeOver?: string,
): RenewalState & { name: "requesting" } {
  return {
    name: "requesting",
    grant,
    reason: "schedule",
    attempt: 0,
    takeOver,
  };
}

/** The request of before, once more. */
function asking(
  { grant, reason, takeOver }: RenewalState & { name: "retrying" },
  attempt = 0,
): RenewalState & { name: "requesting" } {
  return { name: "requesting", grant, reason, attempt, takeOver };
}

function takeOverOf(event: RenewalEvent): string | undefined {
  return event.type === "start" ? event.takeOver : undefined;
}

/**
 * A "no" ends it; anything else is tried again. While the grant at hand lives, so does hope: playback goes on with it,
 * and the session gives up only when that is over and the tries are used up.
 */
function afterFailure(
  { grant, reason, attempt, takeOver }: RenewalState & { name: "requesting" },
  { error }: RenewalEvent & { type: "failed" },
  now: number,
  random: number,
): RenewalState {
  const alive =
    grant !== undefined && reason === "schedule" && now < grant.expiresAt;
  if (!error.retried || (attempt >= mostAttempts && !alive))
    return { name: "blocked", error };
  return {
    name: "retrying",
    grant,
    reason,
    attempt: attempt + 1,
    takeOver,
    error,
    retryAt: now + backoffMs(attempt, error.retryAfterMs, random),
  };
}

import type { WatchedRange } from "./contract.js";
import type { PlayerError } from "./errors.js";

/** The native media events that the element re-dispatches under their own names. Like those, they do not bubble. */
export const mediaEvents = [
  "abort",
  "canplay",
  "canplaythrough",
  "durationchange",
  "emptied",
  "encrypted",
  "ended",
  "enterpictureinpicture",
  "leavepictureinpicture",
  "loadeddata",
  "loadedmetadata",
  "loadstart",
  "pause",
  "play",
  "playing",
  "progress",
  "ratechange",
  "resize",
  "seeked",
  "seeking",
  "stalled",
  "suspend",
  "timeupdate",
  "volumechange",
  "waiting",
  "waitingforkey",
  "webkitbeginfullscreen",
  "webkitcurrentplaybacktargetiswirelesschanged",
  "webkitendfullscreen",
  "webkitplaybacktargetavailabilitychanged",
  "webkitpresentationmodechanged",
] as const;

/** Detail of `grant-issued` and `grant-renewed`. */
export interface GrantEventDetail {
  sessionId: string | undefined;
  /** Epoch milliseconds at which the grant ends, by the viewer's clock. */
  expiresAt: number;
}

/** Detail of `grant-retrying`. */
export interface GrantRetryingDetail {
  error: PlayerError;
  /** Number of failed tries so far, in a row. */
  attempt: number;
  /** Epoch milliseconds of the next try, by the viewer's clock. */
  retryAt: number;
}

/** Detail of `progress-report` and `completed`: what there is to say of this viewer and this video. */
export interface ProgressDetail {
  /** Why it is said now. */
  reason:
    | "play"
    | "interval"
    | "pause"
    | "seek"
    | "ended"
    | "hidden"
    | "leave"
    | "completed";
  /** Seconds: where the viewer is; after a seek, where it led to. While he is asked whether to go on, where that would be. */
  position: number;
  /** With `seek`, seconds: where it began. */
  from?: number;
  /** Seconds that the video lasts. */
  duration: number;
  /** In order and apart from each other. */
  watchedRanges: WatchedRange[];
  /** Share of the video that was watched, 0 to 1. */
  watchedFraction: number;
  /** Whether the share has reached `completion-threshold`. */
  completed: boolean;
}

/** Detail of `seek-blocked`. */
export interface SeekBlockedDetail {
  /** Seconds: where the viewer is, and stays. */
  from: number;
  /** Seconds: where the seek would have led to. */
  to: number;
}

/** Detail of `progress-refused`: why the progress endpoint did not take a report, or did not say what it knows. */
export interface ProgressRefusedDetail {
  /** HTTP status; 0 where there was no answer. */
  status: number;
  /** From the answer's problem details, such as `implausible-progress`. */
  code: string | undefined;
  /** Why the server does not believe it, such as `ahead-of-clock`: the player then says less, and the rest bit by bit. */
  reason?: string;
}

/** The media events, each with what `<video>` gives to its listeners. */
type MediaEventMap = {
  [
    Type in (typeof mediaEvents)[number]
  ]: Type extends keyof HTMLVideoElementEventMap
    ? HTMLVideoElementEventMap[Type]
    : Event;
};

/** The element's own events, for `addEventListener` in TypeScript. None of them ever carries a signature. */
export interface SecureHlsPlayerEventMap extends MediaEventMap {
  "grant-issued": CustomEvent<GrantEventDetail>;
  "grant-renewed": CustomEvent<GrantEventDetail>;
  "grant-retrying": CustomEvent<GrantRetryingDetail>;
  "progress-report": CustomEvent<ProgressDetail>;
  "progress-refused": CustomEvent<ProgressRefusedDetail>;
  completed: CustomEvent<ProgressDetail>;
  "seek-blocked": CustomEvent<SeekBlockedDetail>;
  error: CustomEvent<PlayerError>;
  streamtypechange: Event;
  targetlivewindowchange: Event;
  playingrenditionchange: Event;
  limitschange: Event;
}

/** With those that every element has. */
export interface ListenerEventMap
  extends
    SecureHlsPlayerEventMap,
    Omit<HTMLElementEventMap, keyof SecureHlsPlayerEventMap> {}

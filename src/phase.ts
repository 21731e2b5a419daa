import type { RenewalStateName } from "./sdk/renewal.js";

/** What the viewer sees the player doing. */
export type Phase =
  | "idle"
  | "loading"
  | "playing"
  | "paused"
  | "ended"
  | "reconnecting"
  | "offline"
  | "refused";

/** What {@link phaseOf} looks at. */
export interface PhaseFacts {
  refused: boolean;
  /** Whether the video has been asked for. */
  begun: boolean;
  grantState: RenewalStateName;
  /** Failed grant requests so far, in a row. */
  attempt: number;
  /** Whether playback has stopped for want of data. */
  waiting: boolean;
  media:
    | Pick<HTMLMediaElement, "paused" | "ended" | "seeking" | "readyState">
    | undefined;
}

/** A renewal that goes wrong is not shown as long as the video goes on: the viewer notices nothing. */
export function phaseOf(facts: PhaseFacts): Phase {
  const { refused, begun, grantState, attempt, waiting, media } = facts;
  if (refused) return "refused";
  if (!begun || !media) return "idle";
  // A browser on a phone may load no more than a file's length before play.
  const enough =
    media.paused && !media.seeking
      ? HTMLMediaElement.HAVE_METADATA
      : HTMLMediaElement.HAVE_CURRENT_DATA;
  const empty = media.readyState < enough;
  if ((waiting || empty) && navigator.onLine === false) return "offline";
  if ((waiting || empty) && attempt > 0) return "reconnecting";
  if (waiting || (empty && grantState !== "lapsed")) return "loading";
  if (media.ended) return "ended";
  return media.paused ? "paused" : "playing";
}

/** What kind of stream it is. @see https://github.com/video-dev/media-ui-extensions/blob/main/proposals/0006-stream-type.md */
export type StreamType = "on-demand" | "live" | "unknown";

/** Where playback of a live stream is meant to be. */
export interface LiveEdge {
  /** Seconds of media time, a little behind the newest segment; `null` while that is not known. */
  syncPosition(): number | null;
  /** Seconds behind it that still count as live. */
  readonly toleranceSeconds: number;
}

/** A live stream that can be seeked in for less than this is watched at its edge only. */
export const SHORTEST_WINDOW_SECONDS = 60;

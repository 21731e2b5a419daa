import type { WatchedRange } from "../contract.js";

/** What the adapters use of `<secure-hls-player>`: its public events and properties, nothing else. */
export interface TrackedPlayer extends EventTarget {
  /** Seconds. */
  readonly currentTime: number;
  /** Seconds; NaN until it is known. */
  readonly duration: number;
  readonly playbackRate: number;
  readonly volume: number;
  readonly muted: boolean;
  readonly videoHeight?: number | undefined;
  readonly clientWidth?: number | undefined;
  readonly clientHeight?: number | undefined;
  readonly textTracks?: TextTrackList | undefined;
  readonly videoId?: string | null | undefined;
  readonly src?: string | undefined;
  readonly watchedRanges: readonly WatchedRange[];
  /** 0 to 1. */
  readonly watchedFraction: number;
  readonly completed: boolean;
  /** As the page writes it, which may be nothing or nonsense: 0.95 is meant then. */
  readonly completionThreshold?: number | string | null | undefined;
  /** Takes up what was watched before. */
  restoreProgress(progress: {
    position?: number;
    watchedRanges?: WatchedRange[];
    completed?: boolean;
  }): void;
}

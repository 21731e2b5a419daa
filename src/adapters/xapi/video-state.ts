import { readCompletionThreshold } from "../../lesson/settings.js";
import type { TrackedPlayer } from "../tracked-player.js";
import type { VideoState } from "./statement.js";

/** How things are with the player now. @param elapsedMs since `initialized` */
export function readState(
  player: TrackedPlayer,
  sessionId: string,
  elapsedMs: number,
): VideoState {
  const { clientWidth = 0, clientHeight = 0, duration } = player;
  const { document, screen } = globalThis as Partial<typeof globalThis>;
  const full = document?.fullscreenElement as Node | null | undefined;
  return {
    sessionId,
    time: player.currentTime,
    length: Number.isFinite(duration) ? duration : 0,
    watchedRanges: player.watchedRanges,
    progress: player.watchedFraction,
    completionThreshold: readCompletionThreshold(player.completionThreshold),
    elapsedMs,
    volume: player.muted ? 0 : player.volume,
    speed: player.playbackRate,
    // What goes into fullscreen may be the page's own frame around the player.
    fullScreen: full?.contains(player as unknown as Node) ?? false,
    screenSize: `${screen?.width ?? 0}x${screen?.height ?? 0}`,
    playbackSize: `${clientWidth}x${clientHeight}`,
    quality: player.videoHeight ?? 0,
    captions: captionsOf(player),
  };
}

function captionsOf({ textTracks }: TrackedPlayer): string | undefined {
  const shown = Array.from(textTracks ?? []).find(
    ({ kind, mode }) =>
      mode === "showing" && (kind === "captions" || kind === "subtitles"),
  );
  return shown && (shown.language || "und");
}

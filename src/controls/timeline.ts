import type { ControlledPlayer } from "./controls.js";
import type { PlyrPlayer } from "./plyr-internals.js";

/** What the seek bar stands for, in seconds of media time. */
export interface Timeline {
  start: number;
  end: number;
}

/** All of a video; of a live stream what can be seeked in, up to where playback is meant to be. Empty while unknown. */
export function timelineOf(player: ControlledPlayer): Timeline {
  const { duration, seekable } = player.nativeEl;
  if (player.streamType !== "live")
    return { start: 0, end: Number.isFinite(duration) ? duration : 0 };
  if (seekable.length === 0) return { start: 0, end: 0 };
  const start = seekable.start(0);
  return { start, end: Math.max(start, player.liveSyncPosition || start) };
}

/** Moves playback, to the end of the timeline at most. @returns whether there is anything to seek in */
export function seekBy(player: ControlledPlayer, seconds: number): boolean {
  const media = player.nativeEl;
  const { start, end } = timelineOf(player);
  if (end <= start) return false;
  media.currentTime = clamp(media.currentTime + seconds, start, end);
  return true;
}

/**
 * Makes Plyr reckon in the timeline: its seek bar, and what it tells screen readers, take any video to begin at 0 and to
 * have an end.
 */
export function redirectTimeline(
  plyr: PlyrPlayer,
  player: ControlledPlayer,
): void {
  // Plyr's own at any time: on its way out it has another one, which it may set to 0.
  const length = () => {
    const { start, end } = timelineOf(player);
    return end - start;
  };
  Object.defineProperties(plyr, {
    duration: { get: length },
    currentTime: {
      get: () =>
        clamp(plyr.media.currentTime - timelineOf(player).start, 0, length()),
      set(seconds: number) {
        const { start, end } = timelineOf(player);
        // Before there is anything to seek in, 0 would be no wish but a mistake.
        if (end > start)
          plyr.media.currentTime = clamp(start + seconds, start, end);
      },
    },
    buffered: {
      get() {
        const { start, end } = timelineOf(player);
        return end > start
          ? (bufferedEnd(plyr.media) - start) / (end - start)
          : 0;
      },
    },
  });
}

/** Seconds of media time up to which playback would go on. Plyr takes what comes first, wherever playback is. */
function bufferedEnd({ buffered, currentTime }: HTMLVideoElement): number {
  for (let index = 0; index < buffered.length; index++)
    if (
      buffered.start(index) <= currentTime &&
      currentTime <= buffered.end(index)
    )
      return buffered.end(index);
  return currentTime;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

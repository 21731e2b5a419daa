import type { LogEntry } from "../observe.js";

/** Videos that are remembered as said: an application that knows no duration at all need not be told of each for ever. */
const mostVideos = 1_000;

const advice =
  "Nobody can complete this video: let `authorize` answer with `durationSeconds`, which packaging and publishing say.";

/** Says of each video once that how long it is is not known, so that nobody wonders why it is never completed. */
export function createDurationNotice(
  observe: (entry: LogEntry) => void,
): (videoId: string) => void {
  const said = new Set<string>();
  return (videoId) => {
    if (said.has(videoId) || said.size >= mostVideos) return;
    said.add(videoId);
    observe({ event: "duration-missing", videoId, advice });
  };
}

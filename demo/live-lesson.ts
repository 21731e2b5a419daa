import {
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import {
  livePlaylist,
  withoutSubtitles,
  type LiveStream,
} from "./live-playlist.js";

/** Two minutes to seek in. */
const WINDOW_SEGMENTS = 30;
/** Milliseconds between two looks at the clock; a segment lasts four seconds. */
const LOOK_MS = 500;

/**
 * The lesson as a live stream, `lesson-1/live/`: files of the committed fMP4 and playlists that are written anew whenever a
 * segment has ended.
 */
export function createLiveLesson(
  media: string,
  root: string,
): { stop(): void } {
  const from = join(media, "lesson-1/cmaf");
  const folder = join(root, "lesson-1/live");
  cpSync(from, folder, { recursive: true });
  const write = (name: string, text: string): void => {
    // In one step: whoever reads it meanwhile reads the old one or the new one.
    writeFileSync(join(folder, `${name}.new`), text);
    renameSync(join(folder, `${name}.new`), join(folder, name));
  };
  const playlists = readdirSync(from)
    .filter((name) => /^(?:\d+p|audio-\w+)\.m3u8$/.test(name))
    .map((name) => [name, readFileSync(join(from, name), "utf8")] as const);
  write(
    "index.m3u8",
    withoutSubtitles(readFileSync(join(from, "index.m3u8"), "utf8")),
  );
  const stream: LiveStream = {
    windowSegments: WINDOW_SEGMENTS,
    startedAt: Date.now(),
  };
  const written = new Map<string, string>();
  const update = (): void => {
    for (const [name, playlist] of playlists) {
      const text = livePlaylist(playlist, stream, Date.now());
      if (written.get(name) !== text) write(name, text);
      written.set(name, text);
    }
  };
  update();
  const timer = setInterval(update, LOOK_MS);
  return { stop: () => clearInterval(timer) };
}

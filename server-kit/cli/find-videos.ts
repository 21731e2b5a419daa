import { stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { findLessons } from "./dev/find-lessons.js";
import { CommandError } from "./exit.js";
import { readTracks } from "./read-tracks.js";

/** A video on this machine, and the captions that go with it. */
export interface Video {
  /** What its folder is called. */
  id: string;
  file: string;
  captions: readonly { file: string; language: string }[];
}

/**
 * The video, or those of the folder, that a command was given.
 * @param path - absolute
 * @param input - as it was typed
 * @param captions - of `--captions`, for one video
 * @throws CommandError
 */
export async function findVideos(
  path: string,
  input: string,
  captions: readonly string[] | undefined,
): Promise<Video[]> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory();
  const given = readTracks("--captions", captions);
  if (isFolder && given.length > 0)
    throw new CommandError(
      "--captions is for one video. In a folder, put them beside each: intro.de.vtt beside intro.mp4.",
    );
  const found = findLessons(isFolder ? path : join(path, ".."), {
    orNone: !isFolder,
  }).flatMap((lesson) => (lesson.kind === "video" ? [lesson] : []));
  if (isFolder) {
    if (found.length === 0)
      throw new CommandError(`${input} holds HLS, and no video to package.`);
    return found;
  }
  const known = found.find(({ file }) => file === path);
  return [
    {
      id: known?.id ?? basename(path, extname(path)),
      file: path,
      captions: [...(known?.captions ?? []), ...given],
    },
  ];
}

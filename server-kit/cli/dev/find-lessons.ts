import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { CommandError } from "../exit.js";
import { videoSuffixes } from "../../video-suffixes.js";
import { whyNot } from "../read-file.js";

/** A caption file that lies beside a video: `intro.de.vtt` beside `intro.mp4`. */
export interface FoundCaptions {
  file: string;
  /** BCP 47. */
  language: string;
}

/** What is to be played of a folder. */
export type FoundLesson = {
  /** What its folder at the edge is called, and its video ID. */
  id: string;
  title: string;
} & (
  | { kind: "video"; file: string; captions: readonly FoundCaptions[] }
  | { kind: "hls"; folder: string; playlist: string }
);

/**
 * The videos of a folder, and its folders that hold HLS, by name. Nothing below these is looked at.
 * @param orNone - none is an answer as well
 * @throws CommandError where there are none, or no such folder
 */
export function findLessons(
  folder: string,
  { orNone = false }: { orNone?: boolean } = {},
): FoundLesson[] {
  const names = read(folder);
  const ids = new Set<string>();
  const found = names.flatMap((name): FoundLesson[] => {
    const path = join(folder, name);
    const title = basename(name, extname(name)).replaceAll(/[_-]+/g, " ");
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      const playlist = playlistIn(path);
      // Its name is part of its URLs.
      if (!playlist || !/^[\w.~-]+$/.test(name)) return [];
      ids.add(name);
      return [{ id: name, title, kind: "hls", folder: path, playlist }];
    }
    if (!videoSuffixes.includes(extname(name).toLowerCase())) return [];
    const id = freeId(basename(name, extname(name)), ids);
    const captions = captionsOf(names, name).map((each) => ({
      ...each,
      file: join(folder, each.file),
    }));
    return [{ id, title, kind: "video", file: path, captions }];
  });
  if (found.length === 0 && !orNone)
    throw new CommandError(
      `${folder} has neither videos (${videoSuffixes.join(" ")}) nor folders with an HLS playlist.`,
    );
  return found;
}

function read(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .toSorted((one, other) =>
        one.localeCompare(other, undefined, { numeric: true }),
      );
  } catch (error) {
    throw new CommandError(`${folder}: ${whyNot(error)}`);
  }
}

/** The multivariant playlist of a folder, or its only playlist. */
function playlistIn(folder: string): string | undefined {
  const playlists = readdirSync(folder).filter((name) =>
    name.endsWith(".m3u8"),
  );
  if (playlists.includes("index.m3u8")) return "index.m3u8";
  const multivariant = playlists.filter((name) =>
    readFileSync(join(folder, name), "utf8").includes("#EXT-X-STREAM-INF"),
  );
  return multivariant[0] ?? (playlists.length === 1 ? playlists[0] : undefined);
}

function captionsOf(names: readonly string[], video: string): FoundCaptions[] {
  const stem = basename(video, extname(video));
  return names.flatMap((file) => {
    const [, language] =
      (file.startsWith(`${stem}.`) &&
        /^\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.(?:vtt|srt)$/.exec(
          file.slice(stem.length),
        )) ||
      [];
    return language ? [{ file, language }] : [];
  });
}

/** A name that a URL can hold as it is. */
function freeId(stem: string, taken: Set<string>): string {
  const plain =
    stem
      .normalize("NFKD")
      .replaceAll(/[^\w.~-]+/g, "-")
      .replaceAll(/^[-.]+|[-.]+$/g, "")
      .toLowerCase() || "video";
  let id = plain;
  for (let number = 2; taken.has(id); number++) id = `${plain}-${number}`;
  taken.add(id);
  return id;
}

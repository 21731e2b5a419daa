import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { packageLocally } from "../../media/index.js";
import type { FoundLesson } from "./find-lessons.js";

/** A lesson that can be served. */
export interface PreparedLesson {
  id: string;
  title: string;
  /** The folder that its own folder, called as its ID, lies in. */
  root: string;
  /** The playlist, below its own folder. */
  playlist: string;
  poster: string | undefined;
  storyboard: string | undefined;
}

export interface PrepareOptions {
  /** Where packaged videos are kept from one time to the next. */
  cache: string;
  signal: AbortSignal;
  /** Told how much of a video is packaged, from 0 to 1. */
  onProgress: (done: number) => void;
}

/** Packages a video, unless that has been done since it last changed. HLS is taken as it is. */
export async function prepareLesson(
  lesson: FoundLesson,
  { cache, signal, onProgress }: PrepareOptions,
): Promise<PreparedLesson> {
  const { id, title } = lesson;
  if (lesson.kind === "hls") {
    const has = (name: string) =>
      existsSync(join(lesson.folder, name)) ? name : undefined;
    return {
      ...{ id, title, playlist: lesson.playlist },
      root: join(lesson.folder, ".."),
      poster: has("poster.jpg"),
      storyboard: has("storyboard.vtt"),
    };
  }
  const root = join(cache, stampOf(lesson));
  const output = join(root, id);
  if (!existsSync(output))
    await packageLocally({
      input: lesson.file,
      output,
      captions: lesson.captions,
      // Somebody waits, and nobody pays for the bytes.
      preset: "veryfast",
      signal,
      onProgress,
    });
  const has = (name: string) =>
    existsSync(join(output, name)) ? name : undefined;
  return {
    ...{ id, title, root, playlist: "index.m3u8" },
    poster: has("poster.jpg"),
    storyboard: has("storyboard.vtt"),
  };
}

/** Another one for another video, and for the same with other contents or captions. */
function stampOf(lesson: FoundLesson & { kind: "video" }): string {
  const files = [lesson.file, ...lesson.captions.map(({ file }) => file)];
  const stamp = files.map((file) => {
    const { size, mtimeMs } = statSync(file);
    return [file, size, mtimeMs];
  });
  return createHash("sha256")
    .update(JSON.stringify(stamp))
    .digest("hex")
    .slice(0, 16);
}

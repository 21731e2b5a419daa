import { readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { steadyPicture, storyboardOutput } from "./encode-args.js";
import { intoPlace } from "./into-place.js";
import { checkEverySeconds, checkPath } from "./package-options.js";
import { encodeProgress } from "./progress.js";
import { inputArgs, probeSource } from "./source.js";
import {
  imageNames,
  layOutStoryboard,
  storyboardFilter,
  storyboardVtt,
  type Board,
} from "./storyboard-layout.js";
import { runTool, type Tools } from "./tool.js";

export interface StoryboardOptions extends Tools {
  /** Path of the video. */
  input: string;
  /** The folder to make, for `storyboard.vtt` and its images. */
  output: string;
  /** Replaces the folder that is there. @default false: that is an error */
  overwrite?: boolean | undefined;
  /** Seconds that each picture stands for. @default 5 */
  everySeconds?: number | undefined;
  /** Told how much of the work is done, from 0 to 1. */
  onProgress?: ((done: number) => void) | undefined;
  /** Ends it at once; nothing is left behind. */
  signal?: AbortSignal | undefined;
}

export interface MadeStoryboard {
  /** Name of the WebVTT file in the folder. */
  file: string;
  /** Names of its images. */
  images: readonly string[];
}

/**
 * Makes the pictures of a video's timeline, `storyboard.vtt` and `storyboard.jpg`, or numbered images where there are more than a
 * hundred pictures. {@link packageLocally} makes them as well.
 * @throws TypeError naming the option that is wrong
 * @throws PackagingError
 * @example
 * ```ts
 * await makeStoryboard({ input: "lesson-1.mp4", output: "lesson-1-storyboard" });
 * ```
 */
export async function makeStoryboard(
  options: StoryboardOptions,
): Promise<MadeStoryboard> {
  const { input, output, overwrite = false, ffmpeg = "ffmpeg" } = options;
  checkPath("input", input);
  checkPath("output", output);
  const everySeconds = checkEverySeconds(options.everySeconds);
  const source = await probeSource(input, options);
  const board = layOutStoryboard(source, everySeconds);
  return intoPlace(output, overwrite, async (folder) => {
    await runTool(
      ffmpeg,
      [
        ..."-hide_banner -nostdin -loglevel error -nostats".split(" "),
        ...["-progress", "pipe:1", ...inputArgs(input)],
        ...["-map", `0:${source.videoStream}`],
        ...["-vf", `${steadyPicture(source)},${storyboardFilter(board)}`],
        ...[...storyboardOutput, board.pattern],
      ],
      {
        cwd: folder,
        signal: options.signal,
        onLine: encodeProgress(source.durationSeconds, options.onProgress),
      },
    );
    const made = await finishStoryboard(folder, board, source.durationSeconds);
    options.onProgress?.(1);
    return made;
  });
}

/** Names the images that ffmpeg has written, and writes the file that names them. */
export async function finishStoryboard(
  folder: string,
  board: Board,
  durationSeconds: number,
): Promise<MadeStoryboard> {
  const written = (await readdir(folder))
    .filter((name) => /^storyboard_\d+\.jpg$/.test(name))
    .sort();
  // A file may say that it is longer than its picture is.
  const most = written.length * board.columns * board.rows * board.everySeconds;
  const seconds = Math.min(durationSeconds || most, most);
  const images = imageNames(board, seconds);
  if (images.length === 1)
    await rename(join(folder, written[0]!), join(folder, images[0]!));
  await writeFile(
    join(folder, "storyboard.vtt"),
    storyboardVtt(board, seconds),
  );
  return { file: "storyboard.vtt", images };
}

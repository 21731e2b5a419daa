import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cutCaptions } from "./caption-segments.js";
import { readCues } from "./cues.js";
import { encodeArgs, firstTick, type EncodePlan } from "./encode-args.js";
import { finishStream } from "./finish-stream.js";
import { intoPlace } from "./into-place.js";
import { fitLadder, type Ladder } from "./ladder.js";
import { readSegments, secondsOf } from "./media-playlist.js";
import type { CaptionsTrack } from "./multivariant-playlist.js";
import {
  checkPackageOptions,
  type CaptionsInput,
  type PackageOptions,
  type PackageSettings,
} from "./package-options.js";
import { posterArgs } from "./poster-args.js";
import { encodeProgress } from "./progress.js";
import { probeSource, type Source } from "./source.js";
import { finishStoryboard } from "./storyboard.js";
import { layOutStoryboard } from "./storyboard-layout.js";
import { runTool } from "./tool.js";
import {
  audioTracks,
  captionsTrack,
  label,
  multivariantName,
  rungTrack,
} from "./tracks.js";

/** What was made. Names are of files in the folder. */
export interface Packaged {
  /** The folder, as it was given. */
  output: string;
  /** The playlist to play. */
  playlist: string;
  source: Source;
  /** The qualities, highest first. */
  rungs: Ladder;
  audio: readonly { language: string; playlist: string }[];
  captions: readonly { language: string; playlist: string }[];
  storyboard: string | undefined;
  poster: string | undefined;
  durationSeconds: number;
  files: number;
  bytes: number;
}

/** Encoding is nearly all of the work. */
const encodingShare = 0.97;

/**
 * Packages a video as HLS with ffmpeg, without AWS: the same ladder, names, captions and encryption as the MediaConvert job.
 * The folder is made beside its place, and put there when it is whole.
 * @throws TypeError naming the option that is wrong
 * @throws PackagingError whose code says why
 * @throws what the signal was aborted with
 * @example
 * ```ts
 * const { rungs } = await packageLocally({ input: "lesson-1.mp4", output: "media/lesson-1/v1" });
 * ```
 */
export async function packageLocally(
  options: PackageOptions,
): Promise<Packaged> {
  const settings = checkPackageOptions(options);
  const { input, output, overwrite = false, signal } = options;
  const cues = await Promise.all(
    settings.captions.map(({ file }) => readCues(file)),
  );
  const source = await probeSource(input, options);
  const plan = planOf(options, settings, source);

  return intoPlace(output, overwrite, async (folder) => {
    const run = (args: readonly string[], onLine?: (line: string) => void) =>
      runTool(options.ffmpeg ?? "ffmpeg", args, {
        cwd: folder,
        signal,
        ...(onLine && { onLine }),
      });
    const report = (done: number) => options.onProgress?.(done * encodingShare);
    await run(encodeArgs(plan), encodeProgress(source.durationSeconds, report));

    const segments = await readSegments(folder, rungTrack(plan.rungs[0]!.name));
    const durationSeconds = secondsOf(segments);
    const poster = posterArgs(input, source, durationSeconds, options);
    if (poster) await run(poster);
    const storyboard =
      plan.storyboard &&
      (await finishStoryboard(folder, plan.storyboard, durationSeconds));

    const captions = captionsTracks(settings.captions);
    for (const [index, { name }] of captions.entries()) {
      const ticks = firstTick(plan.container);
      const files = cutCaptions(name, cues[index]!, segments, ticks);
      for (const { name, text } of files)
        await writeFile(join(folder, name), text);
    }
    const { encryption } = settings;
    await finishStream(folder, { ...plan, captions, encryption, signal });
    options.onProgress?.(1);

    const playlists = (tracks: readonly { language: string; name: string }[]) =>
      tracks.map(({ language, name }) => ({
        language,
        playlist: `${name}.m3u8`,
      }));
    return {
      output,
      playlist: multivariantName,
      source,
      rungs: plan.rungs,
      audio: playlists(plan.audio),
      captions: playlists(captions),
      storyboard: storyboard?.file,
      poster: poster && "poster.jpg",
      durationSeconds,
      ...(await sizeOf(folder)),
    };
  });
}

function planOf(
  { input, audioLanguages }: PackageOptions,
  { ladder, everySeconds, ...settings }: PackageSettings,
  source: Source,
): EncodePlan {
  const { container, segmentSeconds, crf, preset } = settings;
  return {
    ...{ input, source, container, segmentSeconds, crf, preset },
    rungs: fitLadder(ladder, source),
    audio: audioTracks(source.sound, audioLanguages),
    storyboard:
      everySeconds === undefined
        ? undefined
        : layOutStoryboard(source, everySeconds),
  };
}

function captionsTracks(captions: readonly CaptionsInput[]): CaptionsTrack[] {
  return captions.map(({ language, label: given, kind }, index) => {
    const number = captions
      .slice(0, index + 1)
      .filter((other) => other.language === language).length;
    return {
      language,
      label: given ?? label(language, number > 1 ? String(number) : ""),
      name: captionsTrack(language, number),
      describesSounds: kind === "captions",
    };
  });
}

async function sizeOf(
  folder: string,
): Promise<{ files: number; bytes: number }> {
  const names = await readdir(folder);
  const stats = await Promise.all(
    names.map((name) => stat(join(folder, name))),
  );
  return {
    files: names.length,
    bytes: stats.reduce((all, { size }) => all + size, 0),
  };
}

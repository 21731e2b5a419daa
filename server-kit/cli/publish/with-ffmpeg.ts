import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ladders, packageLocally, type Packaged } from "../../media/index.js";
import { explainPackaging } from "../explain-packaging.js";
import { withProgress } from "../progress-bar.js";
import { encryptionOf } from "../stream-options.js";
import { filesOf, uploadFiles } from "../upload-folder.js";
import { openRecords, recordedOf } from "./records.js";
import { answerOf, type Step, type Work } from "./work.js";

/** What of a packaged video is written down. */
type Kept = Pick<
  Packaged,
  "playlist" | "poster" | "storyboard" | "durationSeconds"
>;

/** On this machine: package, upload, record. */
export const ffmpegSteps: readonly Step[] = [
  {
    name: "package",
    plan: ({ video, settings }) =>
      `package ${video.file} with ffmpeg: ladder ${settings.ladder}, ${settings.container}`,
    async run(work) {
      const { video, settings, terminal } = work;
      // What a version before this one has left.
      await rm(work.folder, { recursive: true, force: true });
      const { playlist, poster, storyboard, durationSeconds } =
        await withProgress(`Packaging ${video.id}`, terminal, (onProgress) =>
          explainPackaging(
            packageLocally({
              input: video.file,
              output: outputOf(work),
              captions: video.captions,
              ladder: ladders[settings.ladder as keyof typeof ladders],
              container: settings.container,
              ...encryptionOf(settings),
              signal: terminal.signal,
              onProgress,
            }),
          ),
        );
      return { playlist, poster, storyboard, durationSeconds } satisfies Kept;
    },
    holds: (work) => exists(join(outputOf(work), "index.m3u8")),
  },
  {
    name: "upload",
    plan: (work) => `send all of it to ${placeOf(work)}`,
    async run(work) {
      const { video, settings, terminal, target } = work;
      const place = { bucket: target.mediaBucket, prefix: prefixOf(work) };
      const files = await filesOf(outputOf(work), place);
      const { sent, kept } = await withProgress(
        `Uploading ${video.id}`,
        terminal,
        (onProgress) =>
          uploadFiles(files, place, {
            concurrency: settings.concurrency,
            signal: terminal.signal,
            onProgress,
          }),
      );
      return { files: files.length, sent, kept };
    },
  },
  {
    name: "record",
    plan: ({ target, state }) =>
      `record version ${state.version} in the table ${target.videosTable}`,
    async run(work) {
      const { video, state, target } = work;
      const { playlist, poster, storyboard, durationSeconds } = answerOf<Kept>(
        work,
        "package",
      );
      const at = (file: string | undefined) =>
        file && `v${state.version}/${file}`;
      const change = {
        videoId: video.id,
        version: state.version,
        jobId: `ffmpeg-${state.version}`,
        state: "ready",
        at: Date.now(),
        percent: 100,
        errorCode: undefined,
        files: {
          playlist: `v${state.version}/${playlist}`,
          poster: at(poster),
          storyboard: at(storyboard),
          durationSeconds,
        },
      } as const;
      await (await openRecords(target)).record(change);
      await rm(work.folder, { recursive: true, force: true });
      return recordedOf(change);
    },
  },
];

function prefixOf({ video, state }: Work): string {
  return `${video.id}/v${state.version}`;
}

function placeOf(work: Work): string {
  return `s3://${work.target.mediaBucket}/${prefixOf(work)}/`;
}

function outputOf({ folder, state }: Work): string {
  return join(folder, `v${state.version}`);
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

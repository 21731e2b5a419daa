import { dirname, join, resolve } from "node:path";
import { scope } from "../../scope.js";
import { CommandError } from "../exit.js";
import type { Video } from "../find-videos.js";
import type { Terminal } from "../terminal.js";
import {
  changedInputs,
  hashesOf,
  identityOf,
  readState,
  writeState,
  type PublishState,
} from "./state.js";
import type { Target } from "./target.js";
import type { PublishSettings, Work } from "./work.js";

/** What a publish is begun with. */
export interface BeginOptions extends PublishSettings {
  asVersion?: number;
  state?: string;
  restart?: boolean;
}

/**
 * Takes up what was begun of a video, or begins it.
 * @returns the work, and what there is to say of how it begins
 * @throws CommandError where a version would be written over
 */
export async function beginWork(
  video: Video,
  target: Target,
  options: BeginOptions,
  terminal: Terminal,
): Promise<{ work: Work; news: string | undefined }> {
  checkId(video.id);
  // Beside the source, as a folder that findLessons does not look into.
  const own = join(dirname(video.file), ".secure-hls");
  const name = encodeURIComponent(video.id);
  const statePath =
    options.state === undefined
      ? join(own, `publish-${name}.json`)
      : resolve(terminal.cwd, options.state);
  const inputs = hashesOf({
    "the video": await identityOf(video.file),
    "the captions": await Promise.all(
      video.captions.map(async ({ file, language }) => [
        ...[language, file, await identityOf(file)],
      ]),
    ),
    "the video's ID": video.id,
    "--with": target.packager,
    "--ladder": options.ladder,
    "--container": options.container,
    "--key": options.key,
    "--key-url": options.keyUrl,
    "--as-version": options.asVersion,
    "--upload-bucket": target.uploadBucket,
    "--media-bucket": target.mediaBucket,
    "--videos-table": target.videosTable,
    "--role": target.role,
    "--queue": target.queue,
    "--upload-rule": target.uploadRule,
  });
  const before = options.restart
    ? await readState(statePath).catch(() => undefined)
    : await readState(statePath);
  const changed = before ? changedInputs(before, inputs) : [];
  const goesOn = before && changed.length === 0 && !options.restart;
  const state: PublishState = goesOn
    ? before
    : {
        format: 1,
        videoId: video.id,
        inputs,
        version: options.asVersion ?? nextVersion(before),
        attempt: 1,
        steps: {},
      };
  const work: Work = {
    ...{ video, state, statePath, target, terminal },
    settings: options,
    folder: join(own, name),
    save: () => writeState(statePath, state),
  };
  if (before && goesOn) return { work, news: newsOf(before) };
  if (before?.steps.upload !== undefined && before.version === state.version)
    throw new CommandError(
      `--as-version ${state.version} is there already, of another video or with other options, and segments are kept by caches. Give --as-version ${state.version + 1}, or leave it out.`,
    );
  return { work, news: changed.length > 0 ? anew(changed) : undefined };
}

function newsOf({ steps }: PublishState): string | undefined {
  const done = Object.keys(steps);
  if (steps.record !== undefined)
    return "was published already; --restart publishes it once more";
  return done.length > 0 ? `goes on; done: ${done.join(", ")}` : undefined;
}

function anew(changed: readonly string[]): string {
  return `begins anew: ${changed.join(", ")} ${changed.length === 1 ? "has" : "have"} changed`;
}

/** The time in seconds, as a stack's own jobs have it: the later one is played. */
function nextVersion(before: PublishState | undefined): number {
  return Math.max(Math.floor(Date.now() / 1_000), (before?.version ?? 0) + 1);
}

function checkId(id: string): void {
  try {
    scope.segments(id);
  } catch (error) {
    throw new CommandError(
      `The ID ${id} cannot be a path: ${(error as Error).message} Give another with --id.`,
    );
  }
}

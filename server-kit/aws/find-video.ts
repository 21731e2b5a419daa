import { LRUCache } from "lru-cache";
import { GrantError, unavailableError } from "../errors.js";
import { isScope, scope as scopes, type Scope } from "../scope.js";
import { existsOnS3 } from "./exists-on-s3.js";
import { askWithin } from "../ask-within.js";
import {
  checkOptions,
  type VideoFinderOptions,
} from "./video-finder-options.js";

export type { VideoFinderOptions } from "./video-finder-options.js";

/** What there is to play; to be spread into an entitlement. */
export interface FoundVideo {
  video: string;
  isHls: boolean;
}

/**
 * Finds out what there is to play in a scope's directory. Its object key is made of the scope, so that nothing of a request
 * gets to S3 unchecked.
 * @param files Other names than those of the options, for this video alone.
 * @throws GrantError `not-found` where there is nothing; `server-error`, reason `origin-unavailable`, where S3 refuses,
 *   fails or is slow; `bad-request` for names that are no plain relative paths
 * @throws TypeError for a scope that is no directory
 */
export type VideoFinder = (
  scope: Scope,
  files?: { playlist?: string | undefined; rawFile?: string | undefined },
) => Promise<FoundVideo>;

/**
 * Makes a {@link VideoFinder}: HLS if it is there, the raw file only where an option allows it and S3 has said that there is
 * no playlist; never because S3 was slow. Needs `@aws-sdk/client-s3`.
 *
 * S3 says 404 to a HEAD for a bucket that is not there as well.
 * @throws TypeError naming the option that is wrong
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 * @example
 * ```ts
 * const findVideo = createVideoFinder({ client: new S3Client({}), bucket: "school-videos" });
 * const authorize = async (viewer: Viewer, videoId: string | undefined) => {
 *   if (!(await enrolled(viewer, videoId))) return undefined;
 *   const lesson = scope.directory("https://cdn.school.example", ...scope.segments(videoId));
 *   return { scope: lesson, ...(await findVideo(lesson)) };
 * };
 * ```
 */
export function createVideoFinder(options: VideoFinderOptions): VideoFinder {
  const {
    client,
    bucket,
    originPath = "",
    timeoutSeconds = 2,
    cacheSeconds = 60,
    maxEntries = 10_000,
  } = options;
  const usual: Files = {
    playlist: options.playlist ?? "index.m3u8",
    rawFile: options.rawFile,
  };
  checkOptions(options);
  const known = new LRUCache<string, Promise<FoundVideo>>({
    max: maxEntries,
    ttl: cacheSeconds * 1_000,
  });

  return async (scope, files = {}) => {
    if (!isScope(scope) || scope.isFile)
      throw new TypeError(
        "What is played is looked for in a directory: give a scope of scope.directory(…). A file scope is its own video.",
      );
    const names: Files = {
      playlist: files.playlist ?? usual.playlist,
      rawFile: files.rawFile ?? usual.rawFile,
    };
    for (const name of [names.playlist, names.rawFile])
      if (name !== undefined) scopes.segments(name);
    const folder = `${originPath.slice(1)}${originPath && "/"}${scope.path.slice(1)}`;
    const id = [folder, names.playlist, names.rawFile ?? ""].join("\n");
    return known.get(id) ?? remember(id, find(folder, names));
  };

  /** Those who ask at the same time share one answer; a failure is no answer. */
  function remember(
    id: string,
    finding: Promise<FoundVideo>,
  ): Promise<FoundVideo> {
    const forget = () => {
      if (known.peek(id) === finding) known.delete(id);
    };
    // To lru-cache no time to live is for ever.
    if (cacheSeconds > 0) known.set(id, finding);
    finding.catch(forget);
    return finding;
  }

  async function find(
    folder: string,
    { playlist, rawFile }: Files,
  ): Promise<FoundVideo> {
    const found = await within(async (exists) => {
      if (await exists(`${folder}${playlist}`))
        return { video: playlist, isHls: true };
      if (rawFile !== undefined && (await exists(`${folder}${rawFile}`)))
        return { video: rawFile, isHls: false };
      return undefined;
    });
    if (found === undefined)
      throw new GrantError("not-found", "There is no such video.");
    return found;
  }

  /** One time limit for all that is asked of S3. */
  async function within<T>(
    look: (exists: (key: string) => Promise<boolean>) => Promise<T>,
  ): Promise<T> {
    try {
      return await askWithin(timeoutSeconds, "S3", (signal) =>
        look((key) => existsOnS3(client, bucket, key, signal)),
      );
    } catch (error) {
      throw unavailableError("origin-unavailable", error);
    }
  }
}

interface Files {
  playlist: string;
  rawFile: string | undefined;
}

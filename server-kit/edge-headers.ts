/** What CloudFront says beside the files: the same in the policies for AWS and on the local edge. */

/** A file is read, and nothing is written. */
export const fileMethods: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** The one request header of a player that a preflight may be about. */
export const fileRequestHeaders: readonly string[] = ["Range"];

/** What a page may read besides what every page may: the edge's clock. The player tells by it that its own is wrong. */
export const exposedFileHeaders: readonly string[] = ["Date"];

/** Seconds that a browser remembers a preflight. */
export const preflightSeconds = 600;

/**
 * A browser's cached copy must not outlive the grant that it was fetched with. `no-cache` keeps the copy but asks the
 * edge before each use, so the signature is checked each time and an unchanged file costs a 304; any `max-age` would
 * be a guess at what is left of a grant that the bucket knows nothing of. `private` keeps it out of shared caches.
 * How long CloudFront itself keeps a file is said by the cache policy.
 */
export function fileCacheControl(signed: boolean): string {
  return signed ? "private, no-cache" : "public, max-age=60";
}

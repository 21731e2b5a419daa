/** Base name of the multivariant playlist, and of all that belongs to it. */
export const baseName = "index";
export const storyboardName = "storyboard";
export const posterName = "poster";
/** Seconds into the video: the first picture is black as a rule. */
export const posterSeconds = 3;

/** Where the files of one version go, with a slash behind. */
export function versionFolder(output: string, version: number): string {
  return `${output}/v${version}/`;
}

/** The path of `s3://bucket/path`. */
export function pathInBucket(address: string): string {
  return address.replace(/^s3:\/\/[^/]+\/?/, "");
}

/**
 * Endings of the files that are taken for videos: what `publish` sends of a folder is what the stack's rule makes jobs of.
 * ffmpeg and MediaConvert read them all.
 * @see https://docs.aws.amazon.com/mediaconvert/latest/ug/reference-codecs-containers-input.html
 */
export const videoSuffixes: readonly string[] = [
  ".mp4",
  ".m4v",
  ".mov",
  ".mkv",
  ".webm",
  ".avi",
];

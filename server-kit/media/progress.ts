/**
 * Reads what ffmpeg prints with `-progress`.
 * @param durationSeconds of the video; 0 where nobody knows, and then nothing is told
 * @see https://ffmpeg.org/ffmpeg.html#Main-options
 */
export function encodeProgress(
  durationSeconds: number,
  onProgress: ((done: number) => void) | undefined,
): (line: string) => void {
  let told = 0;
  return (line) => {
    const microseconds = Number(/^out_time_us=(\d+)/.exec(line)?.[1]);
    const done = Math.min(1, microseconds / 1_000_000 / durationSeconds);
    // The clocks of its outputs begin differently, and it may fall back.
    if (!(done > told) || durationSeconds <= 0) return;
    told = done;
    onProgress?.(done);
  };
}

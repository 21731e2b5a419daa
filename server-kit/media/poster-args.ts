import type { PackageOptions } from "./package-options.js";
import { inputArgs, type Source } from "./source.js";

/** In pixels. */
const mostWidth = 1_280;

/** Arguments of ffmpeg for `poster.jpg`; undefined where none is wanted. */
export function posterArgs(
  input: string,
  { width, height, videoStream }: Source,
  durationSeconds: number,
  { posterSeconds }: Pick<PackageOptions, "posterSeconds">,
): string[] | undefined {
  if (posterSeconds === false) return undefined;
  const wanted = posterSeconds ?? durationSeconds / 10;
  // The very end has no frame any more.
  const seconds = Math.min(wanted, Math.max(0, durationSeconds - 0.5));
  const scale = Math.min(1, mostWidth / width);
  const even = (pixels: number) => Math.max(2, 2 * Math.floor(pixels / 2));
  const size = `${even(width * scale)}:${even(height * scale)}`;
  return [
    ..."-hide_banner -nostdin -loglevel error -y".split(" "),
    ...["-ss", seconds.toFixed(3), ...inputArgs(input)],
    ...["-map", `0:${videoStream}`, "-frames:v", "1"],
    ...["-vf", `scale=${size}:flags=area,setsar=1,format=yuvj420p`],
    ...["-q:v", "3", "poster.jpg"],
  ];
}

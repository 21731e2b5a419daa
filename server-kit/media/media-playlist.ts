import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** A segment, as its playlist names it. */
export interface Segment {
  uri: string;
  seconds: number;
}

/** What a playlist takes, in bits a second. */
export interface Bandwidth {
  /** Of its busiest segment. */
  peak: number;
  average: number;
}

/** Segments of a media playlist, in order. */
export function segmentsOf(playlist: string): Segment[] {
  return [...playlist.matchAll(/^#EXTINF:([\d.]+),.*\n(?:#.*\n)*(.+)$/gm)].map(
    ([, seconds, uri = ""]) => ({ uri, seconds: Number(seconds) }),
  );
}

export async function readSegments(
  folder: string,
  track: string,
): Promise<Segment[]> {
  return segmentsOf(await readFile(join(folder, `${track}.m3u8`), "utf8"));
}

/** Bits a second of a track as it came out. @see https://www.rfc-editor.org/rfc/rfc8216#section-4.3.4.2 */
export async function measure(
  folder: string,
  segments: readonly Segment[],
): Promise<Bandwidth> {
  const sized = await Promise.all(
    segments.map(async ({ uri, seconds }) => ({
      bits: (await stat(join(folder, uri))).size * 8,
      seconds,
    })),
  );
  return bandwidthOf(sized);
}

export function bandwidthOf(
  segments: readonly { bits: number; seconds: number }[],
): Bandwidth {
  const longest = Math.max(...segments.map(({ seconds }) => seconds));
  // A last piece that is much shorter says little about the network that is needed.
  const whole = segments.filter(({ seconds }) => seconds >= longest / 2);
  const average = sum(segments.map(({ bits }) => bits)) / secondsOf(segments);
  const busiest = Math.max(...whole.map(({ bits, seconds }) => bits / seconds));
  return {
    peak: Math.ceil(Math.max(busiest, average)),
    average: Math.ceil(average),
  };
}

export function secondsOf(segments: readonly { seconds: number }[]): number {
  return sum(segments.map(({ seconds }) => seconds));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

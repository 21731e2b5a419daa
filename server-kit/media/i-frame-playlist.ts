import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { IFrame } from "./i-frame.js";
import { iFramesOfMp4, timescaleOf } from "./i-frames-mp4.js";
import { iFramesOfTs, tableBytes } from "./i-frames-ts.js";
import {
  bandwidthOf,
  readSegments,
  secondsOf,
  type Bandwidth,
  type Segment,
} from "./media-playlist.js";
import { segmentNames, type Container } from "./tracks.js";

/** The most that AES adds to a file. */
const paddingBytes = 16;

/** An I-frame of a playlist. */
interface Entry {
  uri: string;
  /** Absent where it is the whole of its file. */
  range?: { offset: number; bytes: number };
  bytes: number;
  seconds: number;
}

interface Frame extends IFrame {
  uri: string;
}

/**
 * Writes the playlist of a rung's key frames, by which a player shows pictures while the viewer seeks.
 * @param apart Copies them into files of their own, which can be encrypted: a part of an encrypted file cannot be decrypted.
 * @see https://www.rfc-editor.org/rfc/rfc8216#section-4.3.3.6
 */
export async function writeIFrames(
  folder: string,
  track: string,
  container: Container,
  apart: boolean,
): Promise<Bandwidth> {
  const segments = await readSegments(folder, track);
  const init = segmentNames(track, container, "v").init;
  const map = init ? { uri: init } : await tablesOf(folder, segments[0]!);
  const frames = await framesOf(folder, segments, init);
  const end = frames[0]!.seconds + secondsOf(segments);
  const entries: Entry[] = frames.map((frame, index) => ({
    uri: frame.uri,
    range: frame,
    bytes: frame.bytes,
    seconds: (frames[index + 1]?.seconds ?? end) - frame.seconds,
  }));
  const written = apart ? await copyApart(folder, track, entries) : entries;
  await writeFile(
    join(folder, `${iFramesTrack(track)}.m3u8`),
    playlistOf(written, container, apart ? undefined : map),
  );
  return bandwidthOf(
    written.map(({ bytes, seconds }) => ({ bits: bytes * 8, seconds })),
  );
}

/** Base name of the files that have a rung's key frames. */
export function iFramesTrack(track: string): string {
  return `${track}_I-Frame`;
}

async function framesOf(
  folder: string,
  segments: readonly Segment[],
  init: string | undefined,
): Promise<Frame[]> {
  const timescale = init
    ? timescaleOf(await readFile(join(folder, init)))
    : undefined;
  const frames: Frame[] = [];
  for (const { uri } of segments) {
    const bytes = await readFile(join(folder, uri));
    const found = timescale
      ? iFramesOfMp4(bytes, timescale)
      : iFramesOfTs(bytes);
    frames.push(...found.map((frame) => ({ ...frame, uri })));
  }
  return frames;
}

interface InitMap {
  uri: string;
  bytes?: number;
}

async function tablesOf(folder: string, { uri }: Segment): Promise<InitMap> {
  return { uri, bytes: tableBytes(await readFile(join(folder, uri))) };
}

async function copyApart(
  folder: string,
  track: string,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const copies: Entry[] = [];
  for (const [index, { uri, range, seconds }] of entries.entries()) {
    const segment = await readFile(join(folder, uri));
    const { offset, bytes } = range!;
    const copy = Buffer.concat([
      segment.subarray(0, tableBytes(segment)),
      segment.subarray(offset, offset + bytes),
    ]);
    const name = `${iFramesTrack(track)}_${String(index + 1).padStart(5, "0")}.ts`;
    await writeFile(join(folder, name), copy);
    copies.push({ uri: name, bytes: copy.length + paddingBytes, seconds });
  }
  return copies;
}

function playlistOf(
  entries: readonly Entry[],
  container: Container,
  map: InitMap | undefined,
): string {
  const longest = Math.max(...entries.map(({ seconds }) => seconds));
  const lines = [
    "#EXTM3U",
    `#EXT-X-VERSION:${container === "cmaf" ? 7 : 6}`,
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.round(longest))}`,
    "#EXT-X-MEDIA-SEQUENCE:1",
    "#EXT-X-PLAYLIST-TYPE:VOD",
    "#EXT-X-I-FRAMES-ONLY",
    ...(map ? [mapLine(map)] : []),
    ...entries.flatMap(({ uri, range, seconds }) => [
      `#EXTINF:${seconds.toFixed(6)},`,
      ...(range ? [`#EXT-X-BYTERANGE:${range.bytes}@${range.offset}`] : []),
      uri,
    ]),
    "#EXT-X-ENDLIST",
    "",
  ];
  return lines.join("\n");
}

function mapLine({ uri, bytes }: InitMap): string {
  const range = bytes === undefined ? "" : `,BYTERANGE="${bytes}@0"`;
  return `#EXT-X-MAP:URI="${uri}"${range}`;
}

import type { IFrame } from "./i-frame.js";

interface Box {
  type: string;
  /** Of the box, and of what is in it. */
  start: number;
  body: number;
  end: number;
}

/**
 * The key frames with which the fragments of an MP4 segment begin. ffmpeg makes a fragment of a segment: the key frames within
 * it are not listed, as no part of a fragment can be decoded without its beginning.
 * @param timescale ticks in a second, see {@link timescaleOf}
 * @see https://www.iso.org/standard/83102.html (ISO/IEC 14496-12, 8.8: movie fragments)
 */
export function iFramesOfMp4(segment: Buffer, timescale: number): IFrame[] {
  return boxes(segment, 0, segment.length)
    .filter(({ type }) => type === "moof")
    .map((moof) => {
      const { tfdt, tfhd, trun } = inside(segment, moof, "traf");
      if (!tfdt || !tfhd || !trun)
        throw new Error("ffmpeg wrote a fragment without a track.");
      const { data, size } = firstSample(segment, trun, tfhd);
      return {
        offset: moof.start,
        bytes: data + size,
        seconds: decodeTime(segment, tfdt) / timescale,
      };
    });
}

/** Ticks in a second, of the one track of an init segment. */
export function timescaleOf(init: Buffer): number {
  const at = init.indexOf("mdhd") + 4;
  return init.readUInt32BE(at + (init[at] === 1 ? 20 : 12));
}

function decodeTime(segment: Buffer, { body }: Box): number {
  return segment[body] === 1
    ? Number(segment.readBigUInt64BE(body + 4))
    : segment.readUInt32BE(body + 4);
}

/** Where its data begin, from the fragment on, and how many bytes they are. */
function firstSample(
  segment: Buffer,
  trun: Box,
  tfhd: Box,
): { data: number; size: number } {
  const has = (flag: number) => (flagsOf(segment, trun) & flag) !== 0;
  let at = trun.body + 8;
  const data = segment.readInt32BE(at);
  at += 4;
  if (has(0x4)) at += 4; // the first one's own flags
  if (has(0x100)) at += 4; // how long it is shown
  const size = has(0x200) ? segment.readUInt32BE(at) : usualSize(segment, tfhd);
  return { data, size };
}

/** Where all samples are as large as each other, or there is but one. */
function usualSize(segment: Buffer, tfhd: Box): number {
  const flags = flagsOf(segment, tfhd);
  let at = tfhd.body + 8;
  if (flags & 0x1) at += 8; // where the data begin
  if (flags & 0x2) at += 4; // which description
  if (flags & 0x8) at += 4; // how long each is shown
  return segment.readUInt32BE(at);
}

function flagsOf(segment: Buffer, { body }: Box): number {
  return segment.readUInt32BE(body) & 0xffffff;
}

function inside(
  segment: Buffer,
  parent: Box,
  type: string,
): Partial<Record<string, Box>> {
  const child = boxes(segment, parent.body, parent.end).find(
    (box) => box.type === type,
  );
  const found = child ? boxes(segment, child.body, child.end) : [];
  return Object.fromEntries(found.map((box) => [box.type, box]));
}

function boxes(bytes: Buffer, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to;) {
    const size = bytes.readUInt32BE(at);
    if (size < 8) break;
    const type = bytes.toString("latin1", at + 4, at + 8);
    found.push({ type, start: at, body: at + 8, end: at + size });
    at += size;
  }
  return found;
}

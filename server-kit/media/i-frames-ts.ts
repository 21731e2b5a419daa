import type { IFrame } from "./i-frame.js";

const packetBytes = 188;

/** PID of the first stream that ffmpeg writes, and the only one of a rung. */
const videoPid = 0x100;

/** Ticks of the clock in a second. */
const clock = 90_000;

/** One video packet, as the I-frames need it. */
interface Start {
  offset: number;
  isKey: boolean;
  packet: Buffer;
}

/**
 * The key frames of a TS segment.
 * @see https://www.itu.int/rec/T-REC-H.222.0 (2.4.3: packets, 2.4.3.7: their times)
 */
export function iFramesOfTs(segment: Buffer): IFrame[] {
  const starts = frameStarts(segment);
  return starts
    .map(({ offset, packet, isKey }, index) => {
      const end = starts[index + 1]?.offset ?? segment.length;
      return isKey
        ? { offset, bytes: end - offset, seconds: timeOf(packet) }
        : undefined;
    })
    .filter((frame) => frame !== undefined);
}

/** Bytes before the first frame: the tables that name the streams. */
export function tableBytes(segment: Buffer): number {
  return frameStarts(segment)[0]?.offset ?? 0;
}

function frameStarts(segment: Buffer): Start[] {
  const starts: Start[] = [];
  for (let at = 0; at + packetBytes <= segment.length; at += packetBytes) {
    const packet = segment.subarray(at, at + packetBytes);
    const begins = (packet[1]! & 0x40) !== 0;
    if (!begins || (packet.readUInt16BE(1) & 0x1fff) !== videoPid) continue;
    const hasField = (packet[3]! & 0x20) !== 0 && packet[4]! > 0;
    const isKey = hasField && (packet[5]! & 0x40) !== 0;
    starts.push({ offset: at, isKey, packet });
  }
  return starts;
}

/** 33 bits in five bytes, with a marker after the third, the 18th and the last one. */
function timeOf(packet: Buffer): number {
  const payload = (packet[3]! & 0x20) !== 0 ? 5 + packet[4]! : 4;
  const at = payload + 9;
  const ticks =
    ((packet[at]! >> 1) & 7) * 2 ** 30 +
    (packet.readUInt16BE(at + 1) >> 1) * 2 ** 15 +
    (packet.readUInt16BE(at + 3) >> 1);
  return ticks / clock;
}

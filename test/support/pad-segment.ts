/** Of the demo's committed lesson. */
const segmentSeconds = 4;

/** MPEG-TS's own null packet. */
const packet = Buffer.alloc(188, 0xff);
packet.set([0x47, 0x1f, 0xff, 0x10]);

/**
 * Makes a segment of the committed lesson, all of which are next to nothing, as long as a real one.
 *
 * @param bandwidth bits per second
 */
export function padSegment(segment: Buffer, bandwidth: number): Buffer {
  const missing = (bandwidth * segmentSeconds) / 8 - segment.length;
  const packets = Math.max(0, Math.ceil(missing / packet.length));
  return Buffer.concat([
    segment,
    Buffer.alloc(packets * packet.length, packet),
  ]);
}

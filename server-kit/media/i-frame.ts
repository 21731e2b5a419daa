/** A key frame in a segment, with all that is needed to decode it. */
export interface IFrame {
  /** Of its first byte, in the segment. */
  offset: number;
  bytes: number;
  /** Its time, on the stream's clock. */
  seconds: number;
}

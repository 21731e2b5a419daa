/**
 * What `CODECS` says of H.264, from the stream as the encoder wrote it: profile, constraints and level.
 * @param bytes the init segment, or the first TS segment
 * @see https://www.rfc-editor.org/rfc/rfc6381#section-3.3
 */
export function videoCodec(bytes: Buffer): string {
  const box = bytes.indexOf("avcC");
  // After the box's version; or after the start code and the type of the parameter set.
  const at = box >= 0 ? box + 5 : startOfParameters(bytes) + 4;
  return `avc1.${bytes.subarray(at, at + 3).toString("hex")}`;
}

function startOfParameters(bytes: Buffer): number {
  for (const type of [0x67, 0x27, 0x47]) {
    const at = bytes.indexOf(Buffer.from([0, 0, 1, type]));
    if (at >= 0) return at;
  }
  throw new Error("ffmpeg wrote no H.264.");
}

import { createCipheriv } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { segmentsOf } from "./media-playlist.js";

/** With what the segments of a stream are encrypted. */
export interface ContentKey {
  /** 16 bytes. */
  key: Uint8Array;
  /** Where a player asks for it. */
  keyUrl: string;
}

/**
 * Encrypts the segments of a media playlist, each as a whole, where they lie. Not by ffmpeg, which has one IV for all, and reads
 * the key from a file. Without an IV in the playlist it is the segment's number.
 * @see https://www.rfc-editor.org/rfc/rfc8216#section-5.2
 */
export async function encryptTrack(
  folder: string,
  track: string,
  { key, keyUrl }: ContentKey,
): Promise<void> {
  const path = join(folder, `${track}.m3u8`);
  const playlist = await readFile(path, "utf8");
  const first = Number(/^#EXT-X-MEDIA-SEQUENCE:(\d+)/m.exec(playlist)?.[1]);
  for (const [index, { uri }] of segmentsOf(playlist).entries()) {
    const segment = join(folder, uri);
    await writeFile(
      segment,
      encrypt(await readFile(segment), key, first + index),
    );
  }
  const tag = `#EXT-X-KEY:METHOD=AES-128,URI="${keyUrl}"\n`;
  await writeFile(
    path,
    playlist.replace("#EXTINF", () => `${tag}#EXTINF`),
  );
}

function encrypt(plain: Buffer, key: Uint8Array, number: number): Buffer {
  const iv = Buffer.alloc(16);
  iv.writeUInt32BE(number, 12);
  const cipher = createCipheriv("aes-128-cbc", key, iv);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

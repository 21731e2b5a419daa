import { extname } from "node:path";

const contentTypes: Readonly<Record<string, string>> = {
  ".m3u8": "application/vnd.apple.mpegurl",
  ".ts": "video/mp2t",
  ".m4s": "video/iso.segment",
  ".cmfv": "video/mp4",
  ".cmfa": "audio/mp4",
  ".mp4": "video/mp4",
  ".m4v": "video/mp4",
  ".m4a": "audio/mp4",
  ".aac": "audio/aac",
  ".vtt": "text/vtt; charset=utf-8",
  ".key": "application/octet-stream",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".json": "application/json",
};

/** What a file of a video is to be called in `Content-Type`. */
export function contentTypeOf(path: string): string {
  return (
    contentTypes[extname(path).toLowerCase()] ?? "application/octet-stream"
  );
}

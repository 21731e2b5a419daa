import type { Cues } from "./cues.js";
import type { Segment } from "./media-playlist.js";
import { timestamp } from "./storyboard-layout.js";

/** A file of a captions track. */
export interface CaptionFile {
  name: string;
  text: string;
}

/**
 * Cuts captions as the video is cut: a player that seeks then loads little. A cue that reaches into a segment is in it as well.
 * @param track base name of the files
 * @param like the segments of the video
 * @param ticks where in the segments' clock (90 kHz) the video begins
 * @see https://datatracker.ietf.org/doc/html/draft-pantos-hls-rfc8216bis#section-3.1.4
 */
export function cutCaptions(
  track: string,
  { blocks, cues }: Cues,
  like: readonly Segment[],
  ticks: number,
): CaptionFile[] {
  const header = `WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:${ticks},LOCAL:00:00:00.000\n`;
  const files: CaptionFile[] = [];
  const playlist = [
    "#EXTM3U",
    "#EXT-X-VERSION:6",
    `#EXT-X-TARGETDURATION:${Math.round(Math.max(...like.map(({ seconds }) => seconds)))}`,
    "#EXT-X-MEDIA-SEQUENCE:1",
    "#EXT-X-PLAYLIST-TYPE:VOD",
  ];
  let start = 0;
  for (const [index, { seconds }] of like.entries()) {
    const end = start + seconds;
    const within = cues.filter(
      ({ startSeconds, endSeconds }) =>
        startSeconds < end && endSeconds > start,
    );
    const name = `${track}_${String(index + 1).padStart(5, "0")}.vtt`;
    const written = within.map(
      ({ startSeconds, endSeconds, settings, text }) =>
        `${timestamp(startSeconds)} --> ${timestamp(endSeconds)}${settings && ` ${settings}`}\n${text}\n`,
    );
    const styles = blocks.map((block) => `${block}\n`);
    files.push({ name, text: [header, ...styles, ...written].join("\n") });
    playlist.push(`#EXTINF:${seconds.toFixed(6)},`, name);
    start = end;
  }
  playlist.push("#EXT-X-ENDLIST", "");
  return [{ name: `${track}.m3u8`, text: playlist.join("\n") }, ...files];
}

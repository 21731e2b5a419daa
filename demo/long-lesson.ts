import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { keyPath } from "./lesson-key.js";

/** Folder of the encrypted lesson in the media. */
const encrypted = "lesson-1/aes";

/**
 * A copy of the media in which each media playlist names its segments several times over: the committed lesson lasts
 * 48 seconds, which a player has buffered before the second grant. A real lesson goes on.
 *
 * The encrypted lesson is there once for each place that the grant endpoint has, as the player makes itself known only there.
 * @param keyUrls what the URL of its key begins with, by the folder of that copy
 */
export function createLongLesson(
  media: string,
  repeats: number,
  keyUrls: Readonly<Record<string, string>>,
): { root: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), "secure-hls-demo-"));
  cpSync(media, root, { recursive: true });
  for (const folder of Object.keys(keyUrls))
    if (folder !== encrypted)
      cpSync(join(root, encrypted), join(root, folder), { recursive: true });
  for (const name of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    const file = join(root, name);
    const change = { "storyboard.vtt": repeatCues, "chapters.vtt": spreadCues }[
      basename(name)
    ];
    if (change)
      writeFileSync(file, change(readFileSync(file, "utf8"), repeats));
    if (!name.endsWith(".m3u8")) continue;
    const playlist = nameKeys(
      readFileSync(file, "utf8"),
      keyUrls[dirname(name)],
    );
    writeFileSync(file, repeatPlaylist(playlist, repeats));
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The committed playlists know the key endpoint's path; where it is served from shows only at start-up. */
function nameKeys(playlist: string, keyUrl = ""): string {
  return playlist.replaceAll(`URI="${keyPath}`, `URI="${keyUrl}${keyPath}`);
}

/** Leaves multivariant playlists as they are. */
export function repeatPlaylist(playlist: string, repeats: number): string {
  const lines = playlist.trimEnd().split("\n");
  const first = lines.findIndex((line) => line.startsWith("#EXTINF"));
  if (first < 0) return playlist;
  const isKey = (line: string) => line.startsWith("#EXT-X-KEY");
  const key = lines.find(isKey);
  const map = lines.find((line) => line.startsWith("#EXT-X-MAP"));
  const segments = lines
    .slice(first)
    .filter((line) => line !== "#EXT-X-ENDLIST");
  // Without an IV of its own a segment is decrypted with its number in the playlist: which a repeated one is not.
  let number = 0;
  const again = segments.flatMap((line) =>
    key && !key.includes("IV=") && line.startsWith("#EXTINF")
      ? [`${key},IV=0x${(number++).toString(16).padStart(32, "0")}`, line]
      : [line],
  );
  return [
    ...lines.slice(0, first),
    ...segments,
    ...Array.from({ length: repeats - 1 }, () => [
      "#EXT-X-DISCONTINUITY",
      ...(map ? [map] : []),
      ...again,
    ]).flat(),
    "#EXT-X-ENDLIST",
    "",
  ].join("\n");
}

/** Seconds that the committed lesson lasts. */
export const lessonSeconds = 48;

/** The storyboard of a lesson that begins again and again. */
function repeatCues(vtt: string, repeats: number): string {
  return Array.from({ length: repeats }, (_, lap) =>
    moveCues(vtt, () => lap * lessonSeconds),
  )
    .map((cues, lap) => (lap > 0 ? cues.replace(/^WEBVTT\n\n/, "") : cues))
    .join("\n");
}

/** As few chapters as before: each begins where its slide is shown, some laps later than the last one. */
function spreadCues(vtt: string, repeats: number): string {
  const laps = Math.floor(repeats / 6);
  return moveCues(vtt, (index, isEnd) =>
    isEnd && index === 5
      ? (repeats - 1) * lessonSeconds
      : (index + (isEnd ? 1 : 0)) * laps * lessonSeconds,
  );
}

/** @param by seconds by which the start or the end of a cue moves */
function moveCues(
  vtt: string,
  by: (index: number, isEnd: boolean) => number,
): string {
  let times = 0;
  return vtt.replace(/\d\d:\d\d:\d\d\.\d{3}/g, (time) => {
    const [hours, minutes, seconds] = time.split(":").map(Number);
    const at = hours! * 3_600 + minutes! * 60 + seconds!;
    const moved = at + by(Math.floor(times / 2), times % 2 === 1);
    times += 1;
    return new Date(moved * 1_000).toISOString().slice(11, 23);
  });
}

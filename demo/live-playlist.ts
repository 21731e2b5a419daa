/** What a live stream is like. */
export interface LiveStream {
  /** Segments in the playlist at any time. */
  windowSegments: number;
  /** Epoch milliseconds at which it had just as many. */
  startedAt: number;
}

/**
 * A media playlist of a finished video, as that of a live stream which shows it again and again: a window that slides by a
 * segment whenever one has come to its end.
 * @see https://datatracker.ietf.org/doc/html/draft-pantos-hls-rfc8216bis#section-6.2.2
 */
export function livePlaylist(
  playlist: string,
  { windowSegments, startedAt }: LiveStream,
  now: number,
): string {
  const lines = playlist.trimEnd().split("\n");
  const segments = lines.filter((line) => /^[^#]/.test(line));
  const map = lines.filter((line) => line.startsWith("#EXT-X-MAP"));
  const seconds = Number(/#EXT-X-TARGETDURATION:(\d+)/.exec(playlist)?.[1]);
  const first = Math.floor((now - startedAt) / 1_000 / seconds);
  const isNewLap = (number: number) =>
    number > 0 && number % segments.length === 0;
  const window = Array.from({ length: windowSegments }, (_, index) => {
    const number = first + index;
    return [
      ...(isNewLap(number) ? ["#EXT-X-DISCONTINUITY"] : []),
      ...(index === 0 || isNewLap(number) ? map : []),
      // The same clock in all playlists: by it hls.js knows which of their segments belong together.
      `#EXT-X-PROGRAM-DATE-TIME:${new Date(startedAt + number * seconds * 1_000).toISOString()}`,
      `#EXTINF:${seconds}.000,`,
      segments[number % segments.length]!,
    ];
  });
  const lap = Math.floor(first / segments.length);
  return [
    "#EXTM3U",
    `#EXT-X-VERSION:${/#EXT-X-VERSION:(\d+)/.exec(playlist)?.[1]}`,
    `#EXT-X-TARGETDURATION:${seconds}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${isNewLap(first) ? lap - 1 : lap}`,
    ...window.flat(),
    "",
  ].join("\n");
}

/** A multivariant playlist without subtitles, which the lesson has in longer segments than the rest. */
export function withoutSubtitles(multivariant: string): string {
  return multivariant
    .replace(/^#EXT-X-MEDIA:TYPE=SUBTITLES.*\n/gm, "")
    .replaceAll(',SUBTITLES="subtitles"', "");
}

import { perSecond, type FrameRate } from "./frame-rate.js";
import { iFramesTrack } from "./i-frame-playlist.js";
import type { Ladder } from "./ladder.js";
import type { Bandwidth } from "./media-playlist.js";
import { rungTrack, type AudioTrack, type Container } from "./tracks.js";

/** A rung as it came out. */
export interface Variant {
  rung: Ladder[number];
  bandwidth: Bandwidth;
  /** As in `CODECS`: "avc1.640028". */
  codec: string;
  /** Of its playlist of I-frames, where it has one. */
  iFrames: Bandwidth | undefined;
}

/** A captions track of the stream. */
export interface CaptionsTrack {
  language: string;
  label: string;
  name: string;
  /** For the deaf: sounds are described as well. */
  describesSounds: boolean;
}

export interface Stream {
  container: Container;
  frameRate: FrameRate;
  /** Highest first. */
  variants: readonly Variant[];
  audio: readonly (AudioTrack & { bandwidth: Bandwidth })[];
  captions: readonly CaptionsTrack[];
}

/** AAC-LC. */
const audioCodec = "mp4a.40.2";

/**
 * The playlist that names all others, the highest rung first as MediaConvert has it.
 * @see https://datatracker.ietf.org/doc/html/draft-pantos-hls-rfc8216bis#section-4.4.6
 */
export function multivariantPlaylist(stream: Stream): string {
  const { container, audio, captions, variants } = stream;
  const sound = {
    peak: Math.max(0, ...audio.map(({ bandwidth }) => bandwidth.peak)),
    average: Math.max(0, ...audio.map(({ bandwidth }) => bandwidth.average)),
  };
  const lines = [
    "#EXTM3U",
    `#EXT-X-VERSION:${container === "cmaf" ? 7 : 6}`,
    "#EXT-X-INDEPENDENT-SEGMENTS",
    ...audio.map(audioLine),
    ...captions.map(captionsLine),
    ...variants.flatMap(({ rung, bandwidth, codec }) => [
      tag("EXT-X-STREAM-INF", {
        BANDWIDTH: bandwidth.peak + sound.peak,
        "AVERAGE-BANDWIDTH": bandwidth.average + sound.average,
        RESOLUTION: `${rung.width}x${rung.height}`,
        "FRAME-RATE": perSecond(stream.frameRate).toFixed(3),
        CODECS: quoted(audio.length > 0 ? `${codec},${audioCodec}` : codec),
        AUDIO: audio.length > 0 && quoted("audio"),
        SUBTITLES: captions.length > 0 && quoted("captions"),
        "CLOSED-CAPTIONS": "NONE",
      }),
      `${rungTrack(rung.name)}.m3u8`,
    ]),
    ...variants.flatMap(({ rung, codec, iFrames }) =>
      iFrames
        ? tag("EXT-X-I-FRAME-STREAM-INF", {
            BANDWIDTH: iFrames.peak,
            "AVERAGE-BANDWIDTH": iFrames.average,
            RESOLUTION: `${rung.width}x${rung.height}`,
            CODECS: quoted(codec),
            URI: quoted(`${iFramesTrack(rungTrack(rung.name))}.m3u8`),
          })
        : [],
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function audioLine(track: AudioTrack, index: number): string {
  return tag("EXT-X-MEDIA", {
    TYPE: "AUDIO",
    "GROUP-ID": quoted("audio"),
    NAME: quoted(track.label),
    LANGUAGE: track.language !== "und" && quoted(track.language),
    DEFAULT: index === 0 ? "YES" : "NO",
    AUTOSELECT: "YES",
    CHANNELS: quoted(String(track.channels)),
    URI: quoted(`${track.name}.m3u8`),
  });
}

function captionsLine(track: CaptionsTrack): string {
  return tag("EXT-X-MEDIA", {
    TYPE: "SUBTITLES",
    "GROUP-ID": quoted("captions"),
    NAME: quoted(track.label),
    LANGUAGE: quoted(track.language),
    DEFAULT: "NO",
    AUTOSELECT: "YES",
    FORCED: "NO",
    CHARACTERISTICS:
      track.describesSounds &&
      quoted(
        "public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound",
      ),
    URI: quoted(`${track.name}.m3u8`),
  });
}

function tag(
  name: string,
  attributes: Record<string, string | number | false>,
): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== false)
    .map(([key, value]) => `${key}=${value}`);
  return `#${name}:${list.join(",")}`;
}

/** A quoted string has no escapes, and must not hold these. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', "'").replace(/[\r\n]/g, " ")}"`;
}

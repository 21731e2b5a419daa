import { perSecond } from "./frame-rate.js";
import type { Ladder, Rung } from "./ladder.js";
import { inputArgs, type Source } from "./source.js";
import { storyboardFilter, type Board } from "./storyboard-layout.js";
import {
  rungTrack,
  segmentNames,
  type AudioTrack,
  type Container,
} from "./tracks.js";

/** All that one run of ffmpeg makes. */
export interface EncodePlan {
  input: string;
  source: Source;
  rungs: Ladder;
  audio: readonly AudioTrack[];
  storyboard: Board | undefined;
  container: Container;
  segmentSeconds: number;
  /** x264's constant rate factor: lower is better and larger. */
  crf: number;
  /** x264's preset. */
  preset: string;
}

/** Seconds between key frames. */
export const gopSeconds = 2;

/**
 * Seconds that the clock of a TS stream is ahead: what has to be decoded before it is shown, and the silence before the first
 * sound, then have a time above 0, and none of them is moved by itself.
 */
const tsAheadSeconds = 1;

/** 90 kHz ticks at which the stream begins: ffmpeg's own delay of 1.4 s comes on top. */
export function firstTick(container: Container): number {
  return container === "ts" ? 126_000 + tsAheadSeconds * 90_000 : 0;
}

/**
 * The first picture is shown one frame after it is decoded, not two. TS has no edit list to say so: hls.js leaves that time empty
 * at the start, and where more than 0.05 s is empty it takes a first segment that comes again for one that fills nothing
 * (bufferAppendNoProgress).
 */
const shortReordering = ["-x264-params", "b-pyramid=none"];

/** Bits a second for each channel, AAC-LC. */
const bitsPerChannel = 64_000;

/**
 * Arguments of one run of ffmpeg that decodes the source once, and writes the media playlists and segments of all rungs and
 * sound tracks, and the pictures of the storyboard, into its folder.
 */
export function encodeArgs(plan: EncodePlan): string[] {
  const { input, source, rungs, audio, storyboard } = plan;
  return [
    ..."-hide_banner -nostdin -loglevel error -nostats".split(" "),
    ..."-progress pipe:1 -y".split(" "),
    ...inputArgs(input),
    ...["-filter_complex", graph(source, rungs, storyboard)],
    ...rungs.flatMap((rung, index) => videoOutput(plan, rung, index)),
    ...audio.flatMap((track) => audioOutput(plan, track)),
    ...(storyboard
      ? ["-map", "[board]", ...storyboardOutput, storyboard.pattern]
      : []),
  ];
}

/** Pictures of tiles come seldom: at a rate of their own, none is written twice. */
export const storyboardOutput = "-r 1 -q:v 4 -f image2".split(" ");

/** The picture at a constant rate, once, then in each size: all rungs have the same frames. */
function graph(
  source: Source,
  rungs: Ladder,
  storyboard: Board | undefined,
): string {
  const names = rungs.map((_, index) => `in${index}`);
  if (storyboard) names.push("in-board");
  const outlets = names.map((name) => `[${name}]`).join("");
  return [
    `[0:${source.videoStream}]${steadyPicture(source)},split=${names.length}${outlets}`,
    ...rungs.map(
      ({ width, height }, index) =>
        `[in${index}]scale=${width}:${height}:flags=bicubic,setsar=1,format=yuv420p[v${index}]`,
    ),
    ...(storyboard ? [`[in-board]${storyboardFilter(storyboard)}[board]`] : []),
  ].join(";");
}

/** From 0 on, where the first frame comes later, and without half pictures. */
export function steadyPicture({ frameRate, interlaced }: Source): string {
  const { numerator, denominator } = frameRate;
  const fps = `fps=${numerator}/${denominator}:start_time=0`;
  return interlaced ? `yadif=deint=interlaced,${fps}` : fps;
}

function videoOutput(
  plan: EncodePlan,
  { name, maxBitrate }: Rung,
  index: number,
): string[] {
  const { source, crf, preset } = plan;
  return [
    ...["-map", `[v${index}]`, "-c:v", "libx264", "-preset", preset],
    ..."-profile:v high -refs 3".split(" "),
    ...(plan.container === "ts" ? shortReordering : []),
    // As good as need be, with a lid: what MediaConvert's QVBR does.
    ...["-crf", String(crf), "-maxrate", String(maxBitrate)],
    ...["-bufsize", String(maxBitrate)],
    // A key frame at the same times in every rung and nowhere else. One more than they are apart, so that counting adds none.
    ...["-force_key_frames", `expr:gte(t,n_forced*${gopSeconds})`],
    ...["-g", String(Math.ceil(gopSeconds * perSecond(source.frameRate)) + 1)],
    ..."-forced-idr 1 -sc_threshold 0".split(" "),
    ...hlsOutput(plan, rungTrack(name), "v"),
  ];
}

function audioOutput(plan: EncodePlan, track: AudioTrack): string[] {
  return [
    ...["-map", `0:${track.stream}`],
    // Silence where the sound begins later, or leaves a gap.
    ...["-af", "aresample=48000:async=1:first_pts=0", "-c:a", "aac"],
    ...["-ac", String(track.channels)],
    ...["-b:a", String(track.channels * bitsPerChannel)],
    ...hlsOutput(plan, track.name, "a"),
  ];
}

function hlsOutput(
  { container, segmentSeconds }: EncodePlan,
  track: string,
  kind: "v" | "a",
): string[] {
  const { segments, init } = segmentNames(track, container, kind);
  return [
    // Whoever made the source need not be named in every segment.
    ..."-map_metadata -1 -map_chapters -1".split(" "),
    ...["-f", "hls", "-hls_time", String(segmentSeconds)],
    ..."-hls_playlist_type vod -start_number 1".split(" "),
    ..."-hls_flags independent_segments".split(" "),
    ...(init
      ? [
          ...["-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", init],
          // Its edit list says what comes before 0; moved to 0, the picture would be late by the frames that are decoded first.
          ..."-avoid_negative_ts disabled".split(" "),
        ]
      : ["-output_ts_offset", String(tsAheadSeconds)]),
    ...["-hls_segment_filename", segments, `${track}.m3u8`],
  ];
}

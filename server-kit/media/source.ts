import { resolve } from "node:path";
import { frameRateOf, type FrameRate } from "./frame-rate.js";
import { PackagingError } from "./packaging-error.js";
import { runTool, type Tools } from "./tool.js";

/** What is in a video file. */
export interface Source {
  /** In pixels, as it is shown: upright where it is rotated, and with square pixels. */
  width: number;
  height: number;
  frameRate: FrameRate;
  interlaced: boolean;
  /** 0 where the file does not say. */
  durationSeconds: number;
  /** Which of its streams the picture is. */
  videoStream: number;
  sound: readonly SoundTrack[];
}

/** A sound track of the source. */
export interface SoundTrack {
  /** Which of the file's streams it is. */
  stream: number;
  /** BCP 47; "und" where the file does not say. */
  language: string;
  /** What the file calls it. */
  title: string | undefined;
  channels: number;
}

/** As ffprobe writes it: only what is read of it. */
interface Stream {
  index: number;
  codec_type?: string;
  width?: number;
  height?: number;
  sample_aspect_ratio?: string;
  r_frame_rate?: string;
  avg_frame_rate?: string;
  field_order?: string;
  duration?: string;
  channels?: number;
  disposition?: { attached_pic?: number };
  tags?: { language?: string; title?: string; rotate?: string };
  side_data_list?: { rotation?: number }[];
}

/**
 * Reads what is in a video file, with ffprobe.
 * @throws PackagingError `unreadable`, `no-video`, `ffmpeg-missing`
 */
export async function probeSource(
  file: string,
  {
    ffprobe = "ffprobe",
    signal,
  }: Tools & { signal?: AbortSignal | undefined } = {},
): Promise<Source> {
  const shown = "-show_streams -show_format -of json".split(" ");
  const json = await runTool(
    ffprobe,
    ["-v", "error", ...shown, ...inputArgs(file)],
    { signal },
  ).catch((error: unknown) => {
    throw error instanceof PackagingError && error.code === "ffmpeg-failed"
      ? new PackagingError(
          "unreadable",
          `${file} is not there, or no video that ffmpeg can read.`,
          { cause: error },
        )
      : error;
  });
  const { streams = [], format } = JSON.parse(json) as {
    streams?: Stream[];
    format?: { duration?: string };
  };
  return describeSource(file, streams, format?.duration);
}

/**
 * Names an input to ffmpeg or ffprobe. A file that someone has uploaded may be a playlist that names others: of the network, it
 * reaches nothing.
 */
export function inputArgs(file: string): string[] {
  return ["-protocol_whitelist", "file", "-i", `file:${resolve(file)}`];
}

export function describeSource(
  file: string,
  streams: readonly Stream[],
  duration?: string,
): Source {
  const video = streams.find(
    // The cover of a recording is a video stream of one picture.
    ({ codec_type, disposition }) =>
      codec_type === "video" && !disposition?.attached_pic,
  );
  if (!video?.width || !video.height)
    throw new PackagingError("no-video", `${file} has no picture.`);
  return {
    ...shownSize(video),
    frameRate: frameRateOf(
      video.r_frame_rate ?? "",
      video.avg_frame_rate ?? "",
    ),
    interlaced: /^(tt|bb|tb|bt)$/.test(video.field_order ?? ""),
    durationSeconds: Number(duration ?? video.duration) || 0,
    videoStream: video.index,
    sound: streams
      .filter(({ codec_type }) => codec_type === "audio")
      .map(({ index, tags, channels = 2 }) => ({
        stream: index,
        language: languageOf(tags?.language),
        title: tags?.title,
        channels,
      })),
  };
}

/** Turned by a quarter where the file says so, and no pixel narrower than it is high. */
function shownSize(video: Stream): { width: number; height: number } {
  const [across = 1, down = 1] = (video.sample_aspect_ratio ?? "1:1")
    .split(":")
    .map(Number);
  const aspect = across > 0 && down > 0 ? across / down : 1;
  const stored = {
    width: Math.round(video.width! * aspect),
    height: video.height!,
  };
  const degrees =
    video.side_data_list?.find(({ rotation }) => rotation !== undefined)
      ?.rotation ?? Number(video.tags?.rotate ?? 0);
  return Math.abs(degrees) % 180 === 90
    ? { width: stored.height, height: stored.width }
    : stored;
}

/** Files have three letters, as in "deu" or "ger"; HLS has BCP 47. */
function languageOf(tag = "und"): string {
  const bibliographic: Record<string, string> = {
    ...{ alb: "sq", arm: "hy", baq: "eu", bur: "my", chi: "zh", cze: "cs" },
    ...{ dut: "nl", fre: "fr", geo: "ka", ger: "de", gre: "el", ice: "is" },
    ...{ mac: "mk", may: "ms", per: "fa", rum: "ro", slo: "sk", tib: "bo" },
    wel: "cy",
  };
  try {
    return Intl.getCanonicalLocales(bibliographic[tag] ?? tag)[0] ?? "und";
  } catch {
    return "und";
  }
}

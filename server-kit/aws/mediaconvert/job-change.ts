import { posterName, posterSeconds, storyboardName } from "./job-names.js";
import { loose } from "./job-view.js";

/** What an event says of a job that {@link buildJob} has made. */
export interface JobChange {
  videoId: string;
  version: number;
  jobId: string;
  state: "processing" | "ready" | "failed";
  /** Epoch milliseconds, of the service's clock. */
  at: number;
  /** 0 to 100; undefined where the event does not say. */
  percent: number | undefined;
  /** The service's code for what went wrong; undefined where nothing did. */
  errorCode: number | undefined;
  /** What there is to play; undefined until it is ready. */
  files: VideoFiles | undefined;
}

/** Paths below the video's folder: `v7/index.m3u8`. */
export interface VideoFiles {
  playlist: string;
  poster: string | undefined;
  storyboard: string | undefined;
  durationSeconds: number | undefined;
}

/** What `readJobChange` knows beyond the change itself: where the pictures of a timeline are. */
export interface Storyboard {
  bucket: string;
  /** Key of `storyboard.vtt`. */
  key: string;
  everySeconds: number;
}

const states: Record<string, JobChange["state"]> = {
  INPUT_INFORMATION: "processing",
  PROGRESSING: "processing",
  STATUS_UPDATE: "processing",
  COMPLETE: "ready",
  CANCELED: "failed",
  ERROR: "failed",
};

/**
 * Reads an event "MediaConvert Job State Change". Undefined for one that says nothing of a job of ours.
 * @see https://docs.aws.amazon.com/mediaconvert/latest/ug/mediaconvert_event_list.html
 */
export function readJobChange(
  event: unknown,
): { change: JobChange; storyboard: Storyboard | undefined } | undefined {
  const { source, detail, time } = loose(event);
  if (source !== "aws.mediaconvert") return undefined;
  const { jobId, status, userMetadata, timestamp, errorCode, jobProgress } =
    loose(detail);
  const { videoId, version, folder, storyboardSeconds, poster } =
    loose(userMetadata);
  const state = states[String(status)];
  const where = /^s3:\/\/([^/]+)\/(.+\/)$/.exec(String(folder));
  if (
    !state ||
    !where ||
    typeof videoId !== "string" ||
    typeof jobId !== "string"
  )
    return undefined;
  const [, bucket = "", prefix = ""] = where;
  const isReady = state === "ready";
  const percent = loose(jobProgress)["jobPercentComplete"];
  const everySeconds = Number(storyboardSeconds);
  const durationSeconds = isReady ? durationOf(loose(detail)) : undefined;
  const base = `v${Number(version)}/`;
  return {
    change: {
      videoId,
      version: Number(version),
      jobId,
      state,
      at: typeof timestamp === "number" ? timestamp : Date.parse(String(time)),
      percent: isReady
        ? 100
        : typeof percent === "number"
          ? percent
          : undefined,
      errorCode: typeof errorCode === "number" ? errorCode : undefined,
      files: isReady
        ? {
            playlist: `${base}index.m3u8`,
            poster: poster ? base + posterFile(durationSeconds) : undefined,
            storyboard:
              everySeconds > 0 ? `${base}${storyboardName}.vtt` : undefined,
            durationSeconds,
          }
        : undefined,
    },
    storyboard:
      isReady && everySeconds > 0 && durationSeconds !== undefined
        ? { bucket, key: `${prefix}${storyboardName}.vtt`, everySeconds }
        : undefined,
  };
}

/** That of the longest output. */
function durationOf({
  outputGroupDetails,
}: Readonly<Record<string, unknown>>): number | undefined {
  if (!Array.isArray(outputGroupDetails)) return undefined;
  const spans = outputGroupDetails
    .flatMap((group: unknown) => loose(group)["outputDetails"] ?? [])
    .map((output: unknown) => Number(loose(output)["durationInMs"]))
    .filter((span) => span > 0);
  return spans.length > 0 ? Math.max(...spans) / 1_000 : undefined;
}

/** The second picture, where the video lasts that long: the first is black as a rule. */
function posterFile(durationSeconds = 0): string {
  return `${posterName}.000000${durationSeconds > posterSeconds ? 1 : 0}.jpg`;
}

/** The pictures that FRAME_CAPTURE has made, as WebVTT: one from each time on, each a file. */
export function storyboardOfFrames(
  everySeconds: number,
  durationSeconds: number,
): string {
  const count = Math.max(1, Math.ceil(durationSeconds / everySeconds));
  const cues = Array.from({ length: count }, (_, index) => {
    const from = index * everySeconds;
    const to = Math.min(from + everySeconds, durationSeconds);
    const name = `${storyboardName}.${String(index).padStart(7, "0")}.jpg`;
    return `${clock(from)} --> ${clock(to)}\n${name}\n`;
  });
  return `WEBVTT\n\n${cues.join("\n")}`;
}

function clock(seconds: number): string {
  const time = new Date(Math.round(seconds * 1_000)).toISOString();
  const hours = Math.floor(seconds / 3_600);
  return `${String(hours).padStart(2, "0")}${time.slice(13, 23)}`;
}

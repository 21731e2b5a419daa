import type { JobSettings } from "@aws-sdk/client-mediaconvert";
import type { Ladder, ladders } from "../../media/ladder.js";

/** What becomes of which file, and how. */
export interface JobOptions {
  /** The source: `s3://bucket/key.mp4`, or an https address. */
  input: string;
  /** Where the video's versions lie: `s3://bucket/courses/lesson-1`. */
  output: string;
  /**
   * Which version of the video this is; its files lie in `<output>/v<version>/`. A new one has new addresses, so no cache
   * holds half of the old. @default 1
   */
  version?: number | undefined;
  /** ARN of the role that MediaConvert reads and writes as. */
  role: string;
  /** Name or ARN of the queue. @default the account's default queue */
  queue?: string | undefined;
  /** -50 to 50, the higher the sooner, within a queue. @default 0 */
  priority?: number | undefined;
  /** Comes back with the job's events. @default the path in `output` */
  videoId?: string | undefined;
  /**
   * The source's size in pixels, as it is shown: rungs above it are left out. Without it no picture is enlarged either, but
   * the rungs that are too high all come out in the source's size.
   */
  source?: { width: number; height: number } | undefined;
  /** Qualities: a ladder by its name, one of your own, or MediaConvert's own choice for this source. @default "lesson" */
  ladder?: keyof typeof ladders | Ladder | AutomatedLadder | undefined;
  /** TS segments, or fragmented MP4, which does not go with AES-128. @default "ts" */
  container?: "ts" | "cmaf" | undefined;
  /** Whole seconds a segment lasts; a multiple of `gopSeconds`. @default 6, as Apple asks for */
  segmentSeconds?: number | undefined;
  /** Whole seconds from key frame to key frame. @default 2, as Apple asks for */
  gopSeconds?: number | undefined;
  /** Frames a second of every rung, 1 to 60. @default the source's own */
  framesPerSecond?: number | undefined;
  /** QVBR's quality, 1 to 10. @default what the service finds right for each rung */
  quality?: number | undefined;
  /** The soundtracks, in one group; `false` for a silent video. @default the source's default track, in English */
  audio?: false | AudioOptions | undefined;
  /** Captions, a file a language. @default none */
  captions?: readonly CaptionsOptions[] | undefined;
  /** AES-128 for every segment. @default none: the edge's signatures are what protects */
  encryption?: EncryptionOptions | undefined;
  /** Playlists of key frames, for scrubbing on Apple's players. @default true */
  iFrames?: boolean | undefined;
  /** Pictures of the timeline. @default every 5 seconds, 320 pixels wide */
  storyboard?: boolean | StoryboardOptions | undefined;
  /** A picture in full size, of 3 seconds into the video. @default true */
  poster?: boolean | undefined;
  /** Transcodes long videos in parts; costs the pro tier. @default "DISABLED" */
  acceleration?: "DISABLED" | "ENABLED" | "PREFERRED" | undefined;
  /** Seconds between progress events. @default 60, as the service has it */
  statusSeconds?: 10 | 12 | 15 | 20 | 30 | 60 | 120 | 180 | undefined;
  /** Comes back with the job's events, beside what is in it anyway. At most 256 characters each. */
  userMetadata?: Readonly<Record<string, string>> | undefined;
  /** Tags for the bill. */
  tags?: Readonly<Record<string, string>> | undefined;
}

/** The service chooses the rungs. Costs the pro tier; needs an on-demand queue. */
export interface AutomatedLadder {
  /** Most rungs, 3 to 15. @default what the service finds right */
  maxRenditions?: number | undefined;
  /** Highest average, in bits per second, 100,000 to 100,000,000. @default 8_000_000 */
  maxBitrate?: number | undefined;
  /** Lowest average, in bits per second, 100,000 to 100,000,000. @default 250_000 */
  minBitrate?: number | undefined;
}

export interface AudioOptions {
  /** AAC-LC stereo, in bits per second: one of what AAC takes at 48 kHz, 64,000 to 320,000. @default 128_000 */
  bitrate?: number | undefined;
  /** The first is the default. */
  tracks: readonly AudioTrackOptions[];
}

export interface AudioTrackOptions {
  /** BCP 47: `en`, `pt-BR`. */
  language: string;
  /** What the menu says. Letters, digits, spaces and `_`. @default the language's own name */
  label?: string | undefined;
  /** Position of the track in the source, from 1. @default the source's default track */
  track?: number | undefined;
  /** A file of its own instead, `s3://…` or https. */
  file?: string | undefined;
}

export interface CaptionsOptions {
  /** BCP 47 without digits: `en`, `pt-BR`. */
  language: string;
  /** What the menu says. @default the language's own name */
  label?: string | undefined;
  /** `s3://…` or https; WebVTT, SRT, TTML, SCC or STL. */
  file: string;
}

export interface EncryptionOptions {
  /** 16 bytes, or 32 hexadecimal digits. One key a version of a video; never in source code. */
  key: Uint8Array | string;
  /** https address of the key endpoint, which `createKeyHandler` answers; it names the key: `…/keys?keyId=lesson-1`. */
  keyUrl: string;
}

export interface StoryboardOptions {
  /** Whole seconds from picture to picture, 1 to 600. @default 5 */
  everySeconds?: number | undefined;
  /** In pixels, even, 64 to 1280. @default 320 */
  width?: number | undefined;
}

export type OutputGroups = NonNullable<JobSettings["OutputGroups"]>;
export type OutputGroup = OutputGroups[number];
export type Output = NonNullable<OutputGroup["Outputs"]>[number];
export type Input = NonNullable<JobSettings["Inputs"]>[number];

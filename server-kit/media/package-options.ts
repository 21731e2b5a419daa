import { optionError } from "../option-error.js";
import { gopSeconds } from "./encode-args.js";
import type { ContentKey } from "./encrypt-track.js";
import { ladders, type Ladder } from "./ladder.js";
import type { Tools } from "./tool.js";
import { languageName, type Container } from "./tracks.js";

/** A WebVTT or SubRip file. */
export interface CaptionsInput {
  /** Path of the file, in UTF-8. */
  file: string;
  /** BCP 47: "de", "pt-BR". */
  language: string;
  /** What a menu shows. @default the language's own name */
  label?: string | undefined;
  /** "captions" describe sounds as well. @default "subtitles" */
  kind?: "captions" | "subtitles" | undefined;
}

export interface PackageOptions extends Tools {
  /** Path of the video. */
  input: string;
  /** The folder to make. What is above it is made as well. */
  output: string;
  /** Replaces the folder that is there, once the new one is whole. @default false: that is an error */
  overwrite?: boolean | undefined;
  /** The qualities; of these, what the video fills. @default ladders.lesson */
  ladder?: Ladder | undefined;
  /** @default "ts" */
  container?: Container | undefined;
  /** A multiple of the 2 seconds between key frames, up to 60. @default 6 */
  segmentSeconds?: number | undefined;
  captions?: readonly CaptionsInput[] | undefined;
  /** Languages of the sound tracks, in their order, as BCP 47. @default what the file says */
  audioLanguages?: readonly string[] | undefined;
  /** AES-128, in TS only. The key gets into no file; its URL gets into the playlists. @default no encryption */
  encryption?:
    | {
        /** 16 bytes, or 32 hexadecimal digits. */
        key: Uint8Array | string;
        /** Where players ask for it: absolute, or relative to the playlists. */
        keyUrl: string | URL;
      }
    | undefined;
  /** Pictures of the timeline, one for each span of so many seconds; `false` for none. @default 5 seconds */
  storyboard?: { everySeconds?: number | undefined } | false | undefined;
  /** Second of the video that `poster.jpg` shows; `false` for none. @default a tenth of its length */
  posterSeconds?: number | false | undefined;
  /** Quality, 0 to 51, lower is better: each rung's `maxBitrate` is its lid. @default 23 */
  crf?: number | undefined;
  /** x264's: from "ultrafast" to "veryslow". @default "medium" */
  preset?: string | undefined;
  /** Told how much of the work is done, from 0 to 1. */
  onProgress?: ((done: number) => void) | undefined;
  /** Ends it at once; nothing is left behind. */
  signal?: AbortSignal | undefined;
}

/** Options with their defaults. */
export interface PackageSettings {
  ladder: Ladder;
  container: Container;
  segmentSeconds: number;
  captions: readonly CaptionsInput[];
  encryption: ContentKey | undefined;
  everySeconds: number | undefined;
  crf: number;
  preset: string;
}

const presets =
  "ultrafast superfast veryfast faster fast medium slow slower veryslow".split(
    " ",
  );

/** @throws TypeError naming the option that is wrong; never says a key */
export function checkPackageOptions(options: PackageOptions): PackageSettings {
  const {
    ladder = ladders.lesson,
    container = "ts",
    segmentSeconds = 6,
    captions = [],
    audioLanguages = [],
    crf = 23,
    preset = "medium",
    storyboard = {},
    posterSeconds = 0,
  } = options;
  checkPath("input", options.input);
  checkPath("output", options.output);
  if (!["ts", "cmaf"].includes(container))
    throw optionError("container", container, 'Give "ts" or "cmaf".');
  if (!Array.isArray(ladder) || ladder.length === 0)
    throw optionError("ladder", ladder, "Give ladders.lesson, or your own.");
  if (
    !Number.isInteger(segmentSeconds / gopSeconds) ||
    segmentSeconds < gopSeconds ||
    segmentSeconds > 60
  )
    throw optionError(
      "segmentSeconds",
      segmentSeconds,
      `Give a multiple of ${gopSeconds}, up to 60: segments begin with a key frame.`,
    );
  if (!(Number(crf) >= 0 && Number(crf) <= 51))
    throw optionError("crf", crf, "Give a number from 0 to 51.");
  if (!presets.includes(preset))
    throw optionError("preset", preset, `Give one of ${presets.join(", ")}.`);
  if (posterSeconds !== false && !(posterSeconds >= 0))
    throw optionError(
      "posterSeconds",
      posterSeconds,
      "Give seconds, or false.",
    );
  audioLanguages.forEach((language, index) =>
    checkLanguage(`audioLanguages[${index}]`, language),
  );
  captions.forEach(({ file, language }, index) => {
    checkPath(`captions[${index}].file`, file);
    checkLanguage(`captions[${index}].language`, language);
  });
  return {
    ...{ ladder, container, segmentSeconds, captions, crf, preset },
    encryption: checkEncryption(options.encryption, container),
    everySeconds: storyboard
      ? checkEverySeconds(storyboard.everySeconds)
      : undefined,
  };
}

/** @throws TypeError for what is no span of a storyboard */
export function checkEverySeconds(value: number | undefined = 5): number {
  if (!(value >= 1 && value <= 3_600))
    throw optionError("everySeconds", value, "Give 1 to 3600 seconds.");
  return value;
}

/** @throws TypeError */
export function checkPath(option: string, value: unknown): void {
  if (typeof value !== "string" || value === "" || value.includes("\0"))
    throw optionError(option, value, "Give a path.");
}

function checkLanguage(option: string, value: unknown): void {
  if (typeof value !== "string" || !languageName(value))
    throw optionError(
      option,
      value,
      'It is no known language. Give a BCP 47 tag, such as "de" or "pt-BR".',
    );
}

function checkEncryption(
  encryption: PackageOptions["encryption"],
  container: Container,
): ContentKey | undefined {
  if (encryption === undefined) return undefined;
  if (container !== "ts")
    throw optionError(
      "encryption",
      encryption,
      'AES-128 is for container "ts": browsers decrypt CMAF by DRM alone.',
    );
  const { key, keyUrl } = encryption;
  const bytes =
    typeof key === "string" && /^[0-9a-f]{32}$/i.test(key)
      ? Buffer.from(key, "hex")
      : key;
  if (!(bytes instanceof Uint8Array) || bytes.byteLength !== 16)
    throw optionError(
      "encryption.key",
      key,
      "Give 16 bytes, or 32 hexadecimal digits.",
    );
  const url = String(keyUrl ?? "");
  if (url === "" || /["\s\p{Cc}]/u.test(url))
    throw optionError(
      "encryption.keyUrl",
      keyUrl,
      "Give the URL of your key endpoint for this video.",
    );
  return { key: bytes, keyUrl: url };
}

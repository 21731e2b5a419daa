import type { Source } from "./source.js";

export type Container = "ts" | "cmaf";

/** A sound track of the stream. */
export interface AudioTrack {
  /** Which of the source's streams it is made of. */
  stream: number;
  /** BCP 47; "und" where nobody knows. */
  language: string;
  /** In the player's menu. */
  label: string;
  channels: number;
  /** Base name of its files, without an ending. */
  name: string;
}

/** The playlist that is played. */
export const multivariantName = "index.m3u8";

/** Base name of a rung's files, as MediaConvert makes it of a name modifier. */
export function rungTrack(rung: string): string {
  return `index_${rung}`;
}

/** @param number counts captions of one language */
export function captionsTrack(language: string, number = 1): string {
  return `index_captions_${language}${number > 1 ? `_${number}` : ""}`;
}

/**
 * The sound tracks of a source, each with a name of its own.
 * @param languages in the order of the source, where it does not say or is wrong
 */
export function audioTracks(
  sound: Source["sound"],
  languages: readonly string[] = [],
): AudioTrack[] {
  const count = new Map<string, number>();
  return sound.map(({ stream, language: tagged, title, channels }, index) => {
    const language = languages[index] ?? tagged;
    const number = (count.get(language) ?? 0) + 1;
    count.set(language, number);
    const suffix = number > 1 ? `_${number}` : "";
    return {
      stream,
      language,
      label: label(language, number > 1 ? (title ?? String(number)) : ""),
      channels: Math.min(2, channels),
      name: `index_audio_${language}${suffix}`,
    };
  });
}

/** A language in its own words: "Deutsch", "Deutsch (2)". */
export function label(language: string, more = ""): string {
  const words = languageName(language) ?? "Original";
  return more ? `${words} (${more})` : words;
}

/** Undefined for a tag that stands for no known language. */
export function languageName(language: string): string | undefined {
  if (language === "und") return undefined;
  try {
    const names = new Intl.DisplayNames([language], {
      type: "language",
      fallback: "none",
    });
    const name = names.of(language);
    return name && name[0]!.toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return undefined;
  }
}

/** Segments of a track, as ffmpeg and MediaConvert number them. @param kind "v" for the picture, "a" for sound */
export function segmentNames(
  track: string,
  container: Container,
  kind: "v" | "a",
): { segments: string; init: string | undefined } {
  return container === "ts"
    ? { segments: `${track}_%05d.ts`, init: undefined }
    : {
        segments: `${track}_%09d.cmf${kind}`,
        init: `${track}init.cmf${kind}`,
      };
}

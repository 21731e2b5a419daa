import type { AudioSelector } from "@aws-sdk/client-mediaconvert";
import { intoContainer } from "./container.js";
import type {
  AudioOptions,
  AudioTrackOptions,
  JobOptions,
  Output,
} from "./job-options.js";
import { plainNameOfLanguage } from "./language.js";

const english: AudioOptions = { tracks: [{ language: "en" }] };

/** One output a language, all in one group, which every rung refers to: changing rungs is then never heard. */
export function audioOutputs(options: JobOptions): Output[] {
  if (options.audio === false) return [];
  const { tracks, bitrate = 128_000 } = options.audio ?? english;
  return tracks.map((track, index) => ({
    NameModifier: `_audio_${track.language}`,
    ...intoContainer(options, {
      AudioGroupId: "audio",
      AudioTrackType:
        index === 0
          ? "ALTERNATE_AUDIO_AUTO_SELECT_DEFAULT"
          : "ALTERNATE_AUDIO_AUTO_SELECT",
    }),
    AudioDescriptions: [
      {
        AudioSourceName: selectorName(track),
        LanguageCodeControl: "USE_CONFIGURED",
        CustomLanguageCode: track.language,
        StreamName: track.label ?? plainNameOfLanguage(track.language),
        CodecSettings: {
          Codec: "AAC",
          AacSettings: {
            Bitrate: bitrate,
            CodecProfile: "LC",
            CodingMode: "CODING_MODE_2_0",
            RateControlMode: "CBR",
            SampleRate: 48_000,
          },
        },
      },
    ],
  }));
}

export function audioSelectors(
  options: JobOptions,
): Record<string, AudioSelector> | undefined {
  if (options.audio === false) return undefined;
  const { tracks } = options.audio ?? english;
  return Object.fromEntries(
    tracks.map((track) => [selectorName(track), selectorOf(track)]),
  );
}

function selectorName({ language }: AudioTrackOptions): string {
  return `Audio ${language}`;
}

function selectorOf({ track, file }: AudioTrackOptions): AudioSelector {
  if (file !== undefined)
    return { DefaultSelection: "NOT_DEFAULT", ExternalAudioFileInput: file };
  return track === undefined
    ? { DefaultSelection: "DEFAULT" }
    : {
        DefaultSelection: "NOT_DEFAULT",
        SelectorType: "TRACK",
        Tracks: [track],
      };
}

import type {
  CaptionSelector,
  CaptionSourceType,
} from "@aws-sdk/client-mediaconvert";
import type { CaptionsOptions, JobOptions, Output } from "./job-options.js";
import { nameOfLanguage } from "./language.js";

/** One output a language, with nothing but its captions in it. */
export function captionOutputs({
  captions = [],
  container = "ts",
}: JobOptions): Output[] {
  return captions.map(({ language, label }) => ({
    NameModifier: `_captions_${language}`,
    ContainerSettings: { Container: container === "cmaf" ? "CMFC" : "M3U8" },
    CaptionDescriptions: [
      {
        CaptionSelectorName: selectorName(language),
        CustomLanguageCode: language,
        LanguageDescription: label ?? nameOfLanguage(language),
        DestinationSettings: {
          DestinationType: "WEBVTT",
          // Where a caption stands, and its colours, are kept.
          WebvttDestinationSettings: { StylePassthrough: "ENABLED" },
        },
      },
    ],
  }));
}

export function captionSelectors({
  captions = [],
}: JobOptions): Record<string, CaptionSelector> | undefined {
  if (captions.length === 0) return undefined;
  return Object.fromEntries(
    captions.map((each) => [
      selectorName(each.language),
      {
        SourceSettings: {
          SourceType: sourceType(each),
          FileSourceSettings: { SourceFile: each.file },
        },
      },
    ]),
  );
}

function selectorName(language: string): string {
  return `Captions ${language}`;
}

function sourceType({ file }: CaptionsOptions): CaptionSourceType {
  const ending = file.slice(file.lastIndexOf(".") + 1).toLowerCase();
  const types: Record<string, CaptionSourceType> = {
    vtt: "WEBVTT",
    webvtt: "WEBVTT",
    srt: "SRT",
    scc: "SCC",
    stl: "STL",
    smi: "SMI",
  };
  return types[ending] ?? "TTML";
}

import { finding, type JobFinding } from "../findings.js";
import {
  loose,
  textIn,
  within,
  type GroupView,
  type JobView,
  type OutputView,
  type Placed,
} from "../job-view.js";

/** Soundtracks: where each comes from, and that the rungs share them. */
export function* checkAudio(view: JobView): Generator<JobFinding> {
  for (const { outputs } of view.groups)
    for (const { sounds } of outputs)
      for (const sound of sounds) {
        yield* checkCoding(sound);
        if (view.as === "job") yield* checkSelector(sound, view.inputs);
      }
  if (view.as === "preset") return;
  for (const group of view.streams) yield* checkGroup(group);
}

function* checkCoding(sound: Placed): Generator<JobFinding> {
  const codec = within(sound, "CodecSettings");
  if (codec.value["Codec"] === undefined)
    return yield finding("codec-settings-missing", codec.path);
  if (codec.value["Codec"] !== "AAC") return;
  const settings = within(codec, "AacSettings");
  const names = ["SampleRate", "CodingMode", "CodecProfile"];
  const isVariable = settings.value["RateControlMode"] === "VBR";
  const missing = [...names, isVariable ? "VbrQuality" : "Bitrate"].filter(
    (name) => settings.value[name] === undefined,
  );
  if (missing.length > 0)
    yield finding(
      "audio-coding",
      settings.path,
      `Missing: ${missing.join(", ")}.`,
    );
}

function* checkSelector(
  sound: Placed,
  inputs: readonly Placed[],
): Generator<JobFinding> {
  // The service's own default.
  const name = textIn(sound, "AudioSourceName") ?? "Audio Selector 1";
  const known = inputs.every(({ value }) =>
    [value["AudioSelectors"], value["AudioSelectorGroups"]].some((selectors) =>
      Object.hasOwn(loose(selectors), name),
    ),
  );
  if (!known)
    yield finding("audio-selector-unknown", `${sound.path}.AudioSourceName`);
}

function* checkGroup({ outputs, rungs }: GroupView): Generator<JobFinding> {
  const muxed = rungs.filter(({ sounds }) => sounds.length > 0);
  if (rungs.length > 1)
    for (const { path } of muxed)
      yield finding("audio-in-every-rung", `${path}.AudioDescriptions`);
  const tracks = outputs.filter(
    ({ video, sounds }) => !video && sounds.length > 0,
  );
  const groups = new Map<string, OutputView[]>();
  for (const track of tracks)
    groups.set(groupOf(track), [...(groups.get(groupOf(track)) ?? []), track]);
  const named = new Set(rungs.flatMap(setsOf));
  for (const rung of rungs)
    for (const name of setsOf(rung))
      if (!groups.has(name))
        yield finding(
          "audio-group-unknown",
          `${rung.rendition.path}.AudioRenditionSets`,
        );
  for (const [name, members] of groups) {
    const first = members[0]!;
    if (rungs.length > 0 && !named.has(name))
      yield finding(
        "audio-group-unused",
        `${first.rendition.path}.AudioGroupId`,
      );
    const defaults = members.filter(
      ({ rendition }) =>
        rendition.value["AudioTrackType"] ===
        "ALTERNATE_AUDIO_AUTO_SELECT_DEFAULT",
    );
    if (defaults.length !== 1)
      yield finding("audio-default", `${first.rendition.path}.AudioTrackType`);
    if (members.length > 1)
      for (const sound of members.flatMap(({ sounds }) => sounds))
        if (!hasLanguage(sound)) yield finding("audio-language", sound.path);
  }
}

/** What the service calls a group that has no name. */
function groupOf({ rendition }: OutputView): string {
  return textIn(rendition, "AudioGroupId") ?? "program_audio";
}

function setsOf({ rendition }: OutputView): string[] {
  return (textIn(rendition, "AudioRenditionSets") ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function hasLanguage(sound: Placed): boolean {
  const language =
    textIn(sound, "CustomLanguageCode") ?? textIn(sound, "LanguageCode");
  return language !== undefined;
}

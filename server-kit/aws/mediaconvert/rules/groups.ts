import { finding, type JobFinding } from "../findings.js";
import {
  loose,
  numberIn,
  textIn,
  type GroupView,
  type JobView,
} from "../job-view.js";

/** Where a group's files go, how they are named, and how they are cut. */
export function* checkGroups(view: JobView): Generator<JobFinding> {
  for (const group of view.groups) {
    if (group.outputs.length === 0)
      yield finding("output-missing", `${group.path}.Outputs`);
    yield* checkOutputs(group);
    if (view.as === "preset") continue;
    const settings = loose(group.value["OutputGroupSettings"]);
    if (group.kind !== "other" && !hasOwnSettings(group, settings))
      yield finding("group-settings-missing", group.settings.path);
    if (view.as === "job" && group.kind !== "other")
      yield* checkDestination(group);
    yield* checkNames(group);
    if (group.kind === "hls" || group.kind === "cmaf")
      yield* checkCutting(group);
  }
}

function hasOwnSettings(
  { settings }: GroupView,
  of: Readonly<Record<string, unknown>>,
): boolean {
  return of[settings.path.slice(settings.path.lastIndexOf(".") + 1)] != null;
}

function* checkDestination({
  kind,
  settings,
}: GroupView): Generator<JobFinding> {
  const path = `${settings.path}.Destination`;
  const destination = textIn(settings, "Destination");
  if (destination === undefined)
    return yield finding("destination-missing", path);
  if (kind === "files") return;
  if (!destination.endsWith("/index")) yield finding("playlist-name", path);
  if (!/\/v?\d+\/|\/[0-9a-f]{8,}(?:-[0-9a-f]+)*\//i.test(destination.slice(5)))
    yield finding("version-missing", path);
}

function* checkNames({ outputs }: GroupView): Generator<JobFinding> {
  const seen = new Set<string>();
  for (const output of outputs) {
    const name = textIn(output, "NameModifier");
    const path = `${output.path}.NameModifier`;
    if (name === undefined) {
      if (outputs.length > 1) yield finding("name-modifier-missing", path);
    } else if (seen.has(name)) yield finding("name-modifier-repeated", path);
    else seen.add(name);
  }
}

const containers: Record<GroupView["kind"], readonly string[] | undefined> = {
  hls: ["M3U8"],
  cmaf: ["CMFC"],
  files: undefined,
  other: undefined,
};

function* checkOutputs({ kind, outputs }: GroupView): Generator<JobFinding> {
  for (const {
    path,
    value,
    container,
    video,
    sounds,
    captions,
    codec,
  } of outputs) {
    // A preset has all of it.
    if (textIn({ path, value }, "Preset")) continue;
    const allowed = containers[kind];
    if (container === undefined)
      yield finding("container-missing", `${path}.ContainerSettings`);
    else if (allowed && !allowed.includes(String(container)))
      yield finding("container-wrong", `${path}.ContainerSettings.Container`);
    if (!video && sounds.length === 0 && captions.length === 0)
      yield finding("output-empty", path);
    if (
      codec === "FRAME_CAPTURE" &&
      (kind === "hls" || kind === "cmaf" || container !== "RAW")
    )
      yield finding("pictures-in-stream", path);
  }
}

function* checkCutting({
  kind,
  settings,
  outputs,
}: GroupView): Generator<JobFinding> {
  const { path, value } = settings;
  const seconds = numberIn(settings, "SegmentLength") ?? 10;
  if (value["SegmentLength"] === undefined || seconds < 2 || seconds > 10)
    yield finding("segment-length", `${path}.SegmentLength`);
  if (value["SegmentLengthControl"] !== "GOP_MULTIPLE")
    yield finding("segment-control", `${path}.SegmentLengthControl`);
  // Left out, it is what the service's own default is.
  if (
    value["SegmentControl"] === "SINGLE_FILE" ||
    (kind === "cmaf" && value["SegmentControl"] === undefined)
  )
    yield finding("byte-ranges", `${path}.SegmentControl`);
  if (value["CodecSpecification"] !== "RFC_6381")
    yield finding("codec-strings", `${path}.CodecSpecification`);
  if (kind === "cmaf" && value["WriteHlsManifest"] === "DISABLED")
    yield finding("hls-playlist-missing", `${path}.WriteHlsManifest`);
  if (
    kind === "hls" &&
    outputs.some(({ captions }) => captions.length > 0) &&
    value["CaptionSegmentLengthControl"] !== "MATCH_VIDEO"
  )
    yield finding("caption-segments", `${path}.CaptionSegmentLengthControl`);
}

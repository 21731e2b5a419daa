/** Some JSON object of a job, whose shape is not to be relied on. */
export type Loose = Readonly<Record<string, unknown>>;

/** Something in a job, and where it is. */
export interface Placed {
  path: string;
  value: Loose;
}

export interface OutputView extends Placed {
  container: unknown;
  video: Placed | undefined;
  codec: unknown;
  /** What the video's codec is told. */
  coding: Placed;
  /** What it is in the playlist: `HlsSettings`, `CmfcSettings`. */
  rendition: Placed;
  sounds: readonly Placed[];
  captions: readonly Placed[];
}

export interface GroupView extends Placed {
  kind: "hls" | "cmaf" | "files" | "other";
  /** Of the kind. */
  settings: Placed;
  /** `AbrSettings` of a ladder that the service chooses. */
  automated: Placed | undefined;
  outputs: readonly OutputView[];
  /** Those of the outputs that are qualities of one video. */
  rungs: readonly OutputView[];
}

/** A job as the rules read it: wherever something is missing or no object, there is an empty one. */
export interface JobView {
  /** A template has no source and no destination; a preset is one output. */
  as: "job" | "template" | "preset";
  job: Loose;
  inputs: readonly Placed[];
  groups: readonly GroupView[];
  /** Groups that make a stream. */
  streams: readonly GroupView[];
}

const kinds: Record<string, [GroupView["kind"], string]> = {
  HLS_GROUP_SETTINGS: ["hls", "HlsGroupSettings"],
  CMAF_GROUP_SETTINGS: ["cmaf", "CmafGroupSettings"],
  FILE_GROUP_SETTINGS: ["files", "FileGroupSettings"],
};

const codings: Record<string, string> = {
  H_264: "H264Settings",
  H_265: "H265Settings",
  FRAME_CAPTURE: "FrameCaptureSettings",
};

export function viewJob(job: unknown, as: JobView["as"]): JobView {
  const root: Placed = { path: "", value: loose(job) };
  const settings = within(root, "Settings");
  const groups = listIn(settings, "OutputGroups").map(viewGroup);
  return {
    as,
    job: root.value,
    inputs: listIn(settings, "Inputs"),
    groups,
    streams: groups.filter(({ kind }) => kind === "hls" || kind === "cmaf"),
  };
}

function viewGroup(group: Placed): GroupView {
  const settings = within(group, "OutputGroupSettings");
  const [kind, name] = kinds[String(settings.value["Type"])] ?? ["other", ""];
  const automated = within(group, "AutomatedEncodingSettings", "AbrSettings");
  const outputs = listIn(group, "Outputs").map((output) =>
    viewOutput(output, kind),
  );
  return {
    ...group,
    kind,
    settings: name ? within(settings, name) : settings,
    automated: loose(group.value["AutomatedEncodingSettings"])["AbrSettings"]
      ? automated
      : undefined,
    outputs,
    rungs: outputs.filter(({ video }) => video !== undefined),
  };
}

function viewOutput(output: Placed, kind: GroupView["kind"]): OutputView {
  const container = within(output, "ContainerSettings");
  const codec = within(output, "VideoDescription", "CodecSettings");
  const named = codec.value["Codec"];
  return {
    ...output,
    container: container.value["Container"],
    video: output.value["VideoDescription"]
      ? within(output, "VideoDescription")
      : undefined,
    codec: named,
    coding: within(codec, codings[String(named)] ?? "H264Settings"),
    rendition:
      kind === "cmaf"
        ? within(container, "CmfcSettings")
        : within(output, "OutputSettings", "HlsSettings"),
    sounds: listIn(output, "AudioDescriptions"),
    captions: listIn(output, "CaptionDescriptions"),
  };
}

/** What lies below, whether it is there or not. */
export function within(from: Placed, ...names: string[]): Placed {
  return names.reduce<Placed>(
    ({ path, value }, name) => ({
      path: path === "" ? name : `${path}.${name}`,
      value: loose(value[name]),
    }),
    from,
  );
}

export function listIn({ path, value }: Placed, name: string): Placed[] {
  const list: unknown = value[name];
  if (!Array.isArray(list)) return [];
  return list.map((each: unknown, index) => ({
    path: `${path === "" ? "" : `${path}.`}${name}[${index}]`,
    value: loose(each),
  }));
}

/** Only what stands in the object itself: a job is other people's JSON. */
export function loose(value: unknown): Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Loose)
    : {};
}

export function numberIn({ value }: Placed, name: string): number | undefined {
  const found = value[name];
  return typeof found === "number" && Number.isFinite(found)
    ? found
    : undefined;
}

export function textIn({ value }: Placed, name: string): string | undefined {
  const found = value[name];
  return typeof found === "string" && found !== "" ? found : undefined;
}

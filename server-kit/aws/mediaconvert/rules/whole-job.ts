import { finding, type JobFinding } from "../findings.js";
import { numberIn, textIn, type JobView } from "../job-view.js";

/** What concerns the job rather than one of its groups. */
export function* checkWholeJob(view: JobView): Generator<JobFinding> {
  if (view.as === "job") yield* checkEnds(view);
  if (view.groups.length === 0)
    yield finding("output-missing", "Settings.OutputGroups");
  const kinds = view.groups.flatMap(({ outputs }) =>
    outputs.map(({ codec }) => codec),
  );
  if (view.as !== "preset" && view.streams.length > 0) {
    if (!kinds.includes("FRAME_CAPTURE"))
      yield finding("storyboard-missing", "Settings.OutputGroups");
    if (!hasCaptions(view))
      yield finding("captions-missing", "Settings.OutputGroups");
  }
  yield* checkAutomation(view);
}

function* checkEnds({ job, inputs }: JobView): Generator<JobFinding> {
  const root = { path: "", value: job };
  const role = textIn(root, "Role");
  if (role && !/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(role))
    yield finding("role-placeholder", "Role");
  if ((textIn(root, "ClientRequestToken") ?? "").length > 64)
    yield finding("token-length", "ClientRequestToken");
  if (inputs.length === 0) yield finding("input-missing", "Settings.Inputs");
  for (const input of inputs)
    if (
      textIn(input, "FileInput") === undefined &&
      input.value["VideoGenerator"] === undefined
    )
      yield finding("input-missing", `${input.path}.FileInput`);
}

/** Those of a caption output, or ones that go into the video's own stream. */
function hasCaptions({ groups }: JobView): boolean {
  return groups.some(({ outputs }) =>
    outputs.some(({ captions }) => captions.length > 0),
  );
}

/** @see https://docs.aws.amazon.com/mediaconvert/latest/ug/feature-restrictions-for-automated-abr.html */
function* checkAutomation({ streams }: JobView): Generator<JobFinding> {
  const automated = streams.filter((group) => group.automated);
  if (automated.length === 0) return;
  for (const { path, automated } of streams)
    if (!automated)
      yield finding("automated-not-all", `${path}.AutomatedEncodingSettings`);
  for (const { automated: limits, rungs } of automated) {
    const least = numberIn(limits!, "MinAbrBitrate") ?? 600_000;
    if (least >= (numberIn(limits!, "MaxAbrBitrate") ?? 8_000_000))
      yield finding("automated-limits", `${limits!.path}.MinAbrBitrate`);
    for (const { path } of rungs.slice(1))
      yield finding("automated-several", path);
    for (const { codec, video, coding } of rungs.slice(0, 1)) {
      if (codec !== "H_264" && codec !== "H_265")
        yield finding("automated-codec", `${video!.path}.CodecSettings.Codec`);
      if (
        coding.value["RateControlMode"] !== "QVBR" ||
        coding.value["QualityTuningLevel"] !== "MULTI_PASS_HQ"
      )
        yield finding("automated-rate-control", coding.path);
      if (video!.value["ScalingBehavior"] === "FIT_NO_UPSCALE")
        yield finding("automated-scaling", `${video!.path}.ScalingBehavior`);
      if (
        numberIn(video!, "Width") ??
        numberIn(video!, "Height") ??
        numberIn(coding, "MaxBitrate")
      )
        yield finding("automated-size", video!.path);
    }
  }
}

import { finding, type JobFinding } from "../findings.js";
import {
  numberIn,
  textIn,
  type GroupView,
  type JobView,
  type OutputView,
} from "../job-view.js";

/** Bits per second of the picture. Above it, a slow phone has to stop and load. */
const lowestRung = 500_000;

/** What a picture's codec is told, by itself and beside the other rungs. */
export function* checkVideo(view: JobView): Generator<JobFinding> {
  for (const group of view.streams) {
    for (const rung of group.rungs) yield* checkRung(group, rung);
    const rungs = group.rungs.filter(({ codec }) => codec !== undefined);
    yield* checkAlignment(group, rungs);
    if (group.automated || view.as === "preset") continue;
    yield* checkLadder(rungs);
  }
}

function* checkRung(group: GroupView, rung: OutputView): Generator<JobFinding> {
  const { codec, video, coding, rendition } = rung;
  if (codec === undefined) {
    if (!textIn(rung, "Preset"))
      yield finding("codec-settings-missing", `${video!.path}.CodecSettings`);
    return;
  }
  if (codec === "H_265" && group.kind === "hls")
    yield finding("hevc-in-ts", `${video!.path}.CodecSettings.Codec`);
  if (codec !== "H_264" && codec !== "H_265") return;
  yield* checkBits(group, rung);
  yield* checkPicture(group, rung);
  if (numberIn(coding, "GopClosedCadence") === 0)
    yield finding("open-gop", `${coding.path}.GopClosedCadence`);
  const iFrames = String(rendition.value["IFrameOnlyManifest"] ?? "EXCLUDE");
  if (iFrames === "EXCLUDE" && rung === group.rungs[0])
    yield finding("i-frames-missing", `${rendition.path}.IFrameOnlyManifest`);
}

function* checkBits(
  { automated }: GroupView,
  { coding }: OutputView,
): Generator<JobFinding> {
  const mode = coding.value["RateControlMode"];
  if (mode === "CBR")
    yield finding("constant-bitrate", `${coding.path}.RateControlMode`);
  if (mode !== "QVBR") return;
  if (!automated && numberIn(coding, "MaxBitrate") === undefined)
    yield finding("max-bitrate-missing", `${coding.path}.MaxBitrate`);
  if (numberIn(coding, "Bitrate") !== undefined)
    yield finding("bitrate-unused", `${coding.path}.Bitrate`);
  if (coding.value["SceneChangeDetect"] !== "TRANSITION_DETECTION")
    yield finding("scene-change", `${coding.path}.SceneChangeDetect`);
}

function* checkPicture(
  { automated }: GroupView,
  { video, coding, codec }: OutputView,
): Generator<JobFinding> {
  const sides = ["Width", "Height"] as const;
  for (const side of sides)
    if ((numberIn(video!, side) ?? 0) % 2 !== 0)
      yield finding("odd-size", `${video!.path}.${side}`);
  if (
    !automated &&
    sides.some((side) => numberIn(video!, side)) &&
    video!.value["ScalingBehavior"] !== "FIT_NO_UPSCALE"
  )
    yield finding("may-upscale", `${video!.path}.ScalingBehavior`);
  if ((textIn(coding, "InterlaceMode") ?? "PROGRESSIVE") !== "PROGRESSIVE")
    yield finding("interlaced", `${coding.path}.InterlaceMode`);
  if (codec !== "H_264") return;
  if (/10BIT|422/.test(textIn(coding, "CodecProfile") ?? ""))
    yield finding("profile-unsupported", `${coding.path}.CodecProfile`);
  if (/^LEVEL_5/.test(textIn(coding, "CodecLevel") ?? ""))
    yield finding("profile-unsupported", `${coding.path}.CodecLevel`);
}

/** A player changes rungs at a segment's beginning, so all have theirs at the same time. */
function* checkAlignment(
  { settings }: GroupView,
  rungs: readonly OutputView[],
): Generator<JobFinding> {
  const coded = rungs.filter(
    ({ codec }) => codec === "H_264" || codec === "H_265",
  );
  const pace = ({ coding: { value } }: OutputView) =>
    [
      "GopSize",
      "GopSizeUnits",
      "FramerateControl",
      "FramerateNumerator",
      "FramerateDenominator",
    ]
      .map((name) => String(value[name]))
      .join();
  for (const rung of coded) {
    const { coding } = rung;
    const units = coding.value["GopSizeUnits"];
    const size = numberIn(coding, "GopSize");
    if (pace(rung) !== pace(coded[0]!))
      yield finding("gop-differs", coding.path);
    if (units === "AUTO") {
      if (size !== undefined)
        yield finding("gop-size-with-auto", `${coding.path}.GopSize`);
    } else if (
      units === "FRAMES" &&
      coding.value["FramerateControl"] !== "SPECIFIED"
    )
      yield finding("gop-in-frames", `${coding.path}.GopSizeUnits`);
    const seconds = numberIn(settings, "SegmentLength");
    if (units === "SECONDS" && size && seconds && !isMultiple(seconds, size))
      yield finding(
        "segment-not-gop-multiple",
        `${settings.path}.SegmentLength`,
      );
  }
}

function isMultiple(seconds: number, of: number): boolean {
  const times = seconds / of;
  return Math.abs(times - Math.round(times)) < 1e-6 && times >= 1;
}

function* checkLadder(rungs: readonly OutputView[]): Generator<JobFinding> {
  const measured = rungs
    .map((rung) => ({
      path: rung.path,
      bits:
        numberIn(rung.coding, "MaxBitrate") ?? numberIn(rung.coding, "Bitrate"),
      pixels:
        (numberIn(rung.video!, "Width") ?? 0) *
        (numberIn(rung.video!, "Height") ?? 0),
    }))
    .filter(({ bits }) => bits !== undefined) as {
    path: string;
    bits: number;
    pixels: number;
  }[];
  const lowest = measured.toSorted((a, b) => a.bits - b.bits)[0];
  if (lowest && lowest.bits > lowestRung)
    yield finding("lowest-rung-high", lowest.path);
  for (const [index, one] of measured.entries())
    for (const other of measured.slice(index + 1)) {
      if (one.bits === other.bits && one.pixels === other.pixels)
        yield finding("rung-repeated", other.path);
      else if (
        (one.pixels - other.pixels) * (one.bits - other.bits) < 0 ||
        (one.bits === other.bits && one.pixels !== other.pixels)
      )
        yield finding("ladder-order", other.path);
    }
}

import type {
  H264Settings,
  VideoDescription,
} from "@aws-sdk/client-mediaconvert";
import { fitLadder, ladders, type Ladder } from "../../media/ladder.js";
import { isAutomated } from "./check-ladder.js";
import { intoContainer } from "./container.js";
import type { JobOptions, Output } from "./job-options.js";

/** An output a rung; one that stands for all where the service chooses them. */
export function videoOutputs(options: JobOptions): Output[] {
  const { ladder = "lesson", source } = options;
  if (isAutomated(ladder))
    return [output(options, "video", h264(options, undefined))];
  const wanted: Ladder = typeof ladder === "string" ? ladders[ladder] : ladder;
  const rungs = source ? fitLadder(wanted, source) : wanted;
  return rungs.map(({ name, width, height, maxBitrate }) =>
    output(options, name, h264(options, maxBitrate), {
      Width: width,
      Height: height,
      // Of a source whose size is not known, it makes no picture larger than it is.
      ScalingBehavior: "FIT_NO_UPSCALE",
    }),
  );
}

function output(
  options: JobOptions,
  name: string,
  settings: H264Settings,
  size: VideoDescription = {},
): Output {
  return {
    NameModifier: `_${name}`,
    ...intoContainer(options, {
      ...(options.audio !== false && { AudioRenditionSets: "audio" }),
      IFrameOnlyManifest: options.iFrames === false ? "EXCLUDE" : "INCLUDE",
    }),
    VideoDescription: {
      ...size,
      // Pictures that are shown line by line would be combed; whole ones are left as they are.
      VideoPreprocessors: {
        Deinterlacer: {
          Mode: "DEINTERLACE",
          Control: "NORMAL",
          Algorithm: "INTERPOLATE",
        },
      },
      TimecodeInsertion: "DISABLED",
      CodecSettings: { Codec: "H_264", H264Settings: settings },
    },
  };
}

/**
 * Alike in all rungs but for the bitrate, so that a player may change between them at every segment.
 * @param maxBitrate none where the service chooses it
 * @see https://docs.aws.amazon.com/mediaconvert/latest/ug/qvbr-guidelines.html
 */
function h264(
  { gopSeconds = 2, framesPerSecond, quality }: JobOptions,
  maxBitrate: number | undefined,
): H264Settings {
  return {
    RateControlMode: "QVBR",
    ...(maxBitrate !== undefined && { MaxBitrate: maxBitrate }),
    ...(quality !== undefined && {
      QvbrSettings: { QvbrQualityLevel: quality },
    }),
    // An automated ladder takes no other; for one of ours it would cost the pro tier.
    QualityTuningLevel:
      maxBitrate === undefined ? "MULTI_PASS_HQ" : "SINGLE_PASS_HQ",
    SceneChangeDetect: "TRANSITION_DETECTION",
    GopSize: gopSeconds,
    GopSizeUnits: "SECONDS",
    GopClosedCadence: 1,
    CodecProfile: "HIGH",
    // The service finds the lowest for the frame rate, which is not known here.
    CodecLevel: "AUTO",
    EntropyEncoding: "CABAC",
    AdaptiveQuantization: "AUTO",
    InterlaceMode: "PROGRESSIVE",
    ...frameRate(framesPerSecond),
    ParControl: "SPECIFIED",
    ParNumerator: 1,
    ParDenominator: 1,
  };
}

function frameRate(framesPerSecond: number | undefined): H264Settings {
  if (framesPerSecond === undefined)
    return { FramerateControl: "INITIALIZE_FROM_SOURCE" };
  const isWhole = Number.isInteger(framesPerSecond);
  return {
    FramerateControl: "SPECIFIED",
    FramerateConversionAlgorithm: "DUPLICATE_DROP",
    // 29.97 and its like are thousandths of 1,001.
    FramerateNumerator: isWhole
      ? framesPerSecond
      : Math.round(framesPerSecond * 1.001) * 1_000,
    FramerateDenominator: isWhole ? 1 : 1_001,
  };
}

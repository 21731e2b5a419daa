import type {
  AutomatedEncodingSettings,
  HlsEncryptionSettings,
} from "@aws-sdk/client-mediaconvert";
import { audioOutputs } from "./audio-outputs.js";
import { captionOutputs } from "./caption-outputs.js";
import { isAutomated } from "./check-ladder.js";
import { baseName } from "./job-names.js";
import type {
  AutomatedLadder,
  EncryptionOptions,
  JobOptions,
  OutputGroup,
} from "./job-options.js";
import { videoOutputs } from "./video-outputs.js";

/** What is streamed: rungs, soundtracks and captions in one group, thus in one multivariant playlist. */
export function streamGroup(options: JobOptions, folder: string): OutputGroup {
  const { ladder, container = "ts" } = options;
  return {
    Name: container === "cmaf" ? "CMAF" : "HLS",
    OutputGroupSettings: groupSettings(options, `${folder}${baseName}`),
    ...(isAutomated(ladder) && {
      AutomatedEncodingSettings: automated(ladder),
    }),
    Outputs: [
      ...videoOutputs(options),
      ...audioOutputs(options),
      ...captionOutputs(options),
    ],
  };
}

function groupSettings(
  options: JobOptions,
  destination: string,
): NonNullable<OutputGroup["OutputGroupSettings"]> {
  const { container, segmentSeconds = 6, gopSeconds = 2, encryption } = options;
  const common = {
    Destination: destination,
    SegmentLength: segmentSeconds,
    SegmentControl: "SEGMENTED_FILES",
    SegmentLengthControl: "GOP_MULTIPLE",
    CodecSpecification: "RFC_6381",
    ManifestDurationFormat: "FLOATING_POINT",
    ManifestCompression: "NONE",
    StreamInfResolution: "INCLUDE",
    TargetDurationCompatibilityMode: "SPEC_COMPLIANT",
    ClientCache: "ENABLED",
  } as const;
  if (container === "cmaf")
    return {
      Type: "CMAF_GROUP_SETTINGS",
      CmafGroupSettings: {
        ...common,
        FragmentLength: gopSeconds,
        WriteHlsManifest: "ENABLED",
        WriteDashManifest: "DISABLED",
      },
    };
  return {
    Type: "HLS_GROUP_SETTINGS",
    HlsGroupSettings: {
      ...common,
      MinSegmentLength: 0,
      CaptionLanguageSetting: "OMIT",
      // Otherwise 300 s each: of an hour, a viewer would wait for the first five minutes of captions.
      CaptionSegmentLengthControl: "MATCH_VIDEO",
      DirectoryStructure: "SINGLE_DIRECTORY",
      OutputSelection: "MANIFESTS_AND_SEGMENTS",
      ...(encryption && { Encryption: aes128(encryption) }),
    },
  };
}

/**
 * The key goes to the service in the job, and stays in its record of it: who may call GetJob, may read it.
 * @see https://docs.aws.amazon.com/mediaconvert/latest/ug/encryption-choosing-drm-version.html
 */
function aes128({ key, keyUrl }: EncryptionOptions): HlsEncryptionSettings {
  return {
    EncryptionMethod: "AES128",
    Type: "STATIC_KEY",
    InitializationVectorInManifest: "INCLUDE",
    StaticKeyProvider: {
      StaticKeyValue:
        typeof key === "string"
          ? key.toLowerCase()
          : Buffer.from(key).toString("hex"),
      Url: keyUrl,
      KeyFormat: "identity",
    },
  };
}

/** @see https://docs.aws.amazon.com/mediaconvert/latest/ug/auto-abr.html */
function automated({
  maxRenditions,
  maxBitrate = 8_000_000,
  minBitrate = 250_000,
}: AutomatedLadder): AutomatedEncodingSettings {
  return {
    AbrSettings: {
      ...(maxRenditions !== undefined && { MaxRenditions: maxRenditions }),
      MaxAbrBitrate: maxBitrate,
      // The service's own 600 kb/s leaves out who is on a slow phone.
      MinAbrBitrate: minBitrate,
    },
  };
}

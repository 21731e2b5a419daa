/** What the service would refuse; what would play badly; what is worth a thought. */
export type Severity = "error" | "warning" | "note";

/** Of each code: how grave it is, what is wrong, and what mends it. */
export const findings = {
  "unknown-member": [
    "error",
    "The service knows no such setting.",
    "Take it out, or mend its spelling; names begin with a capital.",
  ],
  "wrong-type": [
    "error",
    "This is of another type than the service takes.",
    "Give what the API reference has here.",
  ],
  "unknown-value": [
    "error",
    "The service does not take this value here.",
    "Give one of those that it takes.",
  ],
  "out-of-range": [
    "error",
    "This is outside what the service takes.",
    "Give a number, or a text of a length, within its range.",
  ],
  "wrong-format": [
    "error",
    "This is not written as the service takes it.",
    "Write it as the pattern of the API reference has it.",
  ],
  "member-missing": ["error", "The service requires this setting.", "Give it."],
  "role-placeholder": [
    "error",
    "This is no role's ARN.",
    "Give arn:aws:iam::<12 digits>:role/<name>.",
  ],
  "input-missing": [
    "error",
    "The job has no source.",
    "Give one input with `FileInput`.",
  ],
  "output-missing": [
    "error",
    "Nothing is made.",
    "Give a group of outputs, and at least one output in each.",
  ],
  "group-settings-missing": [
    "error",
    "The group's type and its settings do not belong together.",
    "Give the settings that `Type` names, such as `HlsGroupSettings` for HLS_GROUP_SETTINGS.",
  ],
  "container-missing": [
    "error",
    "The service refuses an output without `ContainerSettings`.",
    "Give `ContainerSettings.Container`: M3U8 in an HLS group, CMFC in a CMAF group, RAW for pictures.",
  ],
  "container-wrong": [
    "error",
    "This container does not go into this kind of group.",
    "Use M3U8 in an HLS group, CMFC in a CMAF group.",
  ],
  "destination-missing": [
    "error",
    "The service does not know where to write.",
    "Give `Destination`: s3://bucket/courses/lesson-1/v1/index.",
  ],
  "playlist-name": [
    "warning",
    "The multivariant playlist is named after the source, not index.m3u8: the destination ends in a slash, or in another name.",
    "End `Destination` in /index.",
  ],
  "version-missing": [
    "note",
    "A second job for this video overwrites files that caches still hold, and players mix old and new segments.",
    "Put a version into the path: …/lesson-1/v2/index.",
  ],
  "name-modifier-missing": [
    "error",
    "In a group of several outputs each needs a name.",
    "Give each output a `NameModifier` of its own, such as _720p.",
  ],
  "name-modifier-repeated": [
    "error",
    "Two outputs write to the same files.",
    "Give each output a `NameModifier` of its own.",
  ],
  "output-empty": [
    "error",
    "The output has neither video, audio nor captions.",
    "Give it a description, or a preset.",
  ],
  "codec-settings-missing": [
    "error",
    "No codec is named.",
    "Give `CodecSettings` with `Codec` and the settings of that codec.",
  ],
  "max-bitrate-missing": [
    "error",
    "QVBR needs `MaxBitrate`.",
    "Give the most bits per second that this rung may take.",
  ],
  "bitrate-unused": [
    "error",
    "QVBR does not take `Bitrate`.",
    "Leave it out; `MaxBitrate` is the limit.",
  ],
  "constant-bitrate": [
    "warning",
    "A constant bitrate is paid for where nothing moves, and is too little where much does.",
    "Use `RateControlMode: QVBR` with `MaxBitrate`.",
  ],
  "lowest-rung-high": [
    "warning",
    "Even the lowest rung takes more than a slow phone gets: it stops to load.",
    "Add rungs down to 300 kb/s or less, as ladders.lesson has them.",
  ],
  "may-upscale": [
    "warning",
    "A smaller source is blown up: more bytes, no more to see.",
    "Use `ScalingBehavior: FIT_NO_UPSCALE`, leave out rungs above the source, or let the service choose the rungs.",
  ],
  "odd-size": [
    "error",
    "H.264 and H.265 take even sizes only.",
    "Give an even number of pixels.",
  ],
  "ladder-order": [
    "warning",
    "A rung with more pixels has no more bits than one with fewer: the player changes to a worse picture.",
    "Let the bitrate rise with the size.",
  ],
  "rung-repeated": [
    "warning",
    "Two rungs have the same size and bitrate.",
    "Take one of them out.",
  ],
  interlaced: [
    "warning",
    "Browsers show interlaced video combed.",
    "Use `InterlaceMode: PROGRESSIVE`.",
  ],
  "profile-unsupported": [
    "warning",
    "Many devices do not decode this profile or level.",
    "Use profile HIGH, and level AUTO or up to 4.2.",
  ],
  "hevc-in-ts": [
    "warning",
    "Apple's players take H.265 in fragmented MP4 only.",
    "Use a CMAF group, or H.264.",
  ],
  "scene-change": [
    "note",
    "QVBR is at its best with `SceneChangeDetect: TRANSITION_DETECTION`.",
    "Use it.",
  ],
  "gop-differs": [
    "warning",
    "Rungs have their key frames at different times: changing between them shows a gap.",
    "Give all rungs the same `GopSize`, `GopSizeUnits` and frame rate.",
  ],
  "gop-in-frames": [
    "warning",
    "A GOP counted in frames lasts as long as the source's frame rate says, so segments are uneven.",
    "Use `GopSizeUnits: SECONDS`, or AUTO without `GopSize`.",
  ],
  "gop-size-with-auto": [
    "error",
    "`GopSizeUnits: AUTO` does not take a `GopSize`.",
    "Leave `GopSize` out.",
  ],
  "segment-not-gop-multiple": [
    "warning",
    "A segment's length is no multiple of the GOP: segments cannot begin with a key frame when they should.",
    "Make `SegmentLength` a multiple of `GopSize`.",
  ],
  "open-gop": [
    "warning",
    "Pictures refer to those before the key frame: a player that begins there shows garbage.",
    "Use `GopClosedCadence: 1`.",
  ],
  "segment-length": [
    "warning",
    "Segments are not of the 2 to 10 seconds that players expect; without `SegmentLength`, they are 10.",
    "Use `SegmentLength: 6`.",
  ],
  "segment-control": [
    "warning",
    "Segments end where the seconds are full, not at a key frame.",
    "Use `SegmentLengthControl: GOP_MULTIPLE`.",
  ],
  "byte-ranges": [
    "warning",
    "One file with byte ranges: old browsers ask with a preflight, which a signed edge refuses.",
    "Use `SegmentControl: SEGMENTED_FILES`.",
  ],
  "codec-strings": [
    "warning",
    "The playlist names codecs in the way of RFC 4281, which browsers do not understand.",
    "Use `CodecSpecification: RFC_6381`.",
  ],
  "hls-playlist-missing": [
    "error",
    "The CMAF group writes no HLS playlist, so there is nothing to play.",
    "Use `WriteHlsManifest: ENABLED`.",
  ],
  "caption-segments": [
    "warning",
    "Captions come in files of 300 seconds, which a viewer waits for.",
    "Use `CaptionSegmentLengthControl: MATCH_VIDEO`.",
  ],
  "audio-in-every-rung": [
    "warning",
    "Each rung has its own sound: the same bytes again and again, a click where the rung changes, and one language only.",
    "Make an output of each soundtrack, with an `AudioGroupId`, and name the group in the rungs' `AudioRenditionSets`.",
  ],
  "audio-group-unknown": [
    "error",
    "`AudioRenditionSets` names a group that no output is in.",
    "Name the `AudioGroupId` of the soundtracks.",
  ],
  "audio-group-unused": [
    "warning",
    "No rung refers to this group of soundtracks, so none of them is played.",
    "Name it in each rung's `AudioRenditionSets`.",
  ],
  "audio-default": [
    "warning",
    "Of a group's soundtracks not exactly one is the default: players disagree on what to play.",
    "Use ALTERNATE_AUDIO_AUTO_SELECT_DEFAULT for one, ALTERNATE_AUDIO_AUTO_SELECT for the others.",
  ],
  "audio-language": [
    "warning",
    "Viewers cannot tell soundtracks apart that have no language.",
    "Give each `CustomLanguageCode` or `LanguageCode`, and `LanguageCodeControl: USE_CONFIGURED`.",
  ],
  "audio-selector-unknown": [
    "error",
    "`AudioSourceName` names a selector that an input does not have.",
    "Add it to `AudioSelectors` of every input. Without a name it is Audio Selector 1.",
  ],
  "audio-coding": [
    "warning",
    "AAC without its bitrate, sample rate, coding mode or profile: what comes out is up to the service.",
    "Give `Bitrate`, `SampleRate: 48000`, `CodingMode: CODING_MODE_2_0` and `CodecProfile: LC`.",
  ],
  "caption-selector-unknown": [
    "error",
    "`CaptionSelectorName` names a selector that an input does not have.",
    "Add it to `CaptionSelectors` of every input.",
  ],
  "caption-format": [
    "warning",
    "Players of HLS show captions in WebVTT.",
    "Use `DestinationType: WEBVTT`.",
  ],
  "caption-output-shared": [
    "error",
    "WebVTT captions need an output of their own.",
    "Make an output with nothing but this `CaptionDescriptions`.",
  ],
  "caption-language": [
    "warning",
    "Viewers cannot tell captions apart that have no language.",
    "Give each `CustomLanguageCode` or `LanguageCode`, and a `LanguageDescription`.",
  ],
  "captions-missing": [
    "note",
    "There are no captions: who does not hear it, does not get it.",
    "Add `CaptionSelectors`, and an output with captions for each language.",
  ],
  "i-frames-missing": [
    "note",
    "Apple's players show no pictures while scrubbing.",
    "Use `IFrameOnlyManifest: INCLUDE`.",
  ],
  "storyboard-missing": [
    "note",
    "There are no pictures for the timeline.",
    "Add a file group with FRAME_CAPTURE.",
  ],
  "encryption-incomplete": [
    "error",
    "The encryption lacks its type, or the provider of its key.",
    "Give `Type`, and `StaticKeyProvider` or the SPEKE provider that goes with it.",
  ],
  "key-missing": [
    "error",
    "A static key needs its value, and the address where players get it.",
    "Give `StaticKeyValue` and `Url`.",
  ],
  "key-known": [
    "error",
    "This key is in manuals, or guessed at once: the stream is as good as unencrypted.",
    "Draw one with crypto.randomBytes(16), or derive it with deriveContentKeys.",
  ],
  "key-url": [
    "error",
    "Players are sent to an address of the key that is not https.",
    "Give the https address of your key endpoint.",
  ],
  "key-in-bucket": [
    "warning",
    "The key lies beside the segments: who may fetch those, keeps it.",
    "Let `Url` be your key endpoint, which asks who the viewer is.",
  ],
  "needs-drm": [
    "warning",
    "SAMPLE-AES and CTR need DRM in the player, which this one does not have.",
    "Use AES128 in an HLS group, or no encryption.",
  ],
  "automated-not-all": [
    "error",
    "If one streaming group has an automated ladder, all must.",
    "Give all groups `AutomatedEncodingSettings`, or none.",
  ],
  "automated-codec": [
    "error",
    "An automated ladder takes H.264 and H.265 only.",
    "Change `Codec`.",
  ],
  "automated-rate-control": [
    "error",
    "An automated ladder takes QVBR with MULTI_PASS_HQ only.",
    "Set `RateControlMode: QVBR` and `QualityTuningLevel: MULTI_PASS_HQ`.",
  ],
  "automated-scaling": [
    "error",
    "An automated ladder does not take FIT_NO_UPSCALE.",
    "Leave `ScalingBehavior` out: it does not enlarge the picture.",
  ],
  "automated-size": [
    "warning",
    "An automated ladder chooses sizes and bitrates by itself.",
    "Leave `Width`, `Height` and `MaxBitrate` out, and set `AbrSettings` instead.",
  ],
  "automated-several": [
    "error",
    "An automated ladder takes one video output, which stands for all.",
    "Take the others out.",
  ],
  "automated-limits": [
    "error",
    "The lowest bitrate of the automated ladder is not below its highest.",
    "Let `MinAbrBitrate` be less than `MaxAbrBitrate`.",
  ],
  "pictures-in-stream": [
    "error",
    "FRAME_CAPTURE goes into a file group with container RAW only.",
    "Move this output to a group of FILE_GROUP_SETTINGS.",
  ],
  "token-length": [
    "error",
    "`ClientRequestToken` has more than 64 characters.",
    "Give a hash, such as SHA-256 in hexadecimal.",
  ],
} as const satisfies Record<string, readonly [Severity, string, string]>;

/** What is wrong; keeps its meaning for ever. */
export type JobFindingCode = keyof typeof findings;

/** Something about a job that is wrong, or could be better. */
export interface JobFinding {
  code: JobFindingCode;
  /** `error`: the service refuses the job, or nothing plays. `warning`: it plays badly. `note`: worth a thought. */
  severity: Severity;
  /** Where: `Settings.OutputGroups[0].Outputs[2].NameModifier`. */
  path: string;
  /** What is wrong; holds no value of the job. */
  message: string;
  /** What to do about it. */
  mend: string;
}

/** @param detail what the place takes, for instance */
export function finding(
  code: JobFindingCode,
  path: string,
  detail?: string,
): JobFinding {
  const [severity, what, mend] = findings[code];
  return {
    code,
    severity,
    path,
    message: detail === undefined ? what : `${what} ${detail}`,
    mend,
  };
}

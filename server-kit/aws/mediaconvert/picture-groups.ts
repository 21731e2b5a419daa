import type { VideoDescription } from "@aws-sdk/client-mediaconvert";
import { posterName, posterSeconds, storyboardName } from "./job-names.js";
import type {
  JobOptions,
  OutputGroup,
  StoryboardOptions,
} from "./job-options.js";

/** Still pictures, a group each: a group of files has one destination. */
export function pictureGroups(
  options: JobOptions,
  folder: string,
): OutputGroup[] {
  const storyboard = storyboardOf(options);
  return [
    ...(storyboard
      ? [
          group(`${folder}${storyboardName}`, storyboard.everySeconds, {
            Width: storyboard.width,
          }),
        ]
      : []),
    ...(options.poster !== false
      ? [group(`${folder}${posterName}`, posterSeconds, {}, 2)]
      : []),
  ];
}

/** With its defaults; undefined for none. */
export function storyboardOf({
  storyboard = true,
}: Pick<JobOptions, "storyboard">):
  Required<Record<keyof StoryboardOptions, number>> | undefined {
  if (storyboard === false) return undefined;
  const { everySeconds = 5, width = 320 } =
    storyboard === true ? {} : storyboard;
  return { everySeconds, width };
}

/** The first picture, and one every so many seconds: `storyboard.0000000.jpg`. */
function group(
  destination: string,
  everySeconds: number,
  size: VideoDescription,
  most?: number,
): OutputGroup {
  return {
    Name: destination.slice(destination.lastIndexOf("/") + 1),
    OutputGroupSettings: {
      Type: "FILE_GROUP_SETTINGS",
      FileGroupSettings: { Destination: destination },
    },
    Outputs: [
      {
        ContainerSettings: { Container: "RAW" },
        VideoDescription: {
          ...size,
          ScalingBehavior: "DEFAULT",
          CodecSettings: {
            Codec: "FRAME_CAPTURE",
            FrameCaptureSettings: {
              FramerateNumerator: 1,
              FramerateDenominator: everySeconds,
              ...(most !== undefined && { MaxCaptures: most }),
              Quality: 80,
            },
          },
        },
      },
    ],
  };
}

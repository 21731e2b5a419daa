import type { CmfcSettings, HlsSettings } from "@aws-sdk/client-mediaconvert";
import type { JobOptions, Output } from "./job-options.js";

/** What both containers have, though not in the same place. */
type Rendition = Pick<
  HlsSettings & CmfcSettings,
  "AudioGroupId" | "AudioRenditionSets"
> & {
  AudioTrackType?: CmfcSettings["AudioTrackType"];
  IFrameOnlyManifest?: "INCLUDE" | "EXCLUDE";
};

/** What an output is put into, and what it is in the multivariant playlist. */
export function intoContainer(
  { container = "ts" }: Pick<JobOptions, "container">,
  rendition: Rendition,
): Pick<Output, "ContainerSettings" | "OutputSettings"> {
  return container === "cmaf"
    ? { ContainerSettings: { Container: "CMFC", CmfcSettings: rendition } }
    : {
        ContainerSettings: { Container: "M3U8", M3u8Settings: {} },
        OutputSettings: { HlsSettings: rendition },
      };
}

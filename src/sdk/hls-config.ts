import type Hls from "hls.js";
import type { HlsConfig } from "hls.js";
import { createGrantLoader } from "./grant-loader.js";
import type { GrantSession } from "./grant-session.js";
import {
  createInitSegmentLoader,
  type LoaderClass,
} from "./init-segment-loader.js";

/**
 * hls.js's first guess at the bandwidth, in bits per second.
 * Given explicitly, for without it hls.js raises its guess to the first rendition listed, and MediaConvert lists the
 * highest first: playback would start at 1080p on any line.
 */
const cautiousEstimate = 500_000;

/** One bad minute pins no low quality: what has failed is tried again, and what was chosen stays chosen. */
export const forgiving = {
  errorPenaltyExpireMs: 30_000,
  preserveManualLevelOnError: true,
} satisfies Partial<HlsConfig>;

/** A grant session turned into hls.js configuration. See {@link GrantSession.hlsConfig}. */
export function createHlsConfig(
  session: GrantSession,
  HlsClass: typeof Hls,
  options: Partial<HlsConfig>,
): Partial<HlsConfig> {
  if (typeof HlsClass?.DefaultConfig?.loader !== "function")
    throw new TypeError(
      "hlsConfig needs hls.js's class: session.hlsConfig(Hls).",
    );
  const { xhrSetup, loader, fLoader, pLoader, ...rest } = options;
  const around = (Base: unknown) =>
    createInitSegmentLoader(
      createGrantLoader(session, Base as LoaderClass, xhrSetup),
    );
  return {
    abrEwmaDefaultEstimate: firstEstimate(),
    ...forgiving,
    ...rest,
    loader: around(
      loader ?? HlsClass.DefaultConfig.loader,
    ) as HlsConfig["loader"],
    ...(fLoader && { fLoader: around(fLoader) as typeof fLoader }),
    ...(pLoader && { pLoader: around(pLoader) as typeof pLoader }),
  };
}

/**
 * The browser's own guess counts only where it is lower: before the first visit it is a default, and a start too high
 * costs more than one segment in low quality.
 * @see https://wicg.github.io/netinfo/
 */
function firstEstimate(): number {
  const { downlink } =
    (globalThis.navigator as { connection?: { downlink?: number } } | undefined)
      ?.connection ?? {};
  return Math.min(cautiousEstimate, (downlink || Infinity) * 1_000_000);
}

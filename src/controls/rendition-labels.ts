import type { PlayerRendition } from "../media/media-element.js";

/** Frames a second beyond which motion looks other than film and television do: worth a word. */
const usualFrameRate = 30;

/** What a menu calls each of the renditions, such as `1080p60 HDR`. Two of one name get their bit rate added. */
export function renditionLabels(
  renditions: readonly PlayerRendition[],
): string[] {
  const labels = renditions.map(labelOf);
  return labels.map((label, index) => {
    const { bitrate } = renditions[index]!;
    const isAlone = labels.indexOf(label) === labels.lastIndexOf(label);
    return isAlone || !bitrate ? label : `${label}, ${bitsPerSecond(bitrate)}`;
  });
}

function labelOf({
  height,
  bitrate,
  frameRate = 0,
  videoRange = "SDR",
}: PlayerRendition): string {
  // Sound alone, or a playlist that does not say.
  if (!height) return bitsPerSecond(bitrate ?? 0);
  const frames = frameRate > usualFrameRate ? Math.round(frameRate) : "";
  return `${height}p${frames}${videoRange === "SDR" ? "" : " HDR"}`;
}

function bitsPerSecond(bitrate: number): string {
  return bitrate < 1_000_000
    ? `${Math.round(bitrate / 1_000)} kbit/s`
    : `${(bitrate / 1_000_000).toFixed(1)} Mbit/s`;
}

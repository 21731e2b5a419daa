import type { WatermarkPosition } from "../contract.js";

/** Pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Pixels, of the parent's. */
export interface Box extends Size {
  x: number;
  y: number;
}

/** Shares of the room that there is, 0 to 1 each: a place that is good for a picture of any size. */
export interface Place {
  across: number;
  down: number;
}

/** Shares of the picture that stay free at its edges; below is the control bar. */
const MARGIN = 0.03;
const BAR = 0.16;

const corners: Readonly<Record<Exclude<WatermarkPosition, "moving">, Place>> = {
  "top-left": { across: 0, down: 0 },
  "top-right": { across: 1, down: 0 },
  "bottom-left": { across: 0, down: 1 },
  "bottom-right": { across: 1, down: 1 },
  center: { across: 0.5, down: 0.5 },
};

/** Where it stands to begin with, or goes next: not near where it was. */
export function nextPlace(
  position: WatermarkPosition,
  from?: Place,
  random: () => number = Math.random,
): Place {
  if (position !== "moving") return corners[position];
  let best: Place = { across: random(), down: random() };
  for (let tries = 0; from && tries < 8 && distance(best, from) < 0.4; tries++)
    best = { across: random(), down: random() };
  return best;
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a.across - b.across, a.down - b.down);
}

/** Pixels of the upper left corner of a watermark of that `size`, within the picture. */
export function cornerOf(
  { across, down }: Place,
  picture: Box,
  size: Size,
): { x: number; y: number } {
  const margin = { x: picture.width * MARGIN, y: picture.height * MARGIN };
  const room = {
    x: Math.max(0, picture.width - 2 * margin.x - size.width),
    y: Math.max(0, picture.height * (1 - BAR) - margin.y - size.height),
  };
  return {
    x: Math.round(picture.x + margin.x + room.x * across),
    y: Math.round(picture.y + margin.y + room.y * down),
  };
}

/** Where in its box a `<video>` shows the picture: all of it, and black at two sides. */
export function pictureIn(box: Box, video: Size): Box {
  if (!(video.width > 0 && video.height > 0)) return box;
  const scale = Math.min(box.width / video.width, box.height / video.height);
  const width = video.width * scale;
  const height = video.height * scale;
  return {
    x: box.x + (box.width - width) / 2,
    y: box.y + (box.height - height) / 2,
    width,
    height,
  };
}

/** Pixels: readable, and no larger than it must be. */
export function fontSizeFor({ width }: Size): number {
  return Math.round(Math.min(36, Math.max(12, width * 0.024)));
}

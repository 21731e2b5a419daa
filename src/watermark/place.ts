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

/**
 * Where in its box a `<video>` shows the picture, as far as it does not reach beyond: with `contain` all of it, and black at
 * two sides. The whole box where nothing is known of it, or nothing to be seen.
 * @param fit, position computed values of `object-fit` and `object-position`
 */
export function pictureIn(
  box: Box,
  video: Size,
  fit = "contain",
  position = "50% 50%",
): Box {
  const [across, down] = scalesOf(box, video, fit);
  const width = video.width * across;
  const height = video.height * down;
  const [inX = "", inY = ""] = partsOf(position);
  const left = box.x + lengthOf(inX, box.width - width);
  const top = box.y + lengthOf(inY, box.height - height);
  const x = Math.max(box.x, left);
  const y = Math.max(box.y, top);
  const seen = {
    x,
    y,
    width: Math.min(box.x + box.width, left + width) - x,
    height: Math.min(box.y + box.height, top + height) - y,
  };
  return seen.width > 0 && seen.height > 0 ? seen : box;
}

function scalesOf(
  box: Size,
  video: Size,
  fit: string,
): [across: number, down: number] {
  const across = box.width / video.width;
  const down = box.height / video.height;
  if (fit === "fill") return [across, down];
  const whole = Math.min(across, down);
  const scale =
    {
      cover: Math.max(across, down),
      none: 1,
      "scale-down": Math.min(1, whole),
    }[fit] ?? whole;
  return [scale, scale];
}

/** Whether it can be read: browsers compute all but `min()` and the like to percentages and pixels. */
export function isPosition(position: string): boolean {
  return /^((calc\([-+\s\d.e%px]+\)|[-\d.e]+(%|px))( |$)){2}$/.test(position);
}

function partsOf(position: string): string[] {
  return position.match(/calc\([^)]*\)|\S+/g) ?? [];
}

/** Pixels of such as `50%` and `calc(100% - 10px)`. */
function lengthOf(text: string, room: number): number {
  let pixels = 0;
  for (const [, sign, number, unit] of text.matchAll(
    /([-+]?)\s*(\d[\d.]*(?:e-?\d+)?)(%|px)/g,
  ))
    pixels += Number(`${sign}${number}`) * (unit === "%" ? room / 100 : 1);
  return pixels;
}

/** Pixels: readable, and no larger than it must be. */
export function fontSizeFor({ width }: Size): number {
  return Math.round(Math.min(36, Math.max(12, width * 0.024)));
}

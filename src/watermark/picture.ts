import { isPosition, pictureIn, type Box } from "./place.js";

/**
 * By how much of its size the picture may end before its place does, such as in the margin that the watermark keeps from it,
 * and how far it may reach beyond: a page's picture may grow under the pointer.
 */
const SMALLER = 0.03;
const LARGER = 0.125;
/** Pixels by which browsers round. */
const ROUNDING = 3;

/** Where the picture is, in pixels of the box that the `<video>` lies in: within borders and padding, all or a part of it. */
export function pictureOf(video: HTMLVideoElement): Box {
  const style = getComputedStyle(video);
  const padding = (side: string) =>
    parseFloat(style.getPropertyValue(`padding-${side}`)) || 0;
  const box = {
    x: video.offsetLeft + video.clientLeft + padding("left"),
    y: video.offsetTop + video.clientTop + padding("top"),
    width: video.clientWidth - padding("left") - padding("right"),
    height: video.clientHeight - padding("top") - padding("bottom"),
  };
  const size = { width: video.videoWidth, height: video.videoHeight };
  return pictureIn(box, size, style.objectFit, style.objectPosition);
}

/**
 * Whether the `<video>` is drawn elsewhere than where it lies, as by a transform of its own. What is done to the player, or
 * to the page, is done to what it lies in too.
 */
export function isElsewhere(video: HTMLVideoElement): boolean {
  const is = video.getBoundingClientRect();
  const ought = placeOf(video);
  if (!ought) return false;
  return (
    isOff(is.left, is.right, ought.left, ought.right) ||
    isOff(is.top, is.bottom, ought.top, ought.bottom)
  );
}

function isOff(
  isFrom: number,
  isTo: number,
  from: number,
  to: number,
): boolean {
  const most = Math.max(ROUNDING, (to - from) * SMALLER);
  const least = -Math.max(ROUNDING, (to - from) * LARGER);
  return [isFrom - from, to - isTo].some((gap) => gap > most || gap < least);
}

/** In pixels of the window; `undefined` where that cannot be told, as of a player that is turned and not filled. */
function placeOf(video: HTMLVideoElement): DOMRect | undefined {
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = video;
  const parent = video.parentElement!;
  const outer = parent.getBoundingClientRect();
  const isFilled = [
    offsetLeft,
    offsetTop,
    offsetWidth - parent.offsetWidth,
    offsetHeight - parent.offsetHeight,
  ].every((pixels) => Math.abs(pixels) <= 1);
  if (isFilled) return outer;
  const across = outer.width / parent.offsetWidth;
  const down = outer.height / parent.offsetHeight;
  if (!(Math.abs(across / down - 1) < 0.01)) return undefined;
  return new DOMRect(
    outer.left + (parent.clientLeft + offsetLeft) * across,
    outer.top + (parent.clientTop + offsetTop) * down,
    offsetWidth * across,
    offsetHeight * down,
  );
}

/** What shows all of the picture where it is reckoned to be. Corners may be round. */
const plain: Readonly<Record<string, (value: string) => boolean>> = {
  "clip-path": (value) =>
    /^(none)?$|^inset\((0(px|%)? ?){1,4}(round .*)?\)$/.test(value),
  "mask-image": (value) => /^(none)?$/.test(value),
  "object-view-box": (value) => /^(none)?$/.test(value),
  "object-position": isPosition,
};

/** @returns the property by which the `<video>` shows its picture in part, or nobody knows where */
export function cutVideo(video: HTMLVideoElement): string | undefined {
  const style = getComputedStyle(video);
  return Object.keys(plain).find(
    (name) => !plain[name]!(style.getPropertyValue(name)),
  );
}

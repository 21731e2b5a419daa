import { sightOf, withPointers } from "./covers.js";

/** How a watermark is seen. */
export type Seen =
  /** As far as can be told. */
  | { state: "free" }
  /** Something of the page lies over it, as it may: over its surroundings too. */
  | { state: "overlapped" }
  /** Something was put over it, and over little else. */
  | { state: "covered"; by: Element };

/** Share of the points that are looked at. */
const MOST = 0.6;
/** What covers more of the picture than this is no cover of the watermark. */
const TAILORED = 0.25;

/** What is seen of the watermark, and of the picture around it. */
export function lookAt(
  layer: HTMLElement,
  video: HTMLVideoElement,
  lines: number,
): Seen {
  return withPointers(layer, () => {
    const found = pointsOf(layer.getBoundingClientRect(), 5, lines)
      .filter(isInWindow)
      .map(([x, y]) => sightOf(layer, x, y, true))
      .filter(({ shown }) => shown);
    const covered = found.filter(({ covers }) => covers.length > 0);
    if (found.length === 0 || covered.length < found.length * MOST)
      return { state: "free" };
    const covers = [...new Set(covered.flatMap(({ covers }) => covers))];
    const by = covers.find((cover) => isMeant(cover, layer, video));
    if (by) return { state: "covered", by };
    return pictureIsSeen(video, layer)
      ? { state: "overlapped" }
      : { state: "free" };
  });
}

/** Whether a watermark in that box, in pixels of the window, would be seen. */
export function isFree(
  layer: HTMLElement,
  video: HTMLVideoElement,
  box: DOMRect,
): boolean {
  return withPointers(layer, () =>
    pointsOf(box, 3, 2)
      .filter(isInWindow)
      .every((point) => isSeen(video, layer, point)),
  );
}

/**
 * Whether `cover` is there for the sake of the watermark: in the player, or on it and no more than a patch. What reaches
 * beyond the picture, or is a dialog, is the page's own business, such as a cookie banner.
 */
function isMeant(
  cover: Element,
  layer: HTMLElement,
  video: HTMLVideoElement,
): boolean {
  const root = layer.getRootNode() as ShadowRoot;
  if (cover.getRootNode() === root || root.host.contains(cover)) return true;
  if (cover.closest(":modal, [role*=dialog], [aria-modal]")) return false;
  const picture = video.getBoundingClientRect();
  const box = cover.getBoundingClientRect();
  return (
    box.left > Math.max(picture.left, 0) &&
    box.top > Math.max(picture.top, 0) &&
    box.right < Math.min(picture.right, innerWidth) &&
    box.bottom < Math.min(picture.bottom, innerHeight) &&
    box.width * box.height < picture.width * picture.height * TAILORED
  );
}

/** Whether most of what the window has of the picture can be seen. */
function pictureIsSeen(video: HTMLVideoElement, layer: HTMLElement): boolean {
  const found = pointsOf(video.getBoundingClientRect(), 5, 4).filter(
    isInWindow,
  );
  const seen = found.filter((point) => isSeen(video, layer, point));
  return seen.length > found.length * (1 - MOST);
}

/** Whether the picture is seen at a point, but for the watermark. */
function isSeen(
  video: HTMLVideoElement,
  layer: HTMLElement,
  [x, y]: Point,
): boolean {
  const { shown, covers } = sightOf(video, x, y);
  return shown && covers.every((cover) => cover === layer);
}

type Point = readonly [x: number, y: number];

/** In the middle of the cells of a grid. */
function pointsOf(box: DOMRect, columns: number, rows: number): Point[] {
  return Array.from({ length: columns * rows }, (_, index) => {
    const column = (index % columns) + 0.5;
    const row = Math.floor(index / columns) + 0.5;
    return [
      box.left + (box.width * column) / columns,
      box.top + (box.height * row) / rows,
    ];
  });
}

function isInWindow([x, y]: Point): boolean {
  return x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
}

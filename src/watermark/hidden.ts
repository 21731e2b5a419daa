import { hides, lineOf, sightOf, withPointers } from "./covers.js";

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
/** Of this, little is seen: what is put on top makes no difference. */
const HIDDEN = 0.8;
/** What covers more of the picture than this is no cover of the watermark. */
const TAILORED = 0.25;
/** What may stand anywhere: it is there to be read. */
const SPEAKS =
  "dialog, :modal, [popover], [role*=dialog], [aria-modal], [role=alert], [role=status], [aria-live], output, [role=menu], [role=listbox], [role=tooltip]";

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
    const most = found.length * MOST;
    const covered = found.filter(({ covers }) => hides(covers));
    if (found.length === 0 || covered.length < most) return { state: "free" };
    const meant = covered
      .map(({ covers }) => meantOf(covers, layer, video))
      .filter((covers) => hides(covers));
    if (meant.length >= most) return { state: "covered", by: meant[0]![0]! };
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

/** What of `covers` is meant for the watermark, where it would be seen but for that: a banner may have a button on it. */
function meantOf(
  covers: Element[],
  layer: HTMLElement,
  video: HTMLVideoElement,
): Element[] {
  const meant = covers.filter((cover) => isMeant(cover, layer, video));
  const others = covers.filter((cover) => !meant.includes(cover));
  return hides(others, HIDDEN) ? [] : meant;
}

/**
 * Whether `cover` is there for the sake of the watermark: in the player, or on it and no more than a patch. What reaches
 * beyond the picture, is a dialog or a message is the page's own business, such as a cookie banner.
 */
function isMeant(
  cover: Element,
  layer: HTMLElement,
  video: HTMLVideoElement,
): boolean {
  const { host } = layer.getRootNode() as ShadowRoot;
  const line = [...lineOf(cover)];
  if (line.includes(host)) return true;
  if (line.some((element) => element.matches(SPEAKS))) return false;
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
  return shown && !hides(covers.filter((cover) => cover !== layer));
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

import type { EdgeRequest } from "../sdk/grant.js";

/** A storyboard of the grant, and how its files are to be requested. */
export interface StoryboardSource {
  file: EdgeRequest;
  /** @param url absolute, without a signature */
  requestFor(url: string): EdgeRequest;
}

/** A picture of the video, within an image. */
export interface Tile {
  /** Seconds of media time from which on it stands for the video. */
  start: number;
  /** Absolute URL of the image, without a signature. */
  url: string;
  /** Pixels of the image; absent where the whole of it is the picture. */
  area?: { x: number; y: number; width: number; height: number };
}

/** A cue as the browser reads it. */
interface Cue {
  startTime: number;
  text: string;
}

/**
 * The tiles of WebVTT cues such as `sprite.jpg#xywh=0,0,160,90`, in the order of time.
 * @see https://www.w3.org/TR/media-frags/#naming-space
 */
export function tilesOfCues(cues: readonly Cue[], baseUrl: string): Tile[] {
  return inOrder(
    cues.map(({ startTime, text }) => {
      const url = imageUrl(text.trim(), baseUrl);
      if (!url) return undefined;
      const [x, y, width, height] =
        /^#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)$/
          .exec(url.hash)
          ?.slice(1)
          .map(Number) ?? [];
      url.hash = "";
      return {
        start: startTime,
        url: url.href,
        ...(width && height ? { area: { x: x!, y: y!, width, height } } : {}),
      };
    }),
  );
}

/**
 * The tiles of a storyboard as Mux writes it: one image, and where in it each picture is. Whatever does not fit is left out.
 * @see https://docs.mux.com/guides/create-timeline-hover-previews
 */
export function tilesOfJson(json: unknown, baseUrl: string): Tile[] {
  const { url, tile_width, tile_height, tiles } = (json ?? {}) as Partial<
    Record<string, unknown>
  >;
  const image = typeof url === "string" && imageUrl(url, baseUrl);
  const [width, height] = [tile_width, tile_height];
  if (!image || !isSize(width) || !isSize(height) || !Array.isArray(tiles))
    return [];
  image.hash = "";
  return inOrder(
    tiles.map((tile: unknown) => {
      const { start, x, y } = (tile ?? {}) as Partial<Record<string, unknown>>;
      return isPlace(start) && isPlace(x) && isPlace(y)
        ? { start, url: image.href, area: { x, y, width, height } }
        : undefined;
    }),
  );
}

/** An image is fetched, and by nothing but HTTP. */
function imageUrl(text: string, baseUrl: string): URL | undefined {
  const url = URL.canParse(text, baseUrl) ? new URL(text, baseUrl) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

function isPlace(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value < Infinity;
}

function isSize(value: unknown): value is number {
  return isPlace(value) && value > 0;
}

function inOrder(tiles: (Tile | undefined)[]): Tile[] {
  return tiles
    .filter((tile) => tile !== undefined)
    .sort((a, b) => a.start - b.start);
}

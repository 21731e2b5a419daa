import type { EdgeRequest } from "../sdk/grant.js";
import { splitSignature } from "../sdk/signed-url.js";
import type { ControlledPlayer } from "./controls.js";
import {
  tilesOfCues,
  tilesOfJson,
  type StoryboardSource,
  type Tile,
} from "./storyboard-file.js";

/** Part of an image. */
export interface Picture {
  image: ImageBitmap;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Images kept decoded: a few MB each. */
const mostImages = 6;
/** Milliseconds before a file that could not be had is asked for again. */
const retryAfterMs = 10_000;

/**
 * Pictures of the timeline, from one storyboard. Each file is fetched when it is first needed, with the grant of that
 * moment, and kept as pixels: none of their URLs, signed or not, comes into the DOM.
 */
export class Storyboard {
  readonly #source: StoryboardSource;
  readonly #signal: AbortSignal;
  readonly #tiles: Promise<Tile[]>;
  /** The file could not be had some time ago: by now it may be. */
  stale = false;
  /** The one used last is the last one. */
  readonly #images = new Map<string, Promise<ImageBitmap | undefined>>();

  constructor(source: StoryboardSource, signal: AbortSignal) {
    this.#source = source;
    this.#signal = signal;
    this.#tiles = this.#load().catch(() => {
      setTimeout(() => (this.stale = true), retryAfterMs);
      return [];
    });
    signal.addEventListener("abort", () => {
      for (const url of this.#images.keys()) this.#drop(url);
    });
  }

  /** The picture at `seconds` of media time; `undefined` where there is none, or it cannot be had. */
  async pictureAt(seconds: number): Promise<Picture | undefined> {
    const tiles = await this.#tiles;
    const tile = tiles.findLast(({ start }) => start <= seconds);
    const image = tile && (await this.#image(tile.url));
    if (!image) return undefined;
    const { width, height } = image;
    return { image, ...(tile.area ?? { x: 0, y: 0, width, height }) };
  }

  async #load(): Promise<Tile[]> {
    const { file } = this.#source;
    const text = await (await this.#fetch(file)).text();
    return /^\s*\{/.test(text)
      ? tilesOfJson(JSON.parse(text), file.url)
      : tilesOfCues(await readCues(text), file.url);
  }

  #image(url: string): Promise<ImageBitmap | undefined> {
    const image = this.#images.get(url) ?? this.#loadImage(url);
    this.#images.delete(url);
    this.#images.set(url, image);
    const [oldest] = this.#images.keys();
    if (this.#images.size > mostImages) this.#drop(oldest!);
    return image;
  }

  async #loadImage(url: string): Promise<ImageBitmap | undefined> {
    try {
      const response = await this.#fetch(this.#source.requestFor(url));
      return await createImageBitmap(await response.blob());
    } catch {
      setTimeout(() => this.#images.delete(url), retryAfterMs);
      return undefined;
    }
  }

  #drop(url: string): void {
    const image = this.#images.get(url);
    this.#images.delete(url);
    void image?.then((bitmap) => bitmap?.close());
  }

  async #fetch({ url, credentials }: EdgeRequest): Promise<Response> {
    const response = await fetch(url, {
      credentials: credentials ? "include" : "omit",
      signal: this.#signal,
    });
    if (!response.ok) throw new Error(`Status ${response.status}.`);
    return response;
  }
}

const opened = new WeakMap<
  ControlledPlayer,
  { url: string; storyboard: Storyboard; life: AbortController }
>();

/** The storyboard of what a player plays now: the same one as long as that is the same. */
export function openStoryboard(
  player: ControlledPlayer,
  granted: StoryboardSource | undefined,
  signal: AbortSignal,
): Storyboard | undefined {
  const source = findStoryboard(player, granted);
  const last = opened.get(player);
  // Of the same file, a renewed grant has another signature.
  const { url } = splitSignature(source?.file.url ?? "");
  const fresh = last && !last.life.signal.aborted && !last.storyboard.stale;
  if (fresh && last.url === url) return last.storyboard;
  last?.life.abort();
  if (!source) return undefined;
  const life = new AbortController();
  signal.addEventListener("abort", () => life.abort(), { signal: life.signal });
  const storyboard = new Storyboard(source, life.signal);
  opened.set(player, { url, storyboard, life });
  return storyboard;
}

/**
 * Where the pictures of a player's timeline are: named by the page (attribute `storyboard`, or a `<track>` as media-chrome
 * has it), else by the grant.
 * @see https://www.media-chrome.org/docs/en/components/media-preview-thumbnail
 */
function findStoryboard(
  player: ControlledPlayer,
  granted: StoryboardSource | undefined,
): StoryboardSource | undefined {
  const track =
    player instanceof Element
      ? player.querySelector<HTMLTrackElement>(
          ":scope > track[kind=metadata][label=thumbnails][src]",
        )
      : undefined;
  const url = player.storyboard
    ? new URL(player.storyboard, document.baseURI).href
    : track?.src;
  if (!url) return granted;
  const credentials = player.nativeEl.crossOrigin === "use-credentials";
  const requestFor = (file: string) => ({
    url: file,
    credentials: !player.storyboard && credentials,
  });
  return { file: requestFor(url), requestFor };
}

/** Reads WebVTT by the browser itself. @throws what is none */
function readCues(text: string): Promise<VTTCue[]> {
  const url = URL.createObjectURL(new Blob([text], { type: "text/vtt" }));
  const track = document.createElement("track");
  track.kind = "metadata";
  track.src = url;
  document.createElement("video").append(track);
  track.track.mode = "hidden";
  return new Promise<VTTCue[]>((resolve, reject) => {
    track.addEventListener("load", () =>
      resolve([...(track.track.cues ?? [])] as VTTCue[]),
    );
    track.addEventListener("error", () => reject(new Error("No WebVTT.")));
  }).finally(() => URL.revokeObjectURL(url));
}

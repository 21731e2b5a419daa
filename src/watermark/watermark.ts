import type { Watermark } from "../contract.js";
import { drawingOf, type Drawing } from "./drawing.js";
import { isFree, lookAt } from "./hidden.js";
import { cutOut, dress, restyled, set, setHittable, snapshot } from "./look.js";
import { cutVideo, isElsewhere, pictureOf } from "./picture.js";
import {
  cornerOf,
  fontSizeFor,
  nextPlace,
  type Box,
  type Place,
} from "./place.js";

/** Milliseconds of one move at most, and how often the watermark may give way to what lies over it. */
const MOVE_MS = 6_000;
const ESCAPES = 3;
const ESCAPES_WITHIN_MS = 10_000;
/** Attributes that keep the picture from where it would be alone: a window of its own, another device, an iPhone's screen. */
const ELSEWHERE = [
  "disablepictureinpicture",
  "disableremoteplayback",
  "playsinline",
];
/** Pixels by which a place may be missed: browsers round. */
const ROUNDING = 3;

export interface WatermarkHost {
  /** In the shadow root; what lies beside it is drawn over it. */
  readonly video: HTMLVideoElement;
  readonly root: ShadowRoot;
  /** It is gone, hidden or covered. @param what for developers, such as "it was removed" */
  lost(what: string): void;
}

/**
 * The watermark over one `<video>`, and the watch over it. Beside the video and not around it: what is done to an ancestor
 * is done to the picture as well. There is no timer to be cleared; the video's own events are the clock, which stands still
 * while nothing plays.
 */
export class DrawnWatermark {
  readonly #host: WatermarkHost;
  readonly #life = new AbortController();
  readonly #observer = new MutationObserver(() => this.#check());
  #watermark: Drawing;
  #layer!: HTMLElement;
  #home: ParentNode | null = null;
  #before: ReadonlyMap<string, string> = new Map();
  #place: Place | undefined;
  /** Where it is and where it goes, pixels of its parent's box; and the picture that they were reckoned for. */
  #target = { x: 0, y: 0 };
  #picture: Box | undefined;
  #movesAt = 0;
  #arrivesAt = 0;
  #escapes: number[] = [];
  #isLost = false;

  constructor(watermark: Watermark, host: WatermarkHost) {
    this.#watermark = drawingOf(watermark);
    this.#host = host;
    const { video } = host;
    const { signal } = this.#life;
    for (const type of ["timeupdate", "play", "playing", "seeked", "resize"])
      video.addEventListener(type, () => this.#check(), { signal });
    for (const type of ["enterpictureinpicture", "webkitbeginfullscreen"])
      video.addEventListener(type, () => this.#leave(type), { signal });
    for (const name of ELSEWHERE)
      if (!video.hasAttribute(name)) {
        video.setAttribute(name, "");
        signal.addEventListener("abort", () => video.removeAttribute(name));
      }
    this.draw();
  }

  /** The text of another grant. */
  update(changed: Watermark): void {
    const watermark = drawingOf(changed);
    if (JSON.stringify(watermark) === JSON.stringify(this.#watermark)) return;
    if (watermark.position !== this.#watermark.position)
      this.#place = undefined;
    this.#watermark = watermark;
    if (!this.#isLost) this.draw();
  }

  /** Draws it anew, whatever has become of the one before. */
  draw(): void {
    const { video, root } = this.#host;
    this.#observer.disconnect();
    this.#layer?.remove();
    if (video.getRootNode() !== root && this.#home?.getRootNode() === root)
      this.#home.prepend(video);
    const layer = (this.#layer = document.createElement("div"));
    layer.className = "watermark";
    layer.ariaHidden = "true";
    layer.dir = "auto";
    layer.translate = false;
    layer.textContent = this.#watermark.text;
    this.#home = null;
    this.#follow();
    this.#picture = undefined;
    this.#escapes = [];
    this.#find();
    this.#fit();
    this.#observer.observe(layer, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
  }

  destroy(): void {
    this.#life.abort();
    this.#find();
    this.#observer.disconnect();
    this.#layer.remove();
  }

  /** Looks whether all is well, and moves it when it is time. */
  #check(): void {
    const { video, root } = this.#host;
    if (!root.host.isConnected) return;
    if (this.#isLost) {
      if (!video.paused) this.#host.lost("it has not been drawn again");
      return;
    }
    const what = this.#whatIsWrong();
    if (what) this.#lose(what);
  }

  #find(): void {
    this.#isLost = false;
    delete (this.#host.video as Partial<HTMLVideoElement>).play;
  }

  #lose(what: string): void {
    this.#isLost = true;
    // Whoever plays it by other means is stopped by the check.
    this.#host.video.play = () =>
      Promise.reject(
        new DOMException(`The watermark is gone: ${what}.`, "NotAllowedError"),
      );
    this.#host.lost(what);
  }

  #whatIsWrong(): string | undefined {
    const { video, root } = this.#host;
    const layer = this.#layer;
    if (video.getRootNode() !== root) return "the <video> left the player";
    if (!this.#follow()) return "it was removed";
    if (layer.textContent !== this.#watermark.text || layer.children.length > 0)
      return "its text was changed";
    const full = root.fullscreenElement;
    if (full && !full.contains(layer)) return "the <video> fills the screen";
    const picture = video.getBoundingClientRect();
    if (document.hidden || picture.width === 0 || picture.height === 0)
      return undefined;
    if (video.offsetParent !== video.parentNode || isElsewhere(video))
      return "the <video> was moved out from under it";
    const part = cutVideo(video);
    if (part) return `${part} of the <video> was changed`;
    this.#fit();
    const name = restyled(layer, this.#before);
    if (name) return `its ${name} was changed`;
    const cut = cutOut(layer);
    if (cut) return `${cut} of what it lies in was changed`;
    return (
      this.#whatMoves() ??
      this.#whereItIs() ??
      this.#whatCovers() ??
      this.#move()
    );
  }

  /** Any animation but its own way from place to place. */
  #whatMoves(): string | undefined {
    const strange = this.#layer
      .getAnimations()
      .some(
        (animation) =>
          !(animation instanceof CSSTransition) ||
          animation.transitionProperty !== "transform" ||
          animation.playState === "paused" ||
          animation.playbackRate !== 1,
      );
    return strange ? "it was animated" : undefined;
  }

  /** Whether it is in the picture, upright, and has got to where it went. */
  #whereItIs(): string | undefined {
    const layer = this.#layer;
    const matrix = new DOMMatrixReadOnly(getComputedStyle(layer).transform);
    const { is2D, a, b, c, d, e, f } = matrix;
    if (
      !is2D ||
      `${a} ${b} ${c} ${d}` !== "1 0 0 1" ||
      layer.offsetHeight < parseFloat(layer.style.fontSize)
    )
      return "its shape was changed";
    const picture = this.#picture!;
    const [x, y] = [e + layer.offsetLeft, f + layer.offsetTop];
    const outside =
      layer.offsetParent !== layer.parentNode ||
      x < picture.x - ROUNDING ||
      y < picture.y - ROUNDING ||
      x > picture.x + picture.width ||
      y > picture.y + picture.height;
    const { x: toX, y: toY } = this.#target;
    const late =
      timelineMs() > this.#arrivesAt && Math.hypot(x - toX, y - toY) > ROUNDING;
    return outside || late ? "it was moved" : undefined;
  }

  #whatCovers(): string | undefined {
    const layer = this.#layer;
    const lineHeight = 1.5 * parseFloat(layer.style.fontSize);
    const lines = Math.max(1, Math.round(layer.offsetHeight / lineHeight));
    setHittable(layer, true);
    const seen = lookAt(layer, this.#host.video, lines);
    setHittable(layer, false);
    this.#observer.takeRecords();
    if (seen.state === "free") return undefined;
    if (seen.state === "covered")
      return `it is covered by <${seen.by.localName}>`;
    return this.#escape() ? undefined : "it is covered wherever it goes";
  }

  /** Out from under what the page shows over the player. @returns whether there is a place */
  #escape(): boolean {
    const now = performance.now();
    this.#escapes = this.#escapes.filter((at) => at > now - ESCAPES_WITHIN_MS);
    if (this.#escapes.push(now) > ESCAPES) return false;
    const layer = this.#layer;
    const parent = layer.parentElement!.getBoundingClientRect();
    const scale = parent.width / layer.parentElement!.offsetWidth;
    for (let tries = 0; tries < 24; tries++) {
      const place = nextPlace("moving");
      const { x, y } = cornerOf(place, this.#picture!, sizeOf(layer));
      const box = new DOMRect(
        parent.left + x * scale,
        parent.top + y * scale,
        layer.offsetWidth * scale,
        layer.offsetHeight * scale,
      );
      if (!isFree(layer, this.#host.video, box)) continue;
      this.#goTo(place, 0);
      return true;
    }
    return false;
  }

  /** Says nothing of its own: the last of what {@link #whatIsWrong} looks at. */
  #move(): undefined {
    const { position, moveEveryMs } = this.#watermark;
    if (position !== "moving" || performance.now() < this.#movesAt) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#goTo(
      nextPlace(position, this.#place),
      still ? 0 : Math.min(MOVE_MS, moveEveryMs / 2),
    );
  }

  /** To the picture, which may be of another size than before. */
  #fit(): void {
    const { video } = this.#host;
    const layer = this.#layer;
    if (video.offsetWidth === 0 || video.offsetHeight === 0) return;
    const picture = pictureOf(video);
    if (isAlike(picture, this.#picture)) return;
    this.#picture = picture;
    dress(layer, this.#watermark, fontSizeFor(picture));
    this.#goTo(this.#place ?? nextPlace(this.#watermark.position), 0);
    this.#before = snapshot(layer);
  }

  #goTo(place: Place, ms: number): void {
    const layer = this.#layer;
    const now = performance.now();
    this.#place = place;
    this.#target = cornerOf(place, this.#picture!, sizeOf(layer));
    this.#movesAt = now + this.#watermark.moveEveryMs;
    this.#arrivesAt = timelineMs() + ms + (ms && 1_000);
    set(layer, "transition", ms ? `transform ${ms}ms ease-in-out` : "none");
    set(
      layer,
      "transform",
      `translate(${this.#target.x}px, ${this.#target.y}px)`,
    );
    this.#observer.takeRecords();
  }

  /** Controls take the `<video>` along when they come and go. @returns whether it is beside it */
  #follow(): boolean {
    const { parentNode } = this.#host.video;
    if (parentNode !== this.#home && parentNode) {
      if (this.#layer.parentNode !== parentNode) parentNode.append(this.#layer);
      this.#home = parentNode;
      this.#observer.observe(parentNode, { childList: true });
    }
    return this.#layer.parentNode === parentNode;
  }

  /** The picture alone, in a window of its own or on the whole screen of an iPhone. */
  #leave(type: string): void {
    const video = this.#host.video as HTMLVideoElement & {
      webkitExitFullscreen?(): void;
    };
    if (type === "webkitbeginfullscreen") video.webkitExitFullscreen?.();
    else document.exitPictureInPicture().catch(() => {});
    this.#lose(
      type === "webkitbeginfullscreen"
        ? "the <video> fills the screen"
        : "picture in picture shows none",
    );
  }
}

/** By the clock of animations, which does not run on while nothing is drawn. */
function timelineMs(): number {
  return Number(document.timeline.currentTime);
}

function sizeOf({ offsetWidth, offsetHeight }: HTMLElement) {
  return { width: offsetWidth, height: offsetHeight };
}

function isAlike(a: Box, b: Box | undefined): boolean {
  return (
    b !== undefined &&
    (["x", "y", "width", "height"] as const).every(
      (name) => Math.abs(a[name] - b[name]) < 1,
    )
  );
}

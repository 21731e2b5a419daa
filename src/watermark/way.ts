import type { Drawing } from "./drawing.js";
import { isFree } from "./hidden.js";
import { dress, set } from "./look.js";
import { pictureOf } from "./picture.js";
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
/** Pixels by which a place may be missed: browsers round. */
const ROUNDING = 3;

export interface WayOptions {
  layer: HTMLElement;
  video: HTMLVideoElement;
  drawing: Drawing;
  /** Its style was changed by nobody else. */
  moved(): void;
}

/** The way of one watermark from place to place: where it goes, when, and whether it has got there. */
export class Way {
  readonly #options: WayOptions;
  /** Where it is, or goes; without one the drawing says where it begins. */
  place: Place | undefined;
  /** Where it is and where it goes, pixels of its parent's box; and the picture that they were reckoned for. */
  #target = { x: 0, y: 0 };
  #picture: Box | undefined;
  #movesAt = 0;
  #arrivesAt = 0;
  #escapes: number[] = [];

  constructor(options: WayOptions, place: Place | undefined) {
    this.#options = options;
    this.place = place;
  }

  /** To the picture, which may be of another size than before. @returns whether it was dressed anew */
  fit(): boolean {
    const { layer, video, drawing } = this.#options;
    if (video.offsetWidth === 0 || video.offsetHeight === 0) return false;
    const picture = pictureOf(video);
    if (isAlike(picture, this.#picture)) return false;
    this.#picture = picture;
    dress(layer, drawing, fontSizeFor(picture));
    this.#goTo(this.place ?? nextPlace(drawing.position), 0);
    return true;
  }

  /** To the next place, when it is time. Says nothing of its own: it is the last of what the watch looks at. */
  move(): undefined {
    const { position, moveEveryMs } = this.#options.drawing;
    if (position !== "moving" || performance.now() < this.#movesAt) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#goTo(
      nextPlace(position, this.place),
      still ? 0 : Math.min(MOVE_MS, moveEveryMs / 2),
    );
  }

  /** Out from under what the page shows over the player. @returns whether there is a place */
  escape(): boolean {
    const now = performance.now();
    this.#escapes = this.#escapes.filter((at) => at > now - ESCAPES_WITHIN_MS);
    if (this.#escapes.push(now) > ESCAPES) return false;
    const { layer, video } = this.#options;
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
      if (!isFree(layer, video, box)) continue;
      this.#goTo(place, 0);
      return true;
    }
    return false;
  }

  /** Any animation but its own way from place to place. */
  whatMoves(): string | undefined {
    const strange = this.#options.layer
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
  whereItIs(): string | undefined {
    const { layer } = this.#options;
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

  #goTo(place: Place, ms: number): void {
    const { layer, drawing, moved } = this.#options;
    const now = performance.now();
    this.place = place;
    this.#target = cornerOf(place, this.#picture!, sizeOf(layer));
    this.#movesAt = now + drawing.moveEveryMs;
    this.#arrivesAt = timelineMs() + ms + (ms && 1_000);
    set(layer, "transition", ms ? `transform ${ms}ms ease-in-out` : "none");
    set(
      layer,
      "transform",
      `translate(${this.#target.x}px, ${this.#target.y}px)`,
    );
    moved();
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

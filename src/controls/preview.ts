import type { PlyrPlayer } from "./plyr-internals.js";
import type { Picture } from "./storyboard.js";

/** Pixels between the bubble and the player's edge. */
const MARGIN = 8;

export interface PreviewOptions {
  /** Seconds of media time at a fraction (0 to 1) of the seek bar. */
  timeAt(fraction: number): number;
  /** What the bubble says of a time, such as `1:04`. */
  label(seconds: number): string;
  /** Name of what is there; the empty string where it has none. */
  title(seconds: number): string;
  pictureAt(seconds: number): Promise<Picture | undefined>;
}

/**
 * What a place of the seek bar is: its time, its chapter and a picture, in a bubble above it that never leaves the player.
 * There while a pointer is over the bar or drags it, and while the keyboard's focus is on it.
 */
export class Preview {
  readonly #plyr: PlyrPlayer;
  readonly #bar: HTMLElement;
  readonly #seek: HTMLInputElement;
  readonly #options: PreviewOptions;
  readonly #bubble = createElement("div", "shp-preview");
  readonly #canvas = createElement("canvas", "shp-preview__picture");
  readonly #title = createElement("span", "shp-preview__title");
  readonly #time = createElement("span", "shp-preview__time");
  /** Seconds of the picture that was asked for last. */
  #wanted = NaN;
  /** Shown for the keyboard's focus, at the time of playback. */
  #follows = false;

  constructor(plyr: PlyrPlayer, options: PreviewOptions, signal: AbortSignal) {
    this.#plyr = plyr;
    this.#options = options;
    this.#seek = plyr.elements.inputs.seek;
    this.#bar = this.#seek.parentElement!;
    this.#bubble.part.add("preview");
    this.#canvas.part.add("thumbnail");
    this.#bubble.hidden = true;
    this.#canvas.hidden = true;
    // The slider says the same to screen readers.
    this.#bubble.setAttribute("aria-hidden", "true");
    this.#bubble.append(this.#canvas, this.#title, this.#time);
    this.#bar.append(this.#bubble);

    const on = <E extends Event>(
      target: EventTarget,
      types: string[],
      listener: (event: E) => void,
    ) => {
      for (const type of types)
        target.addEventListener(type, listener as EventListener, { signal });
    };
    on(
      this.#bar,
      ["pointerenter", "pointermove", "pointerdown"],
      this.#onPointer,
    );
    on(this.#bar, ["pointerleave", "pointercancel"], this.#onLeave);
    on(this.#bar, ["pointerup"], (event: PointerEvent) => {
      if (event.pointerType !== "mouse") this.#onLeave();
    });
    // A finger may have the browser take the pointer away, while the slider goes on.
    on(this.#seek, ["input"], this.#onInput);
    on(this.#seek, ["touchend", "blur"], this.#onLeave);
    on(this.#seek, ["focus"], () => {
      this.#follows = this.#seek.matches(":focus-visible");
      this.#follow();
    });
    on(this.#seek, ["keydown"], () => {
      this.#follows = true;
      this.#follow();
    });
    on(plyr.media, ["timeupdate", "seeking"], () => this.#follow());
    signal.addEventListener("abort", () => this.#hide());
  }

  readonly #onPointer = (event: PointerEvent): void => {
    if (event.pointerType !== "mouse" && event.buttons === 0) return;
    this.#follows = false;
    const { left, width } = this.#bar.getBoundingClientRect();
    this.#show((event.clientX - left) / width);
  };

  readonly #onInput = (): void => {
    if (this.#bubble.hidden || !this.#follows)
      this.#show(Number(this.#seek.value) / Number(this.#seek.max));
  };

  readonly #onLeave = (): void => {
    this.#follows =
      this.#seek.matches(":focus-visible") &&
      this.#root.activeElement === this.#seek;
    if (this.#follows) this.#follow();
    else this.#hide();
  };

  get #root(): DocumentOrShadowRoot {
    return this.#seek.getRootNode() as ShadowRoot;
  }

  #follow(): void {
    const { currentTime, duration } = this.#plyr;
    if (this.#follows) this.#show(duration > 0 ? currentTime / duration : 0);
  }

  #hide(): void {
    this.#bubble.hidden = true;
    this.#wanted = NaN;
  }

  #show(fraction: number): void {
    if (!(this.#plyr.duration > 0)) return this.#hide();
    const at = Math.min(Math.max(fraction, 0), 1);
    const seconds = this.#options.timeAt(at);
    this.#time.textContent = this.#options.label(seconds);
    const title = this.#options.title(seconds);
    this.#title.textContent = title;
    this.#title.hidden = title === "";
    this.#bubble.hidden = false;
    this.#place(at);
    void this.#draw(seconds, at);
  }

  /** Above `at`, and within the player. */
  #place(at: number): void {
    const bar = this.#bar.getBoundingClientRect();
    const player = this.#plyr.elements.container.getBoundingClientRect();
    const width = this.#bubble.offsetWidth;
    const least = player.left + MARGIN - bar.left;
    const most = player.right - MARGIN - bar.left - width;
    const left = Math.max(least, Math.min(at * bar.width - width / 2, most));
    this.#bubble.style.left = `${Math.round(left)}px`;
  }

  async #draw(seconds: number, at: number): Promise<void> {
    this.#wanted = seconds;
    const picture = await this.#options
      .pictureAt(seconds)
      .catch(() => undefined);
    if (this.#wanted !== seconds) return;
    this.#canvas.hidden = !picture;
    if (picture) paint(this.#canvas, picture);
    this.#place(at);
  }
}

function paint(canvas: HTMLCanvasElement, picture: Picture): void {
  const { image, x, y, width, height } = picture;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas
    .getContext("2d")
    ?.drawImage(image, x, y, width, height, 0, 0, width, height);
}

function createElement<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = className;
  return element;
}

import type { Watermark } from "../contract.js";
import { drawingOf, type Drawing } from "./drawing.js";
import { lookAt } from "./hidden.js";
import { cutOut, restyled, setHittable, snapshot } from "./look.js";
import { cutVideo, isElsewhere } from "./picture.js";
import { Way } from "./way.js";

/** Attributes that keep the picture from where it would be alone: a window of its own, another device, an iPhone's screen. */
const ELSEWHERE = [
  "disablepictureinpicture",
  "disableremoteplayback",
  "playsinline",
];

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
  #way!: Way;
  #home: ParentNode | null = null;
  #before: ReadonlyMap<string, string> = new Map();
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
      this.#way.place = undefined;
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
    this.#way = new Way(
      {
        layer,
        video,
        drawing: this.#watermark,
        moved: () => this.#observer.takeRecords(),
      },
      this.#way?.place,
    );
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
      this.#way.whatMoves() ??
      this.#way.whereItIs() ??
      this.#whatCovers() ??
      this.#way.move()
    );
  }

  /** To the picture; how it looks there is how it has to stay. */
  #fit(): void {
    if (this.#way.fit()) this.#before = snapshot(this.#layer);
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
    return this.#way.escape() ? undefined : "it is covered wherever it goes";
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

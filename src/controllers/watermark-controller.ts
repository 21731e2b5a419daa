import type { Watermark } from "../contract.js";
import type { DrawnWatermark } from "../watermark/watermark.js";

/** Draws the grant's watermark over the video. Nothing of it is loaded where a grant has none. */
export class WatermarkController {
  readonly #video: HTMLVideoElement;
  readonly #lost: (what: string) => void;
  #wanted: Watermark | undefined;
  #drawn: DrawnWatermark | undefined;

  /** @param lost called when it is gone or hidden, and when playback begins all the same */
  constructor(video: HTMLVideoElement, lost: (what: string) => void) {
    this.#video = video;
    this.#lost = lost;
  }

  /** @returns what playback has to wait for, if anything. @throws what the import throws; a later call tries again */
  show(watermark: Watermark | undefined): Promise<void> | undefined {
    this.#wanted = watermark;
    if (watermark && !this.#drawn) return this.#draw();
    if (watermark) this.#drawn!.update(watermark);
    else this.clear();
    return undefined;
  }

  /** Again, whatever has become of the one before. */
  redraw(): void {
    this.#drawn?.draw();
  }

  clear(): void {
    this.#drawn?.destroy();
    this.#wanted = this.#drawn = undefined;
  }

  async #draw(): Promise<void> {
    const { DrawnWatermark } = await import("../watermark/watermark.js");
    if (!this.#wanted || this.#drawn) return;
    const video = this.#video;
    this.#drawn = new DrawnWatermark(this.#wanted, {
      video,
      root: video.getRootNode() as ShadowRoot,
      lost: this.#lost,
    });
  }
}

import type { ReactiveController, ReactiveControllerHost } from "lit";
import type {
  PlyrControls,
  PlyrControlsOptions,
  QualityOption,
} from "../controls/controls.js";
import { preloadPlyr } from "../controls/plyr-controls.js";

export interface ControlsControllerOptions {
  /** Asked each time controls are made. */
  controls(): PlyrControlsOptions;
  /** Plyr could not be loaded; the video shows the browser's own controls instead. */
  onError?(cause: unknown): void;
}

/** Plyr's controls on the element's video, for as long as the element is connected. */
export class ControlsController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: ControlsControllerOptions;
  #media: HTMLVideoElement | undefined;
  #controls: PlyrControls | undefined;
  /** Ends with the controls, made or still being made. */
  #life: AbortController | undefined;
  #qualities: { levels: readonly QualityOption[]; selected: number } = {
    levels: [],
    selected: -1,
  };
  #playingQuality: string | undefined;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    options: ControlsControllerOptions,
  ) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Whether this player is the one that fills the screen. */
  get fullscreenActive(): boolean {
    return this.#controls?.fullscreenActive ?? false;
  }

  /** Puts controls on the video, which lies in the host's shadow root; `undefined` takes them away. */
  attach(media: HTMLVideoElement | undefined): void {
    if (media === this.#media && this.#life) return;
    this.#end();
    this.#media = media;
    this.setPlayingQuality(undefined);
    this.setQualities([], -1);
    if (this.#host.isConnected) void this.#begin();
  }

  /** Fills the quality menu, now or as soon as there is one. `selected` is -1 for Auto. */
  setQualities(levels: readonly QualityOption[], selected: number): void {
    this.#qualities = { levels, selected };
    this.#controls?.setQualities(levels, selected);
  }

  /** Label of the level that plays, shown beside Auto. */
  setPlayingQuality(label: string | undefined): void {
    this.#playingQuality = label;
    this.#controls?.setPlayingQuality(label);
  }

  hostConnected(): void {
    void this.#begin();
  }

  /** Moving the element in the page disconnects and connects it at once: that must not stop the video. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#end();
    });
  }

  async #begin(): Promise<void> {
    const media = this.#media;
    if (!media || this.#life) return;
    const { signal } = (this.#life = new AbortController());
    try {
      const { mountControls } = await preloadPlyr();
      if (signal.aborted) return;
      const controls = mountControls(media, this.#options.controls());
      this.#controls = controls;
      controls.setPlayingQuality(this.#playingQuality);
      controls.setQualities(this.#qualities.levels, this.#qualities.selected);
      this.#host.requestUpdate();
    } catch (cause) {
      if (signal.aborted) return;
      media.controls = true;
      this.#options.onError?.(cause);
    }
  }

  #end(): void {
    this.#life?.abort();
    this.#life = undefined;
    this.#controls?.destroy();
    this.#controls = undefined;
  }
}

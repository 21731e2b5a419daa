import type { ReactiveController, ReactiveControllerHost } from "lit";
import type {
  ControlledPlayer,
  PlyrControls,
  PlyrControlsOptions,
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
  readonly #host: ReactiveControllerHost & HTMLElement & ControlledPlayer;
  readonly #options: ControlsControllerOptions;
  #shown = false;
  #controls: PlyrControls | undefined;
  /** Ends with the controls, made or still being made. */
  #life: AbortController | undefined;

  constructor(
    host: ReactiveControllerHost & HTMLElement & ControlledPlayer,
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

  /** Whether the video, which lies in the host's shadow root, has controls. */
  show(shown: boolean): void {
    this.#shown = shown;
    if (!shown) this.#end();
    else if (this.#host.isConnected) void this.#begin();
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
    if (!this.#shown || this.#life) return;
    const { signal } = (this.#life = new AbortController());
    try {
      const { mountControls } = await preloadPlyr();
      if (signal.aborted) return;
      this.#controls = mountControls(this.#host, this.#options.controls());
      this.#host.requestUpdate();
    } catch (cause) {
      if (signal.aborted) return;
      this.#host.nativeEl.controls = true;
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

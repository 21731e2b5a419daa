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
  /** What the controls wait for, such as their words. */
  ready?: Promise<unknown>;
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
  /** What the viewer reads, and goes on reading when the controls are made again. */
  #captions: TextTrack | false | undefined;
  #mount: (() => void) | undefined;

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

  /** Makes the controls again, in other words say. What has the focus keeps it, and the video plays on. */
  remake(): void {
    if (!this.#mount) return;
    const media = this.#host.nativeEl;
    const root = media.getRootNode() as ShadowRoot;
    // Moving the <video> would end it.
    if (root.pictureInPictureElement === media) {
      media.addEventListener("leavepictureinpicture", () => this.remake(), {
        once: true,
        signal: this.#life!.signal,
      });
      return;
    }
    const refocus = rememberFocus(root);
    this.#controls?.destroy();
    this.#mount();
    refocus();
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
      const [{ mountControls }] = await Promise.all([
        preloadPlyr(),
        this.#options.ready,
      ]);
      if (signal.aborted) return;
      this.#mount = () => {
        const options = this.#options.controls();
        this.#controls = mountControls(this.#host, {
          captions: this.#captions,
          ...options,
          onCaptions: (track) => {
            this.#captions = track ?? false;
            options.onCaptions?.(track);
          },
        });
      };
      this.#mount();
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
    this.#mount = undefined;
    this.#controls?.destroy();
    this.#controls = undefined;
  }
}

/** @returns what gives the focus to the same control among those made since; from the menu, to its button */
function rememberFocus(root: ShadowRoot): () => void {
  const focused = root.activeElement;
  if (!focused?.closest(".plyr")) return () => {};
  const name = focused.closest(".plyr__menu")
    ? "settings"
    : focused.getAttribute("data-plyr");
  return () => {
    const control =
      name &&
      root.querySelector<HTMLElement>(`.plyr__controls [data-plyr="${name}"]`);
    (control || root.querySelector<HTMLElement>(".plyr"))?.focus({
      preventScroll: true,
    });
  };
}

import type { LitElement, ReactiveController } from "lit";
import type { Overlay, OverlayActions } from "../overlay/overlay.js";

/** Milliseconds that a refusal waits for the overlay before it says so in one plain line. */
const PLAIN_AFTER_MS = 1_500;

/** What lies over the video while it does not play, loaded when it is needed; and where the focus is meanwhile. */
export class OverlayController implements ReactiveController {
  readonly #host: LitElement;
  readonly #words: Promise<unknown>;
  readonly #actions: OverlayActions;
  /** Whether the focus was in the player when it was refused, and is to stay there. */
  #keepFocus = false;
  /** Undefined while it has not been loaded. */
  overlay: Overlay | undefined;
  /** Whether a refusal has to do without it. */
  plain = false;

  /** @param words what the overlay waits for, to have something to say */
  constructor(
    host: LitElement,
    words: Promise<unknown>,
    actions: OverlayActions,
  ) {
    this.#host = host;
    this.#words = words;
    this.#actions = actions;
    host.addController(this);
  }

  readonly retry = (): void => {
    this.#actions.retry();
    void this.focusPlayer();
  };

  /** The video is refused: what has the focus is inert from now on. */
  refused(): void {
    this.#keepFocus = this.#host.matches(":focus-within");
    void this.load();
  }

  /** Where it does not come, there is a line and "Try again" all the same. */
  async load(): Promise<void> {
    if (this.overlay) return;
    const giveUp = () => {
      this.plain = true;
      this.#host.requestUpdate();
    };
    const timer = setTimeout(giveUp, PLAIN_AFTER_MS);
    try {
      const [{ Overlay }] = await Promise.all([
        import("../overlay/overlay.js"),
        this.#words,
      ]);
      this.overlay ??= new Overlay(this.#host, {
        retry: this.retry,
        takeOver: (sessionId) => {
          this.#actions.takeOver(sessionId);
          void this.focusPlayer();
        },
      });
      this.#host.requestUpdate();
    } catch {
      giveUp(); // the next refusal tries again
    } finally {
      clearTimeout(timer);
    }
  }

  /** The refusal's main button takes the focus of what is inert, and never the page's. */
  hostUpdated(): void {
    const main =
      this.#host.renderRoot.querySelector<HTMLElement>(".refusal .main");
    if (!this.#keepFocus || !main) return;
    this.#keepFocus = false;
    const { activeElement } = document;
    const elsewhere = activeElement && activeElement !== document.body;
    if (!elsewhere || this.#host.matches(":focus-within"))
      main.focus({ preventScroll: true });
  }

  /** The button goes away: whoever pressed it is left with the player, not with the page. */
  async focusPlayer(): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot
      .querySelector<HTMLElement>(".plyr")
      ?.focus({ preventScroll: true });
  }
}

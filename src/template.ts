import { html, nothing, type TemplateResult } from "lit";
import type { PlayerError } from "./errors.js";
import type { Words } from "./messages/words.js";
import type { Overlay, OverlayView } from "./overlay/overlay.js";

export interface TemplateView extends OverlayView {
  /** Undefined while it has not been loaded. */
  overlay: Overlay | undefined;
  /** Whether the overlay does not come, or not soon enough for a refusal. */
  plain: boolean;
  onRetry(): void;
}

/** What the viewer sees: the mount that the controls live in, and over it what the player is doing, or why it does not. */
export function template(view: TemplateView): TemplateResult {
  const { overlay, plain, error, words, onRetry } = view;
  return html`<div class="player" lang=${words.language} dir=${words.direction}>
    <div class="mount" ?inert=${error !== null}></div>
    ${overlay ? overlay.render(view) : error && plain ? bare(error, words, onRetry) : nothing}
    <div class="announcement" role="status">
      ${overlay?.announcement(words) ?? nothing}
    </div>
  </div>`;
}

/** Enough to go on with. In English where not even the texts have come. */
function bare(
  { code }: PlayerError,
  words: Words,
  onRetry: () => void,
): TemplateResult {
  return html`<div class="refusal bare" part="refusal">
    <p role="alert">
      ${words.text(`${code}.title`) || "The video cannot be played."}
    </p>
    <button
      class="main"
      type="button"
      part="button try-again"
      @click=${onRetry}
    >
      ${words.text("tryAgain") || "Try again"}
    </button>
  </div>`;
}

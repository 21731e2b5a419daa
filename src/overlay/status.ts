import { html, nothing, type TemplateResult } from "lit";
import type { Words } from "../messages/words.js";

/** A line over the picture, which stays, and the controls with it: what is buffered can still be played. */
export function status(
  phase: "loading" | "reconnecting" | "offline",
  long: boolean,
  words: Words,
  onRetry: (() => void) | undefined,
  cause?: TemplateResult,
): TemplateResult {
  const button = onRetry && (long || phase !== "loading");
  return html`<div class="status ${phase}" part="status">
    <div class="line">
      <span class=${phase === "offline" ? "mark" : "spinner"}></span>
      <span aria-hidden="true">
        ${words.text(long && phase === "loading" ? "loadingLong" : phase)}
        ${phase === "offline" ? html`<small>${words.text("offlineAdvice")}</small>` : nothing}
      </span>
      ${
        button
          ? html`<button
              type="button"
              part="button try-again"
              @click=${onRetry}
            >
              ${words.text("tryAgain")}
            </button>`
          : nothing
      }
    </div>
    ${cause ?? nothing}
  </div>`;
}

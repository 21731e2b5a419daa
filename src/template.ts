import { html, nothing, type TemplateResult } from "lit";
import type { PlayerError } from "./errors.js";
import type { Phase } from "./phase.js";
import type { Words } from "./messages/words.js";

/** What the viewer sees: the mount that Plyr lives in, and over it what the player is doing, or why it does not. */
export function template(
  phase: Phase,
  error: PlayerError | null,
  words: Words,
  onRetry: () => void,
  devices?: TemplateResult,
): TemplateResult {
  return html`<div class="player" lang=${words.language} dir=${words.direction}>
    <div class="mount" ?inert=${phase === "refused"}></div>
    ${
      phase === "loading" || phase === "reconnecting"
        ? html`<div class="status" part="status" aria-hidden="true">
            <span><span class="spinner"></span>${words.text(phase)}</span>
          </div>`
        : nothing
    }
    ${error ? refusal(error, words, onRetry, devices) : nothing}
    <div class="announcement" role="status">
      ${phase === "idle" || phase === "refused" ? nothing : words.text(phase)}
    </div>
  </div>`;
}

/**
 * Names the code, for whoever is asked for help, and nothing else that a server has sent, but for the names of devices.
 * What happened is said at once; the buttons, which may be many, are found below.
 */
function refusal(
  { code }: PlayerError,
  words: Words,
  onRetry: () => void,
  devices: TemplateResult | undefined,
): TemplateResult {
  return html`<div class="refusal" part="refusal">
    <div>
      <div role="alert">
        <slot name="error">
          <h2>${words.text(`${code}.title`)}</h2>
          <p>${words.text(devices ? "watchHereAdvice" : `${code}.advice`)}</p>
        </slot>
      </div>
      ${devices}
      <button type="button" @click=${onRetry}>${words.text("tryAgain")}</button>
      <p class="code">${code}</p>
    </div>
  </div>`;
}

import { html, nothing, type TemplateResult } from "lit";
import type { PlayerError } from "./errors.js";
import type { Phase } from "./phase.js";
import { refusalWords, retryWord, statusWords } from "./words.js";

/** What the viewer sees: the mount that Plyr lives in, and over it what the player is doing, or why it does not. */
export function template(
  phase: Phase,
  error: PlayerError | null,
  onRetry: () => void,
): TemplateResult {
  return html`
    <div class="mount" ?inert=${phase === "refused"}></div>
    ${
      phase === "loading" || phase === "reconnecting"
        ? html`<div class="status" part="status" aria-hidden="true">
            <span><span class="spinner"></span>${statusWords[phase]}</span>
          </div>`
        : nothing
    }
    ${error ? refusal(error, onRetry) : nothing}
    <div class="announcement" role="status">
      ${phase === "idle" || phase === "refused" ? nothing : statusWords[phase]}
    </div>
  `;
}

/** Names the code, for whoever is asked for help, and nothing else that a server has sent. */
function refusal({ code }: PlayerError, onRetry: () => void): TemplateResult {
  const { title, advice } = refusalWords[code];
  return html`<div class="refusal" part="refusal" role="alert">
    <div>
      <slot name="error">
        <h2>${title}</h2>
        <p>${advice}</p>
      </slot>
      <button type="button" @click=${onRetry}>${retryWord}</button>
      <p class="code">${code}</p>
    </div>
  </div>`;
}

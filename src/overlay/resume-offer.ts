import { html, type TemplateResult } from "lit";
import type { Words } from "../messages/words.js";

/** Where the viewer was, and what to do about it. */
export interface ResumeOfferView {
  /** Such as `12:04`. */
  time: string;
  onGoOn(): void;
  onStartOver(): void;
}

/** A line over the picture; who simply plays begins anew, and it goes away. */
export function resumeOffer(
  { time, onGoOn, onStartOver }: ResumeOfferView,
  words: Words,
): TemplateResult {
  const question = words.text("continueFrom", { time });
  return html`<div class="status offer" part="resume">
    <div class="line" role="group" aria-label=${question}>
      <span aria-hidden="true">${question}</span>
      <button type="button" part="button continue" @click=${onGoOn}>
        ${words.text("continue")}
      </button>
      <button
        class="second"
        type="button"
        part="button start-over"
        @click=${onStartOver}
      >
        ${words.text("startOver")}
      </button>
    </div>
  </div>`;
}

import { css } from "lit";

/** The element's own look; Plyr's stylesheet comes with Plyr. */
export const styles = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    aspect-ratio: 16 / 9;
    background: #000;
    color: #fff;
    font-family: var(
      --plyr-font-family,
      system-ui,
      -apple-system,
      "Segoe UI",
      Roboto,
      sans-serif
    );
    font-size: 1rem;
    line-height: 1.5;
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  :host(:fullscreen) {
    aspect-ratio: auto;
  }
  .player,
  .mount,
  video {
    display: block;
    width: 100%;
    height: 100%;
  }
  .status {
    position: absolute;
    z-index: 4;
    inset-block-start: 0.75rem;
    inset-inline: 0;
    display: flex;
    justify-content: center;
    pointer-events: none;
  }
  .status > span {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    max-width: 90%;
    padding: 0.375rem 0.875rem;
    border-radius: 999px;
    background: rgb(16 20 31 / 85%);
    font-size: 0.875rem;
  }
  .spinner {
    flex: none;
    width: 0.875rem;
    height: 0.875rem;
    border: 2px solid rgb(255 255 255 / 35%);
    border-block-start-color: #fff;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 4s;
    }
  }
  .refusal {
    position: absolute;
    z-index: 5;
    inset: 0;
    display: flex;
    overflow: auto;
    container-type: size;
    background: rgb(16 20 31);
  }
  .refusal > div {
    max-width: 34rem;
    padding: 1rem;
    margin: auto;
    text-align: center;
  }
  .refusal h2 {
    margin: 0 0 0.5rem;
    font-size: clamp(1.0625rem, 4cqi, 1.375rem);
    line-height: 1.25;
  }
  .refusal p {
    margin: 0 0 1rem;
    color: #dfe3ee;
    font-size: clamp(0.875rem, 3cqi, 1rem);
  }
  .refusal .code {
    margin: 0.875rem 0 0;
    color: #aab3c8;
    font-size: 0.8125rem;
  }
  .refusal button {
    min-height: 2.75rem;
    padding: 0.5rem 1.25rem;
    border: 0;
    border-radius: 0.5rem;
    background: #fff;
    color: #10141f;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .refusal button:hover {
    background: #dfe3ee;
  }
  .refusal button:focus-visible {
    outline: 3px solid #8ab4ff;
    outline-offset: 3px;
  }
  /* A phone, or a narrow column: button and code share a line, so that the longest advice fits. */
  @container (max-height: 17rem) {
    .refusal > div {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      column-gap: 0.75rem;
      padding: 0.5rem 0.75rem;
    }
    .refusal [role="alert"] {
      flex-basis: 100%;
    }
    .refusal h2 {
      margin-block-end: 0.25rem;
      font-size: 1rem;
    }
    .refusal p:not(.code) {
      margin-block-end: 0.5rem;
      font-size: 0.8125rem;
      line-height: 1.35;
    }
    .refusal button {
      min-height: 2.5rem;
      padding-block: 0.25rem;
    }
    .refusal .code {
      margin: 0;
      font-size: 0.75rem;
    }
  }
  .announcement {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .refusal,
    .status > span {
      border: 1px solid CanvasText;
    }
  }
`;

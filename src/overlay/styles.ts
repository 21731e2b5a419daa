import { css } from "lit";

/** The look of the overlay, for players from 320 px to a wall; `src/styles.ts` has what a refusal looks like without it. */
export const styles = css`
  .refusal {
    scroll-padding: 0.5rem; /* room for the outline of what has the focus */
  }
  .refusal,
  .status {
    container-type: size;
  }
  .card {
    box-sizing: border-box;
    max-width: 36em;
    padding: 1em;
    margin: auto;
    font-size: clamp(0.875rem, 0.75rem + 0.8cqi, 2rem);
    text-align: center;
  }
  .card h2 {
    margin: 0 0 0.4em;
    font-size: 1.375em;
    line-height: 1.25;
    text-wrap: balance;
  }
  .card [role="alert"] p {
    margin: 0 0 1em;
    color: #dfe3ee;
    text-wrap: pretty;
  }
  .card .code {
    margin: 0.875em 0 0;
    color: #aab3c8;
    font-size: max(0.75rem, 0.8em);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.75em;
  }
  .card button,
  .card a,
  .line button {
    display: inline-flex;
    box-sizing: border-box;
    align-items: center;
    justify-content: center;
    min-height: 2.75rem;
    padding: 0.4em 1.25em;
    border: 1px solid transparent;
    border-radius: 0.5em;
    background: #fff;
    color: #10141f;
    font: inherit;
    font-weight: 600;
    line-height: 1.2;
    text-decoration: none;
    cursor: pointer;
  }
  .card button:hover,
  .card a:hover,
  .line button:hover {
    background: #dfe3ee;
  }
  .card .second,
  .devices ~ .actions .main {
    border-color: #aab3c8;
    background: none;
    color: #fff;
  }
  .card .second:hover,
  .devices ~ .actions .main:hover {
    background: rgb(255 255 255 / 12%);
  }
  .card :is(button, a):focus-visible,
  .line button:focus-visible {
    outline: 3px solid #8ab4ff;
    outline-offset: 3px;
  }

  .devices {
    display: grid;
    gap: 0.5em;
    padding: 0;
    margin: 0 0 1em;
    list-style: none;
    text-align: start;
  }
  .devices li {
    display: flex;
    align-items: center;
    gap: 0.75em;
    padding: 0.5em;
    padding-inline-start: 0.875em;
    border-radius: 0.5em;
    background: rgb(255 255 255 / 8%);
  }
  .devices li > span {
    flex: 1;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .devices strong {
    display: block;
    font-weight: 600;
  }
  .devices small {
    color: #c3cadb;
    font-size: max(0.75rem, 0.85em);
  }
  .devices button {
    flex: none;
    font-size: 0.9em;
  }

  /* A line over the picture: what is below it can be used. */
  .status {
    position: absolute;
    z-index: 4;
    inset: 0;
    display: flex;
    align-items: flex-start;
    justify-content: center;
    padding: 0.75rem;
    pointer-events: none;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 0.6em;
    max-width: min(100%, 40em);
    padding: 0.375em 0.875em;
    border-radius: 1.5em;
    background: rgb(16 20 31 / 95%);
    box-shadow: 0 0 0 1px rgb(255 255 255 / 22%);
    font-size: clamp(0.875rem, 0.75rem + 0.5cqi, 1.75rem);
    line-height: 1.35;
    text-align: start;
  }
  /* A seek within what is at hand shows nothing. */
  .loading .line {
    animation: appear 0.2s 0.3s backwards;
  }
  .line small {
    display: block;
    color: #dfe3ee;
    font-size: max(0.75rem, 0.85em);
  }
  .line button {
    flex: none;
    min-height: 2.25rem;
    padding: 0.2em 0.9em;
    margin-inline-end: -0.4em;
    border-radius: 1.2em;
    font-size: max(0.8125rem, 0.9em);
    pointer-events: auto;
  }
  .offer .line {
    flex-wrap: wrap;
    justify-content: center;
    pointer-events: auto;
  }
  .line .second {
    border-color: #aab3c8;
    background: none;
    color: #fff;
  }
  .line .second:hover {
    background: rgb(255 255 255 / 12%);
  }
  .spinner,
  .mark {
    flex: none;
    width: 1em;
    height: 1em;
    box-sizing: border-box;
    border: 2px solid rgb(255 255 255 / 35%);
    border-block-start-color: #fff;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  .mark {
    width: 0.75em;
    height: 0.75em;
    border-color: #ffb454;
    animation: none;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 4s;
    }
    .loading .line {
      animation-duration: 0s;
    }
  }

  /* A phone: question and both buttons in one row, so that the play button stays free. */
  @container (max-width: 26rem) {
    .offer .line {
      gap: 0.375em 0.5em;
      padding-inline: 0.75em 0.5em;
      font-size: 0.8125rem;
    }
    .offer .line button {
      margin-inline-end: 0;
      padding-inline: 0.7em;
    }
  }
  /* A phone, or a narrow column: button and code share a line, so that the longest advice fits. */
  @container (max-height: 17rem) {
    .card {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      column-gap: 0.75rem;
      padding: 0.5rem 0.75rem;
    }
    .card [role="alert"],
    .card .devices,
    .card [part="cause"] {
      flex-basis: 100%;
    }
    .card h2 {
      margin-block-end: 0.25rem;
      font-size: 1rem;
    }
    .card [role="alert"] p {
      margin-block-end: 0.5rem;
      font-size: 0.8125rem;
      line-height: 1.35;
    }
    .card :is(button, a) {
      min-height: 2.5rem;
      padding-block: 0.25rem;
      font-size: 0.875rem;
    }
    .card .code {
      margin: 0;
      font-size: 0.75rem;
    }
    .devices {
      gap: 0.25rem;
      margin-block-end: 0.5rem;
      font-size: 0.875rem;
    }
    .devices li {
      padding: 0.25rem;
      padding-inline-start: 0.625rem;
      gap: 0.5rem;
    }
    .card .devices button {
      max-width: 7rem;
      padding: 0.25rem 0.625rem;
      font-size: 0.8125rem;
    }
  }
  @media (forced-colors: active) {
    .refusal,
    .line,
    .devices li,
    .card :is(button, a) {
      border: 1px solid CanvasText;
    }
    .spinner,
    .mark {
      border-color: CanvasText;
      border-block-start-color: Canvas;
    }
  }
`;

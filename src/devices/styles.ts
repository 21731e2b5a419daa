import { css } from "lit";

/** The look of the device list; `src/styles.ts` has that of the refusal around it. */
export const styles = css`
  .refusal {
    scroll-padding: 0.5rem; /* room for the outline of what has the focus */
  }
  .devices {
    display: grid;
    gap: 0.5rem;
    padding: 0;
    margin: 0 0 1rem;
    list-style: none;
    text-align: start;
  }
  .devices li {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.5rem 0.5rem 0.5rem 0.875rem;
    border-radius: 0.5rem;
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
    font-size: 0.8125rem;
  }
  .refusal .devices button {
    flex: none;
    padding: 0.375rem 0.875rem;
    font-size: 0.875rem;
  }
  /* What most want is in the list. */
  .refusal .devices ~ button {
    background: none;
    box-shadow: inset 0 0 0 1px #aab3c8;
    color: #fff;
  }
  .refusal .devices ~ button:hover {
    background: rgb(255 255 255 / 12%);
  }
  @container (max-height: 17rem) {
    .devices {
      flex-basis: 100%;
      gap: 0.25rem;
      margin-block-end: 0.5rem;
      font-size: 0.875rem;
    }
    .devices li {
      padding: 0.25rem 0.25rem 0.25rem 0.625rem;
      gap: 0.5rem;
    }
    .devices small {
      font-size: 0.75rem;
    }
    .refusal .devices button {
      max-width: 7rem;
      padding: 0.25rem 0.625rem;
      font-size: 0.8125rem;
      line-height: 1.2;
    }
  }
  @media (forced-colors: active) {
    .devices li {
      border: 1px solid CanvasText;
    }
  }
`;

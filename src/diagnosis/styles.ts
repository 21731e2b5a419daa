import { css } from "lit";

/** The look of the cause, which is for the author: `src/styles.ts` has that of the refusal around it. */
export const styles = css`
  .player .cause {
    max-width: 60ch;
    box-sizing: border-box;
    padding: 0.75rem 0.875rem;
    margin: 1rem auto 0;
    border-inline-start: 3px solid #ffb84d;
    border-radius: 0.25rem;
    background: rgb(255 184 77 / 12%);
    color: #f4f6fb;
    font-size: 0.8125rem;
    line-height: 1.45;
    text-align: start;
    overflow-wrap: anywhere;
    user-select: text;
  }
  /* While it tries again. */
  .status:has(.cause) {
    align-items: center;
    flex-direction: column;
    gap: 0.5rem;
  }
  /* To be copied, while the controls around it can be used. */
  .status .cause {
    pointer-events: auto;
    background: rgb(16 20 31 / 92%);
  }
  .cause code {
    display: block;
    margin-block-start: 0.375rem;
    color: #ffd699;
  }
  @media (forced-colors: active) {
    .player .cause {
      border: 1px solid CanvasText;
    }
  }
`;

import { css } from "lit";

/** What a dialog of the player shows. All texts are shown as text. */
export interface DialogContent {
  title: string;
  /** Name of the button that closes it. */
  close: string;
  body: Node;
}

/**
 * Opens a dialog over the page, which cannot be used meanwhile: the browser keeps the focus in it, closes it on Escape and
 * gives the focus back. Over the page and not over the player alone, which may be too small for it.
 */
export function showDialog(
  parent: ShadowRoot | HTMLElement,
  { title, close, body }: DialogContent,
): HTMLDialogElement {
  const root = parent.getRootNode() as Document | ShadowRoot;
  if (!root.adoptedStyleSheets.includes(styles.styleSheet!))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles.styleSheet!];
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.part.add("dialog");
  dialog.ariaLabel = title;
  const heading = document.createElement("h2");
  heading.textContent = title;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "dialog-close";
  button.ariaLabel = close;
  button.textContent = "×";
  button.addEventListener("click", () => dialog.close());
  const header = document.createElement("header");
  header.append(heading, button);
  const main = document.createElement("div");
  main.className = "dialog-body";
  main.append(body);
  dialog.append(header, main);
  // The backdrop is the dialog's own, and what lies in it covers all of its box.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  parent.append(dialog);
  dialog.showModal();
  return dialog;
}

const styles = css`
  .dialog {
    width: min(30rem, calc(100vw - 2rem));
    max-height: min(40rem, calc(100dvh - 2rem));
    padding: 0;
    border: 0;
    border-radius: 0.75rem;
    overflow: hidden;
    flex-direction: column;
    background: #fff;
    color: #1b2230;
    font-family: inherit;
    font-size: 0.9375rem;
    line-height: 1.4;
    text-align: start;
    box-shadow: 0 1rem 3rem rgb(0 0 0 / 45%);
    color-scheme: light;
  }
  .dialog[open] {
    display: flex;
  }
  .dialog::backdrop {
    background: rgb(10 13 20 / 60%);
  }
  .dialog header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    padding: 0.75rem 0.75rem 0.75rem 1.25rem;
    border-block-end: 1px solid #dfe3ea;
  }
  .dialog h2 {
    margin: 0;
    font-size: 1.0625rem;
    font-weight: 600;
  }
  .dialog-close {
    flex: none;
    width: 2.5rem;
    height: 2.5rem;
    padding: 0;
    border: 0;
    border-radius: 0.5rem;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 1.5rem;
    line-height: 1;
    cursor: pointer;
  }
  .dialog-close:hover {
    background: #eef1f6;
  }
  .dialog :focus-visible {
    outline: 2px solid var(--plyr-color-main, #3567c9);
    outline-offset: 2px;
  }
  .dialog-body {
    overflow: auto;
    padding: 1rem 1.25rem 1.25rem;
  }
  .dialog dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.5rem 1.25rem;
    align-items: baseline;
    margin: 0;
  }
  .dialog dt {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
  }
  .dialog dd {
    margin: 0;
  }
  .dialog kbd {
    min-width: 1.75rem;
    padding: 0.125rem 0.4375rem;
    border: 1px solid #c5ccd8;
    border-block-end-width: 2px;
    border-radius: 0.375rem;
    background: #f6f8fb;
    font: inherit;
    font-size: 0.8125rem;
    text-align: center;
  }
  .dialog-sample {
    display: grid;
    place-items: center;
    min-height: 6rem;
    padding: 0.5rem;
    margin-block-end: 1rem;
    border-radius: 0.5rem;
    overflow: hidden;
    background: linear-gradient(135deg, #3a5a78, #c9a46a);
    font-size: 1.125rem;
    text-align: center;
  }
  .dialog-form {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(8rem, 100%), 1fr));
    align-items: end;
    gap: 0.75rem 1rem;
  }
  .dialog-form label {
    display: grid;
    gap: 0.25rem;
    font-size: 0.875rem;
  }
  .dialog select,
  .dialog-button {
    min-height: 2.5rem;
    padding: 0.25rem 0.625rem;
    border: 1px solid #8a93a6;
    border-radius: 0.5rem;
    background: #fff;
    color: inherit;
    font: inherit;
  }
  .dialog-button {
    padding-inline: 1rem;
    margin-block-start: 1rem;
    cursor: pointer;
  }
  @media (prefers-color-scheme: dark) {
    .dialog select,
    .dialog-button {
      border-color: #77829c;
      background: #262e41;
    }
    .dialog {
      background: #1b2130;
      color: #eef1f7;
      color-scheme: dark;
    }
    .dialog header {
      border-color: #343c50;
    }
    .dialog-close:hover {
      background: #2b3347;
    }
    .dialog :focus-visible {
      outline-color: #8ab4ff;
    }
    .dialog kbd {
      border-color: #4a5470;
      background: #262e41;
    }
  }
  @media (forced-colors: active) {
    .dialog {
      border: 1px solid CanvasText;
    }
  }
`;

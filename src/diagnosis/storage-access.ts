import { html, nothing, type TemplateResult } from "lit";
import type { Words } from "../messages/words.js";
import { embedding, hasStorageAccess } from "./page-facts.js";

/** Offers viewers what the browser lets them do about blocked cookies in a frame. In a chunk of its own: few need it. */
export interface StorageAccess {
  render(words: Words): TemplateResult;
}

/**
 * @param onAllowed the viewer and the browser said yes: what was refused is worth another try
 * @param onChange there is something else to render
 * @returns undefined where asking would change nothing: the page is not in a frame of another site, or has its cookies
 * @see https://privacycg.github.io/storage-access/
 */
export async function offerStorageAccess(
  onAllowed: () => void,
  onChange: () => void,
): Promise<StorageAccess | undefined> {
  if (embedding() !== "cross-site" || !("requestStorageAccess" in document))
    return undefined;
  if ((await hasStorageAccess()) !== false) return undefined;
  let refused = false;
  const ask = () =>
    // Called in the click: browsers show their question only then.
    document.requestStorageAccess().then(onAllowed, () => {
      refused = true;
      onChange();
    });
  return {
    render: (words) =>
      html`<button
          type="button"
          class="second"
          part="button allow-cookies"
          @click=${ask}
        >
          ${words.text("allowCookies")}
        </button>
        ${
          refused
            ? html`<p role="status">${words.text("allowCookiesRefused")}</p>`
            : nothing
        }`,
  };
}

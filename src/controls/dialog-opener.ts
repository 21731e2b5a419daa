import type { Words } from "../messages/words.js";
import type { PreferenceStore } from "../preferences/preferences.js";

/** The dialogs of the player, by what they are for. */
export type DialogName = keyof typeof import("./dialogs.js").dialogs;

/**
 * Opens the player's dialogs, one at a time. They are a chunk of their own, loaded when one is first wanted; where it does
 * not come, nothing opens. They lie in the host's tree beside what it renders, and go with the controls.
 */
export function dialogOpener(
  host: HTMLElement,
  words: Words,
  preferences: PreferenceStore,
  signal: AbortSignal,
): (name: DialogName) => void {
  let open: HTMLDialogElement | undefined;
  signal.addEventListener("abort", () => open?.close());
  return (name) => {
    void import("./dialogs.js").then(
      ({ dialogs, showDialog }) => {
        if (signal.aborted || open?.open) return;
        open = showDialog(
          host.shadowRoot ?? host,
          dialogs[name](words, preferences),
        );
      },
      () => {}, // Nothing else depends on it.
    );
  };
}

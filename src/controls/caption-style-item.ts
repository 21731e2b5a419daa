import type { Words } from "../messages/words.js";
import { CAPTIONS_PANEL } from "./plyr-config.js";
import type { PlyrElements } from "./plyr-internals.js";
import type { SettingsMenu } from "./settings-menu.js";

/** The entry that opens the dialog of the look of captions, below that of the captions, and there when that is. */
export function addCaptionStyleItem(
  { settings, buttons }: PlyrElements,
  words: Words,
  menu: SettingsMenu,
  open: () => void,
): void {
  const captions = settings.buttons[CAPTIONS_PANEL]!;
  const item = document.createElement("button");
  item.type = "button";
  item.className = "plyr__control plyr__control--forward";
  item.setAttribute("role", "menuitem");
  item.ariaHasPopup = "dialog";
  const text = document.createElement("span");
  text.textContent = words.text("captionStyle");
  item.append(text);
  item.addEventListener("click", () => {
    menu.close();
    // What the dialog gives the focus back to.
    buttons.settings.focus({ preventScroll: true });
    open();
  });
  captions.after(item);
  const follow = () => (item.hidden = captions.hidden);
  new MutationObserver(follow).observe(captions, {
    attributeFilter: ["hidden"],
  });
  follow();
}

import { captionStyleDialog } from "./caption-style-dialog.js";
import { keysDialog } from "./keys-dialog.js";

export { showDialog } from "./dialog.js";

/** What each of the dialogs shows. */
export const dialogs = { keys: keysDialog, captionStyle: captionStyleDialog };

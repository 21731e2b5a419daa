import type en from "./en.js";

/** Name of a text of the player. */
export type MessageKey = keyof typeof en;

/** Every text of the player, as plain text. What stands in braces, such as `{tryAgain}`, is filled in. */
export type Messages = Record<MessageKey, string>;

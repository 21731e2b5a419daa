import type { PlayerErrorCode } from "../../src/errors.js";
import en from "../../src/messages/en.js";
import { Words } from "../../src/messages/words.js";

/** What the player says in a page without a language. */
export const english = new Words("en", en);

/** What a viewer reads about a refusal. */
export const refusalWords = (code: PlayerErrorCode) => ({
  title: english.text(`${code}.title`),
  advice: english.text(`${code}.advice`),
});

import type { MessageKey } from "../messages/messages.js";
import type { Words } from "../messages/words.js";
import type { Phase } from "../phase.js";

/**
 * What a screen reader is told of the player's phases: nothing of a short wait, as for each seek, and nothing of a refusal,
 * which is an alert. A page of many players is silent until something goes on in one of them.
 */
export class Announcer {
  #said: MessageKey[] = [];
  /** Of something else than phases; until the next of those. */
  #note = "";
  #begun = false;

  notice(phase: Phase, patience: "fresh" | "noticed" | "long"): void {
    if (phase === "loading" && patience === "fresh") return;
    if (phase === "paused" && !this.#begun) return;
    const said = keysOf(phase, patience === "long");
    if (said.join() !== this.#said.join()) this.#note = "";
    this.#said = said;
    this.#begun = phase !== "idle";
  }

  say(note: string): void {
    this.#note = note;
  }

  text(words: Words): string {
    if (this.#note) return this.#note;
    return this.#said.map((key) => words.text(key)).join(". ");
  }
}

function keysOf(phase: Phase, long: boolean): MessageKey[] {
  if (phase === "idle" || phase === "refused") return [];
  if (phase === "offline") return ["offline", "offlineAdvice"];
  return [phase === "loading" && long ? "loadingLong" : phase];
}

import { realNow } from "./clock.js";
import { wordsForState } from "./words.js";

/** A request takes a few milliseconds here; this long it stays lit, to be seen. */
const glowMs = 350;

/** Lights the state that the renewal machine is in, and says it in words. */
export function createMachine(watched) {
  const nodes = [...document.querySelectorAll("#machine [data-state]")];
  const words = document.getElementById("machine-now");
  const countdown = document.getElementById("countdown");
  let requestedAt = -Infinity;
  let grants = 0;

  function show() {
    const now = realNow();
    const { state } = watched;
    const requested = watched.grants.length > grants;
    grants = watched.grants.length;
    if (requested || state === "requesting") requestedAt = now;
    const shown = now - requestedAt < glowMs ? "requesting" : state;
    for (const node of nodes)
      node.classList.toggle("now", node.dataset.state === shown);
    setText(words, wordsForState(watched, now));
    const grant = watched.grants.at(-1);
    const left = grant ? Math.max(0, (grant.expiresAt - now) / 1_000) : 0;
    setText(
      countdown,
      grant ? `grant ${grant.number} ends in ${left.toFixed(1)} s` : "",
    );
  }

  setInterval(show, 100);
}

/** Leaves the text alone where it is the same, so that a selection in it lives. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Events that tell why a click did not do what it should have. */
const TYPES = ["pointerdown", "mousedown", "mouseup", "click", "keydown", "focusin", "focusout", "blur", "focus", "visibilitychange", "scroll", "resize"]; // prettier-ignore

const MOST = 40;

const lines: string[] = [];

/** What the page has heard of late, for the message of a failed test. */
export const heardOfLate = () => lines.join("\n");

function note(event: Event): void {
  const [target] = event.composedPath();
  const { clientX, clientY, key } = event as Partial<MouseEvent & KeyboardEvent>; // prettier-ignore
  const where = clientX === undefined ? (key ?? "") : `${clientX}, ${clientY}`;
  const whom =
    target instanceof Element
      ? target.outerHTML.replace(/\s+/g, " ").slice(0, 60)
      : target === window
        ? "window"
        : String(target);
  const trusted = event.isTrusted ? "" : " by script";
  lines.push(`${Math.round(performance.now())} ms: ${event.type} ${where} ${whom}${trusted}`); // prettier-ignore
  if (lines.length > MOST) lines.shift();
}

for (const type of TYPES) addEventListener(type, note, { capture: true });

import { expect, nextFrame } from "@open-wc/testing";

/** Milliseconds after which what has not happened will not. */
const PATIENCE_MS = 4_500;

/**
 * Tries an assertion each frame until it holds, for what a browser does in its own time: events, layout, transitions.
 * @throws what the assertion said last, when it has been in vain for some seconds
 */
export async function soon(assertion: () => void): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return assertion();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await nextFrame();
  }
}

/** Waits until nothing moves or fades in an element, and what comes of its end has come. */
export async function atRest(element: Element): Promise<void> {
  const running = () =>
    element
      .getAnimations({ subtree: true })
      .filter((animation) => moves(animation));
  await soon(() => expect(running().map(nameOf)).to.deep.equal([]));
  await nextFrame();
  await nextFrame();
}

/** Whether it is one that ends, and has not ended. */
export const moves = ({ playState, effect }: Animation): boolean =>
  playState === "running" && effect?.getComputedTiming().endTime !== Infinity;

function nameOf(animation: Animation): string {
  if (animation instanceof CSSTransition) return animation.transitionProperty;
  return animation instanceof CSSAnimation ? animation.animationName : "?";
}

/** What the page was last told that fills the screen. A document has it before: the controls know when they are told. */
let filling: Element | null = null;
addEventListener("fullscreenchange", () => {
  filling = document.fullscreenElement;
});

/** Waits until an element, or none, fills the screen, and the page has been told. */
export const fills = (element: Element | null): Promise<void> =>
  soon(() => {
    const { fullscreenElement } = document;
    const message = `fills: ${fullscreenElement?.outerHTML.slice(0, 60)}`;
    expect(fullscreenElement === element, message).to.equal(true);
    expect(filling === element, "the page has been told").to.equal(true);
  });

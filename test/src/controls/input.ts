import { nextFrame as frame } from "@open-wc/testing";
import { sendKeys, sendMouse } from "@web/test-runner-commands";
import { heardOfLate } from "./heard.js";
import { moves } from "./soon.js";

/** Milliseconds after which something has gone wrong. */
const PATIENCE_MS = 10_000;

/** A real click in an element, at fractions of its width and height, as soon as it is at rest and nothing lies over it there. */
export async function click(
  element: Element,
  across = 0.5,
  down = 0.5,
): Promise<void> {
  const position = await reachable(element, across, down);
  await clickAt(...position);
}

/** A real click, in pixels of the window. The page has heard of it, and has shown what comes of it. */
export async function clickAt(x: number, y: number): Promise<void> {
  const heard = hear(
    "mouseup",
    ({ clientX, clientY }) => clientX === x && clientY === y,
  );
  await sendMouse({ type: "click", position: [x, y] });
  await heard;
}

/** A real key press. The page has heard of it, and has shown what comes of it. */
export async function press(key: string): Promise<void> {
  const heard = hear("keyup", ({ key }) => !modifiers.test(key));
  await sendKeys({ press: key });
  await heard;
}

const modifiers = /^(Shift|Control|Alt|Meta)$/;

/**
 * Drivers say that a click is done before the page has heard of it (Firefox), and the one before may still be on its way:
 * so it is known by where it was.
 */
function hear<T extends "mouseup" | "keyup">(
  type: T,
  isMine: (event: WindowEventMap[T]) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const life = new AbortController();
    const { signal } = life;
    const end = () => {
      clearTimeout(timer);
      life.abort();
      void frame()
        .then(frame)
        .then(() => resolve());
    };
    const timer = setTimeout(() => {
      life.abort();
      reject(new Error(`The page has heard of no ${type}.\n${heardOfLate()}`));
    }, PATIENCE_MS);
    addEventListener(
      type,
      (event) => event.isTrusted && isMine(event) && end(),
      {
        capture: true,
        signal,
      },
    );
    // The Tab key may have led out of the page, which hears nothing more then.
    if (type === "keyup") addEventListener("blur", end, { signal });
  });
}

/** Waits until an element is at rest with nothing over it. @returns where it is then, in pixels of the window */
async function reachable(
  element: Element,
  across: number,
  down: number,
): Promise<[x: number, y: number]> {
  const end = performance.now() + PATIENCE_MS;
  for (let before = ""; ;) {
    const { left, top, width, height } = element.getBoundingClientRect();
    const x = Math.round(left + width * across);
    const y = Math.round(top + height * down);
    const hit = hitAt(x, y);
    const now = JSON.stringify([left, top, width, height]);
    const isAtRest = now === before && !isMoved(element);
    if (isAtRest && isWithin(hit, element)) return [x, y];
    if (performance.now() > end)
      throw new Error(
        `At ${x}, ${y} is ${nameOf(hit)}, not ${nameOf(element)}.\n${heardOfLate()}`,
      );
    if (isAtRest) await hover(element);
    before = now;
    await frame();
    await frame();
  }
}

/** Brings hidden controls back. */
async function hover(element: Element): Promise<void> {
  const root = element.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  const { left, top, width, height } = root.host.getBoundingClientRect();
  // Elsewhere each time: a mouse that stays is no mouse that moves.
  const down = 0.3 + 0.2 * Math.random();
  const position: [number, number] = [
    Math.round(left + width / 2),
    Math.round(top + height * down),
  ];
  await sendMouse({ type: "move", position });
}

/** Whether an animation moves it, or what it lies in. */
function isMoved(element: Element): boolean {
  for (let at: Element | null = element; at; at = parentOf(at))
    if (at.getAnimations().some(moves)) return true;
  return false;
}

/** What a click at this point of the window hits. */
function hitAt(x: number, y: number): Element | null {
  let hit = document.elementFromPoint(x, y);
  for (;;) {
    const inner = hit?.shadowRoot?.elementFromPoint(x, y);
    if (!inner || inner === hit) return hit;
    hit = inner;
  }
}

function isWithin(inner: Element | null, outer: Element): boolean {
  for (let at = inner; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}

function parentOf(element: Element): Element | null {
  const { assignedSlot, parentNode } = element;
  if (assignedSlot) return assignedSlot;
  return parentNode instanceof ShadowRoot
    ? parentNode.host
    : element.parentElement;
}

const nameOf = (element: Element | null): string =>
  element?.outerHTML.slice(0, 120) ?? "nothing";

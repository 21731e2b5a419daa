/** What tests of the watermark do in a page whose lesson has one. */
import assert from "node:assert/strict";
import type { Browser, Page } from "puppeteer-core";
import type { Evaluates } from "./engine-page.js";
import { Lesson } from "./lesson.js";

/** What the demo draws over its lesson. */
export const text = "Ada · ada@school.example";

export const openMarked = async (browser: Browser): Promise<Lesson> =>
  Lesson.open(await browser.createBrowserContext(), {
    videoId: "lesson-1-marked",
    attributes: "autoplay muted loop",
    // Tests put styles of their own into the page.
    before: (page) => page.setBypassCSP(true),
  });

/** What the functions that run in the page have at hand there. */
function givePage(): void {
  const player = document.querySelector("secure-hls-player")!;
  const root = player.shadowRoot!;
  const cover = (where: ParentNode, css: string, from: DOMRect) => {
    const patch = document.createElement("div");
    patch.className = "trick";
    const { left, top, width, height } = from;
    patch.style.cssText = `position: fixed; left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px; z-index: 2147483647; background: #000; ${css}`;
    where.append(patch);
    return () => patch.remove();
  };
  Object.assign(globalThis, {
    player,
    root,
    layer: () => root.querySelector<HTMLElement>(".watermark")!,
    box: () => root.querySelector(".watermark")!.getBoundingClientRect(),
    cover,
    sheet: (css: string) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      return () => {
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter(
          (other) => other !== sheet,
        );
      };
    },
  });
}

export async function preparePage(page: Evaluates): Promise<void> {
  // tsx keeps the names of functions with it.
  await page.evaluate(
    new Function("globalThis.__name = (named) => named") as () => void,
  );
  await page.evaluate(givePage);
}

declare const player: HTMLElementTagNameMap["secure-hls-player"];
declare const layer: () => HTMLElement;
declare const box: () => DOMRect;

/** Whether the watermark is in the picture, says whose copy it is, and can be read there. */
export const drawn = (page: Evaluates) =>
  page.evaluate(() => {
    const video = player.nativeEl.getBoundingClientRect();
    const { left, right, top, bottom } = box();
    return (
      layer().checkVisibility({ opacityProperty: true }) &&
      left >= video.left &&
      right <= video.right &&
      top >= video.top &&
      bottom <= video.bottom &&
      layer().textContent
    );
  });

export const playsOn = (page: Page, from: number) =>
  page.waitForFunction(
    (before) =>
      player.error === null &&
      !player.paused &&
      player.currentTime > before + 0.3 &&
      player.currentTime < before + 20,
    { polling: 50, timeout: 20_000 },
    from,
  );

/** Nothing is wrong for as long as several looks take, and the watermark is there where the player is `shown`. */
export async function assertPlaysOn(
  page: Page,
  what: string,
  shown = true,
): Promise<void> {
  const { currentTime } = await page.evaluate(() => ({
    currentTime: player.currentTime,
  }));
  await page.waitForFunction(
    (before) => player.error !== null || player.currentTime > before + 1.2,
    { polling: 50, timeout: 20_000 },
    currentTime,
  );
  const error = await page.evaluate(() => player.error?.message);
  assert.equal(error, undefined, what);
  if (shown) assert.equal(await drawn(page), text, what);
}

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import {
  assertPlaysOn,
  drawn,
  openMarked,
  preparePage,
  text,
} from "../support/watermark-page.js";

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

declare const player: HTMLElementTagNameMap["secure-hls-player"];
declare const box: () => DOMRect;
declare const cover: (
  where: ParentNode,
  css: string,
  from: DOMRect,
) => () => void;

/** What an LMS has of its own on a page, each where it happens to meet the watermark. */
const ordinary: readonly [what: string, show: () => void][] = [
  [
    "a header that sticks and can be seen through, with a logo on it",
    () => {
      const { x, top, width, height } = box();
      const header = new DOMRect(0, top - 20, innerWidth, height + 40);
      cover(document.body, "background: rgba(255, 255, 255, 0.5)", header);
      const logo = new DOMRect(x - 5, top - 5, width / 3, height + 10);
      cover(document.body.lastElementChild!, "background: #006", logo);
    },
  ],
  [
    "much that is faded as one",
    () => {
      const tip = document.createElement("div");
      tip.style.opacity = "0.15";
      document.body.append(tip);
      for (let count = 0; count < 20; count++) cover(tip, "", box());
    },
  ],
  [
    "a consent banner in a shadow root, with a button over the watermark",
    () => {
      const host = document.createElement("consent-banner");
      document.body.append(host);
      const inside = host.attachShadow({ mode: "open" });
      const { x, top, width, height } = box();
      const banner = new DOMRect(0, top - 20, innerWidth, height + 40);
      cover(inside, "", banner);
      const button = new DOMRect(x - 5, top - 5, width + 10, height + 10);
      cover(inside.lastElementChild!, "background: #06f", button);
    },
  ],
  [
    "a consent dialog in a shadow root, within the picture",
    () => {
      const host = document.createElement("consent-dialog");
      host.setAttribute("role", "dialog");
      document.body.append(host);
      const { x, top, width, height } = box();
      const dialog = new DOMRect(x - 5, top - 5, width + 10, height + 10);
      cover(host.attachShadow({ mode: "open" }), "", dialog);
    },
  ],
  [
    "a message within the picture",
    () => {
      cover(document.body, "", box());
      document.body.lastElementChild!.setAttribute("role", "status");
    },
  ],
  [
    "a frame around the player whose shadow root is drawn under it",
    () => {
      const frame = document.createElement("lesson-frame");
      player.before(frame);
      const inside = frame.attachShadow({ mode: "open" });
      frame.append(player);
      inside.innerHTML = `<div style="background: #ccc; padding: 8px"><slot></slot></div>`;
      void player.play();
    },
  ],
];

for (const [what, show] of ordinary)
  test(`${what}: the lesson plays on, and its watermark is seen`, async (t) => {
    const lesson = await openMarked(browser);
    t.after(() => lesson.close());
    const { page } = lesson;
    await page.setBypassCSP(true);
    await page.reload();
    await lesson.playedTo(1);
    await preparePage(page);
    await page.evaluate(show);
    await assertPlaysOn(page, what);
    assert.equal(await drawn(page), text);
  });

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import {
  assertPlaysOn,
  openMarked,
  preparePage,
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
    await lesson.playedTo(1);
    await preparePage(page);
    await page.evaluate(show);
    await assertPlaysOn(page, what);
  });

/** Styles of the page's own for the picture, and where it is then: shares of the `<video>` from its left edge. */
const styled: readonly [what: string, css: string, from: number, to: number][] =
  [
    [
      "with round corners that grows under the pointer",
      "clip-path: inset(0 round 12px); border-radius: 12px; scale: 1.05; filter: brightness(1.1)",
      0,
      1,
    ],
    ["mirrored, in a border", "transform: scaleX(-1); border: 3px solid", 0, 1],
    [
      "at the right of a wide box",
      "width: 100%; height: 50%; object-position: right",
      0.5,
      1,
    ],
    // Which is larger than its box.
    ["in its own size", "object-fit: none; object-position: -5px 50%", 0, 1],
    [
      "no larger than its own size, at the left of a wide box",
      "width: 100%; height: 50%; object-fit: scale-down; object-position: left",
      0,
      0.5,
    ],
    ["beside a margin", "padding-left: 50%; box-sizing: border-box", 0.5, 1],
  ];

test("the watermark goes with a picture that the page has styled", async (t) => {
  const lesson = await openMarked(browser);
  t.after(() => lesson.close());
  const { page } = lesson;
  await lesson.playedTo(1);
  await preparePage(page);
  for (const [what, css, from, to] of styled)
    await t.test(what, async () => {
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`secure-hls-player::part(video) { ${css} }`);
        document.adoptedStyleSheets = [sheet];
      }, css);
      await assertPlaysOn(page, what);
      const [left, right] = await page.evaluate(() => {
        const video = player.nativeEl.getBoundingClientRect();
        const { left, right } = box();
        return [left, right].map((x) => (x - video.left) / video.width);
      });
      assert.ok(left! >= from && right! <= to, `from ${left} to ${right}`);
    });
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import {
  drawn,
  openMarked,
  playsOn,
  preparePage,
  text,
} from "../support/watermark-page.js";

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

declare const player: HTMLElementTagNameMap["secure-hls-player"];
declare const root: ShadowRoot;
declare const layer: () => HTMLElement;
declare const box: () => DOMRect;
declare const cover: (
  where: ParentNode,
  css: string,
  from: DOMRect,
) => () => void;
declare const sheet: (css: string) => () => void;

type Undo = void | (() => void);
const restyle = (name: string, value: string): Trick => [
  `${name}: ${value}`,
  new Function(
    `layer().style.setProperty("${name}", "${value}", "important")`,
  ) as () => Undo,
];
type Trick = readonly [name: string, trick: () => Undo];

const tricks: Trick[] = [
  ["removed", () => layer().remove()],
  [
    "replaced by a copy",
    () => {
      const copy = layer().cloneNode(true) as HTMLElement;
      layer().replaceWith(copy);
      return () => copy.remove();
    },
  ],
  ["moved to the page", () => document.body.append(layer())],
  ["its text taken away", () => void (layer().textContent = "")],
  ["another text", () => void (layer().firstChild!.nodeValue = "Bob")],
  ["a child over it", () => layer().append(document.createElement("i"))],
  ["its styles taken away", () => layer().removeAttribute("style")],
  restyle("display", "none"),
  restyle("visibility", "hidden"),
  restyle("opacity", "0"),
  restyle("clip-path", "inset(50%)"),
  restyle("mask-image", "linear-gradient(transparent, transparent)"),
  restyle("filter", "opacity(0)"),
  restyle("transform", "translate(-9999px, 0)"),
  restyle("transform", "scale(0.01)"),
  restyle("scale", "0"),
  restyle("translate", "-100vw"),
  restyle("z-index", "-1"),
  restyle("color", "transparent"),
  restyle("-webkit-text-fill-color", "transparent"),
  restyle("font-size", "0"),
  restyle("max-width", "0"),
  restyle("text-indent", "-999px"),
  restyle("left", "-999px"),
  restyle("content-visibility", "hidden"),
  [
    "a stylesheet's ::after",
    () =>
      sheet(
        `.watermark::after { content: ""; position: absolute; inset: 0; background: #000; }`,
      ),
  ],
  [
    "cut out of what it lies in",
    () => sheet(`.plyr__video-wrapper { clip-path: inset(0 0 99% 0); }`),
  ],
  ["animated", () => void layer().animate({ opacity: [0, 0] }, 60_000)],
  [
    "frozen on its way",
    () => {
      const { style } = layer();
      style.setProperty("transition", "transform 9s", "important");
      style.setProperty("transform", "translate(1px, 1px)", "important");
      for (const animation of layer().getAnimations()) animation.pause();
    },
  ],
  ["covered in the page", () => cover(document.body, "", box())],
  [
    "covered by what pointers go through",
    () => cover(document.body, "pointer-events: none", box()),
  ],
  [
    "covered by what no pointer can hit",
    () => cover(document.body, "pointer-events: none !important", box()),
  ],
  [
    "blurred from above",
    () =>
      cover(
        document.body,
        "background: none; backdrop-filter: blur(20px)",
        box(),
      ),
  ],
  ["covered in the player", () => cover(root, "", box())],
  [
    "covered beside it",
    () => cover(layer().parentNode!, "pointer-events: none", box()),
  ],
  [
    "covered from within the controls",
    () => {
      const shown = sheet(
        ".plyr__controls { opacity: 1 !important; transform: none !important; }",
      );
      const patch = cover(root.querySelector(".plyr__controls")!, "", box());
      return () => {
        patch();
        shown();
      };
    },
  ],
  [
    "covered from a raised slot",
    () => {
      const slotted = cover(player, "", box());
      (player.lastElementChild as HTMLElement).slot = "overlay";
      const lower = sheet("slot[name=overlay] { z-index: 9 !important; }");
      return () => {
        slotted();
        lower();
      };
    },
  ],
  [
    "the video lifted over it",
    () => {
      const { style } = player.nativeEl;
      style.position = "relative";
      style.zIndex = "5";
      return () => style.removeProperty("z-index");
    },
  ],
  [
    "the video taken out from under it",
    () => {
      player.nativeEl.style.position = "fixed";
      return () => player.nativeEl.style.removeProperty("position");
    },
  ],
  [
    "the video taken out of the player",
    () => document.body.append(player.nativeEl),
  ],
  [
    "all that it lies in taken out",
    () => {
      const mount = root.querySelector(".mount")!;
      const parent = mount.parentNode!;
      mount.remove();
      return () => parent.prepend(mount);
    },
  ],
];

/** Tries a trick on a lesson that plays. @returns milliseconds until playback was paused */
async function pausedAfter(page: Page, trick: () => Undo): Promise<number> {
  return page.evaluate(
    (source) =>
      new Promise<number>((resolve, reject) => {
        const video = player.nativeEl;
        const at = performance.now();
        const timer = setTimeout(
          () => reject(new Error("It plays on after 3 s.")),
          3_000,
        );
        video.addEventListener(
          "pause",
          () => {
            clearTimeout(timer);
            resolve(performance.now() - at);
          },
          { once: true },
        );

        const undo = new Function(`return (${source})()`)() as Undo;
        Object.assign(globalThis, { undo: undo ?? (() => {}) });
      }),
    String(trick),
  );
}

test("each way to be rid of the watermark pauses the lesson within a second, and “Try again” plays on with it", async (t) => {
  const lesson = await openMarked(browser);
  t.after(() => lesson.close());
  const { page } = lesson;
  // A trick is a text that the page runs.
  await page.setBypassCSP(true);
  await page.reload();
  await lesson.playedTo(1);
  await preparePage(page);
  assert.equal(await drawn(page), text);
  for (const [name, trick] of tricks)
    await t.test(name, async () => {
      await page.evaluate(() => void (player.currentTime = 2));
      await playsOn(page, 2);
      const ms = await pausedAfter(page, trick);
      t.diagnostic(`${name}: ${Math.round(ms)} ms`);
      assert.ok(ms < 1_000, `${name}: paused after ${Math.round(ms)} ms`);
      const { error, paused, time } = await lesson.look();
      assert.deepEqual([error, paused], ["watermark-removed", true]);
      const refused = await page.evaluate(async () => {
        const result = await player.play().then(
          () => "plays",
          (cause: DOMException) => cause.name,
        );
        // Nor by other means.
        await HTMLVideoElement.prototype.play
          .call(player.nativeEl)
          .catch(() => {});
        return [result, player.paused];
      });
      assert.deepEqual(refused, ["NotAllowedError", true], "play() meanwhile");
      await page.evaluate(() =>
        (globalThis as never as { undo(): void }).undo(),
      );
      await page.waitForSelector("secure-hls-player >>> .refusal h2");
      await page.click("secure-hls-player >>> .refusal [part~=try-again]");
      await playsOn(page, time - 0.5);
      assert.equal(await drawn(page), text, "drawn anew");
    });
});

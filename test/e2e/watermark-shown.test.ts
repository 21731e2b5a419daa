import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import { Lesson } from "../support/lesson.js";
import {
  assertPlaysOn,
  drawn,
  openMarked,
  playsOn,
  preparePage,
  text,
} from "../support/watermark-page.js";
import { pausedAfter } from "../support/watermark-tricks.js";

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

test("what a page and the player show over the picture is no tampering", async (t) => {
  const lesson = await openMarked(browser);
  t.after(() => lesson.close());
  const { page } = lesson;
  await lesson.playedTo(1);
  await preparePage(page);
  const ordinary: [string, (page: Page) => Promise<unknown>][] = [
    [
      "the attribute hidden",
      () => page.evaluate(() => void (layer().hidden = true)),
    ],
    [
      "scrolled away",
      () =>
        page.evaluate(() => {
          document.body.style.height = "5000px";
          scrollTo(0, 4_000);
        }),
    ],
    ["back again, half of it", () => page.evaluate(() => scrollTo(0, 180))],
    [
      "zoomed",
      () =>
        page.evaluate(() => {
          scrollTo(0, 0);
          document.documentElement.style.zoom = "1.25";
        }),
    ],
    [
      "smaller",
      () =>
        page.evaluate(() => {
          document.documentElement.style.zoom = "";
          player.style.width = "300px";
        }),
    ],
    [
      "turned, as a phone's page may",
      () =>
        page.evaluate(() => {
          player.style.width = "";
          player.style.transform = "rotate(90deg) scale(0.5)";
        }),
    ],
    [
      "not shown at all",
      () =>
        page.evaluate(() => {
          player.style.transform = "";
          player.style.display = "none";
        }),
    ],
    [
      "faded",
      () =>
        page.evaluate(() => {
          player.style.display = "";
          player.style.opacity = "0.5";
        }),
    ],
    [
      "an overlay of the page's own",
      () =>
        page.evaluate(() => {
          player.style.opacity = "";
          const all = player.getBoundingClientRect();
          cover(player, "", all);
          (player.lastElementChild as HTMLElement).slot = "overlay";
        }),
    ],
    [
      "a page over all of it",
      () =>
        page.evaluate(() => {
          player.lastElementChild!.remove();
          cover(
            document.body,
            "pointer-events: none",
            new DOMRect(0, 0, innerWidth, innerHeight),
          );
        }),
    ],
    [
      "a cookie banner over the watermark",
      () =>
        page.evaluate(() => {
          document.body.lastElementChild!.remove();
          const { top, height } = box();
          cover(
            document.body,
            "",
            new DOMRect(0, top - 20, innerWidth, height + 40),
          );
        }),
    ],
    [
      "a dialog over the watermark",
      () =>
        page.evaluate(() => {
          document.body.lastElementChild!.remove();
          const dialog = document.createElement("dialog");
          dialog.textContent = "Stay signed in?";
          document.body.append(dialog);
          dialog.showModal();
        }),
    ],
    [
      "the settings menu",
      async () => {
        await page.evaluate(() => document.querySelector("dialog")!.remove());
        await page.mouse.move(300, 200);
        await page.click("secure-hls-player >>> [data-plyr=settings]");
      },
    ],
    [
      "the list of keys",
      async () => {
        await page.keyboard.press("Escape");
        await page.focus("secure-hls-player >>> .plyr");
        await page.keyboard.press("?");
      },
    ],
    [
      "captions",
      async () => {
        await page.keyboard.press("Escape");
        await page.keyboard.press("c");
      },
    ],
    [
      "controls in another language",
      () => page.evaluate(() => void (player.lang = "ar")),
    ],
    ["no controls", () => page.evaluate(() => void (player.controls = false))],
    ["controls", () => page.evaluate(() => void (player.controls = true))],
    [
      "moved in the page",
      () =>
        page.evaluate(() => {
          const section = document.createElement("section");
          document.body.append(section);
          section.append(player);
        }),
    ],
    [
      "another tab in front for a while",
      async () => {
        const other = await page.browserContext().newPage();
        await other.goto("about:blank");
        await other.bringToFront();
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        await other.close();
        await page.bringToFront();
        await page.evaluate(() => player.play());
      },
    ],
  ];
  for (const [name, act] of ordinary)
    await t.test(name, async () => {
      await act(page);
      await assertPlaysOn(page, name, name !== "not shown at all");
    });
  await t.test("is out from under what lay over it", async () => {
    await page.evaluate(() => scrollTo(0, 0));
    const { top, height } = await page.evaluate(() => {
      const { top, height } = box();
      cover(
        document.body,
        "",
        new DOMRect(0, top - 10, innerWidth, height + 20),
      );
      return { top, height };
    });
    await page.waitForFunction(
      (top, height) => Math.abs(box().top - top) > height,
      { polling: 50, timeout: 5_000 },
      top,
      height,
    );
    await assertPlaysOn(page, "beside a banner");
  });
});

test("in fullscreen it is there, moves, and is missed", async (t) => {
  const lesson = await openMarked(browser);
  t.after(() => lesson.close());
  const { page } = lesson;
  await lesson.playedTo(1);
  await preparePage(page);
  await page.click("secure-hls-player >>> [data-plyr=fullscreen]");
  await page.waitForFunction(
    () => document.fullscreenElement === player && box().width > 0,
    { polling: 50 },
  );
  await assertPlaysOn(page, "fullscreen");
  const before = await page.evaluate(() => layer().style.transform);
  await page.waitForFunction(
    (was) => layer().style.transform !== was,
    { polling: 100, timeout: 30_000 },
    before,
  );
  await assertPlaysOn(page, "on its way");
  const { ranMs } = await pausedAfter(page, () => layer().remove());
  assert.ok(ranMs < 1_000, `missed after ${ranMs} ms`);
  await page.waitForSelector("secure-hls-player >>> .refusal h2");
  await page.click("secure-hls-player >>> .refusal [part~=try-again]");
  await playsOn(page, 0);
  assert.equal(await drawn(page), text);
  // The picture alone.
  await page.keyboard.press("f");
  await page.waitForFunction(() => document.fullscreenElement === null, {
    polling: 50,
  });
  await page.evaluate(() => {
    addEventListener("click", () => void player.nativeEl.requestFullscreen(), {
      once: true,
    });
  });
  const failures = lesson.of("error").length;
  await page.mouse.click(320, 390);
  await lesson.until(
    "the picture alone is none",
    () => lesson.of("error").length > failures,
    5_000,
  );
});

test("there is no picture in picture, nor another way to show the picture alone", async (t) => {
  const lesson = await openMarked(browser);
  t.after(() => lesson.close());
  const { page } = lesson;
  await lesson.playedTo(1);
  await preparePage(page);
  const state = () =>
    page.evaluate(() => {
      const { nativeEl } = player;
      return [
        nativeEl.disablePictureInPicture,
        nativeEl.disableRemotePlayback,
        root.querySelector<HTMLElement>("[data-plyr=pip]")?.hidden,
      ];
    });
  assert.deepEqual(await state(), [true, true, true]);
});

test("playback does not begin without it", async (t) => {
  const lesson = await Lesson.open(await browser.createBrowserContext(), {
    videoId: "lesson-1-marked",
    before: async (page) => {
      await page.setRequestInterception(true);
      page.on("request", (request) =>
        request.url().endsWith("/watermark.js")
          ? void request.abort()
          : void request.continue(),
      );
    },
  });
  t.after(() => lesson.close());
  await lesson.until("it is refused", () => lesson.of("error").length > 0);
  assert.equal(lesson.of("error")[0]!.code, "unreachable");
  assert.deepEqual(lesson.of("playing"), []);
  assert.equal((await lesson.look()).time, 0);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import { Lesson } from "../support/lesson.js";

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/** What a viewer of the whole screen sees of the player, and where the player is. */
function look(): Record<string, string | boolean | number> {
  const player = document.querySelector("secure-hls-player")!;
  const root = player.shadowRoot!;
  const [watermark, ownText, retry] = [
    player.querySelector("[slot=overlay]"),
    player.querySelector("[slot=error]"),
    root.querySelector(".refusal [part~=try-again]"),
    // Whether it is what lies at its own middle.
  ].map((element) => {
    if (!element?.checkVisibility()) return false;
    const { left, top, width, height } = element.getBoundingClientRect();
    const tree = element.getRootNode() as Document | ShadowRoot;
    const found = tree.elementFromPoint(left + width / 2, top + height / 2);
    return found !== null && element.contains(found);
  });
  return {
    full: document.fullscreenElement === player,
    width: player.clientWidth,
    watermark: watermark!,
    ownText: ownText!,
    retry: retry!,
    pressed:
      root.querySelector("[data-plyr=fullscreen]")?.ariaPressed ?? "none",
  };
}

test("fullscreen takes the watermark, the refusal and the page's own words along, and gives them back", async (t) => {
  const lesson = await Lesson.open(await browser.createBrowserContext());
  t.after(() => lesson.close());
  const { page, demo } = lesson;
  await lesson.playedTo(1);
  await page.evaluate(() => {
    const player = document.querySelector("secure-hls-player")!;
    for (const [slot, text] of [
      ["overlay", "viewer@school.example"],
      ["error", "Please write to the office."],
    ] as const) {
      const element = document.createElement("span");
      element.slot = slot;
      element.textContent = text;
      // Pointers go through what lies over the picture, elementFromPoint with them.
      element.style.pointerEvents = "auto";
      player.append(element);
    }
  });
  const before = await page.evaluate(look);
  assert.deepEqual(
    [before.full, before.watermark, before.pressed],
    [false, true, "false"],
    "in the page",
  );

  await page.click("secure-hls-player >>> [data-plyr=fullscreen]");
  await page.waitForFunction(
    () =>
      document.querySelector("secure-hls-player")!.clientWidth === innerWidth &&
      document.fullscreenElement,
    { polling: 50 },
  );
  const whole = await page.evaluate(look);
  assert.deepEqual(
    [whole.full, whole.watermark, whole.pressed],
    [true, true, "true"],
    "playing",
  );

  demo.faults.set({ endpointSaysNo: "not-entitled" });
  await page.evaluate(() =>
    document.querySelector("secure-hls-player")!.load(),
  );
  await lesson.until("it is refused", () => lesson.of("error").length > 0);
  await page.waitForFunction(
    () =>
      document
        .querySelector("secure-hls-player")!
        .shadowRoot!.querySelector(".refusal [part~=try-again]"),
    { polling: 50 },
  );
  const refused = await page.evaluate(look);
  assert.deepEqual(
    [refused.full, refused.ownText, refused.retry],
    [true, true, true],
    "refused",
  );

  demo.faults.reset();
  await page.click("secure-hls-player >>> .refusal [part~=try-again]");
  await lesson.playedTo(0.5);
  await page.keyboard.press("f");
  await page.waitForFunction(() => document.fullscreenElement === null, {
    polling: 50,
  });
  const { retry, ownText, ...left } = await page.evaluate(look);
  assert.deepEqual([retry, ownText], [false, false], "after the refusal");
  assert.deepEqual(
    [left.full, left.width, left.watermark, left.pressed],
    [false, before.width, true, "false"],
    "back in the page",
  );
});

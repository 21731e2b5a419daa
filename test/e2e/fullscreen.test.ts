import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "puppeteer-core";
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
    fills: player.clientWidth === innerWidth,
    watermark: watermark!,
    ownText: ownText!,
    retry: retry!,
    pressed:
      root.querySelector("[data-plyr=fullscreen]")?.ariaPressed ?? "none",
  };
}

/** Waits until the viewer sees what is wanted: the button hears of the change after `document.fullscreenElement`. */
async function sees(
  page: Page,
  when: string,
  wanted: Partial<ReturnType<typeof look>>,
): Promise<void> {
  const end = Date.now() + 10_000;
  for (;;) {
    const seen = await page.evaluate(look);
    const differs = Object.entries(wanted).some(
      ([name, value]) => seen[name] !== value,
    );
    if (!differs) return;
    if (Date.now() > end)
      assert.fail(
        `${when}: wanted ${JSON.stringify(wanted)}, seen ${JSON.stringify(seen)}`,
      );
    await sleep(50);
  }
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
  const inPage = { full: false, watermark: true, pressed: "false" };
  await sees(page, "in the page", inPage);
  const { width } = await page.evaluate(look);

  await page.click("secure-hls-player >>> [data-plyr=fullscreen]");
  await sees(page, "playing", {
    full: true,
    fills: true,
    watermark: true,
    pressed: "true",
  });

  demo.faults.set({ endpointSaysNo: "not-entitled" });
  await page.evaluate(() =>
    document.querySelector("secure-hls-player")!.load(),
  );
  await lesson.until("it is refused", () => lesson.of("error").length > 0);
  await sees(page, "refused", { full: true, ownText: true, retry: true });

  demo.faults.reset();
  await page.click("secure-hls-player >>> .refusal [part~=try-again]");
  await lesson.playedTo(0.5);
  await page.keyboard.press("f");
  await sees(page, "back in the page", {
    ...inPage,
    width,
    retry: false,
    ownText: false,
  });
});

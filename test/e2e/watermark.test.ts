import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import {
  drawn,
  openMarked,
  playsOn,
  preparePage,
  text,
} from "../support/watermark-page.js";
import {
  pausedAfter,
  playMeanwhile,
  tricks,
  undo,
} from "../support/watermark-tricks.js";

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

declare const player: HTMLElementTagNameMap["secure-hls-player"];

test("each way to be rid of the watermark pauses the lesson within a second, and “Try again” plays on with it", async (t) => {
  const lesson = await openMarked(browser);
  t.after(() => lesson.close());
  const { page } = lesson;
  await lesson.playedTo(1);
  await preparePage(page);
  assert.equal(await drawn(page), text);
  for (const [name, trick] of tricks)
    await t.test(name, async () => {
      // It plays from the trick before; what is played is not to end.
      if ((await lesson.look()).time > 20) {
        await page.evaluate(() => void (player.currentTime = 2));
        await playsOn(page, 2);
      }
      const { ms, ranMs } = await pausedAfter(page, trick);
      t.diagnostic(`${name}: ${Math.round(ms)} ms`);
      // A machine that does other things meanwhile lets neither the page nor the player run.
      assert.ok(
        ranMs < 1_000,
        `${name}: paused after ${Math.round(ms)} ms, of which the page ran ${ranMs}`,
      );
      const { error, paused, time } = await lesson.look();
      assert.deepEqual([error, paused], ["watermark-removed", true]);
      const refused = await playMeanwhile(page);
      assert.deepEqual(refused, ["NotAllowedError", true], "play() meanwhile");
      await undo(page);
      await page.waitForSelector("secure-hls-player >>> .refusal h2");
      await page.click("secure-hls-player >>> .refusal [part~=try-again]");
      await playsOn(page, time - 0.5);
      assert.equal(await drawn(page), text, "drawn anew");
    });
});

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { refusalWords } from "../support/english.js";
import type { Engine } from "../support/engines.js";
import {
  drawn,
  preparePage,
  text as watermark,
} from "../support/watermark-page.js";
import {
  pausedAfter,
  playMeanwhile,
  tricks,
  undo,
} from "../support/watermark-tricks.js";
import { Stage, type Told } from "./stage.js";

declare const player: HTMLElementTagNameMap["secure-hls-player"];

const every = [
  ["lesson-1", "cookie"],
  ["lesson-1-cmaf", "query"],
  ["lesson-1-aes", "cookie"],
] as const;

const renewals = (told: Told[]) =>
  told.filter(({ type }) => type === "grant-renewed").length;

/** Stalls after playback had begun. */
const stalls = (told: Told[]) =>
  told
    .slice(told.findIndex(({ type }) => type === "playing"))
    .filter(({ type }) => type === "waiting");

/** What is played from end to end in each engine. */
export function describePlays(engine: Engine): void {
  describe(`in ${engine}`, () => {
    let stage: Stage;
    before(async () => {
      stage = await Stage.open(engine, {
        "/every.html": every,
        "/one.html": [["lesson-1", "cookie"]],
        "/marked.html": [["lesson-1-marked", "cookie"]],
        "/denied.html": [["lesson-2", "cookie"]],
        "/watched.html": [
          [
            "lesson-1",
            "cookie",
            'seek-policy="watched" progress-endpoint="{{grantOrigin}}/progress" progress-interval="60"',
          ],
        ],
        "/native.html": [
          ["lesson-1", "cookie"],
          ["lesson-1", "query"],
        ],
        "/native-denied.html": [["lesson-2", "cookie"]],
      });
    });
    after(() => stage.close());

    // First: several players that ask at once would be several new devices, the cookie of the last of which stays.
    test("a refusal by the edge that the page may not read brings a new grant, and nobody notices", async () => {
      await stage.show("/one.html");
      await stage.until("it plays", ({ time }) => time > 2);
      stage.demo.faults.expireNow();
      await stage.until("it plays on", ({ time }) => time > 14);
      const [refusal, ...others] = stage.refused();
      assert.match(refusal ?? "nothing was refused", / expired$/);
      assert.deepEqual(others, [], await stage.story());
      const told = await stage.told();
      assert.deepEqual(
        told.filter(({ type }) => type === "error"),
        [],
        await stage.story(),
      );
    });

    test("TS, fMP4 and AES play in cookie and query delivery, three grants long, and nobody notices", async () => {
      await stage.show("/every.html");
      await stage.until(
        "three grants were renewed, and it plays",
        ({ time }, told) => renewals(told) >= 3 && time > 15,
      );
      const told = await stage.told();
      assert.deepEqual(
        told.filter(({ type }) => type === "error"),
        [],
        await stage.story(),
      );
      assert.deepEqual(stage.refused(), [], await stage.story());
      assert.deepEqual(stalls(told), [], await stage.story());
    });

    // Firefox plays no HLS itself.
    if (engine !== "firefox")
      test("without MediaSource the browser plays HLS itself, three grants long, in cookie and query delivery", async () => {
        await stage.show("/native.html");
        await stage.until(
          "three grants were renewed, and it plays",
          ({ time, paused, src }, told) =>
            renewals(told) >= 3 &&
            time > 20 &&
            !paused &&
            src.startsWith("https:"),
        );
        const told = await stage.told();
        assert.deepEqual(
          told.filter(({ type }) => type === "error"),
          [],
          await stage.story(),
        );
        const jumps = await stage.jumps();
        assert.ok(
          jumps.every((seconds) => Math.abs(seconds) <= 1.2),
          `The position jumped by ${jumps.join(", ")} s.\n${await stage.story()}`,
        );
      });

    // In Chromium test/e2e/watermark.test.ts does, and clicks.
    if (engine !== "chromium")
      test("each way to be rid of the watermark pauses the lesson within a second", async (t) => {
        await stage.show("/marked.html");
        await stage.until("it plays", ({ time }) => time > 1);
        const { page } = stage;
        await preparePage(page);
        for (const [name, trick] of tricks)
          await t.test(name, async () => {
            const from = await page.evaluate(() => {
              // The lesson is shorter than all of it.
              if (player.currentTime > 30) player.currentTime = 2;
              return player.currentTime;
            });
            await stage.until(
              "it plays",
              ({ time, error, paused }) =>
                error === null && !paused && time > from + 0.2,
            );
            try {
              const { ms, ranMs } = await pausedAfter(page, trick);
              // Of the page's own time: a machine that is too busy to let it run is no trick.
              assert.ok(
                ranMs < 1_000,
                `paused after ${Math.round(ms)} ms, of which the page ran ${ranMs}`,
              );
              const [look] = await stage.look();
              assert.equal(look?.error, "watermark-removed");
              assert.deepEqual(await playMeanwhile(page), [
                "NotAllowedError",
                true,
              ]);
            } finally {
              await undo(page);
              await page.evaluate(() => player.retry());
            }
            await stage.until(
              "it is drawn anew",
              ({ error, paused }) => error === null && !paused,
            );
            assert.equal(await drawn(page), watermark);
          });
      });

    test("nobody gets ahead, and what was watched is told to the last as the page is left", async () => {
      await stage.show("/watched.html");
      await stage.until("it plays", ({ time }) => time > 2);
      await stage.page.evaluate(() => {
        document.querySelector("secure-hls-player")!.currentTime = 30;
      });
      await stage.until(
        "it is put back, and plays on",
        ({ time, paused }, told) =>
          told.some(({ type }) => type === "seek-blocked") &&
          !paused &&
          time > 4 &&
          time < 20,
      );
      const [left] = await stage.look();
      await stage.show("/denied.html");
      await stage.until("the page is another", ({ error }) => error !== null);
      const { watchedRanges, position } = await stage.progressOfLesson1();
      const text = `${JSON.stringify(watchedRanges)}, left at ${left?.time}`;
      assert.equal(watchedRanges.length, 1, text);
      const [[begin, end]] = watchedRanges as [[number, number]];
      assert.ok(begin < 0.5, text);
      // It has played on until the page went.
      assert.ok(end > left!.time - 0.5 && end < left!.time + 3, text);
      assert.ok(Math.abs(position - end) < 0.5, `${position}: ${text}`);
    });

    test("a refusal says why", async () => {
      await stage.show("/denied.html");
      await stage.until("it is refused", ({ error }) => error !== null);
      await stage.until("it says so", ({ text }) => text !== "");
      const [look] = await stage.look();
      const { title } = refusalWords("not-entitled");
      assert.equal(look?.error, "not-entitled");
      assert.ok(look.text.includes(title), `It says: ${look.text}`);
    });
  });
}

import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import type { Browser, BrowserContext } from "puppeteer-core";
import type { ProgressRecord } from "../../server-kit/index.js";
import type { WatchedRange } from "../../src/contract.js";
import { launchBrowser } from "../support/launch.js";
import { Lesson } from "../support/lesson.js";
import { watchTo } from "../support/watch-to.js";

/** Seconds that a record may be off. */
const PRECISION_SECONDS = 0.5;

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

const attributes = `muted preload="auto" progress-endpoint="{{grantOrigin}}/progress" progress-interval="1"`;

async function open(
  t: TestContext,
  more: string,
  context?: BrowserContext,
  first?: Lesson,
): Promise<Lesson> {
  const lesson = await Lesson.open(
    context ?? (await browser.createBrowserContext()),
    // The lesson once: 48 seconds.
    { attributes: `${attributes} ${more}`, expiresInSeconds: 60, repeats: 1 },
    first?.demo,
  );
  t.after(() => lesson.close());
  return lesson;
}

const seek = (lesson: Lesson, seconds: number) =>
  lesson.page.evaluate((to) => {
    document.querySelector("secure-hls-player")!.currentTime = to;
  }, seconds);

const progressOf = (lesson: Lesson) =>
  lesson.page.evaluate(() => {
    const { watchedRanges, watchedFraction, completed, currentTime, duration } =
      document.querySelector("secure-hls-player")!;
    return { watchedRanges, watchedFraction, completed, currentTime, duration };
  });

function assertRanges(
  actual: readonly WatchedRange[],
  wanted: readonly WatchedRange[],
  whose: string,
): void {
  const text = `${whose}: ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`;
  assert.equal(actual.length, wanted.length, text);
  for (const [index, range] of wanted.entries())
    for (const end of [0, 1] as const)
      assert.ok(
        Math.abs(actual[index]![end] - range[end]) <= PRECISION_SECONDS,
        text,
      );
}

/** Waits until the server has what the player has counted, which has paused. */
async function onRecord(
  lesson: Lesson,
  wanted: readonly WatchedRange[],
): Promise<ProgressRecord> {
  const counted = JSON.stringify((await progressOf(lesson)).watchedRanges);
  const deadline = Date.now() + 10_000;
  let record: ProgressRecord | undefined;
  do {
    await new Promise((resolve) => setTimeout(resolve, 50));
    record = await lesson.demo.progress("lesson-1");
  } while (
    JSON.stringify(record?.watchedRanges) !== counted &&
    Date.now() < deadline
  );
  assert.equal(JSON.stringify(record?.watchedRanges), counted, "on record");
  assertRanges(record!.watchedRanges, wanted, "the server");
  return record!;
}

test("60 % of a lesson, with seeks, a reload and a second tab: player and server agree to half a second", async (t) => {
  const context = await browser.createBrowserContext();
  const more = 'resume="auto" completion-threshold="0.6"';
  const first = await open(t, more, context);
  const beginning = await watchTo(first.page, 8);
  await seek(first, 20);
  const middle = await watchTo(first.page, 26);
  await onRecord(first, [beginning, middle]);

  await first.page.reload();
  await first.page.waitForFunction(
    () => document.querySelector("secure-hls-player")!.currentTime > 20,
    { polling: 50 },
  );
  const again = await progressOf(first);
  assert.ok(
    Math.abs(again.currentTime - middle[1]) <= PRECISION_SECONDS,
    `goes on at ${again.currentTime}, not ${middle[1]}`,
  );
  assertRanges(again.watchedRanges, [beginning, middle], "after the reload");
  middle[1] = (await watchTo(first.page, 30))[1];
  await onRecord(first, [beginning, middle]);

  const second = await open(t, more, context, first);
  await second.page.bringToFront();
  await second.page.waitForFunction(
    () => document.querySelector("secure-hls-player")!.currentTime > 20,
    { polling: 50 },
  );
  await seek(second, 40);
  const end = await watchTo(second.page, 46);
  await onRecord(second, [beginning, middle, end]);
  const most = await progressOf(second);
  assert.equal(most.completed, false, `at ${most.watchedFraction}`);
  await second.page.close();

  await first.page.bringToFront();
  middle[1] = (await watchTo(first.page, 36))[1];
  const wanted = [beginning, middle, end];
  const record = await onRecord(first, wanted);
  const finished = await progressOf(first);
  assertRanges(finished.watchedRanges, wanted, "the first tab");
  const seconds = wanted.reduce((sum, [from, to]) => sum + to - from, 0);
  const fraction = seconds / finished.duration;
  for (const [whose, found] of [
    ["player", finished.watchedFraction],
    [
      "server",
      record.watchedRanges.reduce((sum, [from, to]) => sum + to - from, 0) /
        record.duration,
    ],
  ] as const)
    assert.ok(
      Math.abs(found - fraction) * finished.duration <= 2 * PRECISION_SECONDS,
      `${whose}: ${found}, not ${fraction}`,
    );
  assert.ok(fraction > 0.6, `only ${fraction}`);
  assert.equal(finished.completed, true, `at ${finished.watchedFraction}`);
});

test("a forged report is refused and changes nothing, and the player goes on from what was watched", async (t) => {
  const context = await browser.createBrowserContext();
  const lesson = await open(t, 'resume="auto"', context);
  const watched = await watchTo(lesson.page, 7);
  const before = await onRecord(lesson, [watched]);
  const { grantOrigin } = lesson.demo;
  const status = await lesson.page.evaluate(async (origin) => {
    const { duration } = document.querySelector("secure-hls-player")!;
    const answer = await fetch(`${origin}/progress`, {
      method: "POST",
      credentials: "include",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        videoId: "lesson-1",
        position: duration,
        duration,
        watchedRanges: [[0, duration]],
      }),
    });
    return answer.status;
  }, grantOrigin);
  assert.equal(status, 422, "a forged report was not refused");
  const after = await lesson.demo.progress("lesson-1");
  assert.deepEqual(after?.watchedRanges, before.watchedRanges);
  assert.equal(after?.position, before.position);
  assert.equal(after?.completedAt, null);

  await lesson.page.evaluate(() => localStorage.clear());
  await lesson.page.reload();
  await lesson.page.waitForFunction(
    () => document.querySelector("secure-hls-player")!.currentTime > 5,
    { polling: 50 },
  );
  const { currentTime } = await progressOf(lesson);
  assert.ok(
    Math.abs(currentTime - watched[1]) <= PRECISION_SECONDS,
    `goes on at ${currentTime}`,
  );
});

test("with seek-policy=watched nothing gets ahead: no key, no script, no dragging, no picture-in-picture", async (t) => {
  const lesson = await open(t, 'seek-policy="watched"');
  const { page } = lesson;
  const [, watched] = await watchTo(lesson.page, 4);
  await page.evaluate(() => {
    const seen = globalThis as unknown as { blocked: number; furthest: number };
    seen.blocked = seen.furthest = 0;
    const player = document.querySelector("secure-hls-player")!;
    player.addEventListener("seek-blocked", () => seen.blocked++);
    // What is on the screen, and not what was asked for.
    setInterval(() => {
      if (!player.seeking)
        seen.furthest = Math.max(seen.furthest, player.currentTime);
    }, 15);
  });
  const bar = await page
    .locator("secure-hls-player >>> [data-plyr=seek]")
    .waitHandle();
  // The controls come back, where they had gone, and must have come to rest.
  await bar.evaluate(async (element) => {
    const root = element.getRootNode() as ShadowRoot;
    await Promise.all(root.getAnimations().map(({ finished }) => finished));
  });
  const box = (await bar.boundingBox())!;
  const middle = box.y + box.height / 2;
  const pip = async (then: string) => {
    const devtools = await page.createCDPSession();
    const { result, exceptionDetails } = await devtools.send(
      "Runtime.evaluate",
      {
        expression: `(async () => {
          const player = document.querySelector("secure-hls-player");
          await player.requestPictureInPicture();
          ${then}
          await new Promise((resolve) => setTimeout(resolve, 300));
          await document.exitPictureInPicture();
          return player.currentTime;
        })()`,
        userGesture: true,
        awaitPromise: true,
        returnByValue: true,
      },
    );
    assert.equal(exceptionDetails, undefined, JSON.stringify(exceptionDetails));
    return result.value as number;
  };
  const attempts: [string, () => Promise<unknown>][] = [
    ["a script on the element", () => seek(lesson, 40)],
    [
      "a script on the <video>",
      () =>
        page.evaluate(() => {
          document.querySelector("secure-hls-player")!.nativeEl.currentTime =
            30;
        }),
    ],
    [
      "a script, again and again",
      () =>
        page.evaluate(async () => {
          const player = document.querySelector("secure-hls-player")!;
          for (let step = 0; step < 40; step++) {
            player.currentTime += 0.45;
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        }),
    ],
    [
      "a click on the bar",
      () => page.mouse.click(box.x + box.width * 0.8, middle),
    ],
    [
      "dragging",
      async () => {
        await page.mouse.move(box.x + 5, middle);
        await page.mouse.down();
        await page.mouse.move(box.x + box.width * 0.9, middle, { steps: 10 });
        await page.mouse.up();
      },
    ],
    ["l", () => page.keyboard.press("l")],
    ["9", () => page.keyboard.press("9")],
    ["End", () => page.keyboard.press("End")],
    ["picture-in-picture", () => pip("player.currentTime = 35;")],
  ];
  for (const [name, attempt] of attempts) {
    const before = await page.evaluate(
      () => (globalThis as unknown as { blocked: number }).blocked,
    );
    await attempt();
    await page
      .waitForFunction(
        (count) => {
          const { blocked } = globalThis as unknown as { blocked: number };
          return (
            blocked > count &&
            !document.querySelector("secure-hls-player")!.seeking
          );
        },
        { polling: 50, timeout: 10_000 },
        before,
      )
      .catch((cause: unknown) => {
        throw new Error(`${name} was not blocked.`, { cause });
      });
    const furthest = await page.evaluate(
      () => (globalThis as unknown as { furthest: number }).furthest,
    );
    assert.ok(
      furthest <= watched + PRECISION_SECONDS,
      `${name} got to ${furthest} of ${watched}`,
    );
  }
  // And what was watched can be gone back to.
  await seek(lesson, 1);
  const { currentTime, watchedRanges } = await progressOf(lesson);
  assert.ok(Math.abs(currentTime - 1) < 0.2, `at ${currentTime}`);
  assertRanges(watchedRanges, [[0, watched]], "after all attempts");
});

import assert from "node:assert/strict";
import { after, before, describe, test, type TestContext } from "node:test";
import type { Browser } from "puppeteer-core";
import en from "../../src/messages/en.js";
import { refusalWords } from "../support/english.js";
import { launchBrowser } from "../support/launch.js";
import { Lesson, type LessonOptions } from "../support/lesson.js";

describe("denial", { concurrency: 5 }, () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
  });

  const open = async (t: TestContext, options: LessonOptions) => {
    const context = await browser.createBrowserContext();
    const lesson = await Lesson.open(context, options);
    // At once: a page left open plays on, beside the tests that follow.
    t.after(() => lesson.close());
    return lesson;
  };

  const retry = (lesson: Lesson) =>
    lesson.page.evaluate(() =>
      document.querySelector("secure-hls-player")!.retry(),
    );

  for (const [name, fault, code] of [
    ["signed out", { signedOut: true }, "not-signed-in"],
    [
      "not enrolled any more",
      { endpointSaysNo: "not-entitled" },
      "not-entitled",
    ],
    [
      "watching elsewhere",
      { endpointSaysNo: "session-ended" },
      "session-ended",
    ],
  ] as const)
    test(`a viewer who is ${name} by the next renewal reads why, and is asked no more`, async (t) => {
      const lesson = await open(t, { expiresInSeconds: 10 });
      await lesson.playedTo(1);
      lesson.demo.faults.set(fault);
      await lesson.until("it says so", () => lesson.of("error").length > 0);
      const { error, text } = await lesson.look();
      assert.equal(error, code);
      const { title, advice } = refusalWords(code);
      assert.ok(text.includes(title) && text.includes(advice), text);
      const since = lesson.lastId;
      const { time } = await lesson.look();
      lesson.demo.faults.reset();
      // What would have been the next renewals.
      await new Promise((resolve) => setTimeout(resolve, 8_000));
      assert.deepEqual(lesson.grantRequests(since), []);
      assert.equal(lesson.of("error").length, 1);
      await retry(lesson);
      await lesson.playedTo(time + 2);
    });

  test("an endpoint that is down for a while is asked again, and nobody notices", async (t) => {
    const lesson = await open(t, { expiresInSeconds: 15 });
    await lesson.playedTo(1);
    lesson.demo.faults.set({ endpointDown: true });
    await lesson.until(
      "two tries have failed",
      () => lesson.of("grant-retrying").length >= 2,
    );
    assert.equal(lesson.of("grant-retrying")[0]!.code, "server-error");
    lesson.demo.faults.reset();
    await lesson.until(
      "it has a new grant",
      () => lesson.of("grant-renewed").length > 0,
    );
    lesson.assertUnnoticed();
  });

  test("an endpoint that is down beyond the end of the grant makes the viewer wait, and then playback goes on", async (t) => {
    const lesson = await open(t, {
      expiresInSeconds: 10,
      bufferSeconds: 3,
      // Between tries it waits by chance. All short, and it has given up before the buffer is empty.
      before: (page) =>
        page.evaluateOnNewDocument(() => void (Math.random = () => 0.4)),
    });
    await lesson.playedTo(1);
    lesson.demo.faults.set({ endpointDown: true });
    await lesson.page.waitForFunction(
      (words) =>
        document
          .querySelector("secure-hls-player")!
          .shadowRoot!.querySelector("[role=status]")!
          .textContent!.includes(words),
      { timeout: 40_000 },
      en.reconnecting,
    );
    const { time, error } = await lesson.look();
    assert.equal(error, null);
    lesson.demo.faults.reset();
    await lesson.playedTo(time + 4);
    assert.deepEqual(lesson.of("error"), []);
    assert.deepEqual(lesson.refusals(), []);
  });
});

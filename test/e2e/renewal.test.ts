import assert from "node:assert/strict";
import { after, before, describe, test, type TestContext } from "node:test";
import type { Browser } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import { Lesson, type LessonOptions } from "../support/lesson.js";

/** The shortest grants that server-kit makes: renewed after 6 to 8 seconds. */
const expiresInSeconds = 10;
const hour = 3_600_000;

describe("renewal", { concurrency: 8 }, () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
  });

  const open = async (t: TestContext, options: LessonOptions = {}) => {
    const context = await browser.createBrowserContext();
    const lesson = await Lesson.open(context, { expiresInSeconds, ...options });
    // At once: a page left open plays on, beside the tests that follow.
    t.after(() => lesson.close());
    return lesson;
  };

  for (const delivery of ["cookie", "query"] as const)
    test(`in ${delivery} delivery five grants pass, and the viewer notices nothing`, async (t) => {
      const lesson = await open(t, { delivery });
      await lesson.until(
        "five grants were renewed",
        () => lesson.of("grant-renewed").length >= 5,
        60_000,
      );
      lesson.assertUnnoticed();
      assert.deepEqual(lesson.refusals(), []);
      assert.equal(lesson.of("grant-issued").length, 1);
      assert.ok((await lesson.look()).time > 25);
    });

  for (const hours of [-12, 12])
    test(`a clock that is ${hours} hours off does no harm`, async (t) => {
      const lesson = await open(t, {
        before: (page) =>
          page.evaluateOnNewDocument((offset) => {
            const now = Date.now;
            Date.now = () => now() + offset;
          }, hours * hour),
      });
      await lesson.until(
        "two grants were renewed",
        () => lesson.of("grant-renewed").length >= 2,
      );
      lesson.assertUnnoticed();
      assert.deepEqual(lesson.refusals(), []);
      const [, second, third] = lesson.grantRequests();
      assert.ok(third!.at - second!.at > 5_000, "renewed too early");
    });

  test("a machine that slept two hours makes one grant request, and is refused nothing", async (t) => {
    const lesson = await open(t, { expiresInSeconds: 60 });
    await lesson.playedTo(3);
    const since = lesson.lastId;
    // As after a sleep: the grant is over, two hours have passed by the clock, and no timer has run.
    lesson.demo.faults.expireNow();
    await lesson.page.evaluate((offset) => {
      const now = Date.now;
      Date.now = () => now() + offset;
      dispatchEvent(new Event("focus"));
    }, 2 * hour);
    await lesson.playedTo(16);
    lesson.assertUnnoticed();
    assert.equal(lesson.grantRequests(since).length, 1);
    assert.deepEqual(lesson.refusals(since), []);
  });

  test("without a word from the browser, the sleep is noticed before the next request", async (t) => {
    const lesson = await open(t, { expiresInSeconds: 60, delivery: "query" });
    await lesson.playedTo(3);
    const since = lesson.lastId;
    lesson.demo.faults.expireNow();
    await lesson.page.evaluate((offset) => {
      const now = Date.now;
      Date.now = () => now() + offset;
    }, 2 * hour);
    await lesson.playedTo(16);
    lesson.assertUnnoticed();
    assert.equal(lesson.grantRequests(since).length, 1);
    assert.deepEqual(lesson.refusals(since), []);
  });

  test("a page that was frozen through the end of its grant makes one grant request, and is refused nothing", async (t) => {
    const lesson = await open(t);
    await lesson.playedTo(1);
    const devtools = await lesson.page.createCDPSession();
    await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
    const since = lesson.lastId;
    // Nothing to wait for: the page is frozen, and its grant has to end meanwhile.
    await new Promise((resolve) =>
      setTimeout(resolve, (expiresInSeconds + 2) * 1_000),
    );
    await devtools.send("Page.setWebLifecycleState", { state: "active" });
    // Headless Chromium keeps a page hidden after this, and its video still: a seek wants files all the same.
    await lesson.page.evaluate(() => {
      document.querySelector("secure-hls-player")!.media!.currentTime = 100;
    });
    await lesson.until("files come again", () =>
      lesson.demo.requests.entries().some(
        ({ id, path, status }) =>
          // 304: the lesson repeats itself, so that a browser may have the file of another minute.
          id > since && [200, 304].includes(status) && /p-\d+\.ts$/.test(path),
      ),
    );
    assert.equal(lesson.grantRequests(since).length, 1, lesson.story());
    assert.deepEqual(lesson.refusals(since), []);
    assert.deepEqual(lesson.of("error"), []);
  });

  test("three players of one video on a page share their requests", async (t) => {
    const lesson = await open(t, { players: 3 });
    await lesson.until(
      "all have been renewed twice",
      () => lesson.of("grant-renewed").length >= 6,
    );
    assert.deepEqual(lesson.of("error"), []);
    assert.deepEqual(lesson.refusals(), []);
    assert.equal(lesson.grantRequests().length, 3, lesson.story());
    for (const player of [0, 1, 2])
      assert.ok((await lesson.look(player)).time > 8, lesson.story());
  });

  test("two tabs with one video share their renewals", async (t) => {
    const context = await browser.createBrowserContext();
    const one = await Lesson.open(context, { expiresInSeconds });
    const two = await Lesson.open(context, {}, one.demo);
    t.after(() => Promise.all([one.close(), two.close()]));
    await two.playedTo(1);
    const since = one.lastId;
    const renewed = (lesson: Lesson) => lesson.of("grant-renewed").length;
    const before = [renewed(one), renewed(two)] as const;
    await two.until(
      "both tabs have been renewed twice",
      () => renewed(one) >= before[0] + 2 && renewed(two) >= before[1] + 2,
    );
    assert.equal(one.grantRequests(since).length, 2, two.story());
    assert.deepEqual(one.refusals(), []);
    assert.deepEqual([...one.of("error"), ...two.of("error")], []);
  });
});

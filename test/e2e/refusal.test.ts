import assert from "node:assert/strict";
import { after, before, describe, test, type TestContext } from "node:test";
import type { Browser } from "puppeteer-core";
import { keyPath, lessonKeyId } from "../../demo/lesson-key.js";
import { refusalWords } from "../support/english.js";
import { launchBrowser } from "../support/launch.js";
import { Lesson, type LessonOptions } from "../support/lesson.js";

/** Longer than a test: nothing is renewed but for a refusal. */
const expiresInSeconds = 120;

describe("refusal", { concurrency: 6 }, () => {
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

  const retry = (lesson: Lesson) =>
    lesson.page.evaluate(() =>
      document.querySelector("secure-hls-player")!.retry(),
    );

  /** The rendition of each video segment since `since`. */
  const renditions = (lesson: Lesson, since = 0) =>
    lesson.demo.requests
      .entries()
      .filter(({ id, status }) => id > since && status === 200)
      .map(({ path }) => /\/(\d+p)-\d+\./.exec(path)?.[1])
      .filter((rendition) => rendition !== undefined);

  for (const [delivery, videoId, corsOnRefusals] of [
    ["cookie", "lesson-1", true],
    ["cookie", "lesson-1", false],
    ["cookie", "lesson-1-cmaf", false],
    ["cookie", "lesson-1-aes", true],
    ["query", "lesson-1", true],
    ["query", "lesson-1-cmaf", true],
    ["query", "lesson-1-aes", false],
  ] as const)
    test(`a grant of ${delivery} delivery ends early in ${videoId}, ${corsOnRefusals ? "403 readable" : "403 seen as status 0"}: one refusal, one renewal, nobody notices`, async (t) => {
      const lesson = await open(t, { delivery, videoId });
      lesson.demo.faults.set({ corsOnRefusals });
      await lesson.playedTo(3);
      const before = renditions(lesson).at(-1);
      const since = lesson.lastId;
      lesson.demo.faults.expireNow();
      await lesson.playedTo(15);
      lesson.assertUnnoticed();
      assert.equal(lesson.grantRequests(since).length, 1, lesson.story());
      assert.equal(lesson.refusals(since).length, 1, lesson.story());
      assert.deepEqual(
        new Set(renditions(lesson, since)),
        new Set([before]),
        "the quality changed",
      );
    });

  for (const delivery of ["cookie", "query"] as const)
    test(`${delivery} delivery: the key of an encrypted lesson comes from the key endpoint, to viewers who are signed in alone, and is not at the edge`, async (t) => {
      const lesson = await open(t, { delivery, videoId: "lesson-1-aes" });
      await lesson.playedTo(2);
      const { demo, page } = lesson;
      const key = `${keyPath}${lessonKeyId}`;
      const asked = demo.requests.entries().filter(({ path }) => path === key);
      assert.ok(asked.length > 0, lesson.story());
      for (const { host, method, status } of asked)
        assert.deepEqual([host, method, status], ["grant", "GET", 200]);

      const statusOf = (url: string, credentials: RequestCredentials) =>
        page.evaluate(
          async (url, credentials) =>
            (await fetch(url, { credentials })).status,
          url,
          credentials,
        );
      const keyUrl = `${demo.grantOrigin}${key}`;
      assert.equal(await statusOf(keyUrl, "include"), 200);
      assert.equal(await statusOf(keyUrl, "omit"), 401);
      assert.equal(await statusOf(`${keyUrl}-2`, "include"), 403);
      demo.faults.set({ signedOut: true });
      assert.equal(await statusOf(keyUrl, "include"), 401);

      // With what the player sends: the signature is good, and there is no such file.
      const { search } = new URL(
        lesson.requests
          .find((request) => /\/aes\/.*\.ts/.test(request.url()))!
          .url(),
      );
      for (const path of ["/lesson-1/aes/key.bin", `/lesson-1/aes/${key}`])
        assert.equal(
          await statusOf(
            `${demo.edgeOrigin}${path}${search}`,
            delivery === "cookie" ? "include" : "omit",
          ),
          404,
        );
    });

  test("a viewer who has signed out by the time the key is asked for reads that, and plays after signing in", async (t) => {
    let letThrough: (() => Promise<void>) | undefined;
    let arrived!: () => void;
    const asked = new Promise<void>((resolve) => (arrived = resolve));
    const lesson = await open(t, {
      videoId: "lesson-1-aes",
      before: async (page) => {
        await page.setRequestInterception(true);
        page.on("request", (request) => {
          if (letThrough || !request.url().includes(keyPath))
            return void request.continue();
          letThrough = () => request.continue();
          arrived();
        });
      },
    });
    await asked;
    lesson.demo.faults.set({ signedOut: true });
    const since = lesson.lastId;
    await letThrough!();
    await lesson.until("it says so", () => lesson.of("error").length > 0);
    assert.equal((await lesson.look()).error, "not-signed-in");
    assert.equal(lesson.grantRequests(since).length, 1, lesson.story());
    lesson.demo.faults.reset();
    await retry(lesson);
    await lesson.playedTo(2);
  });

  test("a seek into what the old grant cannot fetch arrives there", async (t) => {
    const lesson = await open(t);
    await lesson.playedTo(2);
    const since = lesson.lastId;
    lesson.demo.faults.expireNow();
    await lesson.page.evaluate(() => {
      document.querySelector("secure-hls-player")!.media!.currentTime = 200;
    });
    await lesson.playedTo(203);
    assert.deepEqual(lesson.of("error"), []);
    assert.equal(lesson.grantRequests(since).length, 1);
  });

  for (const corsOnRefusals of [true, false])
    test(`an edge that refuses every grant is reported as that, ${corsOnRefusals ? "403 readable" : "403 seen as status 0"}, and playback resumes when it relents`, async (t) => {
      const lesson = await open(t);
      lesson.demo.faults.set({ corsOnRefusals });
      await lesson.playedTo(3);
      const since = lesson.lastId;
      lesson.demo.faults.set({ edgeRefuses: true });
      await lesson.until("it says so", () => lesson.of("error").length > 0);
      const { error, text, paused, time } = await lesson.look();
      assert.equal(error, "edge-refused");
      assert.match(text, new RegExp(refusalWords("edge-refused").title));
      assert.equal(paused, true);
      assert.equal(lesson.grantRequests(since).length, 1, lesson.story());

      lesson.demo.faults.reset();
      await retry(lesson);
      await lesson.playedTo(time + 4);
      assert.equal((await lesson.look()).error, null);
      assert.equal(lesson.of("error").length, 1);
    });

  test("an edge that refuses from the beginning is reported as that", async (t) => {
    const lesson = await open(t);
    await lesson.playedTo(1);
    lesson.demo.faults.set({ cookiesBlocked: true });
    await lesson.page.deleteCookie(
      ...(await lesson.page.cookies(lesson.demo.edgeOrigin)).filter(
        ({ name }) => name.startsWith("CloudFront"),
      ),
    );
    lesson.reported.length = 0;
    await lesson.page.reload();
    await lesson.until("it says so", () => lesson.of("error").length > 0);
    assert.equal((await lesson.look()).error, "edge-refused");
    lesson.demo.faults.reset();
    await retry(lesson);
    await lesson.playedTo(2);
  });
});

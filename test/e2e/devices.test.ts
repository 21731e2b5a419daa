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

/** The shortest grants that server-kit makes: renewed after 6 to 8 seconds. */
const expiresInSeconds = 10;

test("on one device too many the viewer may watch there instead, and the other device is told", async (t) => {
  const tablet = await Lesson.open(await browser.createBrowserContext(), {
    deviceLimit: 1,
    expiresInSeconds,
  });
  t.after(() => tablet.close());
  await tablet.playedTo(1);

  // Another profile: a browser that knows nothing of the first one's cookies.
  const phone = await Lesson.open(
    await browser.createBrowserContext(),
    {},
    tablet.demo,
  );
  await phone.until(
    "it was refused",
    () => phone.of("error").at(-1)?.code === "session-limit",
  );
  const button = await phone.page.waitForSelector(
    "secure-hls-player >>> .devices button",
  );
  assert.equal(
    await button!.evaluate((element) => element.getAttribute("aria-label")),
    await button!.evaluate(
      (element) =>
        `Watch here instead: ${element.closest("li")!.querySelector("bdi")!.textContent}`,
    ),
  );
  await button!.click();
  await phone.playedTo(1);

  await tablet.until(
    "the other device was told",
    () => tablet.of("error").at(-1)?.code === "session-ended",
  );
  assert.equal((await tablet.look()).paused, true);
  assert.equal((await phone.look()).error, null);
});

test("a reload and a second tab are no further devices", async (t) => {
  const context = await browser.createBrowserContext();
  const lesson = await Lesson.open(context, { deviceLimit: 1 });
  t.after(() => lesson.close());
  await lesson.playedTo(1);
  const tab = await Lesson.open(context, { delivery: "query" }, lesson.demo);
  await tab.playedTo(1);
  await lesson.page.bringToFront();
  await lesson.page.reload();
  await lesson.playedTo(1);
  assert.deepEqual([...lesson.of("error"), ...tab.of("error")], []);
  const refused = lesson.demo.requests
    .entries()
    .filter(({ host, status }) => host === "grant" && status >= 400);
  assert.deepEqual(refused, []);
});

test("several videos on the first page that a browser opens are one device, and go on with it", async (t) => {
  const lesson = await Lesson.open(await browser.createBrowserContext(), {
    deviceLimit: 1,
    expiresInSeconds,
    videoIds: ["lesson-1", "lesson-1-cmaf", "lesson-1-marked"],
    attributes: "muted",
  });
  t.after(() => lesson.close());
  await lesson.until(
    "each has a grant",
    () => lesson.of("grant-issued").length === 3,
  );
  // The last answer's cookie is the one that the browser has; it is that of the first one's session as well.
  await lesson.page.evaluate(
    () => void document.querySelector("secure-hls-player")!.play(),
  );
  await lesson.until(
    "the first session goes on",
    () => lesson.of("grant-renewed").length > 0,
  );
  assert.deepEqual(lesson.of("error"), []);
  assert.deepEqual(lesson.refusals(), []);
  const refused = lesson.demo.requests
    .entries()
    .filter(({ host, status }) => host === "grant" && status >= 400);
  assert.deepEqual(refused, []);
});

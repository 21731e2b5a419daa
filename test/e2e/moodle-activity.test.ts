import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { pluginVersion } from "../../build/moodle-zip.js";
import { launchBrowser } from "../support/launch.js";
import { pluginFolder, startMoodle, type Moodle } from "../support/moodle.js";
import {
  createSchoolCdn,
  schoolDomain,
  type SchoolCdn,
} from "../support/school-cdn.js";

/** Per cent of a video of 48 seconds: reached after about ten. */
const percent = 20;

describe("the page of a Moodle activity", () => {
  let browser: Browser;
  let moodle: Moodle;
  let cdn: SchoolCdn;

  before(async () => {
    cdn = await createSchoolCdn();
    cdn.addLesson("courses/101/lesson-1");
    const student = (id: number) => ({
      id,
      enrolments: { 1: { role: "student" as const } },
    });
    moodle = await startMoodle(
      {
        config: {
          cdnorigin: cdn.origin,
          cookiedomain: schoolDomain,
          keypath: cdn.keyPath,
          keypairid: "K1",
        },
        courses: [{ id: 1, idnumber: "101" }],
        modules: [
          {
            id: 21,
            course: 1,
            modname: "securehls",
            completion: 2,
            activity: {
              id: 1,
              name: "Lesson 1",
              src: "lesson-1",
              resume: "auto",
              completionwatched: percent,
              duration: 48,
            },
          },
        ],
        users: { ada: student(11), bob: student(12) },
      },
      `lms.${schoolDomain}`,
    );
    await cdn.open(moodle.origin);
    // Where the zip has it.
    const player = join(moodle.dirroot, "filter/securehls/player", pluginVersion()); // prettier-ignore
    cpSync("dist/src", player, { recursive: true });
    cpSync(join(pluginFolder, "watcher.js"), join(player, "watcher.js"));
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await moodle?.close();
    await cdn?.close();
  });

  /** The page, with its video loaded. */
  async function open(context: BrowserContext, user: string): Promise<Page> {
    await context.setCookie({
      name: "MoodleSession",
      value: user,
      domain: `lms.${schoolDomain}`,
    });
    const page = await context.newPage();
    await page.goto(`${moodle.origin}/mod/securehls/view.php?id=21`);
    await page.waitForFunction(
      () => (document.querySelector("secure-hls-player")?.duration ?? 0) > 0,
      { polling: 100, timeout: 60_000 },
    );
    return page;
  }

  const position = (page: Page) =>
    page.evaluate(
      () => document.querySelector("secure-hls-player")!.currentTime,
    );
  const playTo = async (page: Page, seconds: number) => {
    await page.evaluate(async () => {
      const player = document.querySelector("secure-hls-player")!;
      player.muted = true;
      await player.play();
    });
    await page.waitForFunction(
      (end) => document.querySelector("secure-hls-player")!.currentTime >= end,
      { polling: 100, timeout: 120_000 },
      seconds,
    );
    await page.evaluate(() => {
      document.querySelector("secure-hls-player")!.pause();
    });
  };
  const said = (page: Page) =>
    page.$eval("[data-securehls=percent]", ({ textContent }) =>
      Number(textContent),
    );
  /** Waits for what a request of the player has written. */
  const row = async (sql: string): Promise<Record<string, string | null>> => {
    for (let tries = 0; tries < 150; tries += 1) {
      const [found] = moodle.query(sql);
      if (found) return found;
      await sleep(200);
    }
    throw new Error(`Nothing was found: ${sql}`);
  };

  test("who watches enough has completed it, and goes on there on another device", async (t) => {
    const context = await browser.createBrowserContext();
    t.after(() => context.close());
    const page = await open(context, "ada");
    assert.equal(await said(page), 0);
    await playTo(page, 12);
    const watched = await row(
      `SELECT * FROM mdl_securehls_progress WHERE userid = 11 AND watched > 11`,
    );
    assert.equal(watched["completiontold"], "1");
    const state = await row(
      `SELECT * FROM mdl_course_modules_completion WHERE userid = 11`,
    );
    assert.equal(state["completionstate"], "1");
    assert.ok((await said(page)) >= percent, "The page does not say so.");
    // Somebody else at the same computer is at the beginning.
    await page.close();
    const others = await open(context, "bob");
    assert.equal(await said(others), 0);
    assert.ok((await position(others)) < 1, "He is where somebody else was.");
    await others.close();
    // And the viewer, at another one, where he was.
    const elsewhere = await browser.createBrowserContext();
    t.after(() => elsewhere.close());
    const again = await open(elsewhere, "ada");
    assert.ok((await said(again)) >= percent, "It was forgotten.");
    await again.waitForFunction(
      () => document.querySelector("secure-hls-player")!.currentTime > 10,
      { polling: 100, timeout: 60_000 },
    );
  });
});

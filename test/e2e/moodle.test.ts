import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import { renderText, startMoodle, type Moodle } from "../support/moodle.js";
import {
  createSchoolCdn,
  schoolDomain,
  type SchoolCdn,
} from "../support/school-cdn.js";

const path = "courses/101/lesson-1/index.m3u8";

describe("what the Moodle filter makes of a text", () => {
  let browser: Browser;
  let moodle: Moodle;
  let cdn: SchoolCdn;
  let url: string;

  before(async () => {
    cdn = await createSchoolCdn("rsa");
    for (const course of ["101", "102"])
      cdn.addLesson(`courses/${course}/lesson-1`);
    url = `${cdn.origin}/${path}`;
    moodle = await startMoodle(
      {
        config: {
          cdnorigin: cdn.origin,
          cookiedomain: schoolDomain,
          keypath: cdn.keyPath,
          keypairid: "K1",
        },
        // That of the texts, as render.php has it.
        courses: [{ id: 7, idnumber: "101" }],
        users: {
          student: { id: 11, enrolments: { 7: { role: "student" } } },
          outsider: { id: 12 },
        },
      },
      `lms.${schoolDomain}`,
    );
    await cdn.open(moodle.origin);
    cpSync("dist/src", join(moodle.dirroot, "player"), { recursive: true });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await moodle?.close();
    await cdn?.close();
  });

  const render = (text: string) =>
    renderText(text, { cdn: new URL(url).origin, wwwroot: moodle.origin });

  /** A page of Moodle with this text, whose viewer is signed in. */
  async function open(
    context: BrowserContext,
    text: string,
    user = "student",
  ): Promise<Page> {
    writeFileSync(
      join(moodle.dirroot, "lesson.html"),
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lesson</title>
      <script>import("/filter/securehls/watcher.js").then(({ watch }) => watch("/player/index.js"));</script>
      <body>${render(text)}</body></html>`,
    );
    await context.setCookie({
      name: "MoodleSession",
      value: user,
      domain: `lms.${schoolDomain}`,
    });
    const page = await context.newPage();
    await page.goto(`${moodle.origin}/lesson.html`);
    return page;
  }

  /** Plays each player of the page, one after the other. @returns how many there are */
  async function play(page: Page): Promise<number> {
    const players = await page.$$("secure-hls-player");
    for (const player of players) {
      await player.evaluate(async (element) => {
        await customElements.whenDefined("secure-hls-player");
        element.muted = true;
        await element.play();
      });
      await page.waitForFunction(
        (element) => element.currentTime > 0.3,
        { polling: 100, timeout: 60_000 },
        player,
      );
      await player.evaluate((element) => element.pause());
    }
    return players.length;
  }

  const written = (address: string): [string, string, number][] => [
    ["a short code", `<p>Before [securehls src="${address}" title="One"] after</p>`, 1],
    ["a short code without quotes, of which Moodle has made a link", `<p>[securehls src=<a href="${address}" class="_blanktarget">${address}</a>]</p>`, 1],
    ["a link", `<p><a class="secure-hls" href="${address}">Lesson 1</a></p>`, 1],
    ["a bare address, of which Moodle has made a link", `<p><a href="${address}">${address}</a></p>`, 1],
    ["a bare tag", `<secure-hls-player src="${address}"></secure-hls-player>`, 1],
    ["three copies", `<p>[securehls src="${address}"]</p><ul><li>[securehls src="${address}"]</li></ul><a class="secure-hls" href="${address}">x</a>`, 3],
  ]; // prettier-ignore

  for (const [index, [name]] of written("").entries())
    test(`${name} plays`, async (t) => {
      const context = await browser.createBrowserContext();
      t.after(() => context.close());
      const [, text, count] = written(url)[index]!;
      const page = await open(context, text);
      assert.equal(await play(page), count);
    });

  test("a text that comes later plays", async (t) => {
    const context = await browser.createBrowserContext();
    t.after(() => context.close());
    const page = await open(context, "<p>Nothing yet</p>");
    assert.equal(
      await page.evaluate(() => customElements.get("secure-hls-player")),
      undefined,
      "loaded on a page without a player",
    );
    await page.evaluate(
      (html) => document.body.insertAdjacentHTML("beforeend", html),
      render(`<p>[securehls src="${url}"]</p>`),
    );
    assert.equal(await play(page), 1);
  });

  for (const [name, text, user, code] of [
    [
      "who is not enrolled",
      (address: string) => `[securehls src="${address}"]`,
      "outsider",
      "not-entitled",
    ],
    [
      "a video of another course",
      (address: string) =>
        `[securehls src="${address.replace("/101/", "/102/")}"]`,
      "student",
      "not-entitled",
    ],
  ] as const)
    // prettier-ignore
    test(`${name}: refused`, async (t) => {
      const context = await browser.createBrowserContext();
      t.after(() => context.close());
      const page = await open(context, text(url), user);
      await page.waitForFunction(
        () => document.querySelector("secure-hls-player")?.error,
        { polling: 100, timeout: 60_000 },
      );
      const said = await page.evaluate(
        () => document.querySelector("secure-hls-player")!.error!.code,
      );
      assert.equal(said, code);
      const { name: cookie } =
        (await context.cookies()).find((each) =>
          each.name.startsWith("CloudFront-"),
        ) ?? {};
      assert.equal(cookie, undefined);
    });

  test("what a hostile author writes runs nothing, and asks nobody else", async (t) => {
    const context = await browser.createBrowserContext();
    t.after(() => context.close());
    const evil = [
      `" onerror="alert(1)`,
      `&quot; onerror=&quot;alert(1)`,
      `&#34;&gt;&lt;img src=x onerror=alert(1)&gt;`,
      `"&gt;&lt;/secure-hls-player&gt;&lt;script&gt;alert(1)&lt;/script&gt;`,
      "javascript:alert(1)",
      "https://evil.example/a.m3u8",
    ];
    const text = evil
      .flatMap((value) => [
        `<p>[securehls src="${url}" title="${value}" poster="${value}" grant-endpoint="https://evil.example/" onclick="${value}"]</p>`,
        `<p>[securehls src="${value}"]</p>`,
      ])
      .join("");
    const alerts: string[] = [];
    const hosts = new Set<string>();
    const page = await open(context, text);
    page.on("dialog", (dialog) => {
      alerts.push(dialog.message());
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      // A poster is a picture like those that any author puts in.
      if (request.resourceType() !== "image")
        hosts.add(new URL(request.url()).hostname);
    });
    await page.reload();
    const players = await play(page);
    assert.ok(players > 0, "Nothing of it was a player.");
    assert.deepEqual(alerts, []);
    for (const host of hosts)
      assert.match(host, /(^|\.)school\.localhost$|^$/, [...hosts].join());
  });
});

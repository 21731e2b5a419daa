import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, describe, test } from "node:test";
import type { Browser, Frame, Page } from "puppeteer-core";
import { startDemo, type Demo } from "../../demo/servers.js";
import english from "../../src/messages/en.js";
import { launchBrowser } from "../support/launch.js";

const button = "secure-hls-player >>> [part~=allow-cookies]";

/** What the frame's page noted: each call, whether it was made in a gesture, and how often a grant was asked for. */
interface Noted {
  inGesture: boolean[];
  asked: number;
  answer: "granted" | "denied" | undefined;
}

describe("in a frame of another site whose cookies are blocked", () => {
  let browser: Browser;
  let demo: Demo;
  let course: Server;
  let page: Page;
  let frame: Frame;

  before(async () => {
    browser = await launchBrowser({
      acceptInsecureCerts: true,
      args: ["--test-third-party-cookie-phaseout"],
    });
    course = createServer((_request, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end(
        `<!doctype html><title>Course</title><iframe width="640" height="400" src="${demo.lessonOrigin}/frame.html"></iframe>`,
      );
    });
    await new Promise<void>((resolve) =>
      course.listen(0, "127.0.0.1", resolve),
    );
    demo = await startDemo({
      https: true,
      deviceLimit: 1_000,
      repeats: 1,
      pages: {
        "/frame.html": `<!doctype html><html lang="en"><title>Frame</title><script type="module" src="/player/index.js"></script><secure-hls-player controls muted></secure-hls-player></html>`,
      },
      frameAncestors: [courseOrigin()],
    });
  });
  after(async () => {
    await browser.close();
    await demo.close();
    course.close();
  });

  function courseOrigin(): string {
    return `http://127.0.0.1:${(course.address() as AddressInfo).port}`;
  }

  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(courseOrigin(), { waitUntil: "domcontentloaded" });
    frame = await page.waitForFrame((child) =>
      child.url().startsWith(demo.lessonOrigin),
    );
    await frame.evaluate(async (videoUrl) => {
      const noted: Noted = { inGesture: [], asked: 0, answer: undefined };
      Object.assign(globalThis, { noted });
      const ask = document.requestStorageAccess.bind(document);
      document.requestStorageAccess = async () => {
        noted.inGesture.push(navigator.userActivation.isActive);
        try {
          await ask();
          noted.answer = "granted";
        } catch (error) {
          noted.answer = "denied";
          throw error;
        }
      };
      await customElements.whenDefined("secure-hls-player");
      const player = document.querySelector("secure-hls-player")!;
      player.requestGrant = () => {
        noted.asked += 1;
        // In cookie delivery, of which no cookie has come.
        return Promise.resolve({ videoUrl, expiresIn: 120 });
      };
    }, `${demo.edgeOrigin}/lesson-1/ts/index.m3u8`);
    await shown("[part~=allow-cookies]");
  });

  /** Waits for something in the player; puppeteer's own waitForSelector does not see what changes in a shadow root. */
  async function shown(selector: string): Promise<void> {
    await frame.waitForFunction(
      (wanted) =>
        document
          .querySelector("secure-hls-player")
          ?.shadowRoot?.querySelector(wanted),
      { polling: 100, timeout: 25_000 },
      selector,
    );
  }

  const noted = () =>
    frame.evaluate(() => (globalThis as unknown as { noted: Noted }).noted);

  /** What has the focus in the player. */
  const focused = () =>
    frame.evaluate(() => {
      const player = document.querySelector("secure-hls-player")!;
      const element = player.shadowRoot!.activeElement;
      return element
        ? element.getAttribute("part") || element.className.split(" ")[0]
        : `nothing, but ${document.activeElement?.localName}`;
    });

  test("the button asks the browser in the click, and says so when the answer is no", async (t) => {
    t.after(() => page.close());
    const before = (await noted()).asked;
    await frame.click(button);
    await frame.waitForFunction(
      (text) =>
        document
          .querySelector("secure-hls-player")!
          .shadowRoot!.querySelector(".actions [role=status]")
          ?.textContent?.includes(text),
      { polling: 50 },
      english.allowCookiesRefused,
    );
    const { inGesture, asked, answer } = await noted();
    assert.deepEqual(inGesture, [true], "in the gesture");
    assert.equal(answer, "denied");
    assert.equal(asked, before, "nothing has changed, and it asked again");
    assert.equal(await focused(), "button allow-cookies");
    // It can be asked once more.
    await frame.click(button);
    assert.deepEqual((await noted()).inGesture, [true, true]);
  });

  test("the player tries again when the answer is yes, and keeps the focus", async (t) => {
    t.after(() => page.close());
    const devtools = await browser.target().createCDPSession();
    await devtools.send("Browser.setPermission", {
      permission: { name: "storage-access" },
      setting: "granted",
      origin: courseOrigin(),
      embeddedOrigin: demo.lessonOrigin,
    } as never);
    const before = (await noted()).asked;
    await frame.click(button);
    await frame.waitForFunction(
      (times) =>
        (globalThis as unknown as { noted: Noted }).noted.asked > times,
      { polling: 50 },
      before,
    );
    const { inGesture, answer } = await noted();
    assert.deepEqual(inGesture, [true], "in the gesture");
    assert.equal(answer, "granted");
    // It has no cookies all the same, and is refused again: the keyboard goes on where it was.
    await shown(".refusal .main");
    assert.doesNotMatch((await focused()) ?? "", /^nothing/);
  });
});

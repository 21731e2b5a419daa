import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test, type TestContext } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { startDemo, type DemoOptions } from "../../demo/servers.js";
import english from "../../src/messages/en.js";
import { launchBrowser } from "../support/launch.js";

/** What the page around was told. */
interface Told {
  origin: string;
  type: string;
  videoId?: string;
  detail?: { position?: number; code?: string };
}

let browser: Browser;
let course: Server;
let courseOrigin: string;
/** Address of the frame in the page of the LMS, and what its author wrote beside it. */
let framed = "";
let sandbox = "";
before(async () => {
  browser = await launchBrowser({
    acceptInsecureCerts: true,
    args: ["--test-third-party-cookie-phaseout"],
  });
  // An LMS that lets its authors put in a frame, and nothing else.
  course = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(
      `<!doctype html><title>Course</title><script>
        globalThis.told = [];
        addEventListener("message", ({ origin, data }) => data?.source === "secure-hls-player" && told.push({ ...data, origin }));
      </script>
      <iframe width="640" height="360" allow="autoplay; fullscreen; picture-in-picture; storage-access" allowfullscreen ${sandbox} src="${framed}"></iframe>`,
    );
  });
  await new Promise<void>((resolve) => course.listen(0, "127.0.0.1", resolve));
  courseOrigin = `http://127.0.0.1:${(course.address() as AddressInfo).port}`;
});
after(async () => {
  await browser.close();
  course.close();
});

/** The page of the package, with its gaps filled as its comment says, in a frame of the course. */
async function open(
  t: TestContext,
  query: string,
  options: DemoOptions = {},
  page: Record<string, string> = { parents: courseOrigin },
) {
  const html = Object.entries({
    "grant-endpoint": "{{grantOrigin}}/grant",
    ...page,
  }).reduce(
    (text, [name, value]) => text.replace(`data-${name}=""`, `data-${name}="${value}"`), // prettier-ignore
    readFileSync("dist/src/embed.html", "utf8"),
  );
  const demo = await startDemo({
    https: true,
    deviceLimit: 1_000,
    repeats: 1,
    pages: { "/player/embed.html": html },
    frameAncestors: [courseOrigin],
    ...options,
  });
  t.after(() => demo.close());
  framed = `${demo.lessonOrigin}/player/embed.html?${query}`;
  const context = await browser.createBrowserContext();
  t.after(() => context.close());
  const tab = await context.newPage();
  // With all that is in it: a frame that is about to change its process is lost to whoever waits in it.
  await tab.goto(courseOrigin);
  const frame = tab.frames().find((child) => child.url() === framed)!;
  return { demo, tab, frame };
}

async function playedTo(
  { demo, frame }: Awaited<ReturnType<typeof open>>,
  seconds: number,
): Promise<void> {
  try {
    await frame.waitForFunction(
      (time) =>
        document.querySelector("secure-hls-player")!.currentTime >= time,
      { polling: 100, timeout: 60_000 },
      seconds,
    );
  } catch (cause) {
    const look = await frame.evaluate(() => {
      const player = document.querySelector("secure-hls-player");
      return [player?.currentTime, player?.paused, player?.grantState, player?.error?.code, document.visibilityState]; // prettier-ignore
    });
    throw new Error(`${JSON.stringify(look)}\n${story(demo)}`, { cause });
  }
}

const told = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { told: Told[] }).told);

const story = (demo: Awaited<ReturnType<typeof open>>["demo"]) =>
  demo.requests
    .entries()
    .map(({ path, status, reason }) => `${status} ${path} ${reason ?? ""}`)
    .join("\n");

test("with Partitioned cookies it plays where third-party cookies are blocked, renews, and tells the LMS", async (t) => {
  const opened = await open(
    t,
    "video-id=lesson-1&autoplay&muted&start-at=2&title=Lesson%201",
    { partitioned: true, expiresInSeconds: 10 },
  );
  const { demo, tab, frame } = opened;
  await playedTo(opened, 14);
  assert.equal(await frame.title(), "Lesson 1");
  const grants = demo.requests.entries().filter(({ path, method }) => path === "/grant" && method === "POST"); // prettier-ignore
  assert.ok(grants.length >= 2, story(demo));
  assert.ok(grants.every(({ status }) => status === 200), story(demo)); // prettier-ignore
  const messages = await told(tab);
  assert.ok(messages.every(({ origin }) => origin === demo.lessonOrigin));
  const reports = messages.filter(({ type }) => type === "progress-report");
  assert.equal(reports[0]?.videoId, "lesson-1");
  assert.ok((reports[0]?.detail?.position ?? 0) >= 2, JSON.stringify(reports));
  assert.doesNotMatch(JSON.stringify(messages), /Signature|Policy=|CloudFront/);
});

test("without them the viewer is told what to do", async (t) => {
  const { tab, frame } = await open(t, "video-id=lesson-1&autoplay&muted");
  await frame.waitForFunction(
    (label) =>
      document
        .querySelector("secure-hls-player")
        ?.shadowRoot?.querySelector("[part~=allow-cookies]")
        ?.textContent?.includes(label),
    { polling: 100, timeout: 60_000 },
    english.allowCookies,
  );
  const errors = (await told(tab)).filter(({ type }) => type === "error");
  assert.deepEqual(
    errors.map(({ detail }) => detail?.code),
    ["not-signed-in"],
  );
});

test("an LMS that the page does not list is told nothing", async (t) => {
  const opened = await open(
    t,
    "video-id=lesson-1&autoplay&muted",
    { partitioned: true },
    { parents: "https://school.instructure.com" },
  );
  await playedTo(opened, 1);
  assert.deepEqual(await told(opened.tab), []);
});

for (const [name, query, page, words] of [
  ["an address without a video", "", {}, /\?video-id=/],
  [
    "a page that is not set up",
    "video-id=lesson-1",
    { "grant-endpoint": "" },
    /data-grant-endpoint/,
  ],
  [
    "a foreign edge",
    "src=https%3A%2F%2Fevil.example%2Fa.m3u8",
    {},
    /data-edges/,
  ],
] as const)
  // prettier-ignore
  test(`${name}: the page says what is missing`, async (t) => {
    const { demo, frame } = await open(t, query, {}, page);
    const alert = await frame.waitForSelector("[role=alert]");
    assert.match((await alert!.evaluate((found) => found.textContent)) ?? "", words); // prettier-ignore
    assert.equal(await frame.$("secure-hls-player"), null);
    assert.deepEqual(demo.requests.entries(), []);
  });

test("in a sandbox of no origin, where no module is loaded, the page says so after a while", async (t) => {
  sandbox = 'sandbox="allow-scripts"';
  t.after(() => {
    sandbox = "";
  });
  const { frame } = await open(t, "video-id=lesson-1");
  const text = await frame.$eval("p", (found) => found.textContent);
  assert.match(text, /allow-same-origin/);
  const wait = await frame.$eval("p", (found) => getComputedStyle(found).animationDuration); // prettier-ignore
  assert.equal(wait, "10s");
  // Which are over at once here.
  await frame.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
  });
  await frame.waitForFunction(
    () => getComputedStyle(document.querySelector("p")!).visibility === "visible", // prettier-ignore
    { polling: 100, timeout: 60_000 },
  );
});

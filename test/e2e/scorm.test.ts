import assert from "node:assert/strict";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test, type TestContext } from "node:test";
import type { Browser, Frame, Page } from "puppeteer-core";
import { startDemo } from "../../demo/servers.js";
import { launchBrowser } from "../support/launch.js";
import { listen } from "../support/listen.js";
import { makeScormPackage } from "../support/scorm-package.js";
import { watchTo } from "../support/watch-to.js";

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

/** Seconds that a time may be off. */
const PRECISION_SECONDS = 0.5;

/** An LMS: a page with the published runtime, which keeps what is committed, and the package in a frame two deep. */
const lmsPage = (version: "1.2" | "2004") => `<!doctype html><title>LMS</title>
<script src="/scorm-again.js"></script>
<script>
  const settings = { logLevel: 5, autocommit: false };
  const api = ${version === "1.2" ? "new Scorm12API" : "new Scorm2004API"}(settings);
  window.${version === "1.2" ? "API" : "API_1484_11"} = api;
  const kept = JSON.parse(sessionStorage.getItem("kept") ?? "null");
  if (kept) api.loadFromJSON(kept, "");
  api.on("${version === "1.2" ? "LMSCommit" : "Commit"}", () => {
    sessionStorage.setItem("kept", JSON.stringify(api.renderCMIToJSONObject()));
  });
</script>
<iframe src="/frame.html" width="640" height="400"></iframe>`;

const nesting = `<!doctype html><iframe src="/package/index.html" width="600" height="340"></iframe>`;

/** An LMS on another host of the demo's site, whose one course is the package with the demo's lesson, and a viewer who is signed in. */
async function lms(
  t: TestContext,
  version: "1.2" | "2004",
  attributes = "",
): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), "scorm-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "lms.html"), lmsPage(version));
  writeFileSync(join(folder, "frame.html"), nesting);
  cpSync("node_modules/scorm-again/dist/scorm-again.js", join(folder, "scorm-again.js")); // prettier-ignore
  const server = createServer(({ url = "" }, response) => {
    try {
      const body = readFileSync(join(folder, new URL(url, "http://a").pathname)); // prettier-ignore
      response.setHeader("Content-Type", types[extname(url)] ?? "text/plain");
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  const { port } = new URL(await listen(t, server));
  const origin = `http://lms.demo.localhost:${port}`;

  // The lesson once: 48 seconds.
  const demo = await startDemo({ repeats: 1, origins: [origin] });
  t.after(() => demo.close());
  makeScormPackage(join(folder, "package"), version, {
    id: "lesson-1",
    title: "Lesson 1",
    grantEndpoint: `${demo.grantOrigin}/grant`,
    videoId: "lesson-1",
  });
  const index = join(folder, "package/index.html");
  const tag = "<secure-hls-player";
  writeFileSync(index, readFileSync(index, "utf8").replace(tag, `${tag} ${attributes}`)); // prettier-ignore
  cpSync("dist/src", join(folder, "package/player"), { recursive: true });

  const context = await browser.createBrowserContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.setViewport({ width: 720, height: 480 });
  await page.goto(demo.url);
  await page.goto(`${origin}/lms.html`);
  return page;
}

/** The package's page, once its video is there. */
async function launched(page: Page): Promise<Frame> {
  const frame = await page.waitForFrame((each) => each.url().endsWith("/package/index.html")); // prettier-ignore
  await frame.waitForFunction(
    () => document.querySelector("secure-hls-player")?.grantState !== undefined,
  );
  await frame.$eval("secure-hls-player", (player) => {
    player.muted = true;
  });
  return frame;
}

const progressOf = (frame: Frame) =>
  frame.$eval("secure-hls-player", (player) => ({
    position: player.currentTime,
    ranges: player.watchedRanges,
    completed: player.completed,
  }));

function assertNear(actual: unknown, wanted: number, what: string): void {
  const off = Math.abs(Number(actual) - wanted);
  assert.ok(off <= PRECISION_SECONDS, `${what}: ${String(actual)}, not ${wanted}`); // prettier-ignore
}

/** Seconds of a `session_time`, as 1.2 or as 2004 writes it. */
function secondsOf(time: string): number {
  const [, hours = "0", minutes = "0", seconds = "0"] =
    /^(?:(\d+):(\d\d):)?(?:PT)?([\d.]+)S?$/.exec(time) ?? [];
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}

for (const { version, api, get, location, status, time } of [
  {
    version: "1.2",
    api: "API",
    get: "LMSGetValue",
    location: "cmi.core.lesson_location",
    status: "cmi.core.lesson_status",
    time: ["core", "session_time"],
  },
  {
    version: "2004",
    api: "API_1484_11",
    get: "GetValue",
    location: "cmi.location",
    status: "cmi.completion_status",
    time: ["session_time"],
  },
] as const)
  // prettier-ignore
  test(`a package made of the template reports to an LMS by SCORM ${version}, and goes on in the next visit`, async (t) => {
    const page = await lms(t, version);
    const value = (name: string) =>
      page.evaluate(
        ([api, get, name]) => String((window as unknown as Record<string, Record<string, (name: string) => unknown>>)[api]![get]!(name)),
        [api, get, name] as const,
      );
    /** What the LMS has of the time spent in the visit that was committed last. */
    const visited = async () => {
      const kept = await page.evaluate(() => sessionStorage.getItem("kept") ?? "{}");
      let found = (JSON.parse(kept) as { cmi: unknown }).cmi;
      for (const name of time) found = (found as Record<string, unknown>)[name];
      return secondsOf(String(found));
    };

    const first = await launched(page);
    assert.equal(await first.title(), "Lesson 1");
    assert.equal(await value(status), "incomplete");
    const begun = Date.now();
    const [start, end] = await watchTo(first, 10);
    const watchedFor = (Date.now() - begun) / 1_000;
    assertNear(await value(location), end, "where he is");
    assert.equal(await value(status), "incomplete");
    const firstVisit = await visited();
    assert.ok(firstVisit >= 5 - PRECISION_SECONDS, `${firstVisit} s, where ${watchedFor} s were spent`);
    if (version === "2004")
      assertNear(Number(await value("cmi.progress_measure")) * 48, end - start, "how much of it");

    await page.reload();
    assert.match(
      await page.evaluate(() => sessionStorage.getItem("kept") ?? ""),
      /"exit":"suspend"/,
      "Leaving ends the attempt, also of who had paused before.",
    );
    const second = await launched(page);
    await second.waitForFunction(() => document.querySelector("secure-hls-player")!.currentTime > 5);
    const { position, ranges, completed } = await progressOf(second);
    assertNear(position, end, "where he goes on");
    assert.equal(ranges.length, 1, JSON.stringify(ranges));
    assertNear(ranges[0]![0], start, "where the first range begins");
    assertNear(ranges[0]![1], end, "where the first range ends");
    assert.equal(completed, false);

    await watchTo(second, 40, 4);
    assert.equal(await value(status), "incomplete");
    await watchTo(second, 48, 4);
    assert.equal(await value(status), "completed");
    assert.equal((await progressOf(second)).completed, true);
    await page.reload();
    const third = await launched(page);
    assert.equal(await value(status), "completed");
    await third.waitForFunction(() => document.querySelector("secure-hls-player")!.readyState >= 2);
    const finished = await progressOf(third);
    assert.equal(finished.completed, true);
    assert.ok(finished.position < 1, `begins anew at ${finished.position}`);
  });

test("a visit in which nothing was loaded, and so nothing reported, ends as well", async (t) => {
  const page = await lms(t, "2004", 'preload="none"');
  const frame = await page.waitForFrame((each) => each.url().endsWith("/package/index.html")); // prettier-ignore
  await frame.waitForFunction(
    () =>
    document.querySelector("secure-hls-player")?.shadowRoot?.querySelector(".plyr__controls"), // prettier-ignore
  );
  await page.goto(`${new URL(page.url()).origin}/frame.html`);
  const kept = await page.evaluate(() => sessionStorage.getItem("kept") ?? "");
  assert.match(kept, /"exit":"suspend"/);
  assert.match(kept, /"session_time":"PT[\d.]+S"/);
});

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
import type { Browser, Page } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import { listen } from "../support/listen.js";
import { makeScormPackage } from "../support/scorm-package.js";

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

/** The element's surface, driven by the test: what is tried here is the package, and the way to the LMS. */
const standIn = `customElements.define("secure-hls-player", class extends HTMLElement {
  currentTime = 0; duration = 100; playbackRate = 1; volume = 1; muted = false;
  watchedRanges = []; completed = false; restored = [];
  get watchedFraction() { return this.watchedRanges.reduce((sum, [a, b]) => sum + b - a, 0) / this.duration; }
  restoreProgress(progress) { this.restored.push(progress); }
  report(reason, position) {
    this.dispatchEvent(new CustomEvent("progress-report", { detail: { reason, position, duration: 100 } }));
  }
});
addEventListener("pagehide", () => document.querySelector("secure-hls-player").report("leave", 97));`;

/** An LMS: a page with the published runtime, which keeps what is committed, and the package in a frame two deep. */
const lmsPage = (version: "1.2" | "2004") => `<!doctype html><title>LMS</title>
<script src="/scorm-again.js"></script>
<script>
  const settings = { logLevel: 5, autocommit: false };
  const api = ${version === "1.2" ? "new Scorm12API" : "new Scorm2004API"}(settings);
  window.${version === "1.2" ? "API" : "API_1484_11"} = api;
  const kept = JSON.parse(sessionStorage.getItem("kept") ?? "null");
  if (kept) api.loadFromJSON(kept, "");
  window.commits = 0;
  api.on("${version === "1.2" ? "LMSCommit" : "Commit"}", () => {
    window.commits += 1;
    sessionStorage.setItem("kept", JSON.stringify(api.renderCMIToJSONObject()));
  });
</script>
<iframe src="/frame.html"></iframe>`;

async function lms(t: TestContext, version: "1.2" | "2004"): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), "scorm-"));
  t.after(() => rmSync(folder, { recursive: true }));
  makeScormPackage(join(folder, "package"), version, {
    id: "lesson-1",
    title: "Lesson 1",
    grantEndpoint: "https://api.school.example/grant",
    videoId: "lesson-1",
  });
  cpSync("dist/src/scorm.js", join(folder, "package/player/scorm.js"));
  writeFileSync(join(folder, "package/player/index.js"), standIn);
  writeFileSync(join(folder, "lms.html"), lmsPage(version));
  writeFileSync(join(folder, "frame.html"), `<iframe src="/package/index.html"></iframe>`); // prettier-ignore
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
  const origin = await listen(t, server);
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.goto(`${origin}/lms.html`);
  return page;
}

/** The package's page, once its player reports to the LMS. */
async function lesson(page: Page) {
  const frame = await page.waitForFrame((each) => each.url().endsWith("/package/index.html")); // prettier-ignore
  await frame.waitForFunction(
    () => (document.querySelector("secure-hls-player") as unknown as { restored?: unknown[] })?.restored?.length === 1,
  ); // prettier-ignore
  return frame;
}

interface StandIn extends HTMLElement {
  watchedRanges: number[][];
  completed: boolean;
  restored: unknown[];
  report(reason: string, position: number): void;
}

for (const { version, api, get, location, status } of [
  {
    version: "1.2",
    api: "API",
    get: "LMSGetValue",
    location: "cmi.core.lesson_location",
    status: "cmi.core.lesson_status",
  },
  {
    version: "2004",
    api: "API_1484_11",
    get: "GetValue",
    location: "cmi.location",
    status: "cmi.completion_status",
  },
] as const)
  // prettier-ignore
  test(`a package made of the template reports to an LMS by SCORM ${version}, and goes on in the next visit`, async (t) => {
    const page = await lms(t, version);
    const value = (name: string) =>
      page.evaluate(
        ([api, get, name]) => String((window as unknown as Record<string, Record<string, (name: string) => unknown>>)[api]![get]!(name)),
        [api, get, name] as const,
      ); // prettier-ignore
    const kept = () => page.evaluate(() => sessionStorage.getItem("kept") ?? "");

    const first = await lesson(page);
    assert.equal(await first.title(), "Lesson 1");
    assert.equal(await value(status), "incomplete");
    await first.$eval("secure-hls-player", (element) => {
      const player = element as unknown as StandIn;
      player.report("play", 0);
      player.watchedRanges = [[0, 30]];
      player.report("pause", 30);
    });
    assert.equal(await value(location), "30");
    assert.equal(await value(status), "incomplete");
    await page.reload();
    const second = await lesson(page);
    assert.deepEqual(
      await second.$eval("secure-hls-player", (element) => (element as unknown as StandIn).restored), // prettier-ignore
      [{ position: 97, watchedRanges: [[0, 30]], completed: false }],
    );
    await second.$eval("secure-hls-player", (element) => {
      const player = element as unknown as StandIn;
      player.watchedRanges = [[0, 96]];
      player.completed = true;
      player.dispatchEvent(new Event("completed"));
    });
    assert.equal(await value(status), "completed");
    assert.match(await kept(), /"completed"/);
  });

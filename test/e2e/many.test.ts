import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";
import { Lesson, type LessonOptions } from "../support/lesson.js";

/** Bytes of JS heap that a player which is not played may cost. */
const IDLE_HEAP = 3_000_000;

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

const TEN = 10;

/** Videos of their own for the player; for the demo, which has not so many, one and the same. */
const tenVideos = Array.from({ length: TEN }, (_, index) => `lesson-1.${index}`); // prettier-ignore

/** @param css of the page, whose Content-Security-Policy has none inline */
const open = async (options: LessonOptions, css = "") =>
  Lesson.open(await browser.createBrowserContext(), {
    players: TEN,
    attributes: "muted",
    ...options,
    before: (page) =>
      page.evaluateOnNewDocument((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets = [sheet];
        const own = window.fetch;
        window.fetch = (input, init) => {
          const [videoId] = /lesson-1\.\d+/.exec(String(init?.body)) ?? [];
          if (videoId === undefined) return own(input, init);
          console.log(`${init!.method} ${videoId}`);
          const body = String(init!.body).replace(videoId, "lesson-1");
          return own(input, { ...init, body });
        };
      }, css),
  });

/** What was asked for of the player's own files, by name and how often. */
function files(lesson: Lesson): Map<string, number> {
  const counts = new Map<string, number>();
  for (const request of lesson.requests) {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith("/player/")) continue;
    counts.set(pathname, (counts.get(pathname) ?? 0) + 1);
  }
  return counts;
}

const atEdge = ({ demo }: Lesson) =>
  demo.requests.entries().filter(({ host }) => host === "edge");

const ready = (page: Page, count: number) =>
  page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll("secure-hls-player")].filter(
        ({ readyState }) => readyState > 0,
      ).length >= wanted,
    { polling: 100, timeout: 60_000 },
    count,
  );

/** As a viewer does, who looks at each. */
async function scrollThrough(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.body.scrollHeight);
  for (let y = 0; y <= height; y += 300) {
    await page.evaluate((to) => scrollTo(0, to), y);
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(resolve)),
    );
  }
}

for (const delivery of ["cookie", "query"] as const)
  test(`ten players of one video ask for one grant, and for each script once: ${delivery}`, async (t) => {
    const lesson = await open({ delivery });
    t.after(() => lesson.close());
    await ready(lesson.page, TEN);
    assert.equal(lesson.grantRequests().length, 1, lesson.story());
    const repeated = [...files(lesson)].filter(([, times]) => times > 1);
    assert.deepEqual(repeated, []);
    t.diagnostic(
      `${files(lesson).size} files of the player, ${atEdge(lesson).length} of the edge`,
    );
  });

/** For which of the ten a grant was asked, in the order of their names. */
const askedFor = (lesson: Lesson) =>
  lesson.console.filter((text) => text.startsWith("POST ")).toSorted();

test("ten players of ten videos ask for ten grants, one each", async (t) => {
  const lesson = await open({ videoIds: tenVideos });
  t.after(() => lesson.close());
  await ready(lesson.page, TEN);
  assert.equal(lesson.grantRequests().length, TEN, lesson.story());
  assert.deepEqual(askedFor(lesson), tenVideos.map((id) => `POST ${id}`)); // prettier-ignore
  const repeated = [...files(lesson)].filter(([, times]) => times > 1);
  assert.deepEqual(repeated, []);
});

for (const attribute of ["preload=none", "loading=lazy"])
  test(`of ten videos only the one that is played asks for a grant: ${attribute}`, async (t) => {
    const lesson = await open(
      { videoIds: tenVideos, attributes: `muted ${attribute}` },
      "body { padding-top: 4000px; }",
    );
    t.after(() => lesson.close());
    await lesson.page.evaluate(async () => {
      await customElements.whenDefined("secure-hls-player");
      await [...document.querySelectorAll("secure-hls-player")].at(-1)!.play();
    });
    await lesson.until("it plays", () => lesson.of("playing").length > 0);
    assert.deepEqual(askedFor(lesson), [`POST ${tenVideos.at(-1)}`]);
    assert.equal(lesson.grantRequests().length, 1, lesson.story());
  });

test('loading="lazy" asks for nothing but the first script before it is near, and for one grant then', async (t) => {
  const lesson = await open(
    { attributes: "muted loading=lazy" },
    "body { padding-top: 4000px; }",
  );
  t.after(() => lesson.close());
  const { page } = lesson;
  await page.waitForFunction(() =>
    document.querySelector("secure-hls-player:defined"),
  );
  await page.evaluate(
    () => new Promise((resolve) => setTimeout(resolve, 1_500)),
  );
  assert.deepEqual([...files(lesson)], [["/player/index.js", 1]]);
  assert.deepEqual(lesson.grantRequests(), []);
  assert.deepEqual(atEdge(lesson), []);

  await page.evaluate(() => scrollTo(0, 3_400));
  await ready(page, 3);
  assert.equal(lesson.grantRequests().length, 1, lesson.story());
  const last = await page.evaluate(
    () =>
      [...document.querySelectorAll("secure-hls-player")].at(-1)!.grantState,
  );
  assert.equal(last, "idle", "the last one, far below");
  await scrollThrough(page);
  await ready(page, TEN);
  assert.equal(lesson.grantRequests().length, 1, "ten by one");
  assert.deepEqual(lesson.of("playing"), []);
});

test('loading="lazy" begins when it is played, wherever it is', async (t) => {
  const lesson = await open(
    { players: 2, attributes: "muted loading=lazy" },
    "body { padding-top: 4000px; }",
  );
  t.after(() => lesson.close());
  await lesson.page.evaluate(async () => {
    await customElements.whenDefined("secure-hls-player");
    await document.querySelector("secure-hls-player")!.play();
  });
  await lesson.playedTo(0.3);
  assert.equal(lesson.grantRequests().length, 1, lesson.story());
  assert.deepEqual(
    await lesson.page.evaluate(() =>
      [...document.querySelectorAll("secure-hls-player")].map(
        ({ grantState }) => grantState,
      ),
    ),
    ["active", "idle"],
  );
});

test("scrolling through a page starts nothing that was not played", async (t) => {
  const lesson = await open({ attributes: "muted loading=lazy preload=none" });
  t.after(() => lesson.close());
  await scrollThrough(lesson.page);
  await lesson.page.waitForFunction(
    () =>
      [...document.querySelectorAll("secure-hls-player")].every(
        ({ shadowRoot }) => shadowRoot?.querySelector(".plyr__controls"),
      ),
    { polling: 100, timeout: 30_000 },
  );
  assert.deepEqual(lesson.grantRequests(), []);
  assert.deepEqual(atEdge(lesson), []);
  assert.deepEqual(lesson.of("playing"), []);
});

test("of exclusive players one plays at a time, and others are left alone", async (t) => {
  const lesson = await open({ players: 3, attributes: "muted loop" });
  t.after(() => lesson.close());
  const { page } = lesson;
  const paused = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("secure-hls-player")].map(
        (player) => player.paused,
      ),
    );
  const play = (index: number) =>
    page.evaluate(
      (at) => document.querySelectorAll("secure-hls-player")[at]!.play(),
      index,
    );
  await page.evaluate(() => {
    for (const player of [
      ...document.querySelectorAll("secure-hls-player"),
    ].slice(0, 2))
      player.exclusive = true;
  });
  await play(2);
  await play(0);
  assert.deepEqual(await paused(), [false, true, false]);
  await play(1);
  assert.deepEqual(await paused(), [true, false, false]);
  await play(0);
  assert.deepEqual(await paused(), [false, true, false]);
});

test("nothing on the page moves while ten players load and play", async (t) => {
  const lesson = await open(
    { attributes: "muted width=480 height=360" },
    "secure-hls-player:not(:defined) { display: block; width: 480px; aspect-ratio: 4 / 3; } secure-hls-player:nth-child(2n) { width: auto; }",
  );
  t.after(() => lesson.close());
  const { page } = lesson;
  await ready(page, TEN);
  await page.evaluate(() =>
    document.querySelector("secure-hls-player")!.play(),
  );
  await lesson.playedTo(0.5);
  const moved = await page.evaluate(
    () =>
      new Promise<{ value: number; page: boolean }[]>((resolve) => {
        const values: { value: number; page: boolean }[] = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            value: number;
            sources: { node: Node | null }[];
          })[])
            values.push({
              value: entry.value,
              // What is in a shadow root has no name out here.
              page: entry.sources.some(({ node }) => node !== null),
            });
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(values), 500);
      }),
  );
  t.diagnostic(`layout shifts: ${JSON.stringify(moved)}`);
  assert.deepEqual(
    moved.filter(({ page }) => page),
    [],
    "of the page, or of a player",
  );
  // In the bar the button for captions comes when it is known that there are some, and moves its neighbour.
  const inside = moved.reduce((sum, { value }) => sum + value, 0);
  assert.ok(inside < 0.001, `within the players: ${inside}`);
  const ratios = await page.evaluate(() =>
    [...document.querySelectorAll("secure-hls-player")].map(
      ({ clientWidth, clientHeight }) => clientWidth / clientHeight,
    ),
  );
  assert.ok(
    ratios.every((ratio) => Math.abs(ratio - 4 / 3) < 0.01),
    String(ratios),
  );
});

/** Bytes, after everything that can go has gone. */
async function heapOf(lesson: Lesson): Promise<number> {
  const devtools = await lesson.page.createCDPSession();
  await devtools.send("HeapProfiler.enable");
  for (let times = 0; times < 3; times++)
    await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  return usedSize;
}

test("a player that is not played costs less than 3 MB of heap", async (t) => {
  const sizes: number[] = [];
  for (const players of [1, TEN]) {
    const lesson = await open({ players });
    t.after(() => lesson.close());
    await ready(lesson.page, players);
    await lesson.page.evaluate(
      () => new Promise((resolve) => setTimeout(resolve, 1_500)),
    );
    sizes.push(await heapOf(lesson));
    await lesson.close();
  }
  const [one, ten] = sizes as [number, number];
  const each = Math.round((ten - one) / (TEN - 1));
  t.diagnostic(`one: ${one} bytes, ten: ${ten}, each further one: ${each}`);
  assert.ok(each < IDLE_HEAP, `each further player costs ${each} bytes`);
});

import assert from "node:assert/strict";
import { after, before, describe, test, type TestContext } from "node:test";
import type { Browser, CDPSession, Page, Protocol } from "puppeteer-core";
import type { RequestEntry } from "../../demo/servers.js";
import { launchBrowser } from "../support/launch.js";
import { Lesson, type LessonOptions } from "../support/lesson.js";
import { padSegment } from "../support/pad-segment.js";

/** Longer than a test: nothing is renewed. */
const expiresInSeconds = 120;

/** Bits per second of a real lesson; those of the committed one, all next to nothing, would suit any line. */
const bandwidths = { "1080p": 5_000_000, "720p": 2_500_000, "480p": 900_000 };
type Rendition = keyof typeof bandwidths;

const playButton = ".plyr__controls [data-plyr=play]";

describe("the start", { concurrency: 6 }, () => {
  let browser: Browser;
  before(async () => {
    // Certificates nobody signed: of the demo's https.
    browser = await launchBrowser({ acceptInsecureCerts: true });
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
    test(`${delivery} delivery: everything is asked for as soon as can be, and nothing waits for what it does not need`, async (t) => {
      const held = new Held({
        grant: /\/grant(\/query)?$/,
        hls: /\/player\/chunks\/hls\.js$/,
        playback: /\/player\/chunks\/play\.js$/,
        controls: /\/player\/chunks\/mount-controls\.js$/,
        playlist: /\/index\.m3u8/,
        "video playlist": /\/\d+p\.m3u8/,
        "audio playlist": /\/audio-en\.m3u8/,
        "video segment": /\/\d+p-00\.ts/,
      });
      const lesson = await open(t, {
        delivery,
        before: (page) => held.begin(page),
      });
      const { page, demo } = lesson;

      // None of them has been answered, so none can have waited for another.
      await held.asked("grant", "hls", "playback", "controls");
      assert.deepEqual(await hints(page), [`preconnect ${demo.grantOrigin}/`]);

      await held.release("grant");
      await lesson.until(
        "there is a grant",
        () => lesson.of("grant-issued").length > 0,
      );
      // A preload in query delivery would put the signature into the page.
      if (delivery === "cookie") await held.asked("playlist");
      else assert.ok(!held.has("playlist"), "hls.js is not there yet");
      const { href } = new URL("/lesson-1/ts/index.m3u8", demo.edgeOrigin);
      assert.deepEqual(
        await hints(page),
        [
          `preconnect ${demo.grantOrigin}/`,
          `preconnect ${demo.edgeOrigin}/`,
          ...(delivery === "cookie" ? [`preload ${href}`] : []),
        ],
        "while hls.js is on its way",
      );

      await held.release("hls", "playback", "controls");
      await held.asked("playlist");
      await held.release("playlist");
      await held.asked("video playlist", "audio playlist");
      await held.release("video playlist", "audio playlist");
      await held.asked("video segment");
      await held.release("video segment");
      await lesson.playedTo(1);
      const paths = demo.requests.entries().map(({ path }) => path);
      assert.equal(
        paths.filter((path) => path.endsWith("/index.m3u8")).length,
        1,
        `the playlist is fetched once\n${lesson.story()}`,
      );
      assert.equal(lesson.grantRequests().length, 1, lesson.story());
      lesson.assertUnnoticed();
    });

  for (const order of [
    ["1080p", "720p", "480p"],
    ["480p", "720p", "1080p"],
    ["720p", "480p", "1080p"],
  ] as Rendition[][])
    test(`of ${order.join(", ")} in the playlist, 480p comes first, and better ones by themselves`, async (t) => {
      const lesson = await open(t, {
        bufferSeconds: 15,
        before: async (page) => {
          await rewrite(page, "*/index.m3u8*", (body) =>
            listRenditions(String(body), order),
          );
          await rewrite(page, "*/480p-*.ts*", (segment) =>
            padSegment(segment, bandwidths["480p"]),
          );
        },
      });
      const asked = (what: RegExp) =>
        lesson.demo.requests
          .entries()
          .map(({ path }) => what.exec(path)?.[1])
          .filter((rendition) => rendition !== undefined);
      const segments = () => asked(/(\d+p)-\d+\.ts$/);
      await lesson.until("a better one than 480p is asked for", () =>
        segments().some((rendition) => rendition !== "480p"),
      );
      assert.equal(asked(/(\d+p)\.m3u8$/)[0], "480p", lesson.story());
      assert.equal(segments()[0], "480p", lesson.story());
      lesson.assertUnnoticed();
    });

  test('preload="none" asks nobody for anything before play', async (t) => {
    const lesson = await open(t, { attributes: 'preload="none" muted' });
    const { page, demo } = lesson;
    await shown(page, playButton);
    await quiet();
    assert.deepEqual(demo.requests.entries(), []);
    assert.deepEqual(await hints(page), []);
    assert.deepEqual(
      lesson.requests
        .map((request) => new URL(request.url()).pathname)
        .filter((path) => /\/(hls|play)\.js$/.test(path)),
      [],
      "playback's scripts",
    );

    await page.click(`secure-hls-player >>> ${playButton}`);
    await lesson.playedTo(2);
    assert.equal(lesson.grantRequests().length, 1);
    lesson.assertUnnoticed();
  });

  test('preload="metadata" loads no more than the beginning before play, and the rest on play', async (t) => {
    const lesson = await open(t, { attributes: "muted", bufferSeconds: 30 });
    const { page } = lesson;
    const segments = (entries: readonly RequestEntry[]) =>
      entries.filter(({ path }) => /p-\d+\.ts$/.test(path)).length;
    await shown(page, playButton);
    await page.waitForFunction(
      () => document.querySelector("secure-hls-player")!.media!.readyState >= 2,
      { polling: 100 },
    );
    await quiet();
    const beginning = segments(lesson.demo.requests.entries());
    // Of four seconds each; hls.js takes one more than it is told.
    assert.ok(beginning >= 1 && beginning <= 2, `${beginning} segments`);
    assert.equal((await lesson.look()).time, 0);

    await page.click(`secure-hls-player >>> ${playButton}`);
    await lesson.until(
      "the buffer is filled",
      () => segments(lesson.demo.requests.entries()) >= 30 / 4,
    );
    await lesson.playedTo(6);
    lesson.assertUnnoticed();
  });

  test("with workerPath it plays by a worker of its own", async (t) => {
    const lesson = await open(t, {
      before: (page) =>
        page.evaluateOnNewDocument(() => {
          const define = customElements.define.bind(customElements);
          customElements.define = (name, type) => {
            document.querySelector("secure-hls-player")!.hlsConfig = {
              workerPath: "/player/chunks/hls.worker.js",
            };
            define(name, type);
          };
        }),
    });
    await lesson.playedTo(3);
    // hls.js ends a worker that does not work, and goes on without.
    assert.deepEqual(
      lesson.page.workers().map((worker) => new URL(worker.url()).pathname),
      ["/player/chunks/hls.worker.js"],
    );
    lesson.assertUnnoticed();
  });

  test("over https it plays, with the grant's cookies Secure and HttpOnly", async (t) => {
    const lesson = await open(t, { https: true });
    await lesson.playedTo(3);
    assert.match(lesson.demo.edgeOrigin, /^https:/);
    const cookies = await lesson.page.cookies(
      `${lesson.demo.edgeOrigin}/lesson-1/ts/`,
    );
    const signed = cookies.filter(({ name }) => name.startsWith("CloudFront-"));
    assert.ok(signed.length >= 3, "the grant's cookies");
    for (const { name, secure, httpOnly, path } of signed)
      assert.deepEqual(
        { secure, httpOnly, path },
        { secure: true, httpOnly: true, path: "/lesson-1/" },
        name,
      );
    assert.deepEqual(lesson.refusals(), [], lesson.story());
    lesson.assertUnnoticed();
  });
});

/** Waits for something in the player; puppeteer's own waitForSelector does not see what changes in a shadow root. */
async function shown(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      document
        .querySelector("secure-hls-player")!
        .shadowRoot!.querySelector(wanted),
    { polling: 100 },
    selector,
  );
}

/** Nothing to wait for: what must not come has a second to come. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1_000));
}

/** What the head of the page tells the browser to get ready. */
function hints(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.head.querySelectorAll("link")].map(
      ({ rel, href }) => `${rel} ${href}`,
    ),
  );
}

/** Requests that get no answer before they are released. */
class Held {
  readonly #wanted: Readonly<Record<string, RegExp>>;
  readonly #ids = new Map<string, string[]>();
  readonly #released = new Set<string>();
  #devtools!: CDPSession;
  #changed: () => void = () => {};

  /** @param wanted what is held, by its name */
  constructor(wanted: Readonly<Record<string, RegExp>>) {
    this.#wanted = wanted;
  }

  async begin(page: Page): Promise<void> {
    this.#devtools = await page.createCDPSession();
    this.#devtools.on("Fetch.requestPaused", ({ requestId, request }) => {
      const { method, url } = request;
      const name = Object.keys(this.#wanted).find((name) =>
        this.#wanted[name]!.test(url),
      );
      if (!name || method === "OPTIONS" || this.#released.has(name))
        return void this.#continue(requestId);
      this.#ids.set(name, [...(this.#ids.get(name) ?? []), requestId]);
      this.#changed();
    });
    await this.#devtools.send("Fetch.enable");
  }

  has(name: string): boolean {
    return this.#ids.has(name);
  }

  /** Waits until there was a request for each of these. */
  async asked(...names: string[]): Promise<void> {
    const missing = () => names.filter((name) => !this.has(name));
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Nobody asks for ${missing().join(", ")}.`)),
        20_000,
      );
      this.#changed = () => {
        if (missing().length > 0) return;
        clearTimeout(timer);
        resolve();
      };
      this.#changed();
    });
  }

  async release(...names: string[]): Promise<void> {
    for (const name of names) {
      this.#released.add(name);
      for (const requestId of this.#ids.get(name) ?? [])
        await this.#continue(requestId);
    }
  }

  async #continue(requestId: string): Promise<void> {
    // The request, or the page, may be gone by now.
    await this.#devtools
      .send("Fetch.continueRequest", { requestId })
      .catch(() => {});
  }
}

/** Lists the renditions in that order, and with the bandwidths of a real lesson. */
function listRenditions(playlist: string, order: readonly Rendition[]): string {
  const [head = ""] = playlist.split("#EXT-X-STREAM-INF", 1);
  const renditions = order.map((name) => {
    const [, attributes = ""] = new RegExp(
      `#EXT-X-STREAM-INF:(.*)\n${name}.m3u8`,
    ).exec(playlist)!;
    const bandwidth = `BANDWIDTH=${bandwidths[name]}`;
    return `#EXT-X-STREAM-INF:${attributes.replace(/BANDWIDTH=\d+,AVERAGE-BANDWIDTH=\d+/, bandwidth)}\n${name}.m3u8\n`;
  });
  return head + renditions.join("");
}

/** Changes what the edge serves, and leaves its headers as they are. */
async function rewrite(
  page: Page,
  urlPattern: string,
  change: (body: Buffer) => string | Buffer,
): Promise<void> {
  const devtools = await page.createCDPSession();
  const onPaused = async (paused: Protocol.Fetch.RequestPausedEvent) => {
    const { requestId, responseHeaders = [] } = paused;
    const { body, base64Encoded } = await devtools.send(
      "Fetch.getResponseBody",
      { requestId },
    );
    const bytes = Buffer.from(body, base64Encoded ? "base64" : "utf8");
    await devtools.send("Fetch.fulfillRequest", {
      requestId,
      responseCode: paused.responseStatusCode ?? 200,
      responseHeaders: responseHeaders.filter(
        ({ name }) => !/^content-(length|encoding)$/i.test(name),
      ),
      body: Buffer.from(change(bytes)).toString("base64"),
    });
  };
  devtools.on("Fetch.requestPaused", (paused) => {
    onPaused(paused).catch((error: unknown) => {
      // The request, or the page, may be gone by now.
      if (!page.isClosed() && !/Invalid InterceptionId/.test(String(error)))
        throw error;
    });
  });
  await devtools.send("Fetch.enable", {
    patterns: [{ urlPattern, requestStage: "Response" }],
  });
}

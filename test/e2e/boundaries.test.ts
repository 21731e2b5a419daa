import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test, type TestContext } from "node:test";
import type { Browser, CDPSession, Page, Protocol } from "puppeteer-core";
import { keyPath, lessonKey, lessonKeyId } from "../../demo/lesson-key.js";
import { signatureParameters } from "../../src/contract.js";
import { launchBrowser } from "../support/launch.js";
import { Lesson, type LessonOptions } from "../support/lesson.js";

/** The shortest grants that server-kit makes: renewed after 6 to 8 seconds. */
const expiresInSeconds = 10;

const deliveries = ["cookie", "query"] as const;
/** Those of {@link signatureParameters} whose values are worth hiding. */
const signatureNames = ["Policy", "Signature", "Key-Pair-Id"];

describe("what leaves the page", { concurrency: 6 }, () => {
  let browser: Browser;
  const servers: Server[] = [];
  before(async () => {
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  const open = async (
    t: TestContext,
    options: LessonOptions = {},
    proxyServer?: string,
  ) => {
    const context = await browser.createBrowserContext(
      proxyServer === undefined ? {} : { proxyServer },
    );
    const lesson = await Lesson.open(context, options);
    // At once: a page left open plays on, beside the tests that follow.
    t.after(() => lesson.close());
    return lesson;
  };

  const serve = async (server: Server): Promise<number> => {
    servers.push(server);
    await new Promise<void>((resolve) =>
      server.listen(0, "127.0.0.1", resolve),
    );
    return (server.address() as AddressInfo).port;
  };

  for (const [name, path, delivery] of [
    ["a page with nothing but the player", "/test.html", "cookie"],
    ["a page with nothing but the player", "/test.html", "query"],
    ["the demo's own page", "/", "cookie"],
    ["the demo's own page", "/query.html", "query"],
  ] as const)
    test(`${name}, ${delivery} delivery: no other host, no console message, nothing that the page's CSP forbids`, async (t) => {
      // Browsers ask no proxy for *.localhost: whatever comes here, a worker's requests included, was meant for others.
      const strayed: string[] = [];
      const proxy = createServer((request, response) => {
        strayed.push(`${request.method} ${request.url}`);
        response.writeHead(502).end();
      }).on("connect", ({ url }, socket) => {
        strayed.push(`CONNECT ${url}`);
        socket.destroy();
      });
      const proxyUrl = `http://127.0.0.1:${await serve(proxy)}`;

      const complaints: string[] = [];
      const own = path === "/test.html";
      const lesson = await open(
        t,
        {
          delivery,
          // A busy machine may be two seconds late to renew; a refusal would be a line in the console.
          expiresInSeconds: 15,
          // The harness opens its page first; the demo's own one is the next.
          attributes: own ? "autoplay muted" : 'preload="none"',
          before: (page) => collectComplaints(page, complaints),
        },
        proxyUrl,
      );
      const { page, demo } = lesson;
      if (!own) await page.goto(`${demo.lessonOrigin}${path}`);

      await lesson.playedTo(1);
      await click(page, "[data-plyr=settings]");
      await shown(page, ".plyr__menu__container:not([hidden])");
      await lesson.until(
        "the grant was renewed",
        () => lesson.of("grant-renewed").length > 0,
      );
      await lesson.playedTo(12);
      await click(page, ".plyr__controls [data-plyr=play]");
      await lesson.until("it pauses", () => lesson.of("pause").length > 0);
      // Preconnects do nothing in this browser, which has been told to keep quiet.
      const hinted = await page.evaluate(() =>
        [...document.querySelectorAll("link")].map(({ href }) => href),
      );
      await page.evaluate(() => {
        const player = document.querySelector("secure-hls-player")!;
        // It would want other files at once.
        player.media!.currentTime = 200;
        player.remove();
      });
      const made = lesson.requests.length;
      // Nothing to wait for: what must not come has a second to come.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      assert.deepEqual(
        lesson.requests.slice(made).map((request) => request.url()),
        [],
        "requests of a player that is no longer there",
      );

      const hosts = new Set(
        [...lesson.requests.map((request) => request.url()), ...hinted]
          .map((url) => new URL(url))
          .filter(({ protocol }) => !/^(blob|data):$/.test(protocol))
          .map(({ origin }) => origin),
      );
      assert.deepEqual(
        hosts,
        new Set([demo.lessonOrigin, demo.grantOrigin, demo.edgeOrigin]),
        "requests to other hosts, or none to one of the three",
      );
      assert.deepEqual(strayed, [], "connections to other hosts");
      assert.deepEqual(complaints, [], "the console, or the CSP");
      assert.deepEqual(lesson.of("error"), [], lesson.story());
    });

  for (const [name, code, breakEdge] of [
    [
      "a refusal",
      "edge-refused",
      ({ demo }) =>
        demo.faults.set({ edgeRefuses: true, corsOnRefusals: true }),
    ],
    [
      "a refusal that is seen as status 0",
      "edge-refused",
      ({ demo }) => demo.faults.set({ edgeRefuses: true }),
    ],
    [
      "a failure of hls.js",
      "playback-failed",
      async ({ page }) => {
        await answer(page, "*/cmaf/index.m3u8*", () => 404);
        await page.evaluate(() => {
          document.querySelector("secure-hls-player")!.videoId =
            "lesson-1-cmaf";
        });
      },
    ],
  ] as const satisfies [
    string,
    string,
    (lesson: Lesson) => void | Promise<void>,
  ][])
    test(`query delivery: no signature is to be found in the page, nor after ${name}`, async (t) => {
      const written: string[] = [];
      const lesson = await open(t, {
        delivery: "query",
        expiresInSeconds,
        before: async (page) => {
          await collectWritten(page, written);
          await page.evaluateOnNewDocument(keepDetails);
        },
      });
      await lesson.until(
        "files were fetched with a second grant",
        () => signaturesOf(lesson).get("Signature")!.size >= 2,
      );
      const playing = await assertNoSignature(lesson, written, "in the page");
      for (const place of ["video.currentSrc", "video.poster"])
        assert.ok(
          playing.some(
            ({ where, text }) => where === place && text.startsWith("blob:"),
          ),
          `${place} was not looked at`,
        );

      await breakEdge(lesson);
      await lesson.until("it says so", () => lesson.of("error").length > 0);
      assert.equal((await lesson.look()).error, code);
      const found = await assertNoSignature(
        lesson,
        written,
        `in the page after ${name}`,
      );
      const parts = ["message", "stack"];
      if (code === "playback-failed") parts.push("cause.message");
      for (const part of parts)
        for (const whole of ["error detail", "player.error"])
          assert.ok(
            found.some(({ where }) => where === `${whole}.${part}`),
            `${whole}.${part} was not looked at`,
          );
    });

  for (const delivery of deliveries)
    test(`${delivery} delivery: a playlist that names another host gives it neither cookie nor signature, and plays`, async (t) => {
      const received: { url: string; headers: IncomingHttpHeaders }[] = [];
      let lessonOrigin = "";
      const port = await serve(
        createServer(({ url = "", headers }, response) => {
          received.push({ url, headers });
          response.setHeader("Access-Control-Allow-Origin", lessonOrigin);
          response.setHeader("Access-Control-Allow-Credentials", "true");
          response.end(mediaFile(url));
        }),
      );
      const other = `http://other.demo.localhost:${port}`;
      const lesson = await open(t, {
        delivery,
        // Encrypted, so that the playlist names a key besides segments.
        videoId: "lesson-1-aes",
        before: async (page) => {
          // The page's own CSP forbids that host altogether: that is not what is tested here.
          await page.setBypassCSP(true);
          await rewrite(page, "*/480p.m3u8*", (playlist, url) => {
            ({ origin: lessonOrigin } = new URL(page.url()));
            return playlist.replace(
              /^[\w-]+\.ts$|(?<=URI=")[^"]+/gm,
              (file) => `${other}${new URL(file, url).pathname}`,
            );
          });
          await rewrite(page, "*/index.m3u8*", only480p);
        },
      });
      await lesson.playedTo(6);

      const paths = received.map(({ url }) => url);
      assert.ok(
        paths.filter((path) => /\/480p-\d+\.ts$/.test(path)).length >= 2 &&
          paths.some((path) => path === keyPath + lessonKeyId),
        `it was asked for segments and key only by their paths: ${paths.join(" ")}`,
      );
      for (const { url, headers } of received) {
        assert.equal(headers.cookie, undefined, `a cookie for ${url}`);
        assert.equal(headers.authorization, undefined, url);
        const told = `${url} ${JSON.stringify(headers)}`;
        for (const name of signatureParameters)
          assert.ok(!told.includes(`${name}=`), `${name} in ${told}`);
        for (const values of signaturesOf(lesson).values())
          for (const value of values)
            assert.ok(!told.includes(value), `a signature in ${told}`);
      }
      // The test can fail: who asks with credentials sends this host the grant's cookies.
      const segment = paths.find((path) => path.endsWith(".ts"))!;
      const cookies = await lesson.page.cookies(`${other}${segment}`);
      assert.equal(
        cookies.some(({ name }) => name === "CloudFront-Signature"),
        delivery === "cookie",
      );
      lesson.assertUnnoticed();
    });

  test("query delivery: a playlist that names files beyond the grant's scope gets no signature for them", async (t) => {
    const beyond: string[] = [];
    const lesson = await open(t, {
      delivery: "query",
      before: async (page) => {
        await rewrite(page, "*/480p.m3u8*", (playlist) =>
          playlist.replace(/^480p-/gm, "/lesson-2/ts/480p-"),
        );
        await rewrite(page, "*/index.m3u8*", only480p);
        await answer(page, "*/lesson-2/*", (url) => {
          beyond.push(url);
          return mediaFile(new URL(url).pathname.replace("-2", "-1"));
        });
      },
    });
    await lesson.playedTo(6);
    assert.ok(beyond.length >= 2, "nothing beyond the scope was asked for");
    for (const url of beyond)
      assert.match(url, /^[^?]*\/lesson-2\/ts\/480p-\d+\.ts$/);
    assert.ok(
      signaturesOf(lesson).get("Signature")!.size > 0,
      "files within the scope were not signed",
    );
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

async function click(page: Page, selector: string): Promise<void> {
  await shown(page, selector);
  await page.click(`secure-hls-player >>> ${selector}`);
}

/** A file of the committed lesson. */
function mediaFile(pathname: string): Buffer {
  if (pathname === keyPath + lessonKeyId) return lessonKey;
  return readFileSync(new URL(`../../demo/media${pathname}`, import.meta.url));
}

/** Takes the other renditions out of a multivariant playlist: what is tested does not depend on the bandwidth then. */
function only480p(playlist: string): string {
  return playlist.replace(/^#EXT-X-STREAM-INF.*\n(?!480p).*\n/gm, "");
}

/** What the player put on its requests to the edge, by parameter. */
function signaturesOf(lesson: Lesson): Map<string, Set<string>> {
  const urls = lesson.requests
    .map((request) => new URL(request.url()))
    .filter(({ origin }) => origin === lesson.demo.edgeOrigin);
  return new Map(
    signatureNames.map((name) => [
      name,
      new Set(urls.flatMap(({ searchParams }) => searchParams.getAll(name))),
    ]),
  );
}

/** Changes texts that the edge serves, and leaves their headers as they are. */
function rewrite(
  page: Page,
  urlPattern: string,
  change: (text: string, url: string) => string,
): Promise<void> {
  return intercept(
    page,
    { urlPattern, requestStage: "Response" },
    async (devtools, paused) => {
      const { requestId, responseStatusCode = 0 } = paused;
      if (responseStatusCode !== 200)
        return devtools.send("Fetch.continueRequest", { requestId });
      const { body, base64Encoded } = await devtools.send(
        "Fetch.getResponseBody",
        { requestId },
      );
      const text = base64Encoded
        ? Buffer.from(body, "base64").toString()
        : body;
      return devtools.send("Fetch.fulfillRequest", {
        requestId,
        responseCode: 200,
        responseHeaders: paused.responseHeaders!.filter(
          ({ name }) => !/^content-(length|encoding)$/i.test(name),
        ),
        body: Buffer.from(change(text, paused.request.url)).toString("base64"),
      });
    },
  );
}

/** Answers in the place of a server, with a body or with a status. */
function answer(
  page: Page,
  urlPattern: string,
  how: (url: string) => Buffer | number,
): Promise<void> {
  return intercept(
    page,
    { urlPattern, requestStage: "Request" },
    (devtools, { requestId, request }) => {
      const answer = how(request.url);
      const [responseCode, body] =
        typeof answer === "number" ? [answer, ""] : [200, answer];
      return devtools.send("Fetch.fulfillRequest", {
        requestId,
        responseCode,
        responseHeaders: [
          {
            name: "Access-Control-Allow-Origin",
            value: new URL(page.url()).origin,
          },
        ],
        body: body.toString("base64"),
      });
    },
  );
}

/** Unlike puppeteer's own interception, it leaves all other requests and the cache alone. */
async function intercept(
  page: Page,
  pattern: Protocol.Fetch.RequestPattern,
  handle: (
    devtools: CDPSession,
    paused: Protocol.Fetch.RequestPausedEvent,
  ) => Promise<unknown>,
): Promise<void> {
  const devtools = await page.createCDPSession();
  devtools.on("Fetch.requestPaused", (paused) => {
    handle(devtools, paused).catch((error: unknown) => {
      // The request, or the page, may be gone by now; a page that is closing is not closed yet.
      const gone = /Invalid InterceptionId|Target closed|Session closed/;
      if (!page.isClosed() && !gone.test(String(error))) throw error;
    });
  });
  await devtools.send("Fetch.enable", { patterns: [pattern] });
}

/** Console messages, errors that nobody caught, and violations of the page's CSP. */
async function collectComplaints(
  page: Page,
  complaints: string[],
): Promise<void> {
  page.on("console", (message) => {
    const { url = "" } = message.location();
    if (url.endsWith("/favicon.ico")) return;
    complaints.push(`${message.type()}: ${message.text()} (${url})`);
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.exposeFunction("violated", (what: string) =>
    complaints.push(`CSP: ${what}`),
  );
  await page.evaluateOnNewDocument(() =>
    addEventListener("securitypolicyviolation", (event) => {
      const { violatedDirective, blockedURI } = event;
      (globalThis as unknown as { violated(what: string): void }).violated(
        `${violatedDirective} ${blockedURI}`,
      );
    }),
  );
}

/**
 * What the page's scripts write to the console. What the browser itself writes there about a refused request names its
 * URL; no script can read that.
 */
async function collectWritten(page: Page, written: string[]): Promise<void> {
  const devtools = await page.createCDPSession();
  devtools.on("Runtime.consoleAPICalled", (call) =>
    written.push(JSON.stringify(call)),
  );
  devtools.on("Runtime.exceptionThrown", (thrown) =>
    written.push(JSON.stringify(thrown)),
  );
  await devtools.send("Runtime.enable");
}

/** Text that was found in a page. */
interface Found {
  where: string;
  text: string;
}

/** Puts these on the page. */
interface Keeper {
  /** What was in the events. */
  kept: Found[];
  /** Whatever can be read of a value; what is not enumerable as well: an error's message, stack and cause. */
  read(value: unknown, where: string): Found[];
}

/** Runs in the page: keeps what is in the player's events, as any script of the page could. */
function keepDetails(): void {
  // Functions with names of their own would refer to a helper that tsx's compiler puts beside them.
  const keeper: Keeper = {
    kept: [],
    read(value, where) {
      const found: Found[] = [];
      const seen = new Set<unknown>();
      const queue = [{ value, where }];
      for (const { value, where } of queue) {
        if (seen.has(value)) continue;
        found.push({ where, text: String(value) });
        if (typeof value !== "object" || value === null) continue;
        seen.add(value);
        found.push({ where, text: JSON.stringify(value) });
        for (const name of Object.getOwnPropertyNames(value))
          queue.push({
            value: (value as Record<string, unknown>)[name],
            where: `${where}.${name}`,
          });
      }
      return found;
    },
  };
  Object.assign(globalThis, keeper);
  const types = ["grant-issued", "grant-renewed", "grant-retrying", "error"];
  for (const type of [...types, "loadstart", "playing", "pause", "waiting"])
    // Events that do not bubble pass here on their way down.
    addEventListener(
      type,
      (event) => {
        if (!(event.target instanceof HTMLElement)) return;
        const { detail } = event as CustomEvent;
        keeper.kept.push(...keeper.read(detail, `${type} detail`));
      },
      { capture: true },
    );
}

/** Runs in the page: all that a script can read of it, and what was in the events. */
function readPage(): Found[] {
  const { kept, read } = globalThis as unknown as Keeper;
  const found = [...kept];
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots)
    for (const element of root.querySelectorAll("*")) {
      const { localName, shadowRoot, attributes } = element;
      for (const { name, value } of attributes)
        found.push({ where: `${localName}[${name}]`, text: value });
      // outerHTML is one of them.
      for (const name in element) {
        const text = (element as unknown as Record<string, unknown>)[name];
        if (typeof text === "string")
          found.push({ where: `${localName}.${name}`, text });
      }
      if (!shadowRoot) continue;
      found.push({ where: "shadow root", text: shadowRoot.innerHTML });
      roots.push(shadowRoot);
    }
  const { error } = document.querySelector("secure-hls-player")!;
  const storage = { ...localStorage, ...sessionStorage };
  return [
    ...found,
    ...read(error, "player.error"),
    ...read(storage, "storage"),
    { where: "document.cookie", text: document.cookie },
    { where: "location", text: location.href },
  ];
}

async function assertNoSignature(
  lesson: Lesson,
  written: readonly string[],
  where: string,
): Promise<Found[]> {
  const found = await lesson.page.evaluate(readPage);
  found.push(...written.map((text) => ({ where: "console", text })));
  for (const [name, values] of signaturesOf(lesson)) {
    assert.ok(values.size > 0, `there was no ${name} to look for`);
    for (const value of values)
      assert.deepEqual(
        found.filter(
          ({ text }) =>
            text.includes(value) || text.includes(encodeURIComponent(value)),
        ),
        [],
        `${name} is to be found ${where}`,
      );
  }
  return found;
}

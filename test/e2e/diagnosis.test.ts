import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, afterEach, before, describe, test } from "node:test";
import type {
  Browser,
  ConsoleMessage,
  Frame,
  HTTPRequest,
  Page,
} from "puppeteer-core";
import { startDemo, type Demo, type Faults } from "../../demo/servers.js";
import type { Cause } from "../../src/diagnosis/decide.js";
import english from "../../src/messages/en.js";
import { launchBrowser } from "../support/launch.js";

const head = `<!doctype html><html lang="en"><title>Test</title><script type="module" src="/player/index.js"></script>`;
const player = (attributes: string, policy = "") =>
  `${head}${policy && `<meta http-equiv="Content-Security-Policy" content="${policy}">`}<secure-hls-player debug muted ${attributes}></secure-hls-player></html>`;
const lesson = (endpoint: string, policy = "", videoId = "lesson-1") =>
  player(`grant-endpoint="${endpoint}" video-id="${videoId}"`, policy);

const ownEndpoint = "{{grantOrigin}}/grant";
const pages = {
  "/cookie.html": lesson(ownEndpoint),
  "/query-bare.html": lesson(`${ownEndpoint}/query`),
  "/gone.html": lesson(ownEndpoint, "", "lesson-1-gone"),
  "/unsigned.html": player('src="{{edgeOrigin}}/lesson-1/ts/index.m3u8"'),
  "/web-page.html": player('src="/bare.html"'),
  "/connect.html": lesson(ownEndpoint, "connect-src 'self' {{grantOrigin}}"),
  "/media.html": lesson(ownEndpoint, "media-src 'self'"),
  "/bare.html": player(""),
};

/** A host on another site than the demo's, and none that browsers trust over plain http as they do *.localhost. */
const elsewhere = "else.test";

/** What the element says under `debug` when the video is refused. */
interface Said {
  code: string;
  cause: string;
  text: string;
}

type Row = [
  name: string,
  path: keyof typeof pages,
  faults: Partial<Faults>,
  cause: Cause,
  words: RegExp,
];

const readable = { corsOnRefusals: true };
const cookie = "/cookie.html";
const query = "/query-bare.html";

/** What an author gets wrong, as it is on the wire. */
const rows: Row[] = [
  [
    "CORS * for cookies",
    cookie,
    { corsFlaw: "wildcard", ...readable },
    "cors-credentials",
    /either its Access-Control-Allow-Origin is \*/,
  ],
  [
    "CORS * for cookies, and refusals without CORS",
    cookie,
    { corsFlaw: "wildcard" },
    "cors-missing",
    /or are \*/,
  ],
  [
    "no allow-credentials",
    cookie,
    { corsFlaw: "no-credentials", ...readable },
    "cors-credentials",
    /Access-Control-Allow-Credentials: true is missing/,
  ],
  [
    "no CORS headers, by query",
    query,
    { corsFlaw: "none" },
    "cors-missing",
    /Access-Control-Allow-Origin: http:\/\/lesson\.demo\.localhost/,
  ],
  [
    "cookies without Domain",
    cookie,
    { grantFlaw: "cookie-domain", ...readable },
    "cookie-not-sent",
    /Domain=demo\.localhost/,
  ],
  [
    "cookies without Domain, and refusals without CORS",
    cookie,
    { grantFlaw: "cookie-domain" },
    "refused-unread",
    /MissingKey: .*Domain=demo\.localhost/,
  ],
  [
    "cookies whose Path is too narrow",
    cookie,
    { grantFlaw: "cookie-path", ...readable },
    "cookie-path",
    /Path attribute is narrower/,
  ],
  [
    "a scope that is too narrow",
    cookie,
    { grantFlaw: "scope", ...readable },
    "scope",
    /does not cover \S+(1080p|audio-en)\.m3u8/,
  ],
  [
    "a scope that is too narrow, and refusals without CORS",
    cookie,
    { grantFlaw: "scope" },
    "scope",
    /does not cover \S+(1080p|audio-en)\.m3u8/,
  ],
  [
    "a scope that is too narrow, by query",
    query,
    { grantFlaw: "scope" },
    "scope",
    /Resource is .*\/lesson-1\/ts\/index\.m3u8\./,
  ],
  [
    "another private key",
    cookie,
    { grantFlaw: "other-key", ...readable },
    "signature-refused",
    /private key/,
  ],
  [
    "another private key, by query",
    query,
    { grantFlaw: "other-key" },
    "signature-refused",
    /private key/,
  ],
  [
    "a signer's clock that is behind",
    cookie,
    { grantFlaw: "clock-behind", ...readable },
    "clock-off",
    /60 min behind the edge's/,
  ],
  [
    "a signer's clock that is behind, by query",
    query,
    { grantFlaw: "clock-behind" },
    "clock-off",
    /60 min behind this computer's/,
  ],
  [
    "a file that is not there",
    "/gone.html",
    {},
    "object-missing",
    /lesson-1\/gone\/index\.m3u8 \(404\)/,
  ],
  [
    "a web page for a playlist",
    "/web-page.html",
    {},
    "not-a-playlist",
    /#EXTM3U/,
  ],
  [
    "no grant",
    "/unsigned.html",
    readable,
    "signature-missing",
    /has a src alone/,
  ],
  [
    "a Content-Security-Policy without the edge",
    "/connect.html",
    {},
    "csp",
    /add http:\/\/cdn\.demo\.localhost:\d+ to connect-src/,
  ],
  [
    "a Content-Security-Policy without blob:",
    "/media.html",
    {},
    "csp",
    /blob: and data: to media-src/,
  ],
  [
    "an endpoint that says no",
    cookie,
    { endpointSaysNo: "not-entitled" },
    "denied",
    /\(not-entitled\)/,
  ],
  [
    "an endpoint without CORS headers",
    cookie,
    { endpointCorsFlaw: "none" },
    "cors-missing",
    /add http:\/\/lesson\.demo\.localhost:\d+ to its origins/,
  ],
  [
    "an endpoint that answers no preflight",
    cookie,
    { endpointCorsFlaw: "preflight" },
    "cors-preflight",
    /Content-Type/,
  ],
  [
    "an endpoint with CORS *",
    cookie,
    { endpointCorsFlaw: "wildcard" },
    "cors-credentials",
    /grant endpoint .* \*/,
  ],
];

describe("with debug, an author reads the cause", () => {
  let browser: Browser;
  let demo: Demo;
  let secure: Demo;
  let outside: Server;
  let page: Page;

  before(async () => {
    browser = await launchBrowser({
      acceptInsecureCerts: true,
      args: [
        `--host-resolver-rules=MAP *.${elsewhere} 127.0.0.1`,
        "--test-third-party-cookie-phaseout",
        // Pages served in place of the demo's come from nowhere, and may then not ask this machine.
        "--disable-features=LocalNetworkAccessChecks",
      ],
    });
    page = await browser.newPage();
    await page.setViewport({ width: 640, height: 400 });
    const options = {
      deviceLimit: 1_000,
      expiresInSeconds: 120,
      repeats: 1,
      pages,
    };
    demo = await startDemo(options);
    // Whatever page is around it.
    outside = createServer((_request, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end(
        `<!doctype html><title>Course</title><iframe width="640" height="400" src="${secure.lessonOrigin}/bare.html"></iframe>`,
      );
    });
    await new Promise<void>((resolve) =>
      outside.listen(0, "127.0.0.1", resolve),
    );
    secure = await startDemo({
      ...options,
      https: true,
      missingFileStatus: 403,
      aliases: {
        [`grant.${elsewhere}`]: "grant",
        [`cdn.${elsewhere}`]: "cdn",
      },
      frameAncestors: [outsideOrigin()],
    });
  });
  afterEach(async () => {
    await page.goto("about:blank");
    const client = await page.createCDPSession();
    await client.send("Network.clearBrowserCookies");
    await client.send("Network.clearBrowserCache");
    await client.detach();
    demo.faults.reset();
    secure.faults.reset();
  });
  after(async () => {
    await browser.close();
    await demo.close();
    await secure.close();
    outside.close();
  });

  function outsideOrigin(): string {
    return `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  }

  /** @param html what is served in place of the demo's page, without its Content-Security-Policy */
  async function open(url: string, html?: string): Promise<void> {
    if (html === undefined) {
      await page.goto(url, { waitUntil: "domcontentloaded" });
      return;
    }
    await page.setRequestInterception(true);
    const answer = (request: HTTPRequest) =>
      void (request.url() === url
        ? request.respond({ contentType: "text/html", body: html })
        : request.continue());
    page.on("request", answer);
    await page.goto(url, { waitUntil: "domcontentloaded" });
    page.off("request", answer);
    // The requests of workers would be held up as well.
    await page.setRequestInterception(false);
  }

  async function said(frame: Page | Frame = page): Promise<Said> {
    await frame.waitForFunction(
      () =>
        document
          .querySelector("secure-hls-player")
          ?.shadowRoot?.querySelector("[part=cause]"),
      { timeout: 25_000 },
    );
    const [code, text] = await frame.evaluate(() => {
      const element = document.querySelector("secure-hls-player")!;
      const cause = element.shadowRoot!.querySelector("[part=cause]")!;
      return [
        element.error?.code ?? "",
        cause.textContent!.trim().replace(/\s+/g, " "),
      ] as const;
    });
    const cause = /docs\/errors\.md#([\w-]+)$/.exec(text)?.[1] ?? "";
    return { code, cause, text };
  }

  test("the demo's page has switches for it", async () => {
    await page.setViewport({ width: 1280, height: 900 });
    await open(`${demo.lessonOrigin}/`);
    const choose = (selector: string, value: string) =>
      page.waitForSelector(selector).then(() => page.select(selector, value));
    await page.click(".mistakes summary");
    await page.click("#debug");
    await choose("[name=grantFlaw]", "scope");
    await page.click("#expire");
    assert.equal((await said()).cause, "scope");
    assert.equal(demo.faults.get().grantFlaw, "scope");
    await page.click("#mend");
    await page.waitForFunction(
      () => document.querySelector<HTMLButtonElement>("#mend")!.disabled,
    );
    assert.equal(demo.faults.get().grantFlaw, null, "the flaw of the grants");
    const log = await page.$eval(".events", (list) => list.textContent);
    assert.match(log ?? "", /Switch: New grants are wrong: scope\./);
    assert.match(log ?? "", /Switch: New grants are right again\./);
    await page.setViewport({ width: 640, height: 400 });
  });

  for (const [name, path, faults, cause, words] of rows)
    test(`${name}: ${cause}`, async () => {
      demo.faults.set(faults);
      await open(`${demo.lessonOrigin}${path}`);
      const found = await said();
      assert.equal(found.cause, cause, found.text);
      assert.match(found.text, words);
    });

  for (const [corsFlaw, cause] of [
    ["wildcard", "cors-wildcard"],
    ["no-credentials", "cors-no-credentials"],
  ] as const)
    test(`${cause}, where the page's policy lets it find out`, async () => {
      const { lessonOrigin, grantOrigin } = demo;
      demo.faults.set({ corsFlaw, ...readable });
      await open(`${lessonOrigin}/bare.html`); // signs the viewer in
      await open(`${lessonOrigin}/open.html`, lesson(`${grantOrigin}/grant`));
      const found = await said();
      assert.equal(found.cause, cause, found.text);
    });

  test("a file that the bucket hides: object-forbidden", async () => {
    await open(`${secure.lessonOrigin}/gone.html`);
    const found = await said();
    assert.equal(found.cause, "object-forbidden", found.text);
    assert.match(found.text, /\/lesson-1\/gone\/index\.m3u8/);
  });

  test("a plain http edge on an https page: mixed-content", async () => {
    const src = `http://cdn.${elsewhere}:${secure.port}/lesson-1/ts/index.m3u8`;
    await open(`${secure.lessonOrigin}/open.html`, player(`src="${src}"`));
    const found = await said();
    assert.equal(found.cause, "mixed-content", found.text);
  });

  test("an edge that is not there: no-answer", async () => {
    const src = `https://nobody.${elsewhere}:1/lesson-1/ts/index.m3u8`;
    await open(`${secure.lessonOrigin}/open.html`, player(`src="${src}"`));
    const found = await said();
    assert.equal(found.cause, "no-answer", found.text);
  });

  test("an endpoint on another site, which has no session there: cross-site-cookies", async () => {
    const endpoint = `https://grant.${elsewhere}:${secure.port}/grant`;
    await open(`${secure.lessonOrigin}/open.html`, lesson(endpoint));
    const found = await said();
    assert.equal(found.code, "not-signed-in", found.text);
    assert.equal(found.cause, "cross-site-cookies", found.text);
  });

  test("cookies of an endpoint that has no domain in common with the edge: cookie-other-domain", async () => {
    await open(`${secure.lessonOrigin}/bare.html`);
    await ask(page, `https://grant.${elsewhere}:${secure.port}/grant`);
    const found = await said();
    assert.equal(found.cause, "cookie-other-domain", found.text);
    assert.match(found.text, /grant\.else\.test.*cdn\.demo\.localhost/);
  });

  test("a page in a frame of another site: third-party-cookies", async () => {
    await open(outsideOrigin());
    const frame = await page.waitForFrame((child) =>
      child.url().startsWith(secure.lessonOrigin),
    );
    await ask(frame);
    const found = await said(frame);
    assert.equal(found.cause, "third-party-cookies", found.text);
    assert.match(found.text, /Partitioned/);
    const button = await frame.waitForSelector(
      "secure-hls-player >>> [part~=allow-cookies]",
      { timeout: 20_000 },
    );
    assert.equal(
      await button!.evaluate((found) => found.textContent!.trim()),
      english.allowCookies,
    );
  });

  test("nothing that is secret is in the paragraph or in the console", async () => {
    demo.faults.set({ grantFlaw: "other-key" });
    const lines: string[] = [];
    const note = (message: ConsoleMessage) => void lines.push(message.text());
    page.on("console", note);
    await open(`${demo.lessonOrigin}${query}`);
    const { text } = await said();
    page.off("console", note);
    const logged = lines.filter((line) => line.startsWith("secure-hls-player"));
    assert.equal(logged.length, 1, lines.join("\n"));
    for (const line of [text, ...logged])
      assert.doesNotMatch(line, /[?&](?:Policy|Signature|Key-Pair-Id)=/);
  });

  /** A grant of the page's own making, in cookie delivery, of which no cookie has come. */
  async function ask(frame: Page | Frame, endpoint?: string): Promise<void> {
    await frame.evaluate(
      async (videoUrl, grantEndpoint) => {
        await customElements.whenDefined("secure-hls-player");
        const element = document.querySelector("secure-hls-player")!;
        if (grantEndpoint) element.grantEndpoint = grantEndpoint;
        element.requestGrant = () =>
          Promise.resolve({ videoUrl, expiresIn: 120 });
        await element.updateComplete;
      },
      `${secure.edgeOrigin}/lesson-1/ts/index.m3u8`,
      endpoint,
    );
  }
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { HlsConfig } from "hls.js";
import type { Browser } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";

describe("the package, as npm packs it", () => {
  let packed: string[];
  before(() => {
    // What `npm run wordpress:zip` and `npm run moodle:zip` leave behind.
    const zips = ["wordpress", "moodle"].map((plugin) => `dist/${plugin}/left-behind.zip`); // prettier-ignore
    for (const zip of zips) {
      mkdirSync(dirname(zip), { recursive: true });
      writeFileSync(zip, "");
    }
    try {
      const printed = execFileSync(
        "npm",
        ["pack", "--dry-run", "--json", "--ignore-scripts"],
        { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
      );
      const [{ files }] = JSON.parse(printed) as [
        { files: { path: string }[] },
      ];
      packed = files.map(({ path }) => path);
    } finally {
      for (const zip of zips) rmSync(zip);
    }
  });

  test("has every page of the documentation: command line, doctor and diagnosis point to them", () => {
    const pages = readdirSync("docs", { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(?:md|json)$/.test(name))
      .map((name) => join("docs", name));
    assert.ok(pages.includes("docs/lms/links.md"), "They are not found.");
    assert.deepEqual(
      pages.filter((page) => !packed.includes(page)),
      [],
    );
  });

  test("has nothing of the plugins, whose licences are others", () => {
    assert.ok(packed.includes("dist/src/index.js"), "It has no player.");
    assert.deepEqual(
      packed.filter((path) => /wordpress\/|moodle\//.test(path)),
      [],
    );
  });
});

describe("the package, as it is built", () => {
  const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as {
    exports: Record<string, unknown>;
  };
  const names = Object.keys(exports)
    .filter((entry) => !/\.(json|html)$/.test(entry) && entry !== "./cdn")
    .map((entry) => entry.replace(".", "secure-hls-player"));

  for (const name of names) {
    test(`${name} can be imported on Node`, () => {
      const code = `console.log(Object.keys(await import(${JSON.stringify(name)})).length)`;
      const printed = execFileSync(
        process.execPath,
        ["--input-type=module", "-e", code],
        {
          encoding: "utf8",
        },
      );
      assert.ok(Number(printed) > 0, `exports nothing: ${printed}`);
    });
  }
});

describe("the hls.js in it", () => {
  test("is the installed one, without what the documents say is left out", async () => {
    const path = "../../dist/src/chunks/hls.js";
    const { default: built } = (await import(path)) as typeof import("hls.js");
    const { default: whole } = await import("hls.js");
    assert.equal(built.version, whole.version);
    const leftOut = Object.keys(whole.DefaultConfig).filter(
      (name) =>
        whole.DefaultConfig[name as keyof HlsConfig] &&
        !built.DefaultConfig[name as keyof HlsConfig],
    );
    assert.deepEqual(leftOut.sort(), [
      "cmcdController",
      "emeController",
      "enableInterstitialPlayback",
      "iframeController",
      "interstitialsController",
    ]);
  });
});

describe("the half for servers", () => {
  // Next.js bundles it, lazy parts included, and stops at a package that is not installed.
  const files = readdirSync("dist/node", { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".js")))
    test(`${file} imports no package`, () => {
      const code = readFileSync(`dist/node/${file}`, "utf8");
      const imported = [
        ...code.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g),
      ].map(([, name = ""]) => name);
      assert.deepEqual(
        imported.filter((name) => !/^(?:\.|node:)/.test(name)),
        [],
      );
    });
});

describe("the one file for a CDN", () => {
  const path = "dist/cdn/secure-hls-player.js";
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  test("matches its integrity hash", () => {
    const hash = createHash("sha384")
      .update(readFileSync(path))
      .digest("base64");
    assert.equal(readFileSync(`${path}.sri`, "utf8").trim(), `sha384-${hash}`);
  });

  test("registers the element beside an AMD loader and asks for no other file", async () => {
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.evaluate(`globalThis.define = () => { throw new Error("called define()"); };
      define.amd = {};`);
    await page.addScriptTag({ path });
    const element = await page.evaluate(
      "typeof customElements.get('secure-hls-player')",
    );
    assert.equal(element, "function");
    assert.deepEqual(requests, []);
  });

  test("speaks English by itself, and another language from beside it", async (t) => {
    const server = createServer(({ url = "" }, response) => {
      const file = join("dist/cdn", url);
      if (!existsSync(file)) return response.writeHead(404).end();
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Content-Type", "text/javascript");
      response.end(readFileSync(file));
    });
    t.after(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    const page = await browser.newPage();
    t.after(() => page.close());
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const url = `http://localhost:${port}/secure-hls-player.js`;
    // Of another host and without `crossorigin`, as a careless page has it.
    await page.setContent(`<script src="${url}"></script>
      <secure-hls-player controls></secure-hls-player>`);
    const says = (word: string) =>
      page.waitForFunction(
        (word) =>
          document
            .querySelector("secure-hls-player")
            ?.shadowRoot?.querySelector(".plyr__controls [data-plyr=play]")
            ?.textContent?.includes(word),
        { timeout: 20_000 },
        word,
      );
    await says("Play");
    assert.deepEqual(asked, [url]);
    for (const [language, word] of [
      ["de", "Abspielen"],
      ["pt", "Reproduzir"],
      ["zh-CN", "播放"],
    ] as const) {
      await page.$eval(
        "secure-hls-player",
        (player, lang) => player.setAttribute("lang", lang),
        language,
      );
      await says(word);
    }
    assert.deepEqual(
      asked.slice(1).map((url) => new URL(url).pathname),
      ["/messages/de.js", "/messages/pt-BR.js", "/messages/zh-Hans.js"],
    );
  });
});

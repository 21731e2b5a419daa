import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { HlsConfig } from "hls.js";
import type { Browser } from "puppeteer-core";
import { launchBrowser } from "../support/launch.js";

describe("the package, as it is built", () => {
  const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as {
    exports: Record<string, unknown>;
  };
  const names = Object.keys(exports)
    .filter((entry) => !entry.endsWith(".json") && entry !== "./cdn")
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
});

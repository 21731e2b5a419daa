import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser } from "puppeteer-core";
import { compile } from "svelte/compiler";
import { build, type Plugin } from "vite";
import { startDemo, type Demo } from "../../demo/servers.js";
import { ExampleProjects } from "../support/example-projects.js";
import { launchBrowser } from "../support/launch.js";

/** What is served, and filled as projects are built. */
const pages: Record<string, string> = {};
const folders: Record<string, string> = {};

describe("the examples of docs/frameworks", () => {
  let browser: Browser;
  let demo: Demo;
  let projects: ExampleProjects;

  before(async () => {
    browser = await launchBrowser();
    demo = await startDemo({
      deviceLimit: 1_000,
      pages,
      folders,
      // Vue's and Svelte's own.
      trustedTypes: ["vue", "svelte-trusted-html"],
    });
    projects = new ExampleProjects(`${demo.grantOrigin}/grant`);
  });
  after(async () => {
    projects?.close();
    await browser?.close();
    await demo?.close();
  });

  /** Serves a built page, and looks at what a viewer and a developer would see. */
  async function plays(path: string, folder: string): Promise<void> {
    folders[path] = folder;
    pages[path] = readFileSync(join(folder, "index.html"), "utf8");
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      const { url = "" } = message.location();
      if (message.type() === "error" && !url.endsWith("/favicon.ico"))
        errors.push(`${message.text()} ${url}`);
    });
    await page.evaluateOnNewDocument(() =>
      sessionStorage.setItem("token", "adas-token"),
    );
    const asked = page.waitForRequest(
      (request) =>
        request.url() === projects.grantEndpoint && request.method() === "POST",
    );
    await page.goto(`${demo.lessonOrigin}${path}`);
    assert.equal(
      (await asked).headers()["authorization"],
      "Bearer adas-token",
      "grantHeaders did not arrive.",
    );
    await page.waitForFunction(() =>
      /^Yours until /.test(
        document.querySelector("[role=status]")!.textContent,
      ),
    );
    const button = await page.waitForSelector("button");
    await button!.click();
    await page.waitForFunction(
      () => document.querySelector("secure-hls-player")!.currentTime > 2,
    );
    const shown = await page.$eval("secure-hls-player", (player) => ({
      controls: player.controls,
      playsInline: player.playsInline,
      videoId: player.videoId,
      width: player.clientWidth > 300,
    }));
    assert.deepEqual(shown, {
      controls: true,
      playsInline: true,
      videoId: "lesson-1",
      width: true,
    });
    assert.deepEqual(errors, []);
    await context.close();
  }

  test("plain HTML plays, with its token, and says until when", async () => {
    await plays("/html/", projects.open("html"));
  });

  for (const name of ["react", "vue"])
    test(`${name} is built, types checked, and plays`, async () => {
      const folder = projects.open(name);
      projects.build(folder, `/${name}/`);
      await plays(`/${name}/`, join(folder, "dist"));
    });

  test("svelte is built, and plays", async () => {
    projects.install("svelte");
    const root = projects.open("svelte");
    await build({
      root,
      base: "/svelte/",
      configFile: false,
      logLevel: "warn",
      plugins: [svelte()],
    });
    await plays("/svelte/", join(root, "dist"));
  });

  test("solid is type-checked, the package's own types included", () => {
    projects.install("solid-js", "vite", "hls.js", "lit", "media-tracks");
    const folder = projects.open("solid");
    execFileSync(
      join(projects.folder, "node_modules/.bin/tsc"),
      ["--noEmit", "-p", folder],
      { encoding: "utf8" },
    );
  });

  test("React and Vue render the tag on a server as it is written", () => {
    projects.install("react", "react-dom", "vue");
    const printed = execFileSync(
      process.execPath,
      ["--input-type=module", "-e", serverRendering],
      { cwd: projects.folder, encoding: "utf8" },
    );
    const tag = (controls: string) =>
      `<secure-hls-player grant-endpoint="/grant" video-id="lesson-1" ${controls}></secure-hls-player>`;
    assert.deepEqual(JSON.parse(printed), [
      tag('controls=""'),
      tag("controls"),
    ]);
  });
});

const serverRendering = `
  import "secure-hls-player/react";
  import "secure-hls-player/vue";
  import { createElement } from "react";
  import { renderToString } from "react-dom/server";
  import { createSSRApp, h } from "vue";
  import { renderToString as renderVue } from "vue/server-renderer";
  const attributes = { "grant-endpoint": "/grant", "video-id": "lesson-1", controls: true };
  const properties = { grantHeaders: () => ({}), hlsConfig: { maxBufferLength: 20 } };
  console.log(JSON.stringify([
    renderToString(createElement("secure-hls-player", { ...attributes, ...properties, "ongrant-issued": () => {} })),
    await renderVue(createSSRApp(() => h("secure-hls-player", { ...attributes, ".grantHeaders": properties.grantHeaders, onGrantIssued: () => {} }))),
  ]));
`;

/** As @sveltejs/vite-plugin-svelte does it, without all else that it does. */
function svelte(): Plugin {
  return {
    name: "svelte",
    transform: (code, filename) =>
      filename.endsWith(".svelte") ? compile(code, { filename }).js : undefined,
  };
}

/**
 * `npm run screenshots`: the whole tour of the player, in Chromium, from the demo's servers. The pictures are for the eye:
 * `screenshots/<what>-<width>.png`, which git ignores.
 *
 *     npm run screenshots -- live rtl   only those with one of these in their name
 */
import { mkdirSync } from "node:fs";
import type { KeyInput, Page } from "puppeteer-core";
import { startDemo, type Demo } from "../../demo/servers.js";
import { bringBuildUpToDate } from "../support/build.js";
import { launchBrowser } from "../support/launch.js";

const FOLDER = "screenshots";
const WIDTHS = [1280, 375];

interface Shot {
  /** @default "lesson-1" */
  videoId?: string;
  attributes?: string;
  /** Attributes of `<html>`. */
  page?: string;
  /** Pixels. @default {@link WIDTHS} */
  widths?: number[];
  media?: { name: string; value: string }[];
  faults?: Parameters<Demo["faults"]["set"]>[0];
  /** What stands in the element. */
  content?: string;
  /** In place of the element and its script tag. `{{player}}` in it is the element. */
  around?: string;
  /** Other devices that watch already, and are as many as may. @default 0 */
  devices?: number;
  /** A page of the demo, in place of one with the player alone. */
  path?: string;
  /** Of the screen, in place of 16:9 of the width. Pixels. */
  height?: number;
  act?: (page: Page, demo: Demo) => Promise<unknown>;
}

/** What a page may do to the player's look. */
const SHOT_CSS = `
media-controller { width: 100%; }
.theme { --plyr-color-main: #b4236a; --plyr-font-family: Georgia, serif; --plyr-menu-radius: 2px; --plyr-menu-background: #fdf3f7; --plyr-menu-color: #4a1030; --plyr-range-track-height: 8px; }
.theme secure-hls-player::part(controls) { background: #2b0a1acc; }
.poster { display: grid; place-items: start center; padding-block-start: 8%; background: #24405e; color: #fff; font-size: 2rem; text-align: center; }
.mark { position: absolute; inset-block-start: 3%; inset-inline-end: 5%; color: #fff9; font: 600 1rem system-ui; }
`;

const PLAYER = "secure-hls-player";
const inPlayer = (selector: string) => `${PLAYER} >>> ${selector}`;
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function plays(page: Page): Promise<void> {
  await page.waitForFunction(
    (player) =>
      (document.querySelector(player) as HTMLVideoElement).currentTime > 0.5,
    { timeout: 60_000, polling: 100 },
    PLAYER,
  );
}

/** Over the video first: the bar is there when the pointer comes to it. */
async function hover(page: Page, selector: string, across = 0.5) {
  const player = (await (await page.$(PLAYER))!.boundingBox())!;
  await page.mouse.move(player.x + player.width / 2, player.y + 40);
  await rest(300);
  const box = (await (await page.$(inPlayer(selector)))!.boundingBox())!;
  const [x, y] = [box.x + box.width * across, box.y + box.height / 2];
  await page.mouse.move(x - 1, y);
  await page.mouse.move(x, y);
  return [x, y] as const;
}

async function press(page: Page, selector: string, across?: number) {
  const [x, y] = await hover(page, selector, across);
  await page.mouse.click(x, y);
  await rest(600);
}

const menu = (panel?: string) => async (page: Page) => {
  await plays(page);
  await press(page, ".plyr__menu > [data-plyr=settings]");
  if (!panel) return;
  await page.evaluate(
    (player, name) => {
      const root = document.querySelector(player)!.shadowRoot!;
      const lines = [...root.querySelectorAll<HTMLElement>("[role=menuitem]")];
      lines.find(({ textContent }) => textContent.startsWith(name))!.click();
    },
    PLAYER,
    panel,
  );
  await rest(600);
};

const keys =
  (...names: KeyInput[]) =>
  async (page: Page) => {
    await plays(page);
    await page.focus(PLAYER + " >>> .plyr");
    for (const name of names) await page.keyboard.press(name);
    await rest(200);
  };

const preview = async (page: Page) => {
  await plays(page);
  await hover(page, "[data-plyr=seek]", 0.7);
  await rest(2_500);
};

/** With the player's control bar. */
async function demoPage(page: Page) {
  await plays(page);
  await rest(3_000);
  await hover(page, "[data-plyr=mute]");
  await rest(300);
}

const shots: Record<string, Shot> = {
  initial: { attributes: "", act: () => rest(2_500) },
  playing: {
    act: async (page) => {
      await plays(page);
      await hover(page, "[data-plyr=mute]");
      await rest(300);
    },
  },
  menu: { act: menu() },
  "menu-captions": { act: menu("Captions") },
  "menu-audio": { act: menu("Audio") },
  "menu-quality": { act: menu("Quality") },
  "menu-speed": { act: menu("Speed") },
  "menu-chapters": { act: menu("Chapters") },
  storyboard: { act: preview },
  "storyboard-edge": {
    act: async (page) => {
      await plays(page);
      await hover(page, "[data-plyr=seek]", 0.01);
      await rest(2_500);
    },
  },
  captions: {
    act: async (page) => {
      await plays(page);
      await press(page, "[data-plyr=captions]");
      await rest(2_000);
    },
  },
  watermark: {
    videoId: "lesson-1-marked",
    act: async (page) => {
      await plays(page);
      await hover(page, "[data-plyr=mute]");
      await rest(300);
    },
  },
  "watermark-removed": {
    videoId: "lesson-1-marked",
    act: async (page) => {
      await plays(page);
      await page.$eval(inPlayer(".watermark"), (watermark) =>
        watermark.remove(),
      );
      await rest(1_500);
    },
  },
  "watermark-fullscreen": {
    videoId: "lesson-1-marked",
    widths: [1280],
    act: async (page) => {
      await plays(page);
      await press(page, "[data-plyr=fullscreen]");
      await rest(2_000);
    },
  },
  "resume-question": {
    attributes: "muted resume",
    act: async (page) => {
      await page.evaluate(
        (player) =>
          (
            document.querySelector(player) as HTMLVideoElement & {
              restoreProgress(progress: object): void;
            }
          ).restoreProgress({
            ranges: [[0, 12]],
            position: 12,
            duration: 48,
          }),
        PLAYER,
      );
      await rest(2_500);
      await page.keyboard.press("Tab");
      await rest(300);
    },
  },
  "seek-blocked": {
    attributes: 'autoplay muted seek-policy="watched"',
    act: async (page) => {
      await plays(page);
      await press(page, "[data-plyr=seek]", 0.7);
      await rest(400);
    },
  },
  live: {
    videoId: "lesson-1-live",
    act: async (page) => {
      await plays(page);
      await hover(page, "[data-plyr=mute]");
      await rest(2_500);
    },
  },
  "live-behind": {
    videoId: "lesson-1-live",
    act: async (page) => {
      await plays(page);
      await rest(1_000);
      await press(page, "[data-plyr=seek]", 0.4);
      await rest(2_000);
    },
  },
  refused: { videoId: "lesson-2", act: () => rest(2_500) },
  devices: { devices: 1, act: () => rest(3_500) },
  "devices-many": { devices: 3, act: () => rest(3_500) },
  "key-speed": { act: keys(">") },
  "key-seek": { act: keys("l", "l") },
  "key-volume": { act: keys("m", "ArrowUp") },
  "key-captions": { act: keys("c") },
  "keys-list": {
    height: 720,
    act: async (page) => {
      await keys("?")(page);
      await rest(800);
    },
  },
  "caption-style": {
    height: 720,
    act: async (page) => {
      await menu("Caption style")(page);
      await rest(800);
    },
  },
  debug: {
    attributes: "autoplay muted debug",
    faults: { corsFlaw: "wildcard" },
    act: () => rest(6_000),
  },
  "debug-scope": {
    attributes: "autoplay muted debug",
    faults: { grantFlaw: "scope" },
    act: async (page) => {
      await rest(6_000);
      await page.$eval(inPlayer("[part=cause]"), (cause) =>
        cause.scrollIntoView(),
      );
    },
  },
  theme: {
    page: 'lang="en" class="theme"',
    act: menu(),
  },
  "poster-slot": {
    attributes: "",
    content: '<div slot="poster" class="poster">Lesson 1: the grant</div>',
    act: () => rest(2_500),
  },
  "fullscreen-watermark": {
    widths: [1280],
    content: '<span slot="overlay" class="mark">viewer@school.example</span>',
    act: async (page) => {
      await plays(page);
      await press(page, "[data-plyr=fullscreen]");
      await rest(1_500);
      await page.mouse.move(300, 300);
      await rest(500);
    },
  },
  "media-chrome": {
    around: `<script type="module" src="/media-chrome/index.js"></script><script type="module" src="/media-chrome/menu/index.js"></script><media-controller>{{player}}<media-control-bar><media-play-button></media-play-button><media-time-range></media-time-range><media-time-display showduration></media-time-display><media-mute-button></media-mute-button><media-captions-button></media-captions-button><media-fullscreen-button></media-fullscreen-button></media-control-bar></media-controller>`,
    attributes: 'autoplay muted slot="media"',
    act: async (page) => {
      await plays(page);
      await page.mouse.move(150, 120);
      await rest(500);
    },
  },
  "demo-page": { path: "/", height: 900, act: (page) => demoPage(page) },
  "demo-mistakes": {
    path: "/",
    height: 900,
    act: async (page) => {
      await plays(page);
      await page.click(".mistakes summary");
      await page.$eval(".mistakes", (list) => list.scrollIntoView());
      await rest(500);
    },
  },
  "demo-page-dark": {
    path: "/",
    height: 900,
    media: [{ name: "prefers-color-scheme", value: "dark" }],
    act: (page) => demoPage(page),
  },
  reconnecting: {
    faults: { endpointDown: true },
    act: () => rest(3_500),
  },
  offline: {
    act: async (page, demo) => {
      await plays(page);
      demo.faults.set({ offline: true });
      await page.setOfflineMode(true);
      // Beyond what is buffered.
      await page.evaluate((player) => {
        (document.querySelector(player) as HTMLVideoElement).currentTime = 500;
      }, PLAYER);
      await rest(4_000);
    },
  },
  rtl: { page: 'lang="ar" dir="rtl"', act: menu() },
  "rtl-preview": { page: 'lang="ar" dir="rtl"', act: preview },
  dark: {
    media: [{ name: "prefers-color-scheme", value: "dark" }],
    act: menu("Speed"),
  },
  "forced-colours": {
    media: [{ name: "forced-colors", value: "active" }],
    act: menu(),
  },
  "4k": { widths: [3840], act: preview },
  "320": { widths: [320], act: preview },
  "320-menu": { widths: [320], act: menu("Chapters") },
};

async function take(name: string, width: number): Promise<void> {
  const shot = shots[name]!;
  const {
    videoId = "lesson-1",
    attributes = "autoplay muted",
    around = "{{player}}",
    content = "",
    devices = 0,
    path = "/shot.html",
    height = Math.round((width * 9) / 16),
  } = shot;
  const controls = around.includes("<media-controller") ? "" : "controls";
  const player = `<${PLAYER} grant-endpoint="{{grantOrigin}}/grant" video-id="${videoId}" ${controls} nopreferences ${attributes}>${content}</${PLAYER}>`;
  const demo = await startDemo({
    repeats: name === "offline" ? 20 : 1,
    deviceLimit: devices || 100,
    folders: { "/media-chrome/": "node_modules/media-chrome/dist" },
    pages: {
      "/shot.html": `<!doctype html><html ${shot.page ?? 'lang="en"'}><meta name="viewport" content="width=device-width" /><title>Shot</title><link rel="stylesheet" href="/page.css" /><style>${SHOT_CSS}</style><script type="module" src="/player/index.js"></script>${around.replace("{{player}}", player)}</html>`,
    },
  });
  const browser = await launchBrowser();
  try {
    for (let device = 0; device < devices; device++) {
      const other = await (await browser.createBrowserContext()).newPage();
      await other.goto(`${demo.lessonOrigin}/shot.html`);
      await plays(other);
    }
    const page = await browser.newPage();
    await page.setViewport({ width, height });
    // The tour's own style, and media-chrome's.
    await page.setBypassCSP(true);
    // Puppeteer's own emulation knows some features only.
    const devtools = await page.createCDPSession();
    await devtools.send("Emulation.setEmulatedMedia", {
      features: shot.media ?? [],
    });
    demo.faults.set(shot.faults ?? {});
    await page.goto(`${demo.lessonOrigin}${path}`);
    await page.bringToFront();
    await shot.act?.(page, demo);
    await page.screenshot({ path: `${FOLDER}/${name}-${width}.png` });
    console.log(`${FOLDER}/${name}-${width}.png`);
  } catch (error) {
    console.error(`${name} at ${width}:`, error);
    process.exitCode = 1;
  } finally {
    await browser.close();
    await demo.close();
  }
}

bringBuildUpToDate();
mkdirSync(FOLDER, { recursive: true });
const wanted = process.argv.length > 2 ? process.argv.slice(2) : [""];
for (const name of Object.keys(shots).filter((name) =>
  wanted.some((part) => name.includes(part)),
))
  for (const width of shots[name]!.widths ?? WIDTHS) await take(name, width);

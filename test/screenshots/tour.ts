/**
 * `npm run screenshots`: the whole tour of the player, in Chromium, from the demo's servers. The pictures are for the eye:
 * `screenshots/<what>-<width>.png`, which git ignores.
 *
 *     npm run screenshots -- live      only those with that in their name
 */
import { mkdirSync } from "node:fs";
import type { Page } from "puppeteer-core";
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
  act?: (page: Page, demo: Demo) => Promise<unknown>;
}

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

const preview = async (page: Page) => {
  await plays(page);
  await hover(page, "[data-plyr=seek]", 0.7);
  await rest(2_500);
};

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
  devices: { act: () => rest(3_500) },
  reconnecting: {
    faults: { endpointDown: true },
    act: () => rest(3_500),
  },
  offline: {
    act: async (page, demo) => {
      await plays(page);
      demo.faults.set({ offline: true });
      await page.setOfflineMode(true);
      await rest(16_000);
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
  const { videoId = "lesson-1", attributes = "autoplay muted" } = shot;
  const demo = await startDemo({
    repeats: 1,
    deviceLimit: name === "devices" ? 1 : 100,
    pages: {
      "/shot.html": `<!doctype html><html ${shot.page ?? 'lang="en"'}><meta name="viewport" content="width=device-width" /><title>Shot</title><link rel="stylesheet" href="/page.css" /><script type="module" src="/player/index.js"></script><${PLAYER} grant-endpoint="{{grantOrigin}}/grant" video-id="${videoId}" controls nopreferences ${attributes}></${PLAYER}></html>`,
    },
  });
  const browser = await launchBrowser();
  try {
    if (name === "devices") {
      const other = await (await browser.createBrowserContext()).newPage();
      await other.goto(`${demo.lessonOrigin}/shot.html`);
      await plays(other);
    }
    const page = await browser.newPage();
    await page.setViewport({ width, height: Math.round((width * 9) / 16) });
    // Puppeteer's own emulation knows some features only.
    const devtools = await page.createCDPSession();
    await devtools.send("Emulation.setEmulatedMedia", {
      features: shot.media ?? [],
    });
    demo.faults.set(shot.faults ?? {});
    await page.goto(`${demo.lessonOrigin}/shot.html`);
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
const wanted = process.argv[2] ?? "";
for (const name of Object.keys(shots).filter((name) => name.includes(wanted)))
  for (const width of shots[name]!.widths ?? WIDTHS) await take(name, width);

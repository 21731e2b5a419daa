import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import puppeteer, {
  type Browser,
  type KeyInput,
  type LaunchOptions,
  type Page,
} from "puppeteer-core";
import { findCommand, isExecutable } from "./find-command.js";
import { tied } from "./tied.js";

/** What Debian's command, a script, starts as a child of its own. */
const DEBIANS = "/usr/lib/firefox-esr/firefox-esr";

/**
 * Path of a Firefox: `FIREFOX_PATH`, an installed one, or Debian's when we are root (installs it). It decodes H.264 with
 * the library of ffmpeg.
 *
 * @throws Error that says in one sentence what to do
 */
export function findFirefox(): string {
  findCommand("ffmpeg");
  const found = findCommand("firefox-esr", { variable: "FIREFOX_PATH" });
  return found === "/usr/bin/firefox-esr" && isExecutable(DEBIANS)
    ? DEBIANS
    : found;
}

/** A program that is it, and ends with this process: puppeteer starts one by its path alone. */
function tiedFirefox(firefox: string): string {
  const [command, args] = tied(firefox, []);
  if (command === firefox) return firefox;
  const path = resolve("node_modules/.cache/tied-firefox");
  const words = [command, ...args].map((word) => `'${word}'`).join(" ");
  mkdirSync(dirname(path), { recursive: true });
  // Another process may be about to start the one that is there.
  writeFileSync(`${path}.${process.pid}`, `#!/bin/sh\nexec ${words} "$@"\n`, {
    mode: 0o755,
  });
  renameSync(`${path}.${process.pid}`, path);
  return path;
}

/** How puppeteer starts it, by WebDriver BiDi. */
export function firefoxOptions(): LaunchOptions {
  return {
    browser: "firefox",
    executablePath: tiedFirefox(findFirefox()),
    headless: true,
    extraPrefsFirefox: {
      // Media may start by itself.
      "media.autoplay.default": 0,
      // As on a computer with a touchscreen.
      "dom.w3c_touch_events.enabled": 1,
      // No black screen and no notice in between.
      "full-screen-api.transition-duration.enter": "0 0",
      "full-screen-api.transition-duration.leave": "0 0",
      "full-screen-api.warning.timeout": 0,
    },
  };
}

/** A page in a Firefox of its own. */
export async function openFirefoxPage(
  options: LaunchOptions = {},
): Promise<Page> {
  const browser = await puppeteer.launch({ ...firefoxOptions(), ...options });
  return openTab(browser);
}

/** The same browser's next page: the focus of the one before may have gone to the browser's own controls, for good. */
export async function replaceTab(page: Page): Promise<Page> {
  const next = await openTab(page.browser());
  await page.close();
  return next;
}

async function openTab(browser: Browser): Promise<Page> {
  // Not the first one: that never gets the focus.
  const page = await browser.newPage();
  // By the names that Chromium takes as well.
  const press = page.keyboard.press.bind(page.keyboard);
  page.keyboard.press = (name, how) => press(keys[name] ?? name, how);
  return page;
}

const keys: Partial<Record<KeyInput, KeyInput>> = { Space: " ", Period: "." };

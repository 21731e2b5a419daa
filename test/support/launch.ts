import puppeteer, { type Browser, type LaunchOptions } from "puppeteer-core";
import { findBrowser } from "./find-browser.js";

/** No first-run pages, no calls home, and media may start by itself. */
export const browserFlags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
  // Chromium does not start its sandbox as root.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** A browser that has not closed by then is killed. */
const CLOSE_TIMEOUT_MS = 5_000;

export interface LaunchBrowserOptions {
  /** Accept certificates nobody signed, as the demo's `--https`. @default false */
  acceptInsecureCerts?: boolean;
  /** More flags for the browser. */
  args?: string[];
  /** A window to look at. @default true */
  headless?: boolean;
}

/**
 * A browser of the test's own. Its profile is new and empty, and puppeteer removes it afterwards.
 *
 * @example
 * const browser = await launchBrowser();
 * after(() => browser.close());
 */
export async function launchBrowser({
  acceptInsecureCerts = false,
  args = [],
  headless = true,
}: LaunchBrowserOptions = {}): Promise<Browser> {
  const executablePath = await findBrowser();
  const options: LaunchOptions = {
    executablePath,
    headless,
    acceptInsecureCerts,
    args: [...browserFlags, ...args],
  };
  const browser = await puppeteer.launch(options).catch((error: unknown) => {
    throw new Error(`${executablePath} did not start.`, { cause: error });
  });
  const close = browser.close.bind(browser);
  browser.close = async () => {
    const killing = setTimeout(
      () => browser.process()?.kill("SIGKILL"),
      CLOSE_TIMEOUT_MS,
    );
    await close().finally(() => clearTimeout(killing));
  };
  return browser;
}

import type { Engine } from "./engines.js";
import { openFirefoxPage } from "./firefox.js";
import { launchBrowser } from "./launch.js";
import { WebKitPage } from "./webkit/page.js";

/** Where functions can be run. */
export interface Evaluates {
  evaluate<R>(run: () => R): Promise<Awaited<R>>;
}

/** What is used of puppeteer's `Page` in every engine. */
export interface EnginePage extends Evaluates {
  goto(url: string): Promise<unknown>;
  /** Ends its browser, too. */
  close(): Promise<unknown>;
}

/** A page in a browser of its own, which takes any certificate, and plays HLS by itself where the engine can. */
export function openEnginePage(engine: Engine): Promise<EnginePage> {
  return pages[engine]() as Promise<EnginePage>;
}

const acceptInsecureCerts = true;

const pages: Record<Engine, () => Promise<unknown>> = {
  async chromium() {
    const browser = await launchBrowser({ acceptInsecureCerts });
    const page = await browser.newPage();
    page.close = () => browser.close();
    return page;
  },
  async firefox() {
    const page = await openFirefoxPage({ acceptInsecureCerts });
    const browser = page.browser();
    page.close = () => browser.close();
    return page;
  },
  webkitgtk: () =>
    WebKitPage.open({
      acceptInsecureCerts,
      env: { WEBKIT_GST_ENABLE_HLS_SUPPORT: "1" },
    }),
};

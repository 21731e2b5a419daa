import type { TestRunnerConfig } from "@web/test-runner";
import { chromeLauncher } from "@web/test-runner-chrome";
import type { Engine } from "./engines.js";
import { findBrowser } from "./find-browser.js";
import { openFirefoxPage, replaceTab } from "./firefox.js";
import { browserFlags } from "./launch.js";
import { WebKitPage } from "./webkit/page.js";

type Launcher = NonNullable<TestRunnerConfig["browsers"]>[number];

/** What opens the test runner's pages in an engine. */
export async function createLauncher(engine: Engine): Promise<Launcher> {
  if (engine !== "chromium") return new BrowserEach(engine);
  return chromeLauncher({
    launchOptions: {
      executablePath: await findBrowser(),
      args: browserFlags,
    },
    // A context each, so that files under test at the same time share no cookies, locks or workers.
    createPage: async ({ browser }) =>
      (await browser.createBrowserContext()).newPage(),
  });
}

/** What is used of puppeteer's `Page`. */
interface TestPage {
  setViewport(size: { width: number; height: number }): Promise<unknown>;
  goto(url: string): Promise<unknown>;
  url(): string | Promise<string>;
}

/** A browser of the engine, and the page of it that is used next. */
interface Opened {
  page: TestPage;
  /** Makes a page as new, for the next file. */
  renew(): Promise<TestPage>;
  close(): Promise<unknown>;
}

const open: Record<Exclude<Engine, "chromium">, () => Promise<Opened>> = {
  async firefox() {
    let page = await openFirefoxPage();
    const browser = page.browser();
    return {
      page,
      // Its focus may have gone to the browser's own controls, for good.
      renew: async () => (page = await replaceTab(page)),
      close: () => browser.close(),
    };
  },
  async webkitgtk() {
    const page = await WebKitPage.open();
    return {
      page,
      async renew() {
        // Ends what still runs in it.
        await page.goto("about:blank");
        return page;
      },
      close: () => page.close(),
    };
  },
};

/** A browser for each of the pages that are open at the same time: only one window of a browser has the focus. */
class BrowserEach implements Launcher {
  readonly name: string;
  /** The runner's commands drive the pages as they do puppeteer's. */
  readonly type = "puppeteer";
  readonly #open: () => Promise<Opened>;
  readonly #active = new Map<string, Opened>();
  readonly #idle: Opened[] = [];

  constructor(engine: Exclude<Engine, "chromium">) {
    this.name = engine;
    this.#open = open[engine];
  }

  async startSession(id: string, url: string): Promise<void> {
    const opened = this.#idle.pop() ?? (await this.#open());
    this.#active.set(id, opened);
    await opened.page.setViewport({ width: 800, height: 600 });
    await opened.page.goto(url);
  }

  isActive(id: string): boolean {
    return this.#active.has(id);
  }

  getPage(id: string): TestPage {
    return this.#active.get(id)!.page;
  }

  async getBrowserUrl(id: string): Promise<string> {
    return this.getPage(id).url();
  }

  async stopSession(id: string): Promise<object> {
    const opened = this.#active.get(id)!;
    this.#active.delete(id);
    opened.page = await opened.renew();
    this.#idle.push(opened);
    return {};
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error("There is no debugging here."));
  }

  async stop(): Promise<void> {
    const all = [...this.#idle, ...this.#active.values()];
    await Promise.all(all.map((opened) => opened.close()));
  }
}

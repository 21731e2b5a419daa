import assert from "node:assert/strict";
import type { BrowserContext, HTTPRequest, Page } from "puppeteer-core";
import {
  startDemo,
  type Demo,
  type DemoOptions,
  type RequestEntry,
} from "../../demo/servers.js";

/** Something that a player on the page reported. */
export interface Reported {
  /** Which player, in the order of the page. */
  player: number;
  type: string;
  /** Of an `error` or a `grant-retrying`. */
  code?: string;
  /** Epoch milliseconds, by the test's clock. */
  at: number;
}

/** What a player looks like to its viewer at this moment. */
export interface Look {
  time: number;
  paused: boolean;
  grantState: string;
  error: string | null;
  text: string;
}

export interface LessonOptions extends DemoOptions {
  delivery?: "cookie" | "query";
  videoId?: string;
  /** A page of the demo's own instead of a bare one with players; `delivery` and the tag are then its. */
  path?: string;
  /** How many players. @default 1 */
  players?: number;
  /** A player for each, in place of `players` of one `videoId`. */
  videoIds?: readonly string[];
  /** Seconds that hls.js buffers ahead: short, so that requests go on all the time. @default 6 */
  bufferSeconds?: number;
  /** Further attributes of the tag. @default "autoplay muted" */
  attributes?: string;
  /** Runs in the page before anything else. */
  before?: (page: Page) => Promise<unknown>;
}

/**
 * Pages start one after the other: a start takes two seconds of a core, and several at once make those that already play
 * stall. One that has not started by then is not waited for.
 */
const startMs = 3_000;
let turn: Promise<unknown> = Promise.resolve();

/** A page with players on it, served and watched from end to end: real endpoint, real edge, real browser. */
export class Lesson {
  readonly reported: Reported[] = [];
  /** Console messages and page errors. */
  readonly console: string[] = [];
  readonly requests: HTTPRequest[] = [];
  #watchers = new Set<() => void>();

  private constructor(
    readonly demo: Demo,
    readonly page: Page,
  ) {}

  /** Opens a lesson of its own demo, or another tab of `demo`'s. */
  static open(
    context: BrowserContext,
    options: LessonOptions = {},
    demo?: Demo,
  ): Promise<Lesson> {
    const opened = turn.then(() => Lesson.#open(context, options, demo));
    turn = opened.then((lesson) => lesson.#started()).catch(() => {});
    return opened;
  }

  static async #open(
    context: BrowserContext,
    {
      delivery = "cookie",
      videoId = "lesson-1",
      path = "/test.html",
      players = 1,
      videoIds = Array.from({ length: players }, () => videoId),
      bufferSeconds = 6,
      attributes = "autoplay muted",
      before,
      ...demoOptions
    }: LessonOptions,
    demo: Demo | undefined,
  ): Promise<Lesson> {
    const endpoint = delivery === "cookie" ? "/grant" : "/grant/query";
    const tags = videoIds.map(
      (id) =>
        `<secure-hls-player grant-endpoint="{{grantOrigin}}${endpoint}" video-id="${id}" controls ${attributes}></secure-hls-player>`,
    );
    demo ??= await startDemo({
      // Each test's browser is another device of the same viewer.
      deviceLimit: 1_000,
      ...demoOptions,
      pages: {
        "/test.html": `<!doctype html><html lang="en"><title>Test</title><script type="module" src="/player/index.js"></script>${tags.join("")}</html>`,
        "/empty.html": "<!doctype html><title>Empty</title>",
      },
    });
    const page = await context.newPage();
    await page.setViewport({ width: 640, height: 400 });
    const lesson = new Lesson(demo, page);
    page.on("console", (message) => lesson.console.push(message.text()));
    page.on("pageerror", (error) => lesson.console.push(String(error)));
    page.on("request", (request) => lesson.requests.push(request));
    demo.requests.subscribe(() => lesson.#changed());
    await page.exposeFunction("report", (entry: Omit<Reported, "at">) => {
      lesson.reported.push({ ...entry, at: Date.now() });
      lesson.#changed();
    });
    await page.evaluateOnNewDocument(recordPlayers, bufferSeconds);
    await before?.(page);
    await page.goto(`${demo.lessonOrigin}${path}`);
    return lesson;
  }

  /** Waits until `what` holds, looking again whenever something happens. */
  async until(
    name: string,
    what: () => boolean | undefined,
    withinMs = 30_000,
  ): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!what()) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(look);
        reject(new Error(`Waited in vain until ${name}.\n${this.story()}`));
      }, withinMs);
      this.#watchers.add(look);
      look();
    });
  }

  /** Waits until it plays, or says why not. */
  #started(): Promise<void> {
    const says = ({ type }: Reported) => type === "playing" || type === "error";
    return this.until(
      "it has started",
      () => this.reported.some(says),
      startMs,
    );
  }

  /** Waits until the first player has played to `seconds`. */
  async playedTo(seconds: number, withinMs = 40_000): Promise<void> {
    try {
      await this.page.waitForFunction(
        (wanted) =>
          document.querySelector("secure-hls-player")!.media!.currentTime >=
          wanted,
        { timeout: withinMs, polling: 100 },
        seconds,
      );
    } catch (cause) {
      throw new Error(`Never played to ${seconds} s.\n${this.story()}`, {
        cause,
      });
    }
  }

  of(type: string): Reported[] {
    return this.reported.filter((entry) => entry.type === type);
  }

  /** Stalls: `waiting` after playback had begun. */
  get stalls(): Reported[] {
    const begun = this.reported.findIndex(({ type }) => type === "playing");
    return this.reported
      .slice(begun + 1)
      .filter(({ type }) => type === "waiting");
  }

  /** Grant requests since `since` (an id of the log). */
  grantRequests(since = 0): RequestEntry[] {
    return this.demo.requests
      .entries()
      .filter(
        ({ host, method, id }) =>
          host === "grant" && method === "POST" && id > since,
      );
  }

  /** Files that the edge refused since `since` (an id of the log). */
  refusals(since = 0): RequestEntry[] {
    return this.demo.requests
      .entries()
      .filter(
        ({ host, status, id }) =>
          host === "edge" && status === 403 && id > since,
      );
  }

  /** The id of the last request so far. */
  get lastId(): number {
    return this.demo.requests.entries().at(-1)?.id ?? 0;
  }

  look(player = 0): Promise<Look> {
    return this.page.evaluate((index) => {
      const element = [...document.querySelectorAll("secure-hls-player")][
        index
      ]!;
      const root = element.shadowRoot!;
      return {
        time: element.media!.currentTime,
        paused: element.media!.paused,
        grantState: element.grantState,
        error: element.error?.code ?? null,
        text:
          root.querySelector("[role=alert]")?.textContent?.trim() ??
          root.querySelector("[role=status]")?.textContent?.trim() ??
          "",
      };
    }, player);
  }

  /** Nothing that a viewer would notice has happened. */
  assertUnnoticed(): void {
    assert.deepEqual(this.stalls, [], `stalled\n${this.story()}`);
    assert.deepEqual(this.of("error"), [], `failed\n${this.story()}`);
  }

  /** What happened, for the message of a failed test. */
  story(): string {
    const lines = [
      ...this.reported.map(
        ({ at, player, type, code = "" }) =>
          [at, `player ${player}: ${type} ${code}`] as const,
      ),
      ...this.demo.requests
        .entries()
        .map(
          ({ at, method, path, status, reason = "" }) =>
            [at, `${method} ${path} ${status} ${reason}`] as const,
        ),
    ];
    const story = lines
      .sort(([a], [b]) => a - b)
      .map(([at, line]) => `${(at / 1_000).toFixed(1).slice(-6)} ${line}`);
    return [...story, ...this.console].join("\n");
  }

  /** Closes page and demo; twice is as good as once. */
  async close(): Promise<void> {
    if (!this.page.isClosed()) await this.page.close();
    await this.demo.close();
  }

  #changed(): void {
    for (const look of [...this.#watchers]) look();
  }
}

/** Runs in the page, before the player is there: a short buffer, and a word about everything that happens. */
function recordPlayers(bufferSeconds: number): void {
  const report = (
    globalThis as unknown as { report(entry: object): Promise<void> }
  ).report;
  const types = [
    "playing",
    "waiting",
    "pause",
    "seeked",
    "error",
    "grant-issued",
    "grant-renewed",
    "grant-retrying",
  ];
  const define = customElements.define.bind(customElements);
  customElements.define = (name, type) => {
    [...document.querySelectorAll("secure-hls-player")].forEach(
      (element, player) => {
        element.hlsConfig = {
          maxBufferLength: bufferSeconds,
          maxMaxBufferLength: bufferSeconds,
          ...element.hlsConfig,
        };
        for (const type of types)
          element.addEventListener(type, (event) => {
            const detail = (event as CustomEvent).detail;
            const code = detail?.code ?? detail?.error?.code;
            void report({ player, type, ...(code && { code }) });
          });
      },
    );
    define(name, type);
  };
}

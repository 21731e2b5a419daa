import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startDemo, type Demo } from "../../demo/servers.js";
import type { Progress } from "../../src/contract.js";
import type { Engine } from "../support/engines.js";
import { openEnginePage, type EnginePage } from "../support/engine-page.js";

/** Something that a player on the page told. */
export interface Told {
  /** Which player, in the order of the page. */
  player: number;
  type: string;
  code?: string;
  at: number;
}

/** What a player looks like to its viewer at this moment. */
export interface Look {
  time: number;
  paused: boolean;
  error: string | null;
  text: string;
  /** What the `<video>` loads. */
  src: string;
}

/** Video and delivery of each player of a page, and further attributes. */
export type Players = readonly (readonly [
  string,
  "cookie" | "query",
  string?,
])[];

/** Renewed after 12 to 16 seconds: a machine that is kept busy by an engine without a GPU has 4 left. */
const expiresInSeconds = 20;

/** A demo, and a page of it in an engine, watched from the page itself: of what drives an engine, all can do that. */
export class Stage {
  #shownAt = 0;

  private constructor(
    readonly demo: Demo,
    readonly page: EnginePage,
  ) {}

  /** @param pages by path; a page whose path begins with `/native` is one without MediaSource */
  static async open(
    engine: Engine,
    pages: Record<string, Players>,
  ): Promise<Stage> {
    const demo = await startDemo({
      // WebKitGTK sends no Secure cookie to a `localhost` without.
      https: true,
      expiresInSeconds,
      deviceLimit: 1_000,
      folders: { "/engines/": fileURLToPath(new URL("page", import.meta.url)) },
      pages: Object.fromEntries(
        Object.entries(pages).map(([path, players]) => [
          path,
          html(players, path.startsWith("/native")),
        ]),
      ),
    });
    try {
      return new Stage(demo, await openEnginePage(engine));
    } catch (error) {
      await demo.close();
      throw error;
    }
  }

  /** Shows a page; what the edge refused is counted from here on. */
  async show(path: string): Promise<void> {
    this.#shownAt = Date.now();
    await this.page.goto(`${this.demo.lessonOrigin}${path}`);
  }

  /** What the edge has refused since the page was shown: path and reason. */
  refused(): string[] {
    return this.demo.requests
      .entries()
      .filter(({ host, at }) => host === "edge" && at >= this.#shownAt)
      .filter(({ status }) => status === 403)
      .map(({ path, reason = "" }) => `${path} ${reason}`);
  }

  /** What the players have told, in order. */
  told(): Promise<Told[]> {
    return this.page.evaluate(
      () => (globalThis as unknown as { told: Told[] }).told,
    );
  }

  /** Seconds by which the position of a player was ever elsewhere after its source had changed than before. */
  jumps(): Promise<number[]> {
    return this.page.evaluate(
      () => (globalThis as unknown as { jumps: number[] }).jumps,
    );
  }

  /** What the progress endpoint of the demo has on record, as a page of it hears. */
  progressOfLesson1(): Promise<Progress> {
    return this.page.evaluate(async () => {
      const { grantEndpoint } = document.querySelector("secure-hls-player")!;
      const url = new URL("/progress?videoId=lesson-1", grantEndpoint!);
      const response = await fetch(url, { credentials: "include" });
      return (await response.json()) as Progress;
    });
  }

  look(): Promise<Look[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll("secure-hls-player")].map((player) => ({
        time: player.currentTime,
        paused: player.paused,
        src: player.nativeEl.src,
        error: player.error?.code ?? null,
        text:
          player
            .shadowRoot!.querySelector("[role=alert]")
            ?.textContent?.trim() ?? "",
      })),
    );
  }

  /** Waits until `what` holds for every player. */
  async until(
    name: string,
    what: (look: Look, told: Told[]) => boolean,
    withinMs = 60_000,
  ): Promise<void> {
    const end = Date.now() + withinMs;
    for (;;) {
      const [looks, told] = [await this.look(), await this.told()];
      const each = looks.map((look, index) =>
        what(
          look,
          told.filter(({ player }) => player === index),
        ),
      );
      if (each.length > 0 && each.every(Boolean)) return;
      if (Date.now() > end)
        throw new Error(
          `Waited in vain until ${name}.\n${JSON.stringify(looks)}\n${JSON.stringify(await this.media())}\n${await this.story()}`,
        );
      await sleep(200);
    }
  }

  /** What each `<video>` says of itself, for the message of a failed test. */
  media(): Promise<unknown[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll("secure-hls-player")].map((player) => {
        const { buffered, seeking, readyState, networkState, ended, error } =
          player.nativeEl;
        return {
          seeking,
          readyState,
          networkState,
          ended,
          error: player.error?.message ?? error?.message,
          quality: player.nativeEl.getVideoPlaybackQuality?.(),
          buffered: Array.from({ length: buffered.length }, (_, index) => [
            buffered.start(index),
            buffered.end(index),
          ]),
        };
      }),
    );
  }

  /** The last of what happened since the page was shown, for the message of a failed test. */
  async story(): Promise<string> {
    const told = await this.told();
    const lines = [
      ...told.map(
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
    return lines
      .filter(([at]) => at >= this.#shownAt)
      .sort(([a], [b]) => a - b)
      .slice(-60)
      .map(([at, line]) => `${(at / 1_000).toFixed(1).slice(-6)} ${line}`)
      .join("\n");
  }

  async close(): Promise<void> {
    await this.page.close();
    await this.demo.close();
  }
}

function html(players: Players, native: boolean): string {
  const scripts = [
    ...(native ? ["/engines/no-mse.js"] : []),
    "/engines/record.js",
  ].map((src) => `<script src="${src}"></script>`);
  const tags = players.map(
    ([videoId, delivery, attributes = ""]) =>
      `<secure-hls-player grant-endpoint="{{grantOrigin}}/grant${delivery === "query" ? "/query" : ""}" video-id="${videoId}" controls autoplay muted ${attributes}></secure-hls-player>`,
  );
  return `<!doctype html><html lang="en"><title>Test</title>${scripts.join("")}<script type="module" src="/player/index.js"></script>${tags.join("")}</html>`;
}

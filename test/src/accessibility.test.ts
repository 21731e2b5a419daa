// A script, which defines `axe`.
import "axe-core";
import { expect } from "@open-wc/testing";
import { livePlaylist, withoutSubtitles } from "../../demo/live-playlist.js";
import type { SecureHlsPlayer } from "../../src/index.js";
import {
  granted,
  mediaFolder,
  network,
  refused,
} from "../support/msw-network.js";
import {
  controlsReady,
  createPlayer,
  find,
  removePlayers,
  until,
} from "../support/msw-player.js";

const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe has to say of the player, in one line a violation. */
async function violations(player: SecureHlsPlayer): Promise<string[]> {
  const { violations } = await axe.run(player, {
    runOnly: { type: "tag", values: tags },
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
  );
}

describe("axe finds nothing against WCAG 2.2 AA", function () {
  this.timeout(60_000);

  before(() => network.start());
  beforeEach(() => network.reset());
  afterEach(removePlayers);

  async function play(): Promise<SecureHlsPlayer> {
    const player = await createPlayer({ autoplay: "" });
    await controlsReady(player);
    await until("it plays", () => player.currentTime > 0, 30_000);
    return player;
  }

  it("in a player that has not begun", async () => {
    const player = await createPlayer({ preload: "none" });
    await controlsReady(player);
    expect(await violations(player)).to.deep.equal([]);
  });

  it("while it plays, with the menu open, and each of its panels", async () => {
    network.answer(
      granted({
        chaptersUrl: `${location.origin}${mediaFolder}../chapters.vtt`,
      }),
    );
    const player = await play();
    const chapters = () => find(player, "[id$=chapters] [role=menuitemradio]");
    await until("chapters", chapters, 20_000);
    find(player, "[data-plyr=settings]")!.click();
    expect(await violations(player)).to.deep.equal([]);
    const lines = [
      ...player.shadowRoot!.querySelectorAll<HTMLElement>(
        "[id$=home] [role=menuitem]:not([hidden])",
      ),
    ];
    expect(lines.length).to.be.at.least(4);
    for (const line of lines) {
      line.click();
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await violations(player), line.innerText).to.deep.equal([]);
      find(
        player,
        "[id*=settings]:not([hidden]) > .plyr__control--back",
      )?.click();
      find(
        player,
        ".plyr__menu__container > div > div:not([hidden]) > .plyr__control--back",
      )?.click();
    }
  });

  it("with the focus on the seek bar", async () => {
    network.answer(
      granted({
        storyboardUrl: `${location.origin}${mediaFolder}../storyboard.vtt`,
      }),
    );
    const player = await play();
    find(player, "[data-plyr=seek]")!.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Shift", bubbles: true }),
    );
    await until("a picture", () =>
      find(player, ".shp-preview__picture")?.checkVisibility(),
    );
    expect(await violations(player)).to.deep.equal([]);
  });

  it("while it is live, at the edge and behind", async () => {
    const startedAt = Date.now();
    for (const name of [
      "480p",
      "720p",
      "1080p",
      "audio-en",
      "audio-de",
      "index",
    ]) {
      const text = await (await fetch(`${mediaFolder}${name}.m3u8`)).text();
      network.answerAt(
        `${mediaFolder}${name}.m3u8`,
        () =>
          new Response(
            name === "index"
              ? withoutSubtitles(text)
              : livePlaylist(
                  text,
                  { windowSegments: 30, startedAt },
                  Date.now(),
                ),
          ),
      );
    }
    const player = await play();
    await until("live", () => find(player, ".shp--at-edge"), 20_000);
    expect(await violations(player)).to.deep.equal([]);
    player.currentTime = player.liveSyncPosition - 60;
    await until("behind", () => !find(player, ".shp--at-edge"));
    expect(await violations(player)).to.deep.equal([]);
  });

  it("when it is refused, with devices and without", async () => {
    network.answer(
      refused("not-entitled"),
      refused("session-limit", {
        devices: [
          { sessionId: "a", label: "Chrome on Windows", lastSeenSecondsAgo: 5 },
        ],
      }),
    );
    const player = await createPlayer();
    await until("refused", () => player.error?.code === "not-entitled");
    await player.updateComplete;
    expect(await violations(player)).to.deep.equal([]);
    player.retry();
    await until("the list", () =>
      player.shadowRoot!.textContent.includes("Chrome on Windows"),
    );
    expect(await violations(player)).to.deep.equal([]);
  });

  it("while it tries again", async () => {
    network.answer(() => Response.error());
    const player = await createPlayer();
    await until("status", () => find(player, ".status"), 20_000);
    await until("retrying", () => player.grantState === "retrying", 20_000);
    expect(await violations(player)).to.deep.equal([]);
  });
});

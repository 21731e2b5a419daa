import { expect } from "@open-wc/testing";
import { livePlaylist, withoutSubtitles } from "../../demo/live-playlist.js";
import type { SecureHlsPlayer } from "../../src/index.js";
import { granted, mediaFolder, network } from "../support/msw-network.js";
import {
  controlsReady,
  createPlayer,
  event,
  find,
  removePlayers,
  until,
} from "../support/msw-player.js";

const DVR = 30;
const EDGE_ONLY = 6;

/** A live stream that began a while ago, in the place of the committed one. */
async function goLive(windowSegments: number): Promise<void> {
  const startedAt = Date.now();
  const names = ["480p", "720p", "1080p", "audio-en", "audio-de", "index"];
  const texts = await Promise.all(
    names.map(
      async (name) =>
        [
          name,
          await (await fetch(`${mediaFolder}${name}.m3u8`)).text(),
        ] as const,
    ),
  );
  for (const [name, text] of texts)
    network.answerAt(
      `${mediaFolder}${name}.m3u8`,
      () =>
        new Response(
          name === "index"
            ? withoutSubtitles(text)
            : livePlaylist(text, { windowSegments, startedAt }, Date.now()),
        ),
    );
  network.answer(granted());
}

describe("a live stream", function () {
  this.timeout(60_000);
  let player: SecureHlsPlayer;

  before(() => network.start());
  beforeEach(() => network.reset());
  afterEach(removePlayers);

  async function play(windowSegments: number): Promise<void> {
    await goLive(windowSegments);
    player = await createPlayer({ autoplay: "" });
    await event(player, "streamtypechange", 20_000);
    await controlsReady(player);
    await until(
      "it plays",
      () => player.currentTime > 0 && !player.paused,
      20_000,
    );
    await until("the live button", () => button(), 20_000);
  }
  const button = () => find<HTMLButtonElement>(player, ".shp-live");
  const atEdge = () => find(player, ".shp--at-edge") !== null;
  const visible = (selector: string) =>
    find(player, selector)!.checkVisibility();

  it("with a window: starts at the edge, has a seek bar over the window, and a button that leads back", async () => {
    await play(DVR);
    expect(player.streamType).to.equal("live");
    expect(player.targetLiveWindow).to.equal(120);
    expect(player.duration).to.equal(Infinity);
    await until("it is at the edge", atEdge, 20_000);
    expect(player.currentTime).to.be.at.least(player.liveEdgeStart);
    expect(button()!.innerText.trim()).to.equal("Live");
    expect(visible(".plyr__progress")).to.equal(true);
    expect(visible(".plyr__time")).to.equal(false);
    const slider = () =>
      Number(find<HTMLInputElement>(player, "[data-plyr=seek]")!.value);
    await until("the slider is at its end", () => slider() > 90);

    player.currentTime = player.liveSyncPosition - 60;
    await until("it is behind", () => !atEdge());
    expect(button()!.innerText).to.match(/−0[01]:[0-5]\d/);
    await until(
      "the slider is in the middle",
      () => slider() > 30 && slider() < 60,
    );
    expect(find(player, "[data-plyr=seek]")!.ariaValueText).to.match(
      /^−0[01]:/,
    );

    player.pause();
    button()!.focus();
    button()!.click();
    await until(
      "it is at the edge again, and plays",
      () => atEdge() && !player.paused,
      20_000,
    );
  });

  it("without one: no seek bar, and pausing falls behind", async () => {
    await play(EDGE_ONLY);
    expect(player.targetLiveWindow).to.equal(0);
    expect(visible(".plyr__progress")).to.equal(false);
    await until("it is at the edge", atEdge, 20_000);
    player.pause();
    await until("it is behind", () => !atEdge(), 20_000);
    expect(button()!.innerText).to.match(/−00:\d\d/);
  });

  it("gives the times back to the next video", async () => {
    await play(DVR);
    network.reset();
    player.setAttribute("grant-endpoint", network.endpoint);
    await until(
      "it is on demand",
      () => player.streamType === "on-demand",
      20_000,
    );
    await until("no button", () => !button());
    expect(player.liveEdgeStart).to.deep.equal(NaN);
    expect(player.liveSyncPosition).to.deep.equal(NaN);
    expect(visible(".plyr__time")).to.equal(true);
  });
});

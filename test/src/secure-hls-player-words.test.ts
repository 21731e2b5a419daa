import { expect } from "@open-wc/testing";
import { passthrough } from "msw";
import type { SecureHlsPlayer } from "../../src/index.js";
import { network, refused } from "../support/msw-network.js";
import {
  alertText,
  controlsReady,
  createPlayer,
  event,
  find,
  removePlayers,
  until,
} from "../support/msw-player.js";

const playButton = (player: SecureHlsPlayer) =>
  find(player, ".plyr__controls [data-plyr=play]")!.textContent.trim();

describe("<secure-hls-player> in a language", () => {
  before(() => network.start());
  beforeEach(() => network.reset());
  afterEach(removePlayers);

  // First: what a page has loaded once, it does not ask for again.
  it("is English where a language does not come, and does not wait for it to play", async () => {
    network.answerAt("/src/messages/hi.ts", Response.error());
    const player = await createPlayer({ lang: "hi", autoplay: "" });
    await event(player, "playing");
    await controlsReady(player);
    expect(playButton(player)).to.contain("Play");
    expect(find(player, ".player")!.lang).to.equal("en");
  });

  it("speaks it when it comes after all", async () => {
    let down = true;
    network.answerAt("/src/messages/tr.ts", () =>
      down ? Response.error() : passthrough(),
    );
    const player = await createPlayer({ lang: "tr" });
    await controlsReady(player);
    expect(playButton(player)).to.contain("Play");
    down = false;
    dispatchEvent(new Event("online"));
    await until("Turkish", () => playButton(player).includes("Oynat"));
  });

  it("has its controls without a word where that takes too long, and speaks when it can", async () => {
    let answer!: () => void;
    const held = new Promise<void>((resolve) => (answer = resolve));
    network.answerAt("/src/messages/it.ts", async () => {
      await held;
      return passthrough();
    });
    const player = await createPlayer({ lang: "it" });
    await controlsReady(player);
    answer();
    await until("Italian", () => playButton(player).includes("Riproduci"));
  });

  it("speaks that of the page, in the controls and in a refusal", async () => {
    network.answer(refused("not-entitled"));
    const player = await createPlayer({ lang: "de" });
    await controlsReady(player);
    await until("German", () => alertText(player).includes("keinen Zugang"));
    expect(playButton(player)).to.contain("Abspielen");
    await expect(player).to.be.accessible();
  });

  it("says to browsers and screen readers which it is, and where it begins", async () => {
    const player = await createPlayer({ lang: "ar" });
    await controlsReady(player);
    const { lang, dir } = find(player, ".player")!;
    expect({ lang, dir }).to.deep.equal({ lang: "ar", dir: "rtl" });
  });

  it("changes it while it plays, without a word to the video", async () => {
    const player = await createPlayer({ autoplay: "" });
    await controlsReady(player);
    await event(player, "timeupdate");
    const media = player.media!;
    const happened: string[] = [];
    for (const type of ["pause", "waiting", "emptied", "loadstart", "seeking"])
      media.addEventListener(type, () => happened.push(type));
    find(player, ".plyr__controls [data-plyr=mute]")!.focus();
    player.lang = "fr";
    await until("French", () => playButton(player).includes("Lecture"));
    const time = media.currentTime;
    await event(player, "timeupdate");
    await until("it plays on", () => media.currentTime > time);
    expect(happened).to.deep.equal([]);
    expect(player.media === media).to.equal(true);
    expect(
      player.shadowRoot!.activeElement?.getAttribute("data-plyr"),
    ).to.equal("mute");
  });

  it("says what the page would rather say, at any time", async () => {
    const player = await createPlayer({}, { messages: { play: "Los" } });
    await controlsReady(player);
    expect(playButton(player)).to.contain("Los");
    player.messages = { play: "Go" };
    await until("the other word", () => playButton(player).includes("Go"));
  });
});

import { expect, oneEvent } from "@open-wc/testing";
import { preferencesOf } from "../../../src/preferences/preferences.js";
import { createPlayer, FIND, press, type TestPlayer } from "./player.js";
import { soon } from "./soon.js";

const RENDITIONS = [{ height: 480 }, { height: 720 }, { height: 1080 }];

describe("what the viewer chooses", () => {
  let players: TestPlayer[];
  const create = async (options = {}) => {
    const player = await createPlayer({ remembers: true, ...options });
    players.push(player);
    return player;
  };
  const store = () => preferencesOf({ noPreferences: false });
  const entry = ({ root }: TestPlayer, panel: string, index: number) =>
    root.querySelectorAll<HTMLElement>(`[id$=${panel}] [role=menuitemradio]`)[
      index
    ]!;

  beforeEach(() => (players = []));
  afterEach(() => {
    for (const player of players) player.remove();
    const names = Object.keys(store().values);
    store().update(Object.fromEntries(names.map((name) => [name, undefined])));
  });

  it("a height is played again where a stream has it, the next below or the lowest where not", async () => {
    const first = await create();
    await first.player.list(...RENDITIONS);
    entry(first, "levels", 2).click();
    expect(store().values.quality).to.equal(720);
    const chosen = async (...heights: number[]) => {
      const { player } = await create();
      await player.list(...heights.map((height) => ({ height })));
      return [...player.videoRenditions][player.videoRenditions.selectedIndex]
        ?.height;
    };
    expect(await chosen(1080, 720, 480)).to.equal(720);
    expect(await chosen(1080, 540, 360)).to.equal(540);
    expect(await chosen(1080, 900)).to.equal(900);
  });

  it("Auto is a choice as well", async () => {
    store().update({ quality: 720 });
    const first = await create();
    await first.player.list(...RENDITIONS);
    expect(first.player.videoRenditions.selectedIndex).to.equal(1);
    entry(first, "levels", 0).click();
    expect(store().values.quality).to.equal(undefined);
    expect(first.player.videoRenditions.selectedIndex).to.equal(-1);
  });

  it("what a page chooses is not remembered, nor taken back", async () => {
    const { player } = await create();
    await player.list(...RENDITIONS);
    await player.select(2);
    await player.list(...RENDITIONS, { height: 2160 });
    await player.select(3);
    store().update({ rate: 1.25 });
    expect(store().values.quality).to.equal(undefined);
    expect(player.videoRenditions.selectedIndex).to.equal(3);
  });

  it("another player of the page follows at once", async () => {
    const [first, second] = [await create(), await create()];
    await first.player.list(...RENDITIONS);
    await second.player.list(...RENDITIONS);
    entry(first, "levels", 1).click();
    entry(first, "rates", 4).click();
    expect(second.player.videoRenditions.selectedIndex).to.equal(2);
    expect(second.media.playbackRate).to.equal(1.5);
  });

  it("a language of the sound is heard again, described or not as it was", async () => {
    store().update({ audioLanguage: "de", audioDescription: true });
    const { player } = await create();
    player.addAudioTrack("main", "English", "en").enabled = true;
    player.addAudioTrack("alternative", "Deutsch", "de");
    const described = player.addAudioTrack("main-desc", "Deutsch", "de");
    await player.told();
    expect(described.enabled).to.equal(true);
  });

  it("a speed is that of the next video, within its limit; what is live is not hurried", async () => {
    const first = await create();
    first.find(FIND.play).focus();
    await press(">");
    expect(store().values.rate).to.equal(1.25);
    const second = await create();
    expect(second.media.playbackRate).to.equal(1.25);
    store().update({ rate: 2 });
    second.player.limitRate(1.5);
    second.media.load();
    await soon(() => expect(second.media.playbackRate).to.equal(1.5));
    const live = await create({ streamType: "live" });
    expect(live.media.playbackRate).to.equal(1);
  });

  it("the volume is, the viewer's alone", async () => {
    const first = await create();
    const told = oneEvent(first.media, "volumechange");
    first.media.volume = 0.4;
    await told;
    expect(store().values.volume).to.equal(undefined);
    first.find(FIND.mute).focus();
    await press("ArrowDown");
    await soon(() => expect(store().values.volume).to.be.closeTo(0.3, 0.001));
    await press("m");
    await soon(() => expect(store().values.muted).to.equal(true));
    const second = await create();
    expect(second.media.volume).to.be.closeTo(0.3, 0.001);
    expect(second.media.muted).to.equal(true);
  });

  it("nothing of it is remembered or used with nopreferences", async () => {
    store().update({ quality: 480, rate: 2, muted: true });
    const player = await create({ remembers: false });
    await player.player.list(...RENDITIONS);
    expect(player.player.videoRenditions.selectedIndex).to.equal(-1);
    expect(player.media.playbackRate).to.equal(1);
    expect(player.media.muted).to.equal(false);
    entry(player, "levels", 1).click();
    expect(store().values.quality).to.equal(480);
    // The next video of the same player has it.
    await player.player.list(...RENDITIONS);
    expect(player.player.videoRenditions.selectedIndex).to.equal(2);
  });
});

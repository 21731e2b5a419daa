import { expect } from "@open-wc/testing";
import { preferencesOf } from "../../../src/preferences/preferences.js";
import { createPlayer, FIND, press, type TestPlayer } from "./player.js";
import { soon } from "./soon.js";

describe("the style of captions", () => {
  let player: TestPlayer;
  const item = () => player.find("[role=menuitem]:nth-child(2)");
  const dialog = () => player.root.querySelector("dialog");
  const select = (index: number) =>
    dialog()!.querySelectorAll("select")[index]!;
  const store = () => preferencesOf({ noPreferences: false });

  async function open(): Promise<void> {
    player.find(FIND.settings).focus();
    for (const key of ["Enter", "ArrowDown", "Enter"]) await press(key);
    await soon(() => expect(dialog()?.open).to.equal(true));
  }

  function choose(index: number, value: string): void {
    select(index).value = value;
    select(index).dispatchEvent(new Event("change"));
  }

  beforeEach(async () => {
    player = await createPlayer({ remembers: true, captions: true });
    await player.media.play();
    const track = player.media.addTextTrack("captions", "English", "en");
    track.addCue(new VTTCue(0, 60, "Hello"));
    await soon(() => player.find(".shp-cue"));
  });
  afterEach(() => {
    player.remove();
    store().update({ captionStyle: undefined, captions: undefined });
  });

  it("is in the menu where there are captions", async () => {
    expect(item().textContent).to.equal("Caption style");
    expect(item().hidden).to.equal(false);
    const other = await createPlayer();
    expect(
      other.find("[role=menuitem]:nth-child(2)").hidden,
      "without captions",
    ).to.equal(true);
    other.remove();
  });

  it("opens by keys, axe finds nothing in it, and Escape returns the focus", async () => {
    await open();
    await expect(player.host).to.be.accessible();
    await press("Escape");
    await soon(() => expect(dialog() === null).to.equal(true));
    await soon(() =>
      expect(player.focused === player.find(FIND.settings)).to.equal(true),
    );
  });

  it("is shown at once, in the sample too, and remembered", async () => {
    await open();
    for (const [index, value] of [
      "150",
      "yellow",
      "blue",
      "50",
      "outline",
      "serif",
    ].entries())
      choose(index, value);
    for (const caption of player.root.querySelectorAll(".plyr__caption")) {
      const style = getComputedStyle(caption);
      expect(style.color).to.equal("rgb(255, 255, 0)");
      expect(style.backgroundColor).to.equal("rgba(0, 0, 255, 0.5)");
      expect(style.fontFamily).to.contain("Georgia");
      expect(style.textShadow).to.contain("rgb(0, 0, 0)");
      const parent = getComputedStyle(caption.parentElement!).fontSize;
      expect(parseFloat(style.fontSize)).to.be.closeTo(
        parseFloat(parent) * 1.5,
        0.1,
      );
    }
    expect(player.root.querySelectorAll(".plyr__caption").length).to.equal(2);
    expect(store().values.captionStyle?.color).to.equal("yellow");
    dialog()!.querySelector<HTMLElement>(".dialog-button")!.click();
    expect(store().values.captionStyle).to.equal(undefined);
    expect(select(1).value).to.equal("white");
    expect(
      getComputedStyle(player.find(".shp-cue .plyr__caption")).color,
    ).to.equal("rgb(255, 255, 255)");
  });
});

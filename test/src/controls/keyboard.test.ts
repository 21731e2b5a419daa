import { expect, oneEvent } from "@open-wc/testing";
import { resetMouse, sendKeys, sendMouse } from "@web/test-runner-commands";
import {
  clickAt,
  clickVideo,
  createPlayer,
  FIND,
  press,
  tick,
  type TestPlayer,
} from "./player.js";
import { fills, soon } from "./soon.js";

describe("keys on the player", () => {
  let player: TestPlayer;

  beforeEach(async () => {
    player = await createPlayer();
    const told = oneEvent(player.media, "volumechange");
    player.media.volume = 0.5;
    await told;
  });

  const focusPlayer = () => player.find(".plyr").focus();

  afterEach(async () => {
    player.remove();
    await resetMouse();
  });

  for (const key of ["Space", "Enter"]) {
    it(`${key} on the mute button mutes and does not play`, async () => {
      player.find(FIND.mute).focus();
      await press(key);
      expect(player.media.muted).to.equal(true);
      expect(player.media.paused).to.equal(true);
    });
  }

  it("a letter that an input method is still composing is none", () => {
    const init = { key: "m", bubbles: true, composed: true };
    const type = (isComposing: boolean) =>
      player
        .find(".plyr")
        .dispatchEvent(new KeyboardEvent("keydown", { ...init, isComposing }));
    type(true);
    expect(player.media.muted).to.equal(false);
    type(false);
    expect(player.media.muted).to.equal(true);
  });

  it("arrows on the volume slider change the volume and do not seek", async () => {
    player.media.currentTime = 20;
    player.find(FIND.volume).focus();
    await press("ArrowRight");
    expect(player.media.volume).to.be.closeTo(0.55, 0.001);
    await press("ArrowDown");
    await press("ArrowLeft");
    expect(player.media.volume).to.be.closeTo(0.45, 0.001);
    expect(player.media.currentTime).to.equal(20);
  });

  const onSeekSlider: [key: string, seconds: number][] = [
    ["ArrowRight", 25],
    ["ArrowUp", 25],
    ["ArrowLeft", 15],
    ["ArrowDown", 15],
    ["PageUp", 26],
    ["PageDown", 14],
    ["Home", 0],
    ["End", 60],
  ];
  for (const [key, seconds] of onSeekSlider) {
    it(`${key} on the seek slider seeks from 20 to ${seconds} seconds`, async () => {
      player.media.currentTime = 20;
      player.find(FIND.seek).focus();
      await press(key);
      expect(player.media.currentTime).to.be.closeTo(seconds, 0.01);
      expect(player.media.volume).to.equal(0.5);
    });
  }

  it("End on the seek slider ignores where the mouse last was on it", async () => {
    const seek = player.find(FIND.seek);
    const { left, top } = seek.getBoundingClientRect();
    await sendMouse({
      type: "move",
      position: [Math.round(left + 90), Math.round(top + 5)],
    });
    seek.focus();
    await press("End");
    expect(player.media.currentTime).to.be.closeTo(60, 0.01);
  });

  it("seeking by key does not pause", async () => {
    await player.media.play();
    const events: string[] = [];
    for (const type of ["pause", "play"])
      player.media.addEventListener(type, () => events.push(type));
    player.find(FIND.seek).focus();
    const sought = oneEvent(player.media, "seeked");
    await press("ArrowRight");
    await sought;
    await tick(50); // nothing comes of it
    expect(events).to.deep.equal([]);
    expect(player.media.paused).to.equal(false);
  });

  it("a click on the video gives the player the focus; then Space, arrows, M, C and F are its own", async () => {
    player.media.currentTime = 20;
    await clickVideo(player);
    expect(player.media.paused).to.equal(false);
    expect(player.focused === player.find(".plyr")).to.equal(true);
    await press("Space");
    expect(player.media.paused).to.equal(true);
    const from = player.media.currentTime;
    await press("ArrowRight");
    expect(player.media.currentTime).to.be.closeTo(from + 5, 0.01);
    await press("ArrowLeft");
    expect(player.media.currentTime).to.be.closeTo(from, 0.01);
    await press("ArrowUp");
    expect(player.media.volume).to.be.closeTo(0.6, 0.001);
    await press("ArrowDown");
    expect(player.media.volume).to.be.closeTo(0.5, 0.001);
    await press("m");
    expect(player.media.muted).to.equal(true);
    await press("c");
    await press("f");
    await fills(player.host);
    await press("f");
    await fills(null);
  });

  it("the host's own focus counts as the player's", async () => {
    player.host.tabIndex = 0;
    player.host.focus();
    await press("Space");
    expect(player.media.paused).to.equal(false);
  });

  it("leaves keys with a modifier to the browser", async () => {
    player.find(FIND.play).focus();
    for (const modifier of ["Control", "Alt", "Shift"]) {
      await sendKeys({ down: modifier });
      await press("m");
      await press("ArrowUp");
      await sendKeys({ up: modifier });
    }
    expect(player.media.muted).to.equal(false);
    expect(player.media.volume).to.equal(0.5);
  });

  it("K plays and pauses, J and L move by ten seconds", async () => {
    focusPlayer();
    await press("k");
    expect(player.media.paused).to.equal(false);
    await press("K");
    expect(player.media.paused).to.equal(true);
    player.media.currentTime = 20;
    await press("l");
    expect(player.media.currentTime).to.be.closeTo(30, 0.01);
    await press("j");
    await press("j");
    expect(player.media.currentTime).to.be.closeTo(10, 0.01);
    await press("j");
    await press("j");
    expect(player.media.currentTime).to.equal(0);
  });

  it("a seek by key leaves the controls there for a while", async () => {
    await player.media.play();
    const hidden = () =>
      player.find(".plyr").classList.contains("plyr--hide-controls");
    await soon(() => expect(hidden()).to.equal(true));
    focusPlayer();
    const sought = oneEvent(player.media, "seeked");
    await press("l");
    await sought;
    // Plyr would hide them at once, a little after the seek.
    await tick(500);
    expect(hidden()).to.equal(false);
    await soon(() => expect(hidden()).to.equal(true));
  });

  it("digits jump to tenths, those that are typed with Shift too", async () => {
    focusPlayer();
    for (const [key, seconds] of [
      ["7", 42],
      ["0", 0],
      ["9", 54],
    ] as const) {
      await press(key);
      expect(player.media.currentTime).to.be.closeTo(seconds, 0.01);
    }
    // As on a French keyboard.
    type("3", { shiftKey: true });
    expect(player.media.currentTime).to.be.closeTo(18, 0.01);
  });

  it("< and > go through the speeds, wherever a keyboard has them, and end at the last", async () => {
    const { media } = player;
    focusPlayer();
    await sendKeys({ down: "Shift" });
    await sendKeys({ press: "Period" });
    await sendKeys({ up: "Shift" });
    // A driver says that a key is done before the page has heard of it.
    await soon(() => expect(media.playbackRate).to.equal(1.25));
    // As on a German keyboard.
    type("<", {});
    expect(media.playbackRate).to.equal(1);
    type(">", { shiftKey: true });
    expect(media.playbackRate).to.equal(1.25);
    for (let i = 0; i < 9; i++) type("<", {});
    expect(media.playbackRate).to.equal(0.5);
    for (let i = 0; i < 9; i++) type(">", {});
    expect(media.playbackRate).to.equal(2);
  });

  it("never goes beyond the limit of the speed", () => {
    player.player.limitRate(1.5);
    focusPlayer();
    for (let i = 0; i < 9; i++) type(">", {});
    expect(player.media.playbackRate).to.equal(1.5);
  });

  it("the volume slider leaves shortcuts their keys", async () => {
    player.find(FIND.volume).focus();
    await press("5");
    expect(player.media.currentTime).to.be.closeTo(30, 0.01);
    expect(player.media.volume).to.equal(0.5);
  });

  describe("without shortcuts", () => {
    beforeEach(() => (player.player.noHotkeys = true));

    it("leave the page its keys", async () => {
      focusPlayer();
      for (const key of ["Space", "k", "m", "l", "5", "ArrowUp", "ArrowRight"])
        await press(key);
      const { paused, muted, currentTime, volume } = player.media;
      expect({ paused, muted, currentTime, volume }).to.deep.equal({
        paused: true,
        muted: false,
        currentTime: 0,
        volume: 0.5,
      });
    });

    it("still work what has the focus", async () => {
      player.find(FIND.seek).focus();
      await press("ArrowRight");
      expect(player.media.currentTime).to.be.closeTo(5, 0.01);
      player.find(FIND.volume).focus();
      await press("ArrowRight");
      expect(player.media.volume).to.be.closeTo(0.55, 0.001);
      player.find(FIND.mute).focus();
      await press("Space");
      expect(player.media.muted).to.equal(true);
      player.find(FIND.settings).focus();
      await press("Enter");
      await press("ArrowDown");
      await press("Escape");
      expect(player.focused === player.find(FIND.settings)).to.equal(true);
    });
  });

  describe("and their list", () => {
    const dialog = () => player.root.querySelector("dialog");
    const opened = () => soon(() => expect(dialog()?.open).to.equal(true));
    const closed = () => soon(() => expect(dialog() === null).to.equal(true));

    beforeEach(async () => {
      player.find(FIND.play).focus();
      await press("?");
      await opened();
    });

    it("opens by ?, has a name, and axe finds nothing in it", async () => {
      expect(dialog()!.ariaLabel).to.equal("Keyboard shortcuts");
      expect(dialog()!.querySelectorAll("dt").length).to.equal(10);
      expect(dialog()!.textContent).to.contain("10 seconds back or forward");
      await expect(player.host).to.be.accessible();
    });

    for (const key of ["Escape", "Enter"])
      it(`goes away by ${key}, and the focus is where it was`, async () => {
        expect(player.focused?.className).to.equal("dialog-close");
        await press(key);
        await closed();
        await soon(() =>
          expect(player.focused === player.find(FIND.play)).to.equal(true),
        );
        expect(player.media.paused).to.equal(true);
      });

    it("takes the keys meanwhile", async () => {
      await press("m");
      await press("5");
      expect(player.media.muted).to.equal(false);
      expect(player.media.currentTime).to.equal(0);
    });

    it("closes on a click beside it, and with the controls", async () => {
      await clickAt(3, 3);
      await closed();
      await press("?");
      await opened();
      player.controls.destroy();
      await closed();
    });
  });

  it("leaves typing elsewhere alone, in the page, in another shadow root and in what lies over the video", async () => {
    const overlay = document.createElement("input");
    player.root.append(overlay);
    const slotted = document.createElement("input");
    player.root.append(document.createElement("slot"));
    player.host.append(slotted);
    const other = document.createElement("div");
    const inOther = document.createElement("input");
    other.attachShadow({ mode: "open" }).append(inOther);
    const inPage = document.createElement("input");
    document.body.append(other, inPage);
    for (const input of [overlay, slotted, inOther, inPage]) {
      input.focus();
      await sendKeys({ type: "m c" });
      await soon(() => expect(input.value).to.equal("m c"));
    }
    expect(player.media.muted).to.equal(false);
    expect(player.media.paused).to.equal(true);
    other.remove();
    inPage.remove();
  });

  /** A key as another keyboard than the test's types it. */
  function type(key: string, modifiers: KeyboardEventInit): void {
    player.focused!.dispatchEvent(
      new KeyboardEvent("keydown", {
        key,
        bubbles: true,
        composed: true,
        cancelable: true,
        ...modifiers,
      }),
    );
  }
});

import { expect } from "@open-wc/testing";
import { resetMouse, sendKeys, sendMouse } from "@web/test-runner-commands";
import {
  clickVideo,
  createPlayer,
  FIND,
  press,
  tick,
  type TestPlayer,
} from "./player.js";

describe("keys on the player", () => {
  let player: TestPlayer;

  beforeEach(async () => {
    player = await createPlayer();
    player.media.volume = 0.5;
    await tick();
  });

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
    await press("ArrowRight");
    await tick(50);
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
    await tick(300);
    expect(document.fullscreenElement === player.host).to.equal(true);
    await press("f");
    await tick(300);
    expect(document.fullscreenElement).to.equal(null);
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
      expect(input.value).to.equal("m c");
    }
    expect(player.media.muted).to.equal(false);
    expect(player.media.paused).to.equal(true);
    other.remove();
    inPage.remove();
  });
});

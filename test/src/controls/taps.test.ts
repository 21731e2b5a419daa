import { expect } from "@open-wc/testing";
import { click, createPlayer, FIND, tick, type TestPlayer } from "./player.js";
import { soon } from "./soon.js";

describe("fingers on the picture", () => {
  let player: TestPlayer;

  beforeEach(async () => {
    player = await createPlayer();
    player.media.currentTime = 20;
  });
  afterEach(() => player.remove());

  const bar = () =>
    !player.find(".plyr").classList.contains("plyr--hide-controls");

  /** What a browser dispatches for a tap, at a fraction of the picture's width. */
  function tap(across: number, target = player.find(".plyr__video-wrapper")) {
    const { left, top, width } = player.host.getBoundingClientRect();
    const init = {
      bubbles: true,
      composed: true,
      cancelable: true,
      clientX: left + width * across,
      clientY: top + 60,
      pointerType: "touch",
    };
    target.dispatchEvent(new PointerEvent("pointerdown", init));
    target.dispatchEvent(new TouchEvent("touchstart", init));
    target.dispatchEvent(new PointerEvent("pointerup", init));
    target.dispatchEvent(new TouchEvent("touchend", init));
    target.dispatchEvent(new MouseEvent("mousemove", init));
    target.dispatchEvent(new PointerEvent("click", init));
  }
  /** So long that the next tap is one of its own. */
  const apart = () => tick(450);

  it("a tap shows the controls while it plays, and another one hides them; the video plays on", async () => {
    await player.media.play();
    await soon(() => expect(bar(), "the controls").to.equal(false));
    // Plyr hides them once more when it sees that it does not load.
    await apart();
    tap(0.5);
    expect(bar()).to.equal(true);
    await apart();
    tap(0.5);
    expect(bar()).to.equal(false);
    expect(player.media.paused).to.equal(false);
  });

  it("controls stay while the video is paused", async () => {
    tap(0.5);
    await apart();
    tap(0.5);
    expect(bar()).to.equal(true);
    expect(player.media.paused).to.equal(true);
  });

  for (const [side, across, seconds] of [
    ["left", 0.2, 10],
    ["right", 0.8, 30],
    ["middle", 0.5, 20],
  ] as const)
    it(`two taps on the ${side} third lead from 20 to ${seconds} seconds`, () => {
      tap(across);
      tap(across);
      expect(player.media.currentTime).to.be.closeTo(seconds, 0.1);
    });

  it("each further tap seeks again, and the bubble adds them up", () => {
    for (let i = 0; i < 3; i++) tap(0.8);
    expect(player.media.currentTime).to.be.closeTo(40, 0.1);
    expect(player.find(".shp-feedback").textContent).to.equal("+20s");
  });

  it("two taps far apart, in time or in place, are two taps", async () => {
    tap(0.8);
    await apart();
    tap(0.8);
    tap(0.2);
    expect(player.media.currentTime).to.be.closeTo(20, 0.1);
  });

  it("a double tap is no double click: no fullscreen", async () => {
    let asked = 0;
    player.host.requestFullscreen = async () => void asked++;
    const wrapper = player.find(".plyr__video-wrapper");
    tap(0.8);
    tap(0.8);
    wrapper.dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    expect(asked).to.equal(0);
    wrapper.dispatchEvent(
      new PointerEvent("pointerdown", {
        bubbles: true,
        composed: true,
        pointerType: "mouse",
      }),
    );
    wrapper.dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    expect(asked).to.equal(1);
  });

  it("a tap that closes the menu leaves the controls", async () => {
    await player.media.play();
    await soon(() => expect(bar(), "the controls").to.equal(false));
    await apart();
    tap(0.5);
    await apart();
    player.find(FIND.settings).click();
    expect(player.find(FIND.popup).hidden).to.equal(false);
    tap(0.5);
    expect(player.find(FIND.popup).hidden).to.equal(true);
    expect(bar()).to.equal(true);
  });

  it("taps on the controls are theirs", () => {
    tap(0.9, player.find(FIND.fullscreen));
    tap(0.9, player.find(".plyr__controls"));
    expect(player.media.currentTime).to.be.closeTo(20, 0.1);
  });

  it("a mouse still plays by a click, on a computer that has been touched too", async () => {
    tap(0.5);
    await click(player.host, 0.2, 0.3);
    expect(player.media.paused).to.equal(false);
  });
});

import { expect } from "@open-wc/testing";
import { resetMouse, sendKeys, sendMouse } from "@web/test-runner-commands";
import {
  click,
  clickAt,
  createPlayer,
  FIND,
  nameOf,
  press,
  tick,
  type TestPlayer,
} from "./player.js";
import { LEVELS } from "./fake-player.js";
import { atRest, soon } from "./soon.js";

describe("the settings menu", () => {
  let player: TestPlayer;
  const isOpen = ({ find }: TestPlayer) => !find(FIND.popup).hidden;
  const focusedText = () => nameOf(player.focused);

  beforeEach(async () => {
    player = await createPlayer({ width: 440 });
    await player.player.list(...LEVELS);
    player.media.volume = 0.5;
  });

  const speedLine = () =>
    [...player.root.querySelectorAll<HTMLElement>("[role=menuitem]")].find(
      ({ textContent }) => textContent.startsWith("Speed"),
    )!;

  afterEach(async () => {
    player.remove();
    document.body.replaceChildren();
    await resetMouse();
  });

  it("closes, and the typing arrives, when the viewer clicks a text field of the page and types", async () => {
    const input = document.createElement("input");
    document.body.append(input);
    await click(player.find(FIND.settings));
    expect(isOpen(player)).to.equal(true);
    await click(input);
    await sendKeys({ type: "mm hello" });
    await soon(() => expect(input.value).to.equal("mm hello"));
    expect(isOpen(player)).to.equal(false);
    expect(player.media.muted).to.equal(false);
  });

  it("takes no focus when the page's own scripts click something", async () => {
    const input = document.createElement("input");
    document.body.append(input);
    await click(player.find(FIND.settings));
    input.focus();
    player.find(FIND.settings).click();
    input.focus();
    document.body.click();
    expect(document.activeElement === input).to.equal(true);
  });

  it("closes on a click outside the body's box", async () => {
    await click(player.find(FIND.settings));
    const below = document.body.getBoundingClientRect().bottom + 40;
    await clickAt(20, Math.round(below));
    expect(isOpen(player)).to.equal(false);
  });

  it("closes when another player's opens, by mouse and by key", async () => {
    const other = await createPlayer({ width: 440 });
    await click(player.find(FIND.settings));
    await click(other.find(FIND.settings));
    expect([isOpen(player), isOpen(other)]).to.deep.equal([false, true]);
    player.find(FIND.settings).focus();
    await press("Enter");
    expect([isOpen(player), isOpen(other)]).to.deep.equal([true, false]);
    other.remove();
  });

  it("Escape closes it and returns the focus to its button", async () => {
    for (const panels of [0, 1]) {
      player.find(FIND.settings).focus();
      await press("Enter");
      if (panels) await press("Enter");
      await press("Escape");
      expect(isOpen(player)).to.equal(false);
      expect(player.focused === player.find(FIND.settings)).to.equal(true);
    }
  });

  it("Escape in a page's text field closes it and leaves the focus there", async () => {
    const input = document.createElement("input");
    document.body.append(input);
    await click(player.find(FIND.settings));
    // The page moves the focus itself, which no click tells.
    input.focus();
    await press("Escape");
    expect(document.activeElement === input).to.equal(true);
    expect(isOpen(player)).to.equal(false);
  });

  it("arrows walk through the visible entries and leave volume and position alone", async () => {
    player.media.currentTime = 20;
    player.find(FIND.settings).focus();
    await press("Space");
    expect(focusedText()).to.contain("Quality");
    await press("ArrowDown");
    expect(focusedText()).to.contain("Speed");
    await press("ArrowDown");
    expect(focusedText()).to.contain("Quality");
    await press("ArrowUp");
    expect(focusedText()).to.contain("Speed");
    await press("ArrowRight");
    expect(focusedText()).to.contain("Normal");
    await press("End");
    expect(focusedText()).to.contain("2×");
    await press("ArrowLeft");
    expect(focusedText()).to.contain("Speed");
    await press("Home");
    expect(focusedText()).to.contain("Quality");
    expect(player.media.volume).to.equal(0.5);
    expect(player.media.currentTime).to.equal(20);
    expect(player.media.paused).to.equal(true);
  });

  it("Tab leaves it and closes it", async () => {
    player.find(FIND.settings).focus();
    await press("Enter");
    await press("Tab");
    await press("Tab");
    expect(isOpen(player)).to.equal(false);
    expect(player.focused === player.find(FIND.settings)).to.equal(false);
  });

  for (const key of ["Space", "Enter"]) {
    it(`the speed is chosen by ${key}, which then does nothing else`, async () => {
      player.find(FIND.settings).focus();
      for (const step of [key, "ArrowDown", key, "End", key]) await press(step);
      expect(player.media.playbackRate).to.equal(2);
      await soon(() => expect(focusedText()).to.contain("Speed2×"));
      expect(player.media.paused).to.equal(true);
    });
  }

  it("has no speeds above the limit, and none at all where it is 1", async () => {
    const line = speedLine();
    const labels = () =>
      [...player.root.querySelectorAll("[id$=rates] [role=menuitemradio]")].map(
        ({ textContent }) => textContent,
      );
    player.player.limitRate(1.25);
    expect(labels()).to.deep.equal(["0.5×", "0.75×", "Normal", "1.25×"]);
    expect(line.hidden).to.equal(false);
    player.player.limitRate(1);
    expect(line.hidden).to.equal(true);
  });

  it("has no speeds where controlslist says so", async () => {
    player.remove();
    player = await createPlayer({
      prepare: (media) =>
        media.setAttribute("controlslist", "nodownload noplaybackrate"),
    });
    expect(speedLine().hidden).to.equal(true);
  });

  it("the speed is chosen by mouse", async () => {
    await click(player.find(FIND.settings));
    await click(speedLine());
    const faster = player.find("[id$=rates] [role=menuitemradio]:nth-child(4)");
    await click(faster);
    expect(player.media.playbackRate).to.equal(1.25);
    expect(isOpen(player)).to.equal(true);
  });

  it("stays, and so do the controls, while the video plays and the mouse is still", async () => {
    // Firefox fails with a sound that it has no device for.
    player.media.muted = true;
    await player.media.play();
    await click(player.find(FIND.settings));
    // Off the control bar: Plyr keeps the controls while the mouse is on it.
    await sendMouse({ type: "move", position: [60, 60] });
    // Plyr hides them two seconds after the mouse has moved.
    await tick(2_600);
    expect(isOpen(player)).to.equal(true);
    expect(
      player.find(".plyr").classList.contains("plyr--hide-controls"),
    ).to.equal(false);
    await press("Escape");
    await sendMouse({ type: "move", position: [5, 590] });
    await soon(() =>
      expect(
        player.find(".plyr").classList.contains("plyr--hide-controls"),
      ).to.equal(true),
    );
  });

  it("fits into the player on a phone", async () => {
    player.host.style.width = "375px";
    await click(player.find(FIND.settings));
    await click(speedLine());
    await atRest(player.find(FIND.popup));
    const popup = player.find(FIND.popup).getBoundingClientRect();
    const box = player.host.getBoundingClientRect();
    expect(popup.top).to.be.at.least(box.top);
    expect(popup.left).to.be.at.least(box.left);
    expect(popup.right).to.be.at.most(box.right);
  });
});

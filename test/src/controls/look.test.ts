import { expect, nextFrame } from "@open-wc/testing";
import { controlsCss } from "../../../src/controls/styles.js";
import { LEVELS } from "./fake-player.js";
import { createPlayer, FIND, tick, type TestPlayer } from "./player.js";
import { atRest, soon } from "./soon.js";

describe("the look of the controls", () => {
  let player: TestPlayer;
  const errors: string[] = [];
  const onError = (event: ErrorEvent) => errors.push(event.message);

  before(() => addEventListener("error", onError));
  after(() => removeEventListener("error", onError));

  afterEach(() => player.remove());

  const visible = () =>
    [
      ...player.root.querySelectorAll<HTMLElement>(
        ".plyr__controls button, .plyr__controls input, .plyr__time",
      ),
    ].filter((element) => element.checkVisibility());

  it("icons are drawn", async () => {
    player = await createPlayer();
    await soon(() => {
      const icons = [...player.root.querySelectorAll("svg use")].filter(
        (icon) => icon.checkVisibility(),
      );
      expect(icons.length).to.be.at.least(5);
      for (const icon of icons) {
        expect(
          (icon as SVGUseElement).getBBox().width,
          icon.getAttribute("href") ?? "",
        ).to.be.above(8);
      }
    });
  });

  it("nothing is fetched from anywhere, then or at the end, and no error escapes", async () => {
    performance.clearResourceTimings();
    player = await createPlayer();
    await tick(300); // nothing is to happen
    player.controls.destroy();
    await tick(300);
    const hosts = performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name));
    expect(
      hosts
        .filter(
          ({ protocol, host }) =>
            protocol !== "blob:" && host !== location.host,
        )
        .map(String),
    ).to.deep.equal([]);
    expect(document.querySelector("[id^=sprite]") === null).to.equal(true);
    expect(
      Object.keys(localStorage).filter((key) => /plyr|cache/.test(key)),
    ).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
  });

  it("styles are adopted once, and no element carries a style attribute from a template", async () => {
    player = await createPlayer();
    const before = player.root.adoptedStyleSheets.length;
    player.controls.destroy();
    const { createPlyrControls } =
      await import("../../../src/controls/plyr-controls.js");
    const again = await createPlyrControls(player.player);
    expect(player.root.adoptedStyleSheets.length).to.equal(before);
    expect(player.root.querySelector("style") === null).to.equal(true);
    again.destroy();
    expect(controlsCss).not.to.match(/#00b2ff/i);
  });

  it("a page's own --plyr-color-main wins, from the host and from further up", async () => {
    player = await createPlayer();
    const accent = () => getComputedStyle(player.find(FIND.seek)).color;
    expect(accent()).to.equal("rgb(53, 103, 201)");
    document.documentElement.style.setProperty(
      "--plyr-color-main",
      "rgb(1, 2, 3)",
    );
    expect(accent()).to.equal("rgb(1, 2, 3)");
    player.host.style.setProperty("--plyr-color-main", "rgb(4, 5, 6)");
    expect(accent()).to.equal("rgb(4, 5, 6)");
    document.documentElement.style.removeProperty("--plyr-color-main");
  });

  for (const width of [1280, 700, 480, 375, 320, 240]) {
    it(`the control bar fits at ${width} pixels, in a window of any width`, async () => {
      player = await createPlayer({ width });
      await player.player.list(...LEVELS);
      player.media.addTextTrack("subtitles", "English", "en");
      await soon(() =>
        expect(
          getComputedStyle(player.find(FIND.captions)).display,
        ).not.to.equal("none"),
      );
      await soon(() => {
        const bar = player.find(".plyr__controls").getBoundingClientRect();
        const shown = visible();
        expect(shown.includes(player.find(FIND.play)), "play").to.equal(true);
        expect(
          shown.includes(player.find(FIND.fullscreen)),
          "fullscreen",
        ).to.equal(true);
        expect(
          shown.includes(player.find(FIND.volume)),
          "volume slider",
        ).to.equal(width > 480);
        for (const element of shown) {
          const { left, right } = element.getBoundingClientRect();
          const what = element.outerHTML.slice(0, 60);
          expect(left, what).to.be.at.least(bar.left);
          expect(right, what).to.be.at.most(bar.right);
        }
        expect(player.find(FIND.seek).clientWidth).to.be.above(20);
      });
    });
  }

  it("the buttons are where they belong as soon as the player is as wide as it is", async () => {
    player = await createPlayer({ width: 640 });
    player.find(FIND.fullscreen).getBoundingClientRect();
    player.host.style.width = "440px";
    // The width is known to the container.
    await nextFrame();
    await nextFrame();
    const places = [FIND.settings, "[data-plyr=pip]", FIND.fullscreen]
      // WebKitGTK has no picture-in-picture.
      .flatMap((selector) => [...player.root.querySelectorAll(selector)])
      .map((element) => element.getBoundingClientRect())
      .filter(({ width }) => width > 0)
      .map(({ left }) => left);
    expect(places).to.deep.equal(places.toSorted((one, other) => one - other));
    const moving = player.find(FIND.fullscreen).getAnimations();
    expect(moving.length).to.equal(0);
  });

  it("axe finds nothing, with the menu open and captions there", async () => {
    player = await createPlayer();
    await player.player.list(...LEVELS);
    player.media.addTextTrack("subtitles", "English", "en");
    await soon(() =>
      expect(player.find("[role=menuitem]").hidden, "captions").to.equal(false),
    );
    player.find(FIND.settings).click();
    // What fades has less of a contrast.
    await atRest(player.mount);
    await expect(player.host).to.be.accessible();
    player.find("[role=menuitem]:nth-child(4)").click();
    await atRest(player.mount);
    await expect(player.host).to.be.accessible();
  });

  it("what has the focus has a ring", async () => {
    player = await createPlayer();
    for (const name of ["mute", "seek", "volume", "settings"] as const) {
      const element = player.find(FIND[name]);
      element.focus({ focusVisible: true } as FocusOptions);
      if (!element.matches(":focus-visible")) continue;
      expect(getComputedStyle(element).outlineStyle, name).to.equal("solid");
    }
    expect(
      player.find(FIND.seek).matches(":focus-visible") ||
        player.find(FIND.settings).matches(":focus-visible"),
    ).to.equal(true);
  });
});

import { expect, oneEvent } from "@open-wc/testing";
import { emulateMedia } from "@web/test-runner-commands";
import de from "../../../src/messages/de.js";
import { Words } from "../../../src/messages/words.js";
import {
  createPlayer,
  FIND,
  press,
  tick,
  type TestPlayer,
  type TestPlayerOptions,
} from "./player.js";
import { soon } from "./soon.js";

describe("what a key has done", () => {
  let player: TestPlayer;
  let said: string[];

  const create = async (options: TestPlayerOptions = {}) => {
    said = [];
    player = await createPlayer({
      announce: (text) => said.push(text),
      ...options,
    });
    const told = oneEvent(player.media, "volumechange");
    player.media.volume = 0.5;
    await told;
    player.find(".plyr").focus();
  };
  const bubble = () => player.find(".shp-feedback");
  const icon = () => bubble().querySelector("use")?.getAttribute("href");
  const shown = () => bubble().checkVisibility({ checkVisibilityCSS: true });

  /** Keys one right after the other: between those of a driver there may be a second, on a slow machine. */
  const type = (...keys: string[]) => {
    const init = { bubbles: true, composed: true, cancelable: true };
    for (const key of keys)
      player.focused!.dispatchEvent(
        new KeyboardEvent("keydown", { ...init, key }),
      );
  };

  afterEach(() => player.remove());

  it("is shown in a bubble that takes no click and no room, and goes away", async () => {
    await create();
    expect(shown()).to.equal(false);
    const { height } = player.host.getBoundingClientRect();
    // It may have gone again by the time a slow driver has let go of the key.
    const appears = soon(() => expect(shown()).to.equal(true));
    await press("ArrowUp");
    await appears;
    expect(bubble().part.value).to.equal("feedback");
    expect(getComputedStyle(bubble()).pointerEvents).to.equal("none");
    expect(player.host.getBoundingClientRect().height).to.equal(height);
    await soon(() => expect(shown(), "still there").to.equal(false));
  });

  const keys: [key: string, text: string, icon: string | undefined][] = [
    ["k", "", "#plyr-play"],
    ["ArrowUp", "60%", "#plyr-volume"],
    ["ArrowDown", "40%", "#plyr-volume"],
    ["m", "0%", "#plyr-muted"],
    [">", "1.25×", undefined],
    ["<", "0.75×", undefined],
    ["l", "+10s", "#plyr-fast-forward"],
    ["j", "-10s", "#plyr-rewind"],
    ["ArrowRight", "+5s", "#plyr-fast-forward"],
  ];
  for (const [key, text, name] of keys)
    it(`by ${key} is “${text}”${name ? ` beside ${name}` : ""}`, async () => {
      await create();
      player.media.currentTime = 30;
      await press(key);
      expect(bubble().textContent).to.equal(text);
      expect(icon()).to.equal(name);
    });

  it("by K a second time is a pause", async () => {
    await create();
    await press("k");
    await press("k");
    expect(icon()).to.equal("#plyr-pause");
  });

  it("adds up seeks of one direction, and begins anew with the other", async () => {
    await create();
    player.media.currentTime = 30;
    type("l", "ArrowRight");
    expect(bubble().textContent).to.equal("+15s");
    const right = bubble().getBoundingClientRect().left;
    type("j");
    expect(bubble().textContent).to.equal("-10s");
    expect(bubble().getBoundingClientRect().left).to.be.below(right);
  });

  it("by C is the captions' name, and the word for none; nothing where there are none", async () => {
    await create();
    await press("c");
    expect(shown()).to.equal(false);
    player.media.addTextTrack("captions", "<b>Deutsch</b>", "de");
    await soon(() =>
      expect(getComputedStyle(player.find(FIND.captions)).display).not.to.equal(
        "none",
      ),
    );
    await press("c");
    expect(bubble().textContent).to.equal("<b>Deutsch</b>");
    expect(icon()).to.equal("#plyr-captions-on");
    await press("c");
    expect(bubble().textContent).to.equal("Off");
    expect(icon()).to.equal("#plyr-captions-off");
  });

  it("is said as the viewer's language writes it", async () => {
    await create({ words: new Words("de", de) });
    await press("ArrowUp");
    expect(bubble().textContent).to.match(/^60\s%$/);
    await press("l");
    expect(bubble().textContent).to.match(/^\+10\sSek\.$/);
  });

  it("is told to screen readers once it has come to rest, but for play and seeks, which they hear", async () => {
    await create();
    type("k", "l", "ArrowUp", "ArrowUp", "ArrowUp");
    await soon(() => expect(said).to.deep.equal(["Volume: 80%"]));
    type(">");
    await soon(() =>
      expect(said).to.deep.equal(["Volume: 80%", "Speed: 1.25×"]),
    );
    expect(bubble().ariaHidden).to.equal("true");
  });

  it("is not shown of a slider, which shows it itself", async () => {
    await create();
    player.find(FIND.seek).focus();
    await press("ArrowRight");
    player.find(FIND.volume).focus();
    await press("ArrowUp");
    expect(shown()).to.equal(false);
  });

  it("comes and goes at once for who wants no motion", async () => {
    await emulateMedia({ reducedMotion: "reduce" });
    await create();
    await press("m");
    expect(getComputedStyle(bubble()).transitionDuration).to.equal("0s");
    await emulateMedia({ reducedMotion: "no-preference" });
  });

  it("goes with the controls", async () => {
    await create();
    type("m");
    player.controls.destroy();
    expect(player.root.querySelector(".shp-feedback") === null).to.equal(true);
    // It would be said 400 ms after the key.
    await tick(600);
    expect(said).to.deep.equal([]);
  });
});

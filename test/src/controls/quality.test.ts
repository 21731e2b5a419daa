import { expect } from "@open-wc/testing";
import { resetMouse } from "@web/test-runner-commands";
import { FakePlayer } from "./fake-player.js";
import {
  click,
  createPlayer,
  FIND,
  nameOf,
  press,
  type TestPlayer,
} from "./player.js";

const RENDITIONS = [
  { height: 480, bitrate: 800_000 },
  { height: 720, bitrate: 1_600_000 },
  { height: 720, bitrate: 2_400_000, frameRate: 60 },
];

describe("the quality menu", () => {
  let player: TestPlayer;
  let fake: FakePlayer;

  const line = () => player.find("[role=menuitem]:nth-child(4)");
  const panel = () => player.find("[id$=levels]");
  const entries = () => [
    ...panel().querySelectorAll<HTMLElement>("[role=menuitemradio]"),
  ];
  const labels = () => entries().map((entry) => entry.textContent);
  const checked = () =>
    entries()
      .filter((entry) => entry.ariaChecked === "true")
      .map((entry) => entry.textContent);
  const chosen = () => fake.videoRenditions.selectedIndex;

  beforeEach(async () => {
    player = await createPlayer();
    fake = player.player;
  });

  afterEach(async () => {
    player.remove();
    await resetMouse();
  });

  it("is hidden until there is a choice", async () => {
    expect(line().hidden).to.equal(true);
    await fake.list(RENDITIONS[0]!);
    expect(line().hidden).to.equal(true);
    await fake.list(...RENDITIONS);
    expect(line().hidden).to.equal(false);
  });

  it("lists Auto first, then the best; two renditions of one height stay apart", async () => {
    await fake.list(...RENDITIONS);
    expect(labels()).to.deep.equal(["Auto", "720p60", "720p", "480p"]);
    expect(checked()).to.deep.equal(["Auto"]);
    expect(chosen()).to.equal(-1);
  });

  it("says which rendition plays while Auto is on, in the list too", async () => {
    await fake.list(...RENDITIONS);
    fake.show(1);
    expect(line().textContent).to.equal("QualityAuto (720p)");
    expect(labels()[0]).to.equal("Auto (720p)");
    await fake.select(0);
    expect(line().textContent).to.equal("Quality480p");
    expect(labels()[0]).to.equal("Auto");
    await fake.select(-1);
    fake.show(undefined);
    expect(line().textContent).to.equal("QualityAuto");
  });

  it("shows what a page chooses", async () => {
    await fake.list(...RENDITIONS);
    await fake.select(2);
    expect(checked()).to.deep.equal(["720p60"]);
  });

  it("a click chooses, goes back to the first panel and updates it", async () => {
    await fake.list(...RENDITIONS);
    await click(player.find(FIND.settings));
    await click(line());
    await click(entries()[2]!);
    expect(chosen()).to.equal(1);
    expect(panel().hidden).to.equal(true);
    expect(line().hidden).to.equal(false);
    expect(line().textContent).to.equal("Quality720p");
    expect(checked()).to.deep.equal(["720p"]);
  });

  it("keys choose, after the menu has been filled again too", async () => {
    await fake.list(...RENDITIONS.slice(0, 2));
    player.find(FIND.settings).focus();
    for (const key of ["Enter", "Enter", "ArrowDown", "Space"])
      await press(key);
    expect(chosen()).to.equal(1);
    expect(nameOf(player.focused)).to.contain("Quality720p");
    await fake.list(...RENDITIONS);
    await fake.select(1);
    // The chosen one has the focus when the panel opens.
    for (const key of ["Enter", "ArrowUp", "Enter"]) await press(key);
    expect(chosen()).to.equal(2);
    expect(player.media.paused).to.equal(true);
  });

  it("keeps the focus on the same place when the renditions change under it", async () => {
    await fake.list(...RENDITIONS);
    player.find(FIND.settings).focus();
    for (const key of ["Enter", "Enter", "End"]) await press(key);
    expect(nameOf(player.focused)).to.contain("480p");
    await fake.drop(1);
    expect(nameOf(player.focused)).to.contain("480p");
    expect(labels()).to.deep.equal(["Auto", "720p60", "480p"]);
  });

  it("goes back to the first panel when the choice goes away", async () => {
    await fake.list(...RENDITIONS);
    player.find(FIND.settings).focus();
    for (const key of ["Enter", "Enter"]) await press(key);
    await fake.list();
    expect(panel().hidden).to.equal(true);
    expect(line().hidden).to.equal(true);
    expect(nameOf(player.focused)).to.contain("Speed");
  });
});

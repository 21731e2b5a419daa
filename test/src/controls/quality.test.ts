import { expect } from "@open-wc/testing";
import { resetMouse } from "@web/test-runner-commands";
import {
  click,
  createPlayer,
  FIND,
  nameOf,
  press,
  tick,
  type TestPlayer,
} from "./player.js";

const LEVELS = [
  { index: 0, height: 480, label: "480p" },
  { index: 1, height: 720, label: "720p" },
  { index: 2, height: 720, label: "720p60" },
];

describe("the quality menu", () => {
  let player: TestPlayer;
  let chosen: number[];

  const line = () => player.find("[role=menuitem]:nth-child(2)");
  const panel = () => player.find("[id$=levels]");
  const entries = () => [
    ...panel().querySelectorAll<HTMLElement>("[role=menuitemradio]"),
  ];
  const labels = () => entries().map((entry) => entry.textContent);
  const checked = () =>
    entries()
      .filter((entry) => entry.ariaChecked === "true")
      .map((entry) => entry.textContent);

  beforeEach(async () => {
    chosen = [];
    player = await createPlayer({ onQuality: (index) => chosen.push(index) });
  });

  afterEach(async () => {
    player.remove();
    await resetMouse();
  });

  it("is hidden until there is a choice", () => {
    expect(line().hidden).to.equal(true);
    player.controls.setQualities(LEVELS.slice(0, 1), -1);
    expect(line().hidden).to.equal(true);
    player.controls.setQualities(LEVELS, -1);
    expect(line().hidden).to.equal(false);
  });

  it("lists Auto first, then the highest; two levels of one height stay apart", () => {
    player.controls.setQualities(LEVELS, -1);
    expect(labels()).to.deep.equal(["Auto", "720p60", "720p", "480p"]);
    expect(checked()).to.deep.equal(["Auto"]);
    expect(chosen).to.deep.equal([]);
  });

  it("says which level plays while Auto is on", () => {
    player.controls.setPlayingQuality("720p");
    player.controls.setQualities(LEVELS, -1);
    expect(line().textContent).to.equal("QualityAuto (720p)");
    player.controls.setQualities(LEVELS, 0);
    expect(line().textContent).to.equal("Quality480p");
    player.controls.setQualities(LEVELS, -1);
    player.controls.setPlayingQuality(undefined);
    expect(line().textContent).to.equal("QualityAuto");
  });

  it("a click chooses by level index, goes back to the first panel and updates it", async () => {
    player.controls.setQualities(LEVELS, -1);
    await click(player.find(FIND.settings));
    await click(line());
    await tick(500);
    await click(entries()[2]!);
    expect(chosen).to.deep.equal([1]);
    expect(panel().hidden).to.equal(true);
    expect(line().hidden).to.equal(false);
    expect(line().textContent).to.equal("Quality720p");
    expect(checked()).to.deep.equal(["720p"]);
  });

  it("keys choose, after the menu has been filled again too", async () => {
    player.controls.setQualities(LEVELS.slice(0, 2), -1);
    player.find(FIND.settings).focus();
    for (const key of ["Enter", "Enter", "ArrowDown", "Space"])
      await press(key);
    expect(chosen).to.deep.equal([1]);
    expect(nameOf(player.focused)).to.contain("Quality720p");
    player.controls.setQualities(LEVELS, 1);
    // The chosen one has the focus when the panel opens.
    for (const key of ["Enter", "ArrowUp", "Enter"]) await press(key);
    expect(chosen).to.deep.equal([1, 2]);
    expect(player.media.paused).to.equal(true);
  });

  it("keeps the focus on the same level when the levels change under it", async () => {
    player.controls.setQualities(LEVELS, -1);
    player.find(FIND.settings).focus();
    for (const key of ["Enter", "Enter", "End", "ArrowUp"]) await press(key);
    expect(nameOf(player.focused)).to.contain("720p");
    player.controls.setQualities(LEVELS.slice(1), -1);
    expect(nameOf(player.focused)).to.contain("720p");
    expect(labels()).to.deep.equal(["Auto", "720p60", "720p"]);
  });

  it("goes back to the first panel when the choice goes away", async () => {
    player.controls.setQualities(LEVELS, -1);
    player.find(FIND.settings).focus();
    for (const key of ["Enter", "Enter"]) await press(key);
    player.controls.setQualities([], -1);
    expect(panel().hidden).to.equal(true);
    expect(line().hidden).to.equal(true);
    expect(nameOf(player.focused)).to.contain("Speed");
  });

  it("writes labels as text", () => {
    const label = '<img src="x" onerror="window.wasRun = true">';
    player.controls.setQualities(
      [LEVELS[0]!, { index: 1, height: 720, label }],
      1,
    );
    expect(labels()[1]).to.equal(label);
    expect(line().querySelector("img") === null).to.equal(true);
  });
});

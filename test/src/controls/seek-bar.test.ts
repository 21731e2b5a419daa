import { expect } from "@open-wc/testing";
import { resetMouse, sendMouse } from "@web/test-runner-commands";
import { createPlayer, FIND, press, type TestPlayer } from "./player.js";
import { soon } from "./soon.js";

const TITLES = [
  "Beginning",
  '<img src=x onerror="window.wasRun = true">',
  "End",
];
const storyboardUrl = "/demo/media/lesson-1/storyboard.vtt";

describe("the seek bar", () => {
  let player: TestPlayer;

  afterEach(async () => {
    player.remove();
    await resetMouse();
  });

  const preview = () => player.find(".shp-preview");
  const marks = () => [
    ...player.root.querySelectorAll<HTMLElement>(".plyr__progress__marker"),
  ];
  const canvas = () => player.find<HTMLCanvasElement>(".shp-preview__picture");

  async function create(width = 640): Promise<void> {
    player = await createPlayer({
      width,
      prepare(media) {
        const track = media.addTextTrack("chapters", "Chapters", "en");
        track.mode = "disabled";
        track.mode = "hidden";
        TITLES.forEach((title, index) => {
          const cue = new VTTCue(index * 20, index * 20 + 20, "");
          cue.text = title.replaceAll("<", "&lt;");
          track.addCue(cue);
        });
      },
    });
    // As high as a video is, which sound alone is not.
    player.media.style.aspectRatio = "16/9";
    player.player.storyboard = storyboardUrl;
    await soon(() => expect(marks().length).to.equal(TITLES.length - 1));
  }

  async function hover(fraction: number): Promise<void> {
    const { left, top, width, height } = player
      .find(".plyr__progress")
      .getBoundingClientRect();
    await sendMouse({
      type: "move",
      position: [
        Math.round(left + width * fraction),
        Math.round(top + height / 2),
      ],
    });
  }

  /** The preview says so. */
  const says = (text: string) =>
    soon(() => expect(preview().innerText).to.contain(text));
  const showsPicture = () =>
    soon(() => expect(canvas().hidden, "no picture").to.equal(false));
  const hides = () =>
    soon(() => expect(preview().hidden, "hidden").to.equal(true));

  it("shows time, chapter and picture of the place under the pointer, and nothing once it has gone", async () => {
    await create();
    expect(preview().hidden).to.equal(true);
    await hover(0.75);
    await showsPicture();
    await soon(() =>
      expect(preview().innerText.trim()).to.match(/^End\n+00:4[45]$/),
    );
    expect([canvas().width, canvas().height]).to.deep.equal([192, 108]);
    expect(player.root.querySelectorAll("img").length).to.equal(0);
    await sendMouse({ type: "move", position: [5, 5] });
    await hides();
  });

  for (const width of [640, 375, 320])
    for (const fraction of [0.001, 0.999])
      it(`the preview stays within a player of ${width} pixels at ${fraction}`, async () => {
        await create(width);
        await hover(fraction);
        await showsPicture();
        await soon(() => {
          const box = preview().getBoundingClientRect();
          const around = player.host.getBoundingClientRect();
          expect(box.left).to.be.at.least(around.left);
          expect(box.right).to.be.at.most(around.right);
          expect(box.top).to.be.at.least(around.top);
        });
      });

  it("shows it for the keyboard's focus too, at the time of playback, and says the chapter", async () => {
    await create();
    player.media.currentTime = 41;
    player.find(FIND.mute).focus();
    await press("Tab");
    player.find(FIND.seek).focus();
    await press("ArrowRight");
    await says("00:46");
    expect(preview().innerText).to.contain("End");
    await soon(() =>
      expect(player.find(FIND.seek).getAttribute("aria-valuetext")).to.equal(
        "00:46 of 01:00, End",
      ),
    );
    player.find(FIND.mute).focus();
    await hides();
  });

  it("shows where a seek leads before it has got there", async () => {
    await create();
    const seek = player.find<HTMLInputElement>(FIND.seek);
    const shown = new Promise<number>((resolve) =>
      player.media.addEventListener(
        "seeking",
        () => resolve(Number(seek.value)),
        { once: true },
      ),
    );
    player.media.currentTime = 30;
    expect(await shown).to.be.closeTo(50, 0.5);
  });

  it("has a mark where each chapter begins, but for the beginning", async () => {
    await create();
    expect(
      marks().map(({ style }) => Math.round(parseFloat(style.left))),
    ).to.deep.equal([33, 67]);
  });

  it("a chapter without a title is neither marked nor listed", async () => {
    await create();
    const [track] = player.media.textTracks;
    track!.addCue(new VTTCue(10, 20, " <i></i> "));
    player.media.dispatchEvent(new Event("durationchange"));
    expect(marks().length).to.equal(TITLES.length - 1);
    const entries = player.root.querySelectorAll(
      "[id$=chapters] [role=menuitemradio]",
    );
    expect(entries.length).to.equal(TITLES.length);
  });

  it("chapters are a menu, by keyboard alone: chosen, checked, and closed by Escape", async () => {
    await create();
    player.find(FIND.settings).focus();
    for (const key of ["Enter", "End", "Enter", "End", "Enter"])
      await press(key);
    await soon(() => expect(player.media.currentTime).to.be.at.least(40));
    await soon(() =>
      expect(
        player.find("[id$=chapters] [aria-checked=true]").textContent,
      ).to.contain("End"),
    );
    await press("Escape");
    expect(player.focused === player.find(FIND.settings)).to.equal(true);
    expect(player.find(FIND.popup).hidden).to.equal(true);
  });

  it("titles of chapters are text, whatever is in them", async () => {
    await create();
    player.media.currentTime = 30;
    await hover(0.5);
    await says("<img");
    expect(player.root.querySelectorAll("img").length).to.equal(0);
    expect((globalThis as { wasRun?: boolean }).wasRun).to.equal(undefined);
  });
});

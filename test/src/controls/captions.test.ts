import { expect } from "@open-wc/testing";
import { createPlyrControls } from "../../../src/controls/plyr-controls.js";
import type { AudioTrack } from "media-tracks";
import { press, createPlayer, FIND, tick, type TestPlayer } from "./player.js";
import { soon } from "./soon.js";

const HOSTILE = '<img src="x" onerror="window.wasRun = true">&amp;';

describe("captions", () => {
  let player: TestPlayer;
  let changes: (string | undefined)[];

  const line = () => player.find("[role=menuitem]:first-child");
  const button = () => player.find(FIND.captions);
  const entries = () => [
    ...player.root.querySelectorAll<HTMLElement>(
      "[id$=subtitles] [role=menuitemradio]",
    ),
  ];
  const modes = () => [...player.media.textTracks].map(({ mode }) => mode);
  const haveModes = (...expected: TextTrackMode[]) =>
    soon(() => expect(modes()).to.deep.equal(expected));
  const shows = (text: string) =>
    soon(() =>
      expect(player.find(".plyr__captions").textContent).to.equal(text),
    );
  /** The controls have heard of so many tracks. */
  const haveListed = (count: number) =>
    soon(() =>
      expect(entries().length, "entries").to.equal(count && count + 1),
    );

  /** A track with words for the whole video. */
  function addTrack(label: string, language: string, text = ""): TextTrack {
    const words = `WEBVTT\n\n00:00.000 --> 01:00.000\n${text}\n`;
    const src = URL.createObjectURL(new Blob([words], { type: "text/vtt" }));
    const element = document.createElement("track");
    Object.assign(element, {
      kind: "subtitles",
      label,
      srclang: language,
      src,
    });
    player.media.append(element);
    return element.track;
  }

  beforeEach(async () => {
    changes = [];
    player = await createPlayer({
      onCaptions: (track) => changes.push(track?.label),
    });
    // Chromium has no current cue before the video has been started.
    await player.media.play();
  });

  afterEach(() => {
    player.remove();
    delete (window as { wasRun?: boolean }).wasRun;
  });

  it("without a track there is no button, and C does nothing", async () => {
    expect(getComputedStyle(button()).display).to.equal("none");
    expect(line().hidden).to.equal(true);
    button().click();
    player.find(FIND.play).focus();
    await press("c");
    await tick(100); // nothing comes of either
    expect(changes).to.deep.equal([]);
  });

  it("the button turns the viewer's language on, and off again", async () => {
    addTrack("Deutsch", "de");
    addTrack("English", "en-GB", "Hello");
    await haveListed(2);
    expect(getComputedStyle(button()).display).not.to.equal("none");
    expect(modes()).to.deep.equal(["disabled", "disabled"]);
    button().click();
    await shows("Hello");
    expect(modes()).to.deep.equal(["disabled", "hidden"]);
    expect(button().ariaPressed).to.equal("true");
    expect(line().textContent).to.equal("CaptionsEnglish");
    button().click();
    await shows("");
    await haveModes("disabled", "disabled");
    expect(changes).to.deep.equal(["English", undefined]);
    expect(line().textContent).to.equal("CaptionsOff");
  });

  it("two tracks of one language can both be chosen", async () => {
    addTrack("English", "en", "Hello");
    addTrack("English (easy)", "en", "Hi");
    await haveListed(2);
    entries()[2]!.click();
    expect(modes()).to.deep.equal(["disabled", "hidden"]);
    await shows("Hi");
    entries()[1]!.click();
    expect(modes()).to.deep.equal(["hidden", "disabled"]);
    entries()[0]!.click();
    expect(modes()).to.deep.equal(["disabled", "disabled"]);
    expect(changes).to.deep.equal(["English (easy)", "English", undefined]);
  });

  it("a track that something else shows is never drawn by the browser", async () => {
    const track = addTrack("English", "en", "Hello");
    await haveListed(1);
    track.mode = "showing";
    await haveModes("disabled");
    button().click();
    track.mode = "showing";
    await haveModes("hidden");
    await shows("Hello");
    expect(modes()).to.deep.equal(["hidden"]);
    expect(player.root.querySelectorAll(".plyr__caption").length).to.equal(1);
  });

  it("with captions on, another track that something else shows is taken as the choice", async () => {
    addTrack("English", "en", "Hello");
    const other = addTrack("Deutsch", "de", "Hallo");
    await haveListed(2);
    button().click();
    await shows("Hello");
    other.mode = "showing";
    await shows("Hallo");
    expect(modes()).to.deep.equal(["disabled", "hidden"]);
  });

  it("with captions off, what something else shows first is what the viewer turns on, and nothing later", async () => {
    const english = addTrack("English", "en", "Hello");
    const german = addTrack("Deutsch", "de", "Hallo");
    await haveListed(2);
    german.mode = "showing";
    await haveModes("disabled", "disabled");
    english.mode = "showing";
    await haveModes("disabled", "disabled");
    button().click();
    await shows("Hallo");
    expect(modes()).to.deep.equal(["disabled", "hidden"]);
  });

  it("come back when the stream's tracks are made again", async () => {
    addTrack("Deutsch", "de", "Hallo");
    addTrack("English", "en", "Hello");
    await haveListed(2);
    entries()[1]!.click();
    await shows("Hallo");
    for (const element of player.media.querySelectorAll("track"))
      element.remove();
    await haveListed(0);
    await shows("");
    addTrack("English", "en", "Hello");
    addTrack("Deutsch", "de", "Hallo");
    await shows("Hallo");
    await haveModes("disabled", "hidden");
  });

  it("names and words are text, whatever the playlist says", async () => {
    addTrack(
      HOSTILE,
      "en",
      '<b>Bold</b> &lt;img src="x" onerror="window.wasRun = true"&gt;<img src="x" onerror="window.wasRun = true">',
    );
    await haveListed(1);
    button().click();
    await soon(() => player.find(".plyr__caption b"));
    expect(entries()[1]!.firstChild!.firstChild!.textContent).to.equal(HOSTILE);
    expect(line().textContent).to.equal(`Captions${HOSTILE}`);
    expect(player.root.querySelectorAll("img").length).to.equal(0);
    expect(player.root.querySelectorAll(".plyr__caption b").length).to.equal(1);
    expect("wasRun" in window).to.equal(false);
  });

  it("several words at once are drawn each in its own box, those for the top at the top", async () => {
    const track = player.media.addTextTrack("captions", "English", "en");
    const cue = (text: string, properties: Partial<VTTCue> = {}) =>
      track.addCue(Object.assign(new VTTCue(0, 60, text), properties));
    cue("One");
    cue("Two", { align: "start" });
    cue("Third line", { line: 0 });
    cue("A quarter down", { line: 25, snapToLines: false });
    cue("Last line", { line: -1 });
    await haveListed(1);
    button().click();
    await shows("OneTwoLast line");
    const [bottom, top] = player.root.querySelectorAll(".plyr__captions");
    expect(top!.textContent).to.equal("Third lineA quarter down");
    expect(bottom!.children[1]!.classList.contains("shp-cue--start")).to.equal(
      true,
    );
    await soon(() => {
      const box = player.mount.getBoundingClientRect();
      const upper = top!.firstElementChild!.getBoundingClientRect();
      const lower = bottom!.firstElementChild!.getBoundingClientRect();
      expect(upper.top).to.be.at.least(box.top);
      expect(upper.bottom).to.be.below(box.top + box.height / 2);
      expect(lower.top).to.be.above(box.top + box.height / 2);
    });
  });

  it("classes in the words are WebVTT's colours, and none of the controls'", async () => {
    addTrack("English", "en", "<c.yellow.bg_blue.plyr__control>Hi</c>");
    await haveListed(1);
    button().click();
    await shows("Hi");
    const word = player.find(".plyr__caption span");
    expect(word.className).to.equal("shp-cue-yellow shp-cue-bg_blue");
    expect(getComputedStyle(word).color).to.equal("rgb(255, 255, 0)");
  });

  it("with captions off, a forced track of the language that is heard is drawn, and listed nowhere", async () => {
    const [english, german] = ["en", "de"].map((language) =>
      player.player.addAudioTrack("main", language, language),
    ) as [AudioTrack, AudioTrack];
    english.enabled = true;
    player.player.forced = addTrack("Signs", "en-GB", "Exit");
    addTrack("English", "en", "Hello. Exit.");
    await shows("Exit");
    expect(modes()).to.deep.equal(["hidden", "disabled"]);
    expect(entries().map(({ textContent }) => textContent)).to.deep.equal([
      "Off",
      "EnglishEN",
    ]);
    expect(button().ariaPressed).to.equal("false");
    button().click();
    await shows("Hello. Exit.");
    button().click();
    await shows("Exit");
    german.enabled = true;
    english.enabled = false;
    await shows("");
    expect(modes()).to.deep.equal(["disabled", "disabled"]);
    expect(changes).to.deep.equal(["English", undefined]);
  });

  it("a forced track is no caption to turn on, and the only one is drawn where nobody knows what is heard", async () => {
    player.player.forced = addTrack("Signs", "fr", "Sortie");
    await shows("Sortie");
    expect(getComputedStyle(button()).display).to.equal("none");
  });

  it("a track that the page marks as default is on from the beginning", async () => {
    player.remove();
    player = await createPlayer({
      prepare: (media) => {
        const track = document.createElement("track");
        Object.assign(track, {
          kind: "captions",
          default: true,
          srclang: "en",
        });
        media.append(track);
      },
    });
    await haveModes("hidden");
  });

  it("tracks that the video had before the controls are shown by them alone", async () => {
    addTrack("English", "en", "Hello");
    player.controls.destroy();
    player.controls = await createPlyrControls(player.player, {
      captions: true,
    });
    await shows("Hello");
    // Plyr has begun with captions of its own by then, if it is going to.
    await tick(300);
    expect(player.find(".plyr__captions").textContent).to.equal("Hello");
    expect(modes()).to.deep.equal(["hidden"]);
  });

  it("can be on from the start", async () => {
    player.remove();
    player = await createPlayer({ captions: true });
    await player.media.play();
    addTrack("English", "en", "Hello");
    await shows("Hello");
  });
});

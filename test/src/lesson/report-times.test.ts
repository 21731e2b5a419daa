import { expect } from "@open-wc/testing";
import { ReportTimes } from "../../../src/lesson/report-times.js";
import { FakeClock } from "./fake-clock.js";
import { FakeMedia } from "./fake-media.js";
import { showPage } from "./show-page.js";

describe("when progress is reported", () => {
  let clock: FakeClock;
  let media: FakeMedia;
  let life: AbortController;
  /** Where the viewer is, or was before the seek that is under way. */
  let position: number;
  let told: string[];

  beforeEach(() => {
    clock = new FakeClock();
    media = new FakeMedia();
    life = new AbortController();
    position = 0;
    told = [];
    new ReportTimes(
      media.media,
      {
        position: () => position,
        intervalSeconds: () => 10,
        report: (reason, sought, isNews = true) =>
          told.push(
            [
              reason,
              sought && `${sought.from} to ${sought.to}`,
              !isNews && "without news",
            ]
              .filter(Boolean)
              .join(" "),
          ),
        hidden: () => told.push("hidden without news"),
      },
      life.signal,
    );
  });
  afterEach(() => {
    life.abort();
    clock.restore();
    showPage();
  });

  const playTo = (seconds: number) => {
    media.playTo(seconds);
    position = seconds;
  };
  const seekTo = (seconds: number) => {
    media.seekTo(seconds);
    position = seconds;
  };
  /** What has been reported since this was last asked. */
  const news = () => told.splice(0);

  it("as playback begins, every interval, and as it pauses", () => {
    void media.play();
    expect(news()).to.deep.equal(["play"]);
    clock.pass(9_999);
    expect(news()).to.deep.equal([]);
    clock.pass(1);
    expect(news()).to.deep.equal(["interval"]);
    clock.pass(10_000);
    expect(news()).to.deep.equal(["interval"]);
    media.pause();
    expect(news()).to.deep.equal(["pause"]);
    clock.pass(60_000);
    expect(news()).to.deep.equal([]);
    void media.play();
    expect(news()).to.deep.equal(["play"]);
  });

  it("once, though playback waits for data in between", () => {
    void media.play();
    media.tell("waiting");
    media.tell("playing");
    clock.pass(10_000);
    expect(news()).to.deep.equal(["play", "interval"]);
  });

  it("not of a pause before playback has begun, nor of a second one", () => {
    media.pause();
    expect(news()).to.deep.equal([]);
    void media.play();
    media.pause();
    media.pause();
    expect(news()).to.deep.equal(["play", "pause"]);
  });

  it("as it is over, once, though it pauses then as well", () => {
    void media.play();
    media.ended = true;
    media.pause();
    media.tell("ended");
    expect(news()).to.deep.equal(["play", "ended"]);
  });

  it("as it is over, where nothing tells of a pause", () => {
    void media.play();
    media.ended = true;
    media.tell("ended");
    expect(news()).to.deep.equal(["play", "ended"]);
  });

  it("as playback begins, and not as that is asked for", () => {
    media.paused = false;
    media.tell("play");
    expect(news()).to.deep.equal([]);
    media.tell("playing");
    expect(news()).to.deep.equal(["play"]);
  });

  it("not of a seek that is not over yet, however long it takes", () => {
    playTo(4);
    media.currentTime = 20;
    media.tell("seeking");
    clock.pass(5_000);
    expect(news()).to.deep.equal([]);
    media.seeking = false;
    media.tell("seeked");
    clock.pass(500);
    expect(news()).to.deep.equal(["seek 4 to 20"]);
  });

  it("half a second after the last of some seeks: from where the first began to where the last led", () => {
    playTo(4);
    seekTo(20);
    clock.pass(400);
    seekTo(30);
    clock.pass(499);
    expect(news()).to.deep.equal([]);
    // Playback has gone on since.
    playTo(30.4);
    clock.pass(1);
    expect(news()).to.deep.equal(["seek 4 to 30"]);
    clock.pass(10_000);
    expect(news()).to.deep.equal([]);
  });

  it("of the next seeks, which begin elsewhere and may lead back", () => {
    playTo(4);
    seekTo(20);
    clock.pass(500);
    seekTo(10);
    clock.pass(500);
    expect(news()).to.deep.equal(["seek 4 to 20", "seek 20 to 10"]);
  });

  it("not of a seek that was undone, but of a short one", () => {
    playTo(20);
    seekTo(80);
    seekTo(20.05);
    clock.pass(500);
    expect(news()).to.deep.equal([]);
    seekTo(20.3);
    clock.pass(500);
    expect(news()).to.deep.equal(["seek 20.05 to 20.3"]);
  });

  it("as the page is hidden, where something was played since the last report", () => {
    void media.play();
    playTo(3);
    expect(news()).to.deep.equal(["play"]);
    showPage("hidden");
    expect(news()).to.deep.equal(["hidden"]);
    showPage("visible");
    expect(news()).to.deep.equal([]);
    showPage("hidden");
    expect(news()).to.deep.equal(["hidden without news"]);
  });

  it("not as the page is shown, though something was played meanwhile", () => {
    void media.play();
    playTo(3);
    news();
    showPage("visible");
    expect(news()).to.deep.equal([]);
  });

  it("as having played nothing, where somebody sought in a pause", () => {
    seekTo(20);
    clock.pass(500);
    news();
    seekTo(20.05);
    showPage("hidden");
    expect(news()).to.deep.equal(["hidden without news"]);
  });

  it("as the page goes, and not once more as the player goes with it", () => {
    void media.play();
    playTo(3);
    news();
    dispatchEvent(new Event("pagehide"));
    expect(news()).to.deep.equal(["leave"]);
    life.abort();
    expect(news()).to.deep.equal([]);
  });

  it("as the player goes, also of who had paused before", () => {
    void media.play();
    media.pause();
    news();
    life.abort();
    expect(news()).to.deep.equal(["leave without news"]);
  });

  it("once more as it goes, where the page came back and something was played", () => {
    dispatchEvent(new Event("pagehide"));
    media.paused = false;
    playTo(3);
    expect(news()).to.deep.equal(["leave without news"]);
    dispatchEvent(new Event("pagehide"));
    expect(news()).to.deep.equal(["leave"]);
  });

  it("once more as it goes, where the page came back and playback began", () => {
    dispatchEvent(new Event("pagehide"));
    void media.play();
    expect(news()).to.deep.equal(["leave without news", "play"]);
    dispatchEvent(new Event("pagehide"));
    expect(news()).to.deep.equal(["leave without news"]);
  });

  it("never after the player has gone", () => {
    void media.play();
    playTo(4);
    media.seekTo(20);
    news();
    life.abort();
    expect(news()).to.deep.equal(["leave"]);
    clock.pass(60_000);
    media.pause();
    void media.play();
    showPage("hidden");
    dispatchEvent(new Event("pagehide"));
    expect(news()).to.deep.equal([]);
  });
});

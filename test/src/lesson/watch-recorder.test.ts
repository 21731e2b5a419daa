import { expect } from "@open-wc/testing";
import { WatchRecorder } from "../../../src/lesson/watch-recorder.js";
import { FakeMedia } from "./fake-media.js";

describe("what is watched", () => {
  let media: FakeMedia;
  let recorder: WatchRecorder;
  let life: AbortController;
  let nowMs = 0;
  const { now } = performance;

  beforeEach(() => {
    nowMs = 5_000;
    performance.now = () => nowMs;
    media = new FakeMedia();
    life = new AbortController();
    recorder = new WatchRecorder(media.media, life.signal);
  });
  afterEach(() => {
    life.abort();
    performance.now = now;
  });

  /** Plays on for some seconds of the clock. */
  const playFor = (seconds: number) => {
    for (let left = seconds; left > 0.001; left -= 0.25) {
      const step = Math.min(0.25, left);
      nowMs += step * 1_000;
      media.playTo(media.currentTime + step * media.playbackRate);
    }
  };
  const expectRanges = (...ranges: [number, number][]) => {
    const round = ([start, end]: [number, number]) => [
      Math.round(start * 1_000) / 1_000,
      Math.round(end * 1_000) / 1_000,
    ];
    expect(recorder.ranges.map(round)).to.deep.equal(ranges);
  };

  it("is nothing before playback", () => {
    expectRanges();
    void media.play();
    expectRanges();
  });

  it("is one second more at most, where nothing told of it before a seek", () => {
    void media.play();
    playFor(4);
    nowMs += 10_000;
    media.seekTo(60);
    expectRanges([0, 5]);
  });

  it("is nothing of the time in which a busy page had not yet heard of a seek", () => {
    void media.play();
    playFor(4);
    nowMs += 200;
    media.currentTime = 60;
    nowMs += 700;
    media.finishSeeks();
    expectRanges([0, 4.2]);
    expect(recorder.leftAt).to.equal(4.2);
  });

  it("is what was played up to a seek, though playback pauses in the same breath", () => {
    void media.play();
    playFor(4);
    nowMs += 200;
    media.currentTime = 60;
    media.paused = true;
    media.finishSeeks();
    media.tell("pause");
    expectRanges([0, 4.2]);
    expect(recorder.leftAt).to.equal(4.2);
  });

  it("is nothing of the time that playback stood until a seek to the same place got it going", () => {
    void media.play();
    playFor(4);
    nowMs += 10_000;
    media.seekTo(4);
    expect(recorder.leftAt).to.equal(4);
    expectRanges([0, 4]);
  });

  it("is as fast as it was up to a seek, though the speed changes with it", () => {
    void media.play();
    playFor(2);
    nowMs += 400;
    media.currentTime = 50;
    media.playbackRate = 2;
    media.tell("ratechange");
    media.finishSeeks();
    playFor(1);
    expectRanges([0, 2.4], [50, 52]);
  });

  it("is all of it where it goes fast and is told of seldom", () => {
    media.playbackRate = 4;
    void media.play();
    for (let second = 1; second <= 5; second++) {
      nowMs += 1_000;
      media.playTo(second * 4);
    }
    expectRanges([0, 20]);
  });

  it("is what was jumped back to without a seek", () => {
    media.seekTo(40);
    void media.play();
    playFor(2);
    media.playTo(10);
    playFor(3);
    expectRanges([10, 13], [40, 42]);
  });

  it("is what was played, up to this moment", () => {
    void media.play();
    playFor(10);
    nowMs += 100;
    media.driftTo(10.1);
    expectRanges([0, 10.1]);
  });

  it("is not what a seek leaves out, and ends where the seek began", () => {
    void media.play();
    playFor(4);
    nowMs += 200;
    media.seekTo(50);
    playFor(5);
    media.pause();
    expectRanges([0, 4.2], [50, 55]);
  });

  it("is not what was sought while paused, nor before anything was played", () => {
    media.seekTo(70);
    media.seekTo(30);
    void media.play();
    playFor(2);
    media.pause();
    media.seekTo(90);
    expectRanges([30, 32]);
  });

  it("is as much of the video when it goes twice as fast", () => {
    void media.play();
    playFor(2);
    media.playbackRate = 2;
    media.tell("ratechange");
    playFor(4);
    media.pause();
    expectRanges([0, 10]);
  });

  it("stands still while playback waits for data, however long", () => {
    void media.play();
    playFor(3);
    media.tell("waiting");
    nowMs += 30_000;
    media.seekTo(60);
    void media.play();
    playFor(1);
    media.pause();
    expectRanges([0, 3], [60, 61]);
  });

  it("goes on over a wait", () => {
    void media.play();
    playFor(3);
    media.tell("waiting");
    nowMs += 2_000;
    media.tell("playing");
    playFor(3);
    expectRanges([0, 6]);
  });

  it("is told once a second in a tab that is not seen", () => {
    void media.play();
    for (let second = 1; second <= 5; second++) {
      nowMs += 1_000;
      media.playTo(second);
    }
    expectRanges([0, 5]);
  });

  it("is not what was jumped over without a seek", () => {
    void media.play();
    playFor(2);
    nowMs += 250;
    media.playTo(40);
    playFor(1);
    expectRanges([0, 2], [40, 41]);
  });

  it("outlives its source: one that is loaded again begins where it was left", () => {
    void media.play();
    playFor(5);
    media.tell("emptied");
    media.driftTo(0);
    nowMs += 3_000;
    media.seekTo(50);
    expect(recorder.leftAt).to.equal(undefined);
    expectRanges([0, 5]);
    media.seekTo(5);
    media.tell("playing");
    playFor(5);
    media.pause();
    expectRanges([0, 10]);
  });

  it("goes on at the beginning when the video repeats itself", () => {
    media.seekTo(95);
    void media.play();
    playFor(5);
    media.seekTo(0);
    playFor(3);
    expectRanges([0, 3], [95, 100]);
  });

  it("takes in what was watched elsewhere", () => {
    void media.play();
    playFor(5);
    recorder.add([[3, 20], [50, 60]]); // prettier-ignore
    playFor(1);
    expectRanges([0, 20], [50, 60]);
  });

  it("begins in the middle of playback", () => {
    void media.play();
    media.playTo(12);
    const late = new WatchRecorder(media.media, life.signal);
    playFor(3);
    expect(late.ranges).to.deep.equal([[12, 15]]);
  });

  it("is nothing of the time that the video stood, though it is played and sought in one go", () => {
    void media.play();
    playFor(3);
    media.pause();
    media.tell("timeupdate");
    nowMs += 30_000;
    media.paused = false;
    media.seekTo(60);
    expect(recorder.leftAt).to.equal(undefined);
    media.tell("playing");
    playFor(1);
    expectRanges([0, 3], [60, 61]);
  });

  it("is nothing after the end, though the video is begun anew", () => {
    media.seekTo(95);
    void media.play();
    playFor(5);
    media.ended = true;
    media.tell("ended");
    media.tell("timeupdate");
    nowMs += 30_000;
    media.ended = false;
    media.seekTo(0);
    expect(recorder.leftAt).to.equal(undefined);
    expectRanges([95, 100]);
  });

  it("is not where a seek leads to that nothing has told of, nor a jump", () => {
    void media.play();
    playFor(4);
    media.driftTo(40);
    expectRanges([0, 4]);
    media.currentTime = 4.4;
    expectRanges([0, 4]);
  });

  it("is not what was jumped over without a seek, by seconds, forth or back", () => {
    void media.play();
    playFor(10);
    nowMs += 250;
    media.playTo(12);
    playFor(1);
    media.playTo(11);
    playFor(0.5);
    media.pause();
    expectRanges([0, 10], [11, 13]);
  });

  it("begins again as soon as a seek is over, whatever tells of it next", () => {
    void media.play();
    playFor(2);
    media.currentTime = 50;
    media.tell("seeking");
    nowMs += 3_000;
    media.seeking = false;
    media.tell("seeked");
    nowMs += 1_000;
    media.driftTo(51);
    expectRanges([0, 2], [50, 51]);
  });

  it("is all of it from where the speed changes, though it is told of seldom", () => {
    void media.play();
    playFor(2);
    media.playbackRate = 4;
    media.tell("ratechange");
    nowMs += 1_000;
    media.playTo(6);
    expectRanges([0, 6]);
  });

  for (const type of ["pause", "ended", "waiting"] as const)
    it(`is all of it up to what ends it: ${type}`, () => {
      void media.play();
      playFor(4);
      nowMs += 200;
      media.driftTo(4.2);
      media.tell(type);
      media.driftTo(0);
      expectRanges([0, 4.2]);
    });

  it("loses nothing to a position that goes back a little as playback pauses", () => {
    void media.play();
    playFor(5);
    media.driftTo(4.9);
    media.pause();
    expectRanges([0, 5]);
  });

  it("ends with the video", () => {
    void media.play();
    playFor(5);
    life.abort();
    playFor(5);
    media.pause();
    expectRanges([0, 5]);
  });
});

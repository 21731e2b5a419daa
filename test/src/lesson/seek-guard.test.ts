import { expect } from "@open-wc/testing";
import {
  readSeekPolicy,
  SeekGuard,
  type SeekPolicy,
} from "../../../src/lesson/seek-guard.js";
import { FakeMedia } from "./fake-media.js";

describe("where the viewer may seek to", () => {
  let media: FakeMedia;
  let guard: SeekGuard;
  let life: AbortController;
  let policy: SeekPolicy;
  let furthest: number;
  let blocked: [number, number][];

  beforeEach(() => {
    media = new FakeMedia();
    life = new AbortController();
    policy = "watched";
    furthest = 0;
    blocked = [];
    guard = new SeekGuard(
      media.media,
      {
        policy: () => policy,
        furthest: () => furthest,
        blocked: (from, to) => blocked.push([from, to]),
      },
      life.signal,
    );
  });
  afterEach(() => life.abort());

  const playTo = (seconds: number) => {
    for (let at = media.currentTime; at < seconds; at += 0.25) media.playTo(at);
    media.playTo(seconds);
  };

  it("free: anywhere", () => {
    policy = "free";
    media.seekTo(90);
    expect(media.currentTime).to.equal(90);
    expect(blocked).to.deep.equal([]);
  });

  it("watched: back, and forth again as far as playback has been", () => {
    void media.play();
    playTo(30);
    for (const to of [3, 30, 12]) {
      media.seekTo(to);
      expect(media.currentTime).to.equal(to);
    }
    expect(blocked).to.deep.equal([]);
  });

  it("watched: no further, but to where that is", () => {
    void media.play();
    playTo(30);
    media.seekTo(10);
    media.seekTo(80);
    expect(media.currentTime).to.equal(30);
    expect(blocked).to.deep.equal([[10, 80]]);
  });

  it("watched: what was watched another time counts", () => {
    furthest = 60;
    media.seekTo(60);
    expect(media.currentTime).to.equal(60);
    media.seekTo(61);
    expect(media.currentTime).to.equal(60);
  });

  it("watched: not before playback has begun either", () => {
    media.seekTo(50);
    expect(media.currentTime).to.equal(0);
    expect(blocked).to.deep.equal([[0, 50]]);
  });

  it("none: neither back nor forth", () => {
    policy = "none";
    void media.play();
    playTo(30);
    for (const to of [10, 80, 0]) media.seekTo(to);
    expect(media.currentTime).to.equal(30);
    expect(blocked).to.deep.equal([[30, 10], [30, 80], [30, 0]]); // prettier-ignore
  });

  it("none: the video may be begun anew after its end", () => {
    policy = "none";
    void media.play();
    playTo(100);
    media.seekTo(0);
    expect(media.currentTime).to.equal(0);
    expect(blocked).to.deep.equal([]);
  });

  it("many at once end where the first was stopped", () => {
    void media.play();
    playTo(20);
    for (const to of [40, 60, 80]) media.currentTime = to;
    media.finishSeeks();
    expect(media.currentTime).to.equal(20);
    expect(guard.position).to.equal(20);
  });

  it("many small steps do not get ahead", () => {
    void media.play();
    playTo(20);
    for (let step = 0; step < 50; step++) media.seekTo(media.currentTime + 0.4);
    expect(media.currentTime).to.be.below(21);
    expect(blocked.length).to.be.above(40);
  });

  it("small steps do not get ahead either when seeks back and forth lie between them", () => {
    void media.play();
    playTo(30);
    let reached = 30;
    for (let round = 0; round < 50; round++) {
      media.seekTo(0);
      media.seekTo(reached);
      media.seekTo(reached + 0.49);
      reached = media.currentTime;
    }
    expect(reached).to.be.below(31);
    expect(blocked.length).to.be.above(40);
  });

  it("what is played after a seek brings used slack back", () => {
    void media.play();
    playTo(20);
    media.seekTo(20.4);
    media.seekTo(2);
    playTo(20);
    media.seekTo(20.8);
    expect(blocked).to.deep.equal([]);
  });

  for (const forbids of ["watched", "none"] as const)
    it(`${forbids}: a place of the player's own behind the end is the end`, () => {
      policy = forbids;
      guard.seek(media.duration + 50);
      media.finishSeeks();
      expect(media.currentTime).to.equal(media.duration);
      expect(blocked).to.deep.equal([]);
    });

  it("the nudge that gets a decoder going is none", () => {
    void media.play();
    playTo(20);
    media.seekTo(20.1);
    media.seekTo(20.3);
    expect(media.currentTime).to.equal(20.3);
    expect(blocked).to.deep.equal([]);
  });

  it("what the stream lacks is left out", () => {
    void media.play();
    playTo(20);
    media.bufferedRanges = [[0, 20], [26, 40]]; // prettier-ignore
    media.readyState = 2;
    media.seekTo(26.1);
    expect(media.currentTime).to.equal(26.1);
    expect(blocked).to.deep.equal([]);
  });

  it("what the stream lacks opens nothing behind it", () => {
    void media.play();
    playTo(20);
    media.bufferedRanges = [[0, 20], [26, 40]]; // prettier-ignore
    media.readyState = 2;
    media.seekTo(35);
    expect(media.currentTime).to.equal(20);
  });

  for (const name of ["watched", "none"] as const)
    it(`${name}: the player itself may`, () => {
      policy = name;
      guard.seek(70);
      media.finishSeeks();
      expect(media.currentTime).to.equal(70);
      expect(blocked).to.deep.equal([]);
      media.seekTo(90);
      expect(media.currentTime).to.equal(70);
    });

  it("watched: as far as the player itself, though its seek is not over", () => {
    guard.seek(70);
    media.currentTime = 60;
    media.finishSeeks();
    expect(media.currentTime).to.equal(60);
    expect(blocked).to.deep.equal([]);
  });

  it("none: a source that is loaded again begins where it was left", () => {
    policy = "none";
    void media.play();
    playTo(30);
    media.readyState = 0;
    media.driftTo(0);
    media.tell("emptied");
    media.tell("timeupdate");
    media.currentTime = 30;
    media.readyState = 4;
    media.finishSeeks();
    expect(media.currentTime).to.equal(30);
    expect(blocked).to.deep.equal([]);
  });

  it("what the stream lacks is left out also where playback stands just before its end", () => {
    void media.play();
    playTo(20);
    media.bufferedRanges = [[0, 20.3], [26, 40]]; // prettier-ignore
    media.readyState = 2;
    media.seekTo(26.1);
    expect(media.currentTime).to.equal(26.1);
  });

  it("what the stream lacks costs no slack for good", () => {
    void media.play();
    playTo(20);
    media.bufferedRanges = [[0, 20], [26, 100]]; // prettier-ignore
    media.readyState = 2;
    media.seekTo(26.1);
    media.readyState = 4;
    playTo(60);
    media.seekTo(60.4);
    expect(media.currentTime).to.equal(60.4);
    expect(blocked).to.deep.equal([]);
  });

  it("what has not been loaded yet is nothing that the stream lacks", () => {
    void media.play();
    playTo(20);
    media.bufferedRanges = [[0, 20.4], [26, 40]]; // prettier-ignore
    media.readyState = 3;
    media.seekTo(26.1);
    expect(media.currentTime).to.equal(20);
  });

  it("none: not back to where loading began either, while playback waits", () => {
    policy = "none";
    void media.play();
    playTo(30);
    media.readyState = 2;
    media.seekTo(0.3);
    expect(media.currentTime).to.equal(30);
  });

  it("none: from the end to the beginning, and nowhere else", () => {
    policy = "none";
    void media.play();
    playTo(100);
    media.seekTo(50);
    expect(media.currentTime).to.equal(100);
    expect(blocked).to.deep.equal([[100, 50]]);
  });

  it("none: where the player once went is no place to seek back to", () => {
    policy = "none";
    guard.seek(10);
    media.finishSeeks();
    void media.play();
    playTo(20);
    media.seekTo(10);
    expect(media.currentTime).to.equal(20);
  });

  it("watched: no further than the player itself, though somebody else seeks before its own is told of", () => {
    guard.seek(10);
    media.driftTo(80);
    media.tell("seeking");
    expect(media.currentTime).to.equal(10);
    expect(blocked).to.deep.equal([[10, 80]]);
  });

  it("watched: as far as playback has been, though the player itself went back", () => {
    void media.play();
    playTo(30);
    guard.seek(5);
    media.finishSeeks();
    media.seekTo(30);
    expect(media.currentTime).to.equal(30);
  });

  it("however long was played, no more than a nudge", () => {
    void media.play();
    playTo(90);
    media.seekTo(91);
    expect(media.currentTime).to.equal(90);
  });

  it("a position that goes back by itself costs no slack", () => {
    void media.play();
    playTo(20);
    media.playTo(0);
    media.seekTo(20.3);
    expect(media.currentTime).to.equal(20.3);
  });

  it("a seek that nothing has told of has got nobody anywhere", () => {
    void media.play();
    playTo(20);
    media.currentTime = 80;
    expect(guard.position).to.equal(20);
    media.tell("timeupdate");
    media.finishSeeks();
    expect(media.currentTime).to.equal(20);
    expect(blocked).to.deep.equal([[20, 80]]);
  });

  for (const type of ["timeupdate", "seeked", "playing"])
    it(`watched: as far as ${type} tells that he has been`, () => {
      media.driftTo(30);
      media.tell(type);
      media.seekTo(25);
      expect(media.currentTime).to.equal(25);
    });

  it("the viewer is where the player takes him, and stays there while its source is loaded again", () => {
    guard.seek(70);
    expect(guard.position).to.equal(70);
    media.finishSeeks();
    media.readyState = 0;
    media.driftTo(0);
    expect(guard.position).to.equal(70);
  });

  it("a place in a video that was never loaded is not the next one's", () => {
    media.readyState = 0;
    guard.seek(70);
    life.abort();
    expect(media.currentTime).to.equal(0);
  });

  it("what is live has nothing to get ahead of", () => {
    media.duration = Infinity;
    media.seekTo(90);
    expect(media.currentTime).to.equal(90);
  });

  for (const [written, read] of [
    [undefined, "free"],
    ["", "free"],
    ["free", "free"],
    ["watched", "watched"],
    ["none", "none"],
    ["wached", "watched"],
    ["constructor", "watched"],
  ] as const)
    it(`reads seek-policy=${JSON.stringify(written)} as ${read}`, () => {
      expect(readSeekPolicy(written)).to.equal(read);
    });
});

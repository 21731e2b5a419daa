import { expect } from "@open-wc/testing";
import { endStandstills } from "../../../src/playback/standstill.js";
import { FakeMedia } from "../lesson/fake-media.js";

/** As many looks as it takes to be sure. */
const LOOK_MS = 10;

describe("playback that stands though there is enough to play", () => {
  let media: FakeMedia;
  let life: AbortController;
  let seeks: number[];
  let recoveries: number;

  beforeEach(() => {
    media = new FakeMedia();
    life = new AbortController();
    seeks = [];
    recoveries = 0;
    media.addEventListener("seeking", () => seeks.push(media.currentTime));
    media.driftTo(10);
    media.paused = false;
    endStandstills(media.media, () => recoveries++, life.signal, LOOK_MS);
  });
  afterEach(() => life.abort());

  /** Some looks, each before the timer of the next. */
  const looks = async (count: number, between = () => {}) => {
    for (let look = 0; look < count; look++) {
      between();
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      media.finishSeeks();
    }
  };

  it("is sought to where it stands, twice, then loaded anew, once", async () => {
    await looks(60);
    expect(seeks).to.deep.equal([10, 10]);
    expect(recoveries).to.equal(1);
  });

  it("is helped again when it has moved since", async () => {
    await looks(30);
    media.driftTo(20);
    await looks(30);
    expect(seeks).to.deep.equal([10, 10, 20, 20]);
    expect(recoveries).to.equal(2);
  });

  it("is left alone while it moves", async () => {
    await looks(30, () => media.driftTo(media.currentTime + 0.01));
    expect([seeks, recoveries]).to.deep.equal([[], 0]);
  });

  for (const [name, change] of [
    ["is paused", { paused: true }],
    ["is over", { ended: true }],
    ["waits for data", { readyState: 2 }],
    ["goes at no speed", { playbackRate: 0 }],
    ["has a moment's worth to play", { bufferedRanges: [[0, 10.5]] }],
    ["has more to play elsewhere", { bufferedRanges: [[20, 60]] }],
    ["is shown on another device", { remote: { state: "connecting" } }],
  ] as const)
    it(`is left alone where it ${name}`, async () => {
      Object.assign(media, change);
      await looks(30);
      expect([seeks, recoveries]).to.deep.equal([[], 0]);
    });

  it("is left alone where the page is not seen", async () => {
    Object.defineProperty(document, "hidden", {
      value: true,
      configurable: true,
    });
    try {
      await looks(30);
    } finally {
      Reflect.deleteProperty(document, "hidden");
    }
    expect([seeks, recoveries]).to.deep.equal([[], 0]);
  });

  it("is left alone once it is over with", async () => {
    life.abort();
    await looks(30);
    expect([seeks, recoveries]).to.deep.equal([[], 0]);
  });
});

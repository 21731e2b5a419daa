import { expect } from "@open-wc/testing";
import type { WatchedRange } from "../../../src/contract.js";
import { Confirmed } from "../../../src/lesson/confirmed.js";

describe("what is said to a server that believes little", () => {
  let confirmed: Confirmed;
  beforeEach(() => {
    confirmed = new Confirmed();
  });

  /** What is said next, in tenths of a second: it is found to a millisecond. */
  const next = (watched: WatchedRange[]) =>
    confirmed
      .next(watched)
      .map((range) => range.map((seconds) => Math.round(seconds * 10) / 10));

  it("is all, and what the server knows of other devices", () => {
    confirmed.learn([[0, 10]]);
    expect(confirmed.next([[20, 40]])).to.deep.equal([
      [0, 10],
      [20, 40],
    ]);
  });

  it("is as much as it says that it would have believed, at once where that is a second or more", () => {
    const said = confirmed.next([[0, 100]]);
    expect(confirmed.disbelieved(said, 30)).to.equal(true);
    expect(next([[0, 100]])).to.deep.equal([[0, 30]]);
    expect(confirmed.disbelieved([[0, 30]], 0.9)).to.equal(false);
    // Whoever asks for less than a second asks for ever.
    expect(next([[0, 100]])).to.deep.equal([[0, 1]]);
    expect(confirmed.disbelieved([[0, 1]], 0)).to.equal(false);
    expect(next([[0, 100]])).to.deep.equal([[0, 1]]);
  });

  it("is half of what it did not believe, where it does not say how much it would have, and not at once", () => {
    const said = confirmed.next([[0, 100]]);
    expect(confirmed.disbelieved(said, undefined)).to.equal(false);
    expect(next([[0, 100]])).to.deep.equal([[0, 50]]);
  });

  it("is twice as much whenever it is believed, until that is all", () => {
    confirmed.disbelieved([[0, 100]], 10);
    const all: WatchedRange[] = [[0, 35]];
    for (const end of [10, 30]) {
      const said = confirmed.next(all);
      expect(Math.round(said[0]![1])).to.equal(end);
      expect(confirmed.accepted(said, all)).to.equal(true);
      confirmed.learn([[0, end]]);
    }
    const third = confirmed.next(all);
    expect(third).to.deep.equal(all);
    expect(confirmed.accepted(third, all)).to.equal(false);
    confirmed.learn(third);
    expect(confirmed.next([[0, 5_000]])).to.deep.equal([[0, 5_000]]);
  });
});

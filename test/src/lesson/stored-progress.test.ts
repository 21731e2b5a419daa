import { expect } from "@open-wc/testing";
import {
  ProgressStorage,
  type StoredProgress,
} from "../../../src/lesson/stored-progress.js";
import { fakeStorage, restoreStorage } from "./fake-storage.js";

const PREFIX = "secure-hls-player:progress:";

const progress = (fields: Partial<StoredProgress> = {}): StoredProgress => ({
  position: 12,
  duration: 100,
  watchedRanges: [[0, 12]],
  completed: false,
  at: 1_000,
  ...fields,
});

describe("what a browser remembers of a video", () => {
  let items: Record<string, string>;
  beforeEach(() => {
    items = fakeStorage();
  });
  afterEach(restoreStorage);

  it("is there in the next visit, and is of this video alone", () => {
    new ProgressStorage("a").write(progress());
    expect(new ProgressStorage("a").read()).to.deep.equal(progress());
    expect(new ProgressStorage("b").read()).to.equal(undefined);
    expect(Object.keys(items)).to.deep.equal([`${PREFIX}a`]);
  });

  it("is the newest place, and all that was watched and completed in any tab", () => {
    new ProgressStorage("a").write(progress({ completed: true }));
    new ProgressStorage("a").write(
      progress({ position: 50, watchedRanges: [[40, 50]], at: 2_000 }),
    );
    expect(new ProgressStorage("a").read()).to.deep.equal(
      progress({
        position: 50,
        watchedRanges: [
          [0, 12],
          [40, 50],
        ],
        completed: true,
        at: 2_000,
      }),
    );
  });

  /** Videos that were seen one second after the other, the last one first. */
  const remember = (count: number) => {
    for (let age = 0; age < count; age++)
      items[`${PREFIX}${age}`] = JSON.stringify(
        progress({ at: 1_000_000 - age * 1_000 }),
      );
  };

  it("makes room, of the 200, in place of that seen longest ago", () => {
    items["of something else"] = "kept";
    remember(199);
    new ProgressStorage("one more").write(progress({ at: 2_000_000 }));
    expect(Object.keys(items)).to.have.lengthOf(201);
    new ProgressStorage("and one").write(progress({ at: 2_000_000 }));
    expect(Object.keys(items)).to.have.lengthOf(201);
    expect(items[`${PREFIX}198`]).to.equal(undefined);
    expect(items[`${PREFIX}197`]).to.be.a("string");
    expect(items[`${PREFIX}one more`]).to.be.a("string");
    expect(items["of something else"]).to.equal("kept");
  });

  it("makes room in place of garbage first", () => {
    remember(199);
    items[`${PREFIX}garbage`] = "{";
    new ProgressStorage("one more").write(progress({ at: 2_000_000 }));
    expect(items[`${PREFIX}garbage`]).to.equal(undefined);
    expect(items[`${PREFIX}198`]).to.be.a("string");
  });

  for (const [what, text] of [
    ["no JSON", "{"],
    ["null", "null"],
    ["a number", "7"],
    ["of no ranges", JSON.stringify({ ...progress(), watchedRanges: 1 })],
    [
      "of ranges that are none",
      JSON.stringify({ ...progress(), watchedRanges: [[5, 2]] }),
    ],
    ["at a place in words", JSON.stringify({ ...progress(), position: "12" })],
    ["before the beginning", JSON.stringify(progress({ position: -1 }))],
    ["of no length", JSON.stringify({ ...progress(), duration: null })],
    ["of no time", JSON.stringify({ ...progress(), at: undefined })],
  ] as const)
    it(`is nothing where it is ${what}`, () => {
      items[`${PREFIX}a`] = text;
      expect(new ProgressStorage("a").read()).to.equal(undefined);
      new ProgressStorage("a").write(progress());
      expect(new ProgressStorage("a").read()).to.deep.equal(progress());
    });

  it("is completed only where it says so", () => {
    items[`${PREFIX}a`] = JSON.stringify({ ...progress(), completed: "no" });
    expect(new ProgressStorage("a").read()).to.deep.equal(progress());
  });

  it("is nothing where storage is full or forbidden, which breaks nothing", () => {
    const refuse = () => {
      throw new DOMException("Forbidden", "SecurityError");
    };
    for (const methods of [{ setItem: refuse }, { getItem: refuse }]) {
      fakeStorage(methods);
      new ProgressStorage("a").write(progress());
      expect(new ProgressStorage("a").read()).to.equal(undefined);
    }
  });
});

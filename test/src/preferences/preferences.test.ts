import { expect } from "@open-wc/testing";
import { PreferenceStore } from "../../../src/preferences/preferences.js";

const KEY = "preferences-test";

describe("what the viewer has chosen", () => {
  const { getItem, setItem } = Storage.prototype;

  afterEach(() => {
    Object.assign(Storage.prototype, { getItem, setItem });
    localStorage.removeItem(KEY);
  });

  it("is there the next time", () => {
    new PreferenceStore(KEY).update({ quality: 720, captions: true });
    const store = new PreferenceStore(KEY);
    expect(store.values).to.deep.equal({ quality: 720, captions: true });
    store.update({ quality: undefined });
    expect(new PreferenceStore(KEY).values).to.deep.equal({ captions: true });
  });

  it("is told at once, that of another tab too", () => {
    const store = new PreferenceStore(KEY);
    let changes = 0;
    store.addEventListener("change", () => (changes += 1));
    store.update({ rate: 1.5 });
    expect(changes).to.equal(1);
    localStorage.setItem(KEY, '{"rate":2}');
    dispatchEvent(new StorageEvent("storage", { key: KEY }));
    expect(changes).to.equal(2);
    expect(store.values.rate).to.equal(2);
    localStorage.setItem(KEY, '{"rate":1.25}');
    dispatchEvent(new StorageEvent("storage", { key: "of something else" }));
    expect(changes).to.equal(2);
  });

  for (const [what, text] of [
    ["is no JSON", "{rate:2"],
    ["is null", "null"],
    ["is a number", "7"],
    ["is a list", '["rate"]'],
    [
      "has values that make no sense",
      JSON.stringify({
        quality: "720",
        rate: 1_000,
        volume: 11,
        muted: "no",
        captions: 1,
        captionLanguage: "<img>",
        audioLanguage: {},
        captionStyle: { color: "url(https://evil.test/)" },
        constructor: 1,
        unknown: true,
      }),
    ],
    ["has a style that is none", '{"captionStyle":{"border":"white"}}'],
    ["has a style of another kind", '{"captionStyle":{"toString":"white"}}'],
  ] as const)
    it(`is as at first where the storage ${what}`, () => {
      localStorage.setItem(KEY, text);
      expect(new PreferenceStore(KEY).values).to.deep.equal({});
    });

  it("lasts as long as the page where nothing may be stored", () => {
    const refuse = () => {
      throw new DOMException("no", "SecurityError");
    };
    Object.assign(Storage.prototype, { getItem: refuse, setItem: refuse });
    const store = new PreferenceStore(KEY);
    store.update({ quality: 480 });
    expect(store.values).to.deep.equal({ quality: 480 });
  });

  it("stays in one player without a key", () => {
    const before = localStorage.length;
    new PreferenceStore().update({ quality: 480 });
    expect(localStorage.length).to.equal(before);
    expect(new PreferenceStore().values).to.deep.equal({});
  });
});

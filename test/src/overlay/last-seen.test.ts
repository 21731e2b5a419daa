import { expect } from "@open-wc/testing";
import { lastSeen } from "../../../src/overlay/last-seen.js";
import { languages, type Language } from "../../../src/messages/languages.js";
import { Words } from "../../../src/messages/words.js";
import { english } from "../../support/english.js";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

describe("when a device was last seen", () => {
  for (const [secondsAgo, text] of [
    [0, "now"],
    [59, "now"],
    [minute, "1 minute ago"],
    [2 * minute - 1, "1 minute ago"],
    [2 * minute, "2 minutes ago"],
    [hour - 1, "59 minutes ago"],
    [hour, "1 hour ago"],
    [day - 1, "23 hours ago"],
    [day, "yesterday"],
    [400 * day, "400 days ago"],
  ] as const)
    it(`is "${text}" after ${secondsAgo} s`, () => {
      expect(lastSeen(secondsAgo, english)).to.equal(`last seen ${text}`);
    });

  for (const [language, text] of [
    ["de", "zuletzt aktiv: vor 2 Minuten"],
    ["fr", "dernière activité\u00a0: il y a 2 minutes"],
    ["pl", "ostatnia aktywność: 2 minuty temu"],
    ["ja", "最終利用: 2 分前"],
  ] as const)
    it(`is said as one sentence in ${language}`, async () => {
      expect(lastSeen(125, await wordsOf(language))).to.equal(text);
    });

  it("is said as in the region of the page", async () => {
    const { default: ar } = await languages.ar();
    expect(lastSeen(240, new Words("ar", ar, "ar-EG"))).to.contain("٤");
  });

  for (const secondsAgo of [NaN, Infinity, -Infinity, "2" as never])
    it(`is not said where it is ${secondsAgo}`, () => {
      expect(lastSeen(secondsAgo, english)).to.equal("");
    });
});

async function wordsOf(language: Language): Promise<Words> {
  const { default: messages } = await languages[language]();
  return new Words(language, messages);
}

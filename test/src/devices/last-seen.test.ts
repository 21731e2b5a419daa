import { expect } from "@open-wc/testing";
import { lastSeen } from "../../../src/devices/last-seen.js";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** An element somewhere in a page of this language. */
function within(markup: string): Element {
  const page = document.createElement("div");
  page.innerHTML = markup;
  return page.querySelector("p")!;
}

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
      const element = within("<div lang=en><p></p></div>");
      expect(lastSeen(secondsAgo, element).text).to.equal(`last seen ${text}`);
    });

  for (const [what, markup, text, language] of [
    ["German", "<div lang=de><p></p></div>", "vor 2 Minuten", "de"],
    [
      "the nearest language",
      "<div lang=de><p lang=fr></p></div>",
      "il y a 2 minutes",
      "fr",
    ],
    [
      "British English",
      "<p lang=en-GB></p>",
      "last seen 2 minutes ago",
      "en-GB",
    ],
    ["English without a language", "<p></p>", "last seen 2 minutes ago", "en"],
    [
      "English in an unknown language",
      "<p lang=x-klingon></p>",
      "last seen 2 minutes ago",
      "en",
    ],
    [
      "English where the language is nonsense",
      "<p lang='de_DE!'></p>",
      "last seen 2 minutes ago",
      "en",
    ],
    [
      "English where the language is said to be unknown",
      "<div lang=de><p lang=''></p></div>",
      "last seen 2 minutes ago",
      "en",
    ],
  ] as const)
    it(`is said in ${what}`, () => {
      expect(lastSeen(125, within(markup))).to.deep.equal({ text, language });
    });

  it("is said in the language of the page around a component's shadow root", () => {
    const page = within("<div lang=de><p></p></div>");
    const root = page.attachShadow({ mode: "open" });
    root.innerHTML = "<div><b></b></div>";
    expect(lastSeen(125, root.querySelector("b")!).language).to.equal("de");
  });

  for (const secondsAgo of [NaN, Infinity, -Infinity, "2" as never])
    it(`is not said where it is ${secondsAgo}`, () => {
      expect(lastSeen(secondsAgo, document.body).text).to.equal("");
    });
});

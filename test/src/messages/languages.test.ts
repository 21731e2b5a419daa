import { expect } from "@open-wc/testing";
import en from "../../../src/messages/en.js";
import {
  directionOf,
  languageFor,
  languages,
  localeFor,
  type Language,
} from "../../../src/messages/languages.js";
import { Words } from "../../../src/messages/words.js";

const all = Object.keys(languages) as Language[];
const load = async (language: Language) =>
  (await languages[language]()).default as Record<string, unknown>;

/** "Picture in picture" is what some languages call it as well. */
const names = new Set(["pip", "watchHereLabel"]);

describe("the texts", () => {
  it("are there in the languages that the page names", () => {
    expect(all.toSorted()).to.deep.equal(
      "ar de en es fr hi it ja nl pl pt-BR tr zh-Hans".split(" "),
    );
  });

  for (const language of all)
    describe(`in ${language}`, () => {
      it("are complete, and none is superfluous", async () => {
        const texts = await load(language);
        const missing = Object.keys(en).filter((key) => !(key in texts));
        const superfluous = Object.keys(texts).filter((key) => !(key in en));
        expect({ missing, superfluous }).to.deep.equal({
          missing: [],
          superfluous: [],
        });
      });

      it("are plain text, and each says something", async () => {
        const bad = Object.entries(await load(language)).filter(
          ([, text]) =>
            typeof text !== "string" ||
            text.trim() !== text ||
            !/\p{L}|\}/u.test(text) ||
            /[<>&\u202a-\u202e]/.test(text),
        );
        expect(bad).to.deep.equal([]);
      });

      it("have the placeholders of the English ones", async () => {
        const texts = await load(language);
        const different = Object.entries(en).filter(
          ([key, text]) =>
            String(placeholders(text)) !== String(placeholders(texts[key])),
        );
        expect(different.map(([key]) => key)).to.deep.equal([]);
      });

      it("tell refusals apart", async () => {
        const titles = Object.entries(await load(language))
          .filter(([key]) => /\.(title|advice)$/.test(key))
          .map(([, text]) => text);
        expect(new Set(titles).size).to.equal(titles.length);
      });

      it("name the button in quotation marks, and the device after what its button shows", async () => {
        const texts = (await load(language)) as typeof en;
        const words = new Words(language, texts);
        expect(words.text("watchHereLabel", { device: "TV" })).to.match(/TV$/);
        expect(
          words
            .text("watchHereLabel", { device: "TV" })
            .startsWith(texts.watchHere),
        ).to.equal(true);
        for (const [key, text] of Object.entries(texts))
          if (text.includes("{tryAgain}"))
            expect(text, key).to.match(
              /[“«„‘「]\u00a0?\{tryAgain\}\u00a0?[”»“’」]/,
            );
      });

      if (language !== "en")
        it("are translated, but for names", async () => {
          const texts = await load(language);
          const same = Object.entries(en).filter(
            ([key, text]) =>
              texts[key] === text &&
              /\p{L}{3}.*\s/u.test(text) &&
              !names.has(key),
          );
          expect(same.map(([key]) => key)).to.deep.equal([]);
        });
    });
});

describe("the language of a page", () => {
  for (const [tag, language] of [
    ["en", "en"],
    ["en-GB", "en"],
    ["de", "de"],
    ["de-AT", "de"],
    ["de_CH", "de"],
    ["DE", "de"],
    ["pt", "pt-BR"],
    ["pt-PT", "pt-BR"],
    ["es-419", "es"],
    ["zh", "zh-Hans"],
    ["zh-CN", "zh-Hans"],
    ["zh-SG", "zh-Hans"],
    ["zh-Hans-HK", "zh-Hans"],
    ["zh-TW", "en"],
    ["zh-HK", "en"],
    ["zh-Hant", "en"],
    ["hi-Latn", "en"],
    ["ar-EG", "ar"],
    ["he", "en"],
    ["x-klingon", "en"],
    ["", "en"],
    ["de_DE!", "en"],
    ["constructor", "en"],
  ] as const)
    it(`is ${language} where it says "${tag}"`, () => {
      expect(languageFor(tag)).to.equal(language);
    });

  for (const [tag, language, locale] of [
    ["en-GB", "en", "en-GB"],
    ["de_AT", "de", "de-AT"],
    ["zh-TW", "en", "en"],
    ["x-klingon", "en", "en"],
    ["de-AT", "en", "en"],
  ] as const)
    it(`says times as in ${locale} where it is "${tag}" and the texts are ${language}`, () => {
      expect(localeFor(tag, language)).to.equal(locale);
    });

  it("is read from right to left where it is Arabic", () => {
    expect(all.filter((each) => directionOf(each) === "rtl")).to.deep.equal([
      "ar",
    ]);
  });
});

describe("a text", () => {
  it("has its placeholders filled in, by values first, then by other texts", () => {
    const words = new Words("en", { ...en, tryAgain: "Once more" });
    expect(words.text("session-ended.advice")).to.equal(
      "Press “Once more” to go on watching here.",
    );
    expect(words.text("lastSeen", { ago: "{tryAgain}" })).to.equal(
      "last seen {tryAgain}",
    );
    expect(words.text("lastSeen")).to.equal("last seen {ago}");
  });

  it("is empty where there is none", () => {
    expect(new Words("en", {}).text("play")).to.equal("");
  });

  for (const name of ["constructor", "__proto__", "toString"])
    it(`knows no ${name}`, () => {
      const words = new Words("en", { play: `{${name}}` });
      expect(words.text("play")).to.equal(`{${name}}`);
      expect(words.text(name as never)).to.equal("");
    });
});

function placeholders(text: unknown): string[] {
  return [...new Set(String(text).match(/\{\w+\}/g))].toSorted();
}

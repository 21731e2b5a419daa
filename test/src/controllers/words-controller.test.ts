import { expect } from "@open-wc/testing";
import { LitElement } from "lit";
import { WordsController } from "../../../src/controllers/words-controller.js";
import en from "../../../src/messages/en.js";
import { until } from "../../support/msw-player.js";

let changes = 0;

class TestElement extends LitElement {
  readonly words = new WordsController(this, () => changes++);
}
customElements.define("words-test", TestElement);

describe("the words of an element", () => {
  let page: HTMLElement;
  let element: TestElement;
  const warned: string[] = [];
  const { warn } = console;

  beforeEach(() => {
    changes = 0;
    warned.length = 0;
    console.warn = (text: string) => warned.push(text);
    page = document.createElement("section");
    element = document.createElement("words-test") as TestElement;
    page.append(element);
  });
  afterEach(() => {
    console.warn = warn;
    page.remove();
    document.documentElement.removeAttribute("lang");
  });

  const says = (language: string) =>
    until(language, () => element.words.words.language === language);
  const connect = async () => {
    document.body.append(page);
    await element.words.ready;
  };

  it("are not there before it is in a page, and English in one without a language", async () => {
    expect(element.words.words.text("play")).to.equal("");
    await connect();
    expect(element.words.words.text("play")).to.equal("Play");
    expect(element.words.words.messages).to.deep.equal(en);
  });

  it("are those of the nearest lang", async () => {
    page.lang = "fr";
    element.lang = "de-AT";
    await connect();
    const { words } = element.words;
    expect(words.text("play")).to.equal("Abspielen");
    expect(words.locale).to.equal("de-AT");
  });

  it("are English where the nearest lang is unknown", async () => {
    page.lang = "de";
    element.lang = "";
    await connect();
    expect(element.words.words.language).to.equal("en");
  });

  for (const [where, change] of [
    ["the element", () => (element.lang = "es")],
    ["an ancestor", () => (page.lang = "es")],
    ["<html>", () => (document.documentElement.lang = "es")],
  ] as const)
    it(`change with the lang of ${where}`, async () => {
      await connect();
      const before = changes;
      change();
      await says("es");
      expect(changes).to.equal(before + 1);
    });

  it("change with the lang of what holds the shadow root that it is in", async () => {
    const root = page.attachShadow({ mode: "open" });
    root.append(element);
    await connect();
    page.lang = "ja";
    await says("ja");
  });

  it("change with the page that it is moved to", async () => {
    page.lang = "de";
    await connect();
    await says("de");
    const other = document.createElement("section");
    other.lang = "it";
    document.body.append(other);
    other.append(element);
    await says("it");
    page.lang = "nl"; // no longer its own
    other.lang = "pl";
    await says("pl");
    other.remove();
  });

  it("end up in the last of several languages", async () => {
    await connect();
    for (const lang of ["de", "fr", "tr", "de"]) {
      element.lang = lang;
      await Promise.resolve();
    }
    await says("de");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(element.words.words.language).to.equal("de");
  });

  it("stay when a region alone changes, but for times", async () => {
    element.lang = "de";
    await connect();
    await says("de");
    element.lang = "de-CH";
    await until("Swiss times", () => element.words.words.locale === "de-CH");
    expect(element.words.words.text("play")).to.equal("Abspielen");
  });

  describe("that the page has replaced", () => {
    it("are the page's, in whatever language the others are", async () => {
      element.words.override({ tryAgain: "Encore" });
      await connect();
      expect(element.words.words.text("tryAgain")).to.equal("Encore");
      expect(element.words.words.text("rate-limited.advice")).to.contain(
        "“Encore”",
      );
      element.lang = "de";
      await says("de");
      expect(element.words.words.text("tryAgain")).to.equal("Encore");
      expect(element.words.words.text("signIn")).to.equal("Anmelden");
      element.words.override(undefined);
      expect(element.words.words.text("tryAgain")).to.equal("Erneut versuchen");
      expect(warned).to.deep.equal([]);
    });

    it("are ours where they are no texts, or have no such name, and the author is told once", async () => {
      const wrong = { play: 1, pause: null, tryagain: "x", mute: undefined };
      element.words.override(wrong as never);
      await connect();
      const { words } = element.words;
      expect(words.text("play")).to.equal("Play");
      expect(words.text("pause")).to.equal("Pause");
      expect(words.text("mute")).to.equal("Mute");
      expect(words.messages).not.to.have.property("tryagain");
      element.lang = "de";
      await says("de");
      expect(warned).to.deep.equal([
        'secure-hls-player: messages["play"] is not a string.',
        'secure-hls-player: messages["pause"] is not a string.',
        'secure-hls-player: messages["tryagain"] is not one of its texts.',
      ]);
    });

    for (const odd of [null, "text", 7, [], () => {}])
      it(`do no harm as ${String(odd)}`, async () => {
        element.words.override(odd as never);
        await connect();
        expect(element.words.words.text("play")).to.equal("Play");
      });
  });
});

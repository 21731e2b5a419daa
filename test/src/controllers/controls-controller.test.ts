import { expect } from "@open-wc/testing";
import { html } from "lit";
import { ControlsController } from "../../../src/controllers/controls-controller.js";
import { until } from "../../support/msw-player.js";
import { english } from "../../support/english.js";
import { preloadPlyr } from "../../../src/controls/plyr-controls.js";
import de from "../../../src/messages/de.js";
import { Words } from "../../../src/messages/words.js";
import { MediaElement } from "../../../src/media/media-element.js";

class TestElement extends MediaElement {
  words = english;
  patience: Promise<void> | undefined = Promise.resolve();
  readonly plyr = new ControlsController(this, {
    controls: () => ({ words: this.words }),
    ready: new Promise((resolve) =>
      queueMicrotask(() => resolve(this.patience)),
    ),
  });

  noHotkeys = false;
  noPreferences = true;

  override render() {
    return html`<div></div>`;
  }

  override firstUpdated() {
    this.renderRoot.querySelector("div")!.append(this.nativeEl);
    const track = this.addVideoTrack("main");
    track.selected = true;
    for (const height of [480, 720]) track.addRendition("", 0, height);
    this.plyr.show(true);
  }

  find<E extends HTMLElement>(selector: string): E {
    return this.renderRoot.querySelector<E>(selector)!;
  }

  get bar() {
    return this.renderRoot.querySelector(".plyr__controls");
  }

  get qualities() {
    return [
      ...this.renderRoot.querySelectorAll("[id$=levels] [role=menuitemradio]"),
    ].map((entry) => entry.textContent);
  }
}
customElements.define("controls-test", TestElement);

const settle = () => new Promise((resolve) => setTimeout(resolve, 50));

describe("the controls' controller", () => {
  let element: TestElement;

  beforeEach(async () => {
    await preloadPlyr();
    element = document.createElement("controls-test") as TestElement;
    document.body.append(element);
    await element.updateComplete;
  });

  afterEach(() => element.remove());

  it("makes the controls, which show what the player has had before", async () => {
    await settle();
    expect(element.qualities).to.deep.equal(["Auto", "720p", "480p"]);
  });

  it("a move in the page keeps the controls", async () => {
    await settle();
    const { bar } = element;
    const target = document.createElement("section");
    document.body.append(target);
    target.append(element);
    await settle();
    expect(bar !== null && element.bar === bar).to.equal(true);
    target.replaceWith(element);
  });

  it("a removal takes them away, a later return makes new ones", async () => {
    await settle();
    element.remove();
    await settle();
    expect(element.bar === null).to.equal(true);
    expect(element.nativeEl.isConnected).to.equal(false);
    expect(element.renderRoot.contains(element.nativeEl)).to.equal(true);
    document.body.append(element);
    await settle();
    expect(element.qualities).to.deep.equal(["Auto", "720p", "480p"]);
  });

  it("taken away while they are being made, they are not made", async () => {
    element.plyr.show(false);
    element.plyr.show(true);
    element.plyr.show(false);
    await settle();
    expect(element.bar === null).to.equal(true);
  });

  describe("made again in other words", () => {
    const german = new Words("de", { ...de, play: "Los" });
    const focused = () => element.shadowRoot!.activeElement;

    it("say them, with the same levels, the same video and the focus on the same control", async () => {
      await settle();
      const media = element.nativeEl;
      const { parentElement } = media;
      element.find(".plyr__controls [data-plyr=mute]").focus();
      element.words = german;
      element.plyr.remake();
      expect(element.nativeEl === media).to.equal(true);
      expect(media.parentElement !== parentElement).to.equal(true);
      expect(element.find("[data-plyr=play]").textContent).to.contain("Los");
      expect(element.qualities).to.deep.equal(["Automatisch", "720p", "480p"]);
      expect(focused()!.getAttribute("data-plyr")).to.equal("mute");
      expect(
        element.renderRoot.querySelectorAll(".plyr__controls").length,
      ).to.equal(1);
    });

    it("give the focus from an entry of the menu to its button", async () => {
      await settle();
      element.find("[data-plyr=settings]").click();
      element.find("[id$=home] [role=menuitem]:not([hidden])").focus();
      element.plyr.remake();
      expect(focused()!.getAttribute("data-plyr")).to.equal("settings");
    });

    it("leave the focus in the page", async () => {
      const button = document.createElement("button");
      document.body.append(button);
      button.focus();
      await settle();
      element.plyr.remake();
      expect(document.activeElement === button).to.equal(true);
      button.remove();
    });

    it("go on showing the same captions", async () => {
      element.nativeEl.addTextTrack("captions", "English", "en");
      const second = element.nativeEl.addTextTrack("captions", "Also", "en");
      await settle();
      element.find<HTMLButtonElement>("[id$=subtitles] [value='1']").click();
      await settle();
      expect(second.mode).to.equal("hidden");
      element.plyr.remake();
      await settle();
      expect(second.mode).to.equal("hidden");
      expect(
        element.find("[id$=subtitles] [aria-checked=true]").textContent,
      ).to.contain("Also");
    });

    it("wait for their words", async () => {
      let come!: () => void;
      element.remove();
      element = document.createElement("controls-test") as TestElement;
      element.patience = new Promise((resolve) => (come = resolve));
      document.body.append(element);
      await element.updateComplete;
      await settle();
      expect(element.bar === null).to.equal(true);
      come();
      await until("controls", () => element.bar);
    });
  });
});

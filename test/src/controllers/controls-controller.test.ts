import { expect } from "@open-wc/testing";
import { html } from "lit";
import { ControlsController } from "../../../src/controllers/controls-controller.js";
import { preloadPlyr } from "../../../src/controls/plyr-controls.js";
import { MediaElement } from "../../../src/media/media-element.js";

class TestElement extends MediaElement {
  readonly plyr = new ControlsController(this, { controls: () => ({}) });

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
});

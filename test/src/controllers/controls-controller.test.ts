import { expect } from "@open-wc/testing";
import { html, LitElement } from "lit";
import { ControlsController } from "../../../src/controllers/controls-controller.js";
import { preloadPlyr } from "../../../src/controls/plyr-controls.js";

class TestElement extends LitElement {
  readonly media = document.createElement("video");
  readonly controls = new ControlsController(this, { controls: () => ({}) });

  override render() {
    return html`<div></div>`;
  }

  override firstUpdated() {
    this.renderRoot.querySelector("div")!.append(this.media);
    this.controls.attach(this.media);
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

const LEVELS = [480, 720].map((height, index) => ({
  index,
  height,
  label: `${height}p`,
}));
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

  it("makes the controls, and fills in levels that were known before", async () => {
    element.controls.setQualities(LEVELS, -1);
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

  it("a removal takes them away, a later return makes new ones with the same levels", async () => {
    element.controls.setQualities(LEVELS, -1);
    await settle();
    element.remove();
    await settle();
    expect(element.bar === null).to.equal(true);
    expect(element.media.isConnected).to.equal(false);
    expect(element.renderRoot.contains(element.media)).to.equal(true);
    document.body.append(element);
    await settle();
    expect(element.qualities).to.deep.equal(["Auto", "720p", "480p"]);
  });

  it("taken away while they are being made, they are not made", async () => {
    element.controls.attach(undefined);
    element.controls.attach(element.media);
    element.controls.attach(undefined);
    await settle();
    expect(element.bar === null).to.equal(true);
  });

  it("another video gets controls of its own, without the old one's levels", async () => {
    element.controls.setQualities(LEVELS, -1);
    await settle();
    const media = document.createElement("video");
    element.controls.attach(undefined);
    expect(element.bar === null).to.equal(true);
    element.media.replaceWith(media);
    element.controls.attach(media);
    await settle();
    expect(element.bar !== null).to.equal(true);
    expect(element.qualities).to.deep.equal([]);
  });
});

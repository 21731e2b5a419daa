import { expect } from "@open-wc/testing";
import { render } from "lit";
import { status } from "../../../src/overlay/status.js";
import { english } from "../../support/english.js";

describe("the line over the picture", () => {
  const box = document.createElement("div");
  const retry = () => {};
  const button = () => box.querySelector("button");

  for (const [phase, long, onRetry, hasButton] of [
    ["loading", false, retry, false],
    ["loading", true, retry, true],
    ["reconnecting", false, retry, true],
    ["reconnecting", false, undefined, false],
    ["offline", false, retry, true],
  ] as const)
    it(`${hasButton ? "has" : "has no"} button for ${phase}${long ? ", long" : ""}${onRetry ? "" : ", where there is no hurrying it"}`, () => {
      render(status(phase, long, english, onRetry), box);
      expect(button() !== null).to.equal(hasButton);
    });

  it("says when loading takes long", () => {
    render(status("loading", false, english, retry), box);
    expect(box.textContent).to.contain(english.text("loading"));
    render(status("loading", true, english, retry), box);
    expect(box.textContent).to.contain(english.text("loadingLong"));
  });
});

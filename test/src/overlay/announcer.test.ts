import { expect } from "@open-wc/testing";
import { Announcer } from "../../../src/overlay/announcer.js";
import { english } from "../../support/english.js";

describe("what a screen reader is told", () => {
  let announcer: Announcer;
  const text = () => announcer.text(english);

  beforeEach(() => {
    announcer = new Announcer();
    announcer.notice("playing", "fresh");
  });

  it("is what a key has done, until the player does something else", () => {
    announcer.say("Speed: 1.25×");
    announcer.notice("playing", "fresh");
    expect(text()).to.equal("Speed: 1.25×");
    announcer.notice("paused", "fresh");
    expect(text()).to.equal(english.text("paused"));
    announcer.notice("playing", "fresh");
    expect(text()).to.equal(english.text("playing"));
  });

  it("is nothing of a refusal, which is an alert", () => {
    announcer.notice("refused", "fresh");
    expect(text()).to.equal("");
  });
});

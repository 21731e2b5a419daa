import { expect } from "@open-wc/testing";
import { render } from "lit";
import { PlayerError } from "../../../src/errors.js";
import { refusal, type RefusalView } from "../../../src/overlay/refusal.js";
import { english, refusalWords } from "../../support/english.js";

describe("a refusal", () => {
  const box = document.createElement("div");
  const show = (view: Partial<RefusalView>) =>
    render(
      refusal({
        error: new PlayerError("unreachable", "No answer."),
        words: english,
        offline: false,
        signInHref: undefined,
        secondsAgo: 0,
        pageDirection: "ltr",
        access: undefined,
        cause: undefined,
        retry() {},
        takeOver() {},
        ...view,
      }),
      box,
    );
  const textOf = (selector: string) =>
    box.querySelector(selector)!.textContent.trim();

  it("is that the viewer is offline, where that is all", () => {
    show({});
    expect(textOf("h2")).to.equal(refusalWords("unreachable").title);
    show({ offline: true });
    expect(textOf("h2")).to.equal(english.text("offline"));
    expect(textOf("h2 + p")).to.equal(english.text("offlineAdvice"));
    expect(textOf(".code")).to.equal("unreachable");
  });

  it("lists devices that grow older while it stands", () => {
    const devices = [{ sessionId: "s", label: "TV", lastSeenSecondsAgo: 50 }];
    const error = new PlayerError("session-limit", "Too many.", { devices });
    show({ error });
    expect(textOf(".devices small")).to.equal("last seen now");
    show({ error, secondsAgo: 100 });
    expect(textOf(".devices small")).to.equal("last seen 2 minutes ago");
  });
});

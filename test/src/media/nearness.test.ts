import { expect, fixture, fixtureCleanup, html } from "@open-wc/testing";
import "../../../src/index.js";
import type { SecureHlsPlayer } from "../../../src/index.js";

const POSTER = "/demo/media/lesson-1/poster.jpg";

/** A player far below the window. */
async function far(attributes: string): Promise<SecureHlsPlayer> {
  const frame = await fixture<HTMLElement>(
    html`<div style="padding-top: 9000px"></div>`,
  );
  const template = document.createElement("template");
  template.innerHTML = `<secure-hls-player ${attributes} poster="${POSTER}"></secure-hls-player>`;
  frame.append(document.importNode(template.content, true));
  return frame.querySelector("secure-hls-player")!;
}

const frames = async (count = 5) => {
  while (count--)
    await new Promise((resolve) => requestAnimationFrame(resolve));
};

describe("a player with loading=lazy", () => {
  afterEach(() => {
    scrollTo(0, 0);
    fixtureCleanup();
  });

  // Chromium answers "auto" where nothing stands.
  it("is a property as the specification has it for <img> and <iframe>", () => {
    for (const [value, answer] of [
      [null, "eager"],
      ["", "eager"],
      ["lazy", "lazy"],
      ["LAZY", "lazy"],
      ["eager", "eager"],
      ["x", "eager"],
    ] as const) {
      const element = document.createElement("secure-hls-player");
      if (value !== null) element.setAttribute("loading", value);
      expect(element.loading, String(value)).to.equal(answer);
    }
    const player = document.createElement("secure-hls-player");
    player.loading = "lazy";
    expect(player.getAttribute("loading")).to.equal("lazy");
    expect(player.exclusive).to.equal(false);
    player.exclusive = true;
    expect(player.hasAttribute("exclusive")).to.equal(true);
  });

  it("shows nothing and loads no poster before it is near, but has its size", async () => {
    const player = await far("loading=lazy");
    await frames();
    expect(player.hasUpdated).to.equal(false);
    expect(player.nativeEl.poster).to.equal("");
    expect(player.clientWidth / player.clientHeight).to.be.closeTo(16 / 9, 0.1);
    player.scrollIntoView();
    await player.updateComplete;
    expect(player.hasUpdated).to.equal(true);
    expect(player.nativeEl.poster).to.contain(POSTER);
  });

  it("begins when the attribute goes, and without it at once", async () => {
    const player = await far("loading=lazy");
    await frames();
    expect(player.hasUpdated).to.equal(false);
    player.removeAttribute("loading");
    await player.updateComplete;
    expect(player.nativeEl.poster).to.contain(POSTER);
    const eager = await far("");
    await frames();
    expect(eager.hasUpdated).to.equal(true);
    expect(eager.nativeEl.poster).to.contain(POSTER);
  });
});

import { expect } from "@open-wc/testing";
import { emulateMedia } from "@web/test-runner-commands";
import { markup } from "../support/hostile.js";
import { granted, network } from "../support/msw-network.js";
import {
  controlsReady,
  createPlayer,
  event,
  find,
  removePlayers,
  until,
} from "../support/msw-player.js";
import "../support/warm.js";
import type { SecureHlsPlayer } from "../../src/index.js";
import type { Watermark } from "../../src/contract.js";

const layerOf = (player: SecureHlsPlayer) =>
  find(player, ".watermark") as HTMLElement;

/** Each line has a top of its own. */
function linesOf(element: HTMLElement): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map(({ top }) => top)).size;
}

async function playing(watermark: Watermark): Promise<SecureHlsPlayer> {
  network.answer(granted({ watermark }));
  const player = await createPlayer({ autoplay: "" });
  await event(player, "playing");
  return player;
}

describe("a watermark", () => {
  before(() => network.start());
  beforeEach(() => network.reset());
  afterEach(removePlayers);

  it("is in the picture before there is anything to play, under the controls and not in the way", async () => {
    network.answer(granted({ watermark: { text: "Ada" } }));
    const player = await createPlayer({ autoplay: "" });
    const { height } = player.getBoundingClientRect();
    let drawn: string | undefined;
    player.addEventListener("loadstart", () => {
      if (player.nativeEl.src) drawn ??= layerOf(player)?.textContent;
    });
    await event(player, "playing");
    expect(drawn).to.equal("Ada");
    await controlsReady(player);
    const layer = layerOf(player);
    await until("beside the video", () => layer.matches("video ~ *"));
    expect(layer.ariaHidden).to.equal("true");
    expect(getComputedStyle(layer).pointerEvents).to.equal("none");
    expect(player.getBoundingClientRect().height).to.equal(height);
    await expect(player).to.be.accessible();
  });

  it("is text, whatever the grant says", async () => {
    const player = await playing({ text: markup });
    expect(layerOf(player).textContent).to.equal(markup);
    expect(layerOf(player).children).to.have.length(0);
  });

  it("is no part that a page could style, and no stylesheet of the page's reaches it", async () => {
    const player = await playing({ text: "Ada", opacity: 0.5 });
    expect(layerOf(player).part).to.have.length(0);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { opacity: 0 !important; color: transparent !important; animation: none !important; font-size: 0 !important; }",
    );
    const root = player.shadowRoot!;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    const { opacity, color, fontSize } = getComputedStyle(layerOf(player));
    expect([opacity, color, fontSize]).to.deep.equal([
      "0.5",
      "rgb(255, 255, 255)",
      "15px",
    ]);
  });

  it("wraps what is long, and reads what is written from the right from there", async () => {
    const text = `${"آدا ".repeat(20)}\nada@school.example`;
    const player = await playing({ text, position: "top-right" });
    const layer = layerOf(player);
    const picture = player.nativeEl.getBoundingClientRect();
    const { left, right, top, bottom } = layer.getBoundingClientRect();
    expect(linesOf(layer)).to.be.greaterThan(text.split("\n").length);
    expect(left >= picture.left && right <= picture.right).to.equal(true);
    expect(top >= picture.top && bottom <= picture.bottom).to.equal(true);
    expect(right).to.be.greaterThan(picture.right - 30);
    expect(getComputedStyle(layer).direction).to.equal("rtl");
  });

  it("says what the grant of the time says, and goes when that has none", async () => {
    network.answer(
      granted({ watermark: { text: "Ada" }, renewAfter: 0.5 }),
      granted({ watermark: { text: "Bob\n12:04" }, renewAfter: 0.8 }),
      granted(),
    );
    const player = await createPlayer({ autoplay: "" });
    // All of them, however soon the next one comes.
    const seen: unknown[] = [];
    const note = () => {
      const text = layerOf(player)?.textContent;
      const says = text && [text, player.nativeEl.disablePictureInPicture];
      if (JSON.stringify(says) !== JSON.stringify(seen.at(-1))) seen.push(says);
    };
    const changes = { childList: true, subtree: true, characterData: true };
    new MutationObserver(note).observe(player.shadowRoot!, changes);
    await event(player, "playing");
    await until("none", () => seen.length > 1 && !layerOf(player));
    expect(seen.filter(Boolean)).to.deep.equal([
      ["Ada", true],
      ["Bob\n12:04", true],
    ]);
    expect(player.nativeEl.disablePictureInPicture).to.equal(false);
    expect(player.error).to.equal(null);
    expect(player.paused).to.equal(false);
  });

  it("that is gone is not brought back by a renewal, but by the viewer", async () => {
    network.answer(granted({ watermark: { text: "Ada" }, renewAfter: 1 }));
    const player = await createPlayer({ autoplay: "" });
    await event(player, "playing");
    layerOf(player).remove();
    await event(player, "error");
    await event(player, "grant-renewed");
    expect(player.error).to.have.property("code", "watermark-removed");
    expect(player.paused).to.equal(true);
    expect(player.error!.message).not.to.contain("Ada");
    player.retry();
    await event(player, "playing");
    expect(layerOf(player).textContent).to.equal("Ada");
  });

  for (const [reducedMotion, moves] of [
    ["no-preference", true],
    ["reduce", false],
  ] as const)
    it(`goes to another place, with ${reducedMotion} ${moves ? "slowly" : "at once"}`, async function () {
      this.timeout(60_000);
      await emulateMedia({ reducedMotion });
      try {
        const player = await playing({ text: "Ada", moveEverySeconds: 2 });
        const layer = layerOf(player);
        const before = layer.style.transform;
        // At once: a way ends.
        let moving: boolean | undefined;
        new MutationObserver(() => {
          if (layer.style.transform !== before)
            moving ??= layer.getAnimations().length > 0;
        }).observe(layer, { attributes: true });
        // It goes by the video's own clock, which may stand now and then on a busy machine.
        await until("another place", () => moving !== undefined, 20_000);
        expect(moving).to.equal(moves);
      } finally {
        await emulateMedia({ reducedMotion: "no-preference" });
      }
    });
});

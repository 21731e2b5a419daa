import { expect } from "@open-wc/testing";
import { showPoster } from "../../../src/playback/poster.js";
import { network } from "../../support/msw-network.js";
import { until } from "../../support/msw-player.js";

const url = `${location.origin}/poster.png?Signature=SECRET`;
const pixel = () =>
  new Response(Uint8Array.of(1, 2, 3), {
    headers: { "Content-Type": "image/png" },
  });

describe("the poster of a protected video", () => {
  let media: HTMLVideoElement;
  let life: AbortController;

  before(() => network.start());
  beforeEach(() => {
    network.reset();
    media = document.createElement("video");
    life = new AbortController();
  });

  const show = (credentials = false) =>
    showPoster(media, { url, credentials }, life.signal);

  it("is shown without its signature", async () => {
    network.answerAt("/poster.png", pixel());
    await show();
    expect(media.poster).to.match(/^blob:/);
    expect(await (await fetch(media.poster)).blob()).to.have.property(
      "size",
      3,
    );
  });

  it("goes with the video, and so does its memory", async () => {
    network.answerAt("/poster.png", pixel());
    await show();
    const { poster } = media;
    const { setTimeout } = window;
    let forget = () => {};
    window.setTimeout = ((callback: () => void) =>
      (forget = callback)) as unknown as typeof setTimeout;
    life.abort();
    window.setTimeout = setTimeout;
    expect(media.poster).to.equal("");
    const isThere = () =>
      fetch(poster).then(
        () => true,
        () => false,
      );
    // A browser that has only just heard of it finds it.
    expect(await isThere()).to.equal(true);
    forget();
    expect(await isThere()).to.equal(false);
  });

  it("leaves another poster that came meanwhile", async () => {
    network.answerAt("/poster.png", pixel());
    await show();
    media.poster = "/own.jpg";
    life.abort();
    expect(media.getAttribute("poster")).to.equal("/own.jpg");
  });

  for (const [credentials, mode] of [
    [true, "include"],
    [false, "omit"],
  ] as const)
    it(`is asked for with credentials: ${mode}`, async () => {
      network.answerAt("/poster.png", pixel());
      await show(credentials);
      expect(network.seen[0]!.credentials).to.equal(mode);
    });

  for (const [what, answer] of [
    ["is missing", new Response(null, { status: 404 })],
    ["is refused", new Response("<Error/>", { status: 403 })],
    [
      "is a web page",
      new Response("<p>", { headers: { "Content-Type": "text/html" } }),
    ],
    ["does not come", Response.error()],
  ] as const)
    it(`is left out when it ${what}, and nobody is told`, async () => {
      network.answerAt("/poster.png", answer);
      await show();
      expect(media.poster).to.equal("");
    });

  it("is left out when the video has gone before it comes", async () => {
    let send!: () => void;
    const held = new Promise<void>((resolve) => (send = resolve));
    network.answerAt("/poster.png", async () => {
      await held;
      return pixel();
    });
    const shown = show();
    await until("a request", () => network.seen.length);
    life.abort();
    send();
    await shown;
    expect(media.poster).to.equal("");
  });
});

import { expect } from "@open-wc/testing";
import type { SecureHlsPlayer } from "../../../src/index.js";
import { network, videoUrl } from "../../support/msw-network.js";
import { event, until } from "../../support/msw-player.js";
import "../../support/warm.js";
import { silence } from "../controls/player.js";

const vtt = URL.createObjectURL(
  new Blob(["WEBVTT\n\n00:00.000 --> 00:10.000\nHello\n"], {
    type: "text/vtt",
  }),
);

describe("<track> and <source> in the element", () => {
  let player: SecureHlsPlayer;
  before(() => network.start());
  beforeEach(() => network.reset());
  afterEach(() => player.remove());

  function append(html: string): void {
    player = document.createElement("secure-hls-player");
    player.muted = true;
    player.innerHTML = html;
    document.body.append(player);
  }
  const labels = () => [...player.textTracks].map(({ label }) => label);

  it("tracks are the video's, and follow the page", async () => {
    append(
      `<track kind="captions" srclang="en" label="English" src="${vtt}"><track kind="subtitles" srclang="de" label="Deutsch" src="${vtt}">`,
    );
    expect(labels()).to.deep.equal(["English", "Deutsch"]);
    const [first, second] = player.querySelectorAll("track");
    first!.label = "Simple English";
    await until("the label", () => labels().includes("Simple English"));
    second!.remove();
    await until("one is gone", () => player.textTracks.length === 1);
    const added = document.createElement("track");
    Object.assign(added, {
      kind: "captions",
      label: "Français",
      srclang: "fr",
    });
    player.append(added);
    await until("one is new", () => labels().includes("Français"));
    expect(player.textTracks.length).to.equal(2);
  });

  it("chapters and metadata that are the default are loaded for scripts", async () => {
    append(
      `<track kind="chapters" default src="${vtt}"><track kind="metadata" src="${vtt}">`,
    );
    const [chapters, metadata] = player.textTracks;
    expect([chapters!.mode, metadata!.mode]).to.deep.equal([
      "hidden",
      "disabled",
    ]);
    await until("the cues", () => chapters!.cues?.length === 1);
  });

  it("a track stays when the element is moved, and only its own children count", async () => {
    append(
      `<track kind="captions" label="Mine" src="${vtt}"><div slot="error"><track label="Not mine"></div>`,
    );
    const [mine] = player.textTracks;
    document.body.prepend(player);
    await player.updateComplete;
    expect([...player.textTracks]).to.deep.equal([mine]);
  });

  it("the first source that can be played is played, as far as there is no src", async () => {
    append(
      `<source type="video/nonsense" src="nothing.xyz"><source type="application/x-mpegurl" src="${videoUrl}"><source src="other.mp4">`,
    );
    await event(player, "loadedmetadata");
    expect(player.currentSrc).to.equal(videoUrl);
    player.src = silence();
    await event(player, "loadedmetadata");
    expect(player.currentSrc).to.equal(player.src);
  });

  it("sources may come later, and change", async () => {
    append("");
    await player.updateComplete;
    expect(player.currentSrc).to.equal("");
    player.innerHTML = `<source src="${videoUrl}">`;
    await event(player, "loadedmetadata");
    player.querySelector("source")!.src = silence();
    await event(player, "loadedmetadata");
    expect(player.currentSrc).to.equal(silence());
  });
});

import { expect } from "@open-wc/testing";
import type { SecureHlsPlayer } from "../../../src/index.js";
import "../../../src/index.js";
import { granted, network } from "../../support/msw-network.js";
import {
  createPlayer,
  event,
  quiet,
  removePlayers,
  until,
} from "../../support/msw-player.js";
import "../../support/warm.js";

const vtt = (text: string) =>
  new Response(`WEBVTT\n\n00:00.000 --> 01:00.000\n${text}\n`, {
    headers: { "Content-Type": "text/vtt" },
  });

const files = [
  { url: "/captions/en.vtt", language: "en", label: "English (hard of hearing)" }, // prettier-ignore
  { url: "/captions/de.vtt", language: "de", kind: "subtitles" },
] as const;

describe("captions that the grant names", () => {
  let player: SecureHlsPlayer;
  before(() => network.start());
  beforeEach(async () => {
    network.reset();
    network.answerAt("/captions/en.vtt", vtt("Hello"));
    network.answerAt("/captions/de.vtt", vtt("Guten Tag"));
    network.answer(granted({ captions: files.map((file) => ({ ...file })) }));
    // Whose controls would have a say in what is on.
    player = await createPlayer({ controls: undefined });
    await event(player, "loadedmetadata");
    await until("tracks", () => own().length === 2);
  });
  afterEach(removePlayers);

  const own = () =>
    [...player.textTracks].filter(({ language, label }) =>
      language === "en" ? label.includes("hard") : label === "",
    );
  const asked = () =>
    network.seen.filter(({ path }) => path.startsWith("/captions/"));

  it("are tracks of the video, and cost nothing until they are turned on", async () => {
    const [english, german] = own();
    expect([english!.kind, german!.kind]).to.deep.equal([
      "captions",
      "subtitles",
    ]);
    expect(german!.language).to.equal("de");
    await network.settled();
    expect(asked()).to.deep.equal([]);
    german!.mode = "showing";
    await until("the cues", () => german!.cues?.length === 1);
    expect((german!.cues![0] as VTTCue).text).to.equal("Guten Tag");
    expect(asked().map(({ path }) => path)).to.deep.equal(["/captions/de.vtt"]);
    german!.mode = "disabled";
    german!.mode = "hidden";
    await network.settled();
    expect(asked().length).to.equal(1);
  });

  it("are fetched with the grant, and their address is not in the DOM", async () => {
    const [english] = own();
    english!.mode = "hidden";
    await until("the cues", () => english!.cues?.length === 1);
    expect(asked()[0]!.credentials).to.equal("include");
    const sources = [...player.nativeEl.querySelectorAll("track")].map(
      ({ src }) => src,
    );
    expect(sources.filter((src) => /^(blob:|data:|$)/.test(src))).to.deep.equal(
      sources,
    );
  });

  it("that cannot be had are asked for again when they are turned on again", async () => {
    network.answerAt("/captions/en.vtt", new Response(null, { status: 500 }));
    const [english] = own();
    english!.mode = "hidden";
    await until("a try", () => asked().length === 1);
    expect(player.error).to.equal(null);
    network.answerAt("/captions/en.vtt", vtt("Hello again"));
    // Nothing tells when the first answer has been read; until then it is not asked for again.
    await until("another try", () => {
      if (asked().length > 1) return true;
      english!.mode = "disabled";
      english!.mode = "showing";
      return false;
    });
    await until("the cues", () => english!.cues?.length === 1);
    expect(asked().length).to.equal(2);
  });

  it("that are turned on while nobody watches wait for the grant that play brings, and come with it", async () => {
    await event(player, "canplay");
    // As a page does that goes into the browser's cache and comes back from it.
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    await until("the grant is let go", () => player.grantState === "lapsed");
    const [english] = own();
    english!.mode = "showing";
    await quiet(100);
    await network.settled();
    expect(asked()).to.deep.equal([]);
    await player.play();
    await until("the cues", () => english!.cues?.length === 1);
    expect(network.grantRequests.length).to.equal(2);
  });

  it("go with the video", async () => {
    network.answer(granted());
    player.videoId = "lesson-2";
    await event(player, "loadedmetadata");
    expect(own()).to.deep.equal([]);
  });
});

import { expect } from "@open-wc/testing";
import type { SecureHlsPlayer } from "../../../src/index.js";
import "../../../src/index.js";
import { granted, network } from "../../support/msw-network.js";
import {
  createPlayer,
  event,
  removePlayers,
  until,
} from "../../support/msw-player.js";
import "../../support/warm.js";

const file = "WEBVTT\n\n00:00.000 --> 00:10.000\nOf the grant\n";

describe("chapters that the grant names", () => {
  before(() => network.start());
  beforeEach(() => {
    network.reset();
    network.answerAt("/chapters.vtt", () => new Response(file));
    network.answer(granted({ chaptersUrl: "/chapters.vtt" }));
  });
  afterEach(removePlayers);

  const tracks = (player: SecureHlsPlayer) =>
    [...player.textTracks].filter(({ kind }) => kind === "chapters");

  it("are a track of the video, and go with it", async () => {
    const player = await createPlayer({ controls: undefined });
    await until("a track", () => tracks(player)[0]?.cues?.length === 1);
    expect((tracks(player)[0]!.cues![0] as VTTCue).text).to.equal(
      "Of the grant",
    );
    player.src = "";
    player.videoId = "lesson-2";
    network.answer(granted());
    await event(player, "grant-issued");
    expect(tracks(player)).to.deep.equal([]);
  });

  it("give way to the page's own", async () => {
    const player = await createPlayer({ controls: undefined, preload: "none" });
    const own = document.createElement("track");
    own.kind = "chapters";
    player.append(own);
    void player.play();
    await event(player, "loadedmetadata");
    await network.settled();
    expect(tracks(player).length).to.equal(1);
    expect(network.seen.some(({ path }) => path === "/chapters.vtt")).to.equal(
      false,
    );
  });
});

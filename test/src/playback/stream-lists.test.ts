import { expect } from "@open-wc/testing";
import { mediaFolder, network } from "../../support/msw-network.js";
import {
  createPlayer,
  event,
  find,
  removePlayers,
  until,
} from "../../support/msw-player.js";
import "../../support/warm.js";
import type { SecureHlsPlayer } from "../../../src/index.js";

describe("lists of what the stream offers", () => {
  let player: SecureHlsPlayer;
  before(() => network.start());
  beforeEach(async () => {
    network.reset();
    player = await createPlayer({ preload: "auto", autoplay: "" });
  });
  afterEach(removePlayers);

  it("renditions are listed, and the one on the screen is told", async () => {
    const added: unknown[] = [];
    player.videoRenditions.addEventListener("addrendition", (happened) =>
      added.push(happened),
    );
    await event(player, "playingrenditionchange");
    const renditions = [...player.videoRenditions];
    expect(renditions.map(({ height }) => height)).to.deep.equal([
      480, 720, 1080,
    ]);
    expect(added.length).to.equal(3);
    const [{ width, bitrate, codec, frameRate, src }] = renditions as [
      (typeof renditions)[0],
    ];
    expect([width, bitrate, frameRate]).to.deep.equal([854, 18792, 5]);
    expect(codec).to.match(/^avc1/);
    expect(src).to.match(/480p\.m3u8$/);
    expect(renditions).to.include(player.playingRendition);
    expect(player.videoRenditions.selectedIndex).to.equal(-1);
    expect(player.videoTracks.length).to.equal(1);
  });

  it("a selected rendition is played, and the player's choice again afterwards", async () => {
    await event(player, "playing");
    player.videoRenditions.selectedIndex = 0;
    // What is buffered plays on in the rendition before: elsewhere there is nothing yet.
    player.currentTime = 20;
    await until("480p plays", () => player.playingRendition?.height === 480);
    expect(player.paused).to.equal(false);
    player.videoRenditions.selectedIndex = 2;
    player.currentTime = 40;
    await until("1080p plays", () => player.playingRendition?.height === 1080);
  });

  it("audio tracks are listed; the one that is enabled is heard, and no other", async () => {
    await event(player, "playing");
    const [english, german] = player.audioTracks;
    expect(english!.label).to.equal("English");
    expect([german!.label, german!.language]).to.deep.equal(["Deutsch", "de"]);
    await until("English is enabled", () => english!.enabled);
    german!.enabled = true;
    await until("English is off", () => !english!.enabled);
    await until("German is loaded", () =>
      network.mediaRequests.some(({ path }) => /audio-de-\d+/.test(path)),
    );
    expect(german!.enabled).to.equal(true);
    german!.enabled = false;
    await until("something is heard", () => german!.enabled);
  });

  it("what a stream's FORCED=YES track says is on the picture while captions are off", async () => {
    const playlist = await (await fetch(`${mediaFolder}index.m3u8`)).text();
    network.answerAt(
      `${mediaFolder}index.m3u8`,
      new Response(playlist.replace("FORCED=NO", "FORCED=YES"), {
        headers: { "Content-Type": "application/vnd.apple.mpegurl" },
      }),
    );
    player.load();
    await event(player, "playing");
    await until("words", () => find(player, ".plyr__caption")?.textContent);
    // By their names: in WebKit hls.js gives a forced track a kind of its own.
    const [english, german] = ["English", "Deutsch"].map((name) =>
      [...player.textTracks].find(({ label }) => label === name),
    );
    expect(player.isForced(english!)).to.equal(true);
    expect(player.isForced(german!)).to.equal(false);
    expect([english!.mode, german!.mode]).to.deep.equal(["hidden", "disabled"]);
    const captions = find(player, ".plyr__controls [data-plyr=captions]")!;
    expect(captions.ariaPressed).to.equal("false");
  });

  it("says what kind of stream it is, and forgets all of it with the video", async () => {
    const heard: string[] = [];
    player.addEventListener("streamtypechange", () =>
      heard.push(player.streamType),
    );
    await event(player, "playing");
    expect(player.streamType).to.equal("on-demand");
    expect(player.targetLiveWindow).to.deep.equal(NaN);
    expect(player.liveEdgeStart).to.deep.equal(NaN);
    player.remove();
    await until("the lists are empty", () => player.audioTracks.length === 0);
    expect(player.videoRenditions.length).to.equal(0);
    expect(player.playingRendition).to.equal(undefined);
    expect(heard).to.deep.equal(["on-demand", "unknown"]);
  });

  it("the next video has its own", async () => {
    await event(player, "playing");
    // hls.js tells after the browser has.
    await until("the first video's", () => player.playingRendition);
    const [before] = player.videoRenditions;
    const shown: unknown[] = [];
    player.addEventListener("playingrenditionchange", () =>
      shown.push(player.playingRendition),
    );
    player.videoId = "lesson-2";
    await until("its end, and another", () => shown.at(-1) && shown.length > 1);
    expect(shown[0], "at its end").to.equal(undefined);
    expect(player.videoRenditions.length).to.equal(3);
    expect([...player.videoRenditions]).not.to.include(before);
    expect(player.audioTracks.length).to.equal(2);
  });
});

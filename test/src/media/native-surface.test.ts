import { expect } from "@open-wc/testing";
import type { SecureHlsPlayer } from "../../../src/index.js";
import { network } from "../../support/msw-network.js";
import { silence } from "../controls/player.js";
import {
  createPlayer,
  event,
  removePlayers,
} from "../../support/msw-player.js";
import "../../support/warm.js";

/** What the element answers in its own way. */
const own = ["currentSrc", "defaultMuted", "error", "preload", "src", "controls"]; // prettier-ignore

function namesOf(prototype: object): string[] {
  const names: string[] = [];
  for (
    let from = prototype;
    from !== HTMLElement.prototype;
    from = Object.getPrototypeOf(from) as object
  )
    names.push(...Object.getOwnPropertyNames(from));
  return names.filter((name) => name !== "constructor");
}

describe("the element as a <video>", () => {
  before(() => network.start());
  beforeEach(() => network.reset());
  // What they still ask for is none of the next test's requests.
  afterEach(removePlayers);

  const create = () => document.createElement("secure-hls-player");

  it("has each property, method and constant that this browser's <video> has", () => {
    const player = create();
    const names = namesOf(HTMLVideoElement.prototype);
    expect(names.length).to.be.greaterThan(60);
    expect(names.filter((name) => !(name in player))).to.deep.equal([]);
    for (const name of names) {
      const kind = typeof Reflect.get(document.createElement("video"), name);
      if (kind === "function" || /^[A-Z_]+$/.test(name))
        expect(typeof Reflect.get(player, name), name).to.equal(kind);
    }
    expect(player.HAVE_ENOUGH_DATA).to.equal(4);
  });

  it("reads what the inner <video> says", async () => {
    const player = await createPlayer({ preload: "auto" });
    await event(player, "canplay");
    for (const name of namesOf(HTMLVideoElement.prototype)) {
      if (own.includes(name)) continue;
      const [mine, native] = [player, player.nativeEl].map((element) =>
        Reflect.get(element, name),
      );
      if (typeof native === "function") continue;
      if (typeof native !== "object" || native === null)
        expect(mine, name).to.deep.equal(native);
    }
    expect(player.textTracks).to.equal(player.nativeEl.textTracks);
    expect(player.buffered.length).to.equal(1);
    expect(player.duration).to.be.greaterThan(1);
    expect(player.videoWidth).to.be.greaterThan(0);
  });

  it("passes on what is set, and calls", async () => {
    const player = create();
    player.volume = 0.25;
    player.playbackRate = 1.5;
    player.defaultPlaybackRate = 1.5;
    player.muted = true;
    player.preservesPitch = false;
    const { nativeEl } = player;
    expect(nativeEl.volume).to.equal(0.25);
    expect(nativeEl.playbackRate).to.equal(1.5);
    expect(nativeEl.muted).to.equal(true);
    expect(nativeEl.preservesPitch).to.equal(false);
    const track = player.addTextTrack("metadata", "mine");
    expect([...nativeEl.textTracks]).to.deep.equal([track]);
    expect(() => (player.volume = 2)).to.throw(DOMException);
    // A property that is only read throws in strict code, as on <video>.
    expect(() => Reflect.set(player, "paused", false)).not.to.throw();
    expect(player.paused).to.equal(true);
  });

  it("keeps what was asked for before it was defined, and before it was in the page", async () => {
    const element = document.createElement("late-player") as SecureHlsPlayer;
    Object.assign(element, {
      volume: 0.5,
      muted: true,
      currentTime: 3,
      loop: true,
      src: "lesson.m3u8",
      grantEndpoint: "/grant",
    });
    element.setAttribute("poster", "poster.jpg");
    document.body.append(element);
    expect(element.nativeEl).to.equal(undefined);
    const { SecureHlsPlayer: Player } = await import("../../../src/index.js");
    network.answer();
    customElements.define("late-player", class extends Player {});
    await element.updateComplete;
    expect(element.nativeEl.volume).to.equal(0.5);
    expect(element.nativeEl.muted).to.equal(true);
    expect(element.nativeEl.loop).to.equal(true);
    expect(element.currentTime).to.equal(3);
    expect(element.getAttribute("src")).to.equal("lesson.m3u8");
    expect(element.grantEndpoint).to.equal("/grant");
    expect(element.nativeEl.poster).to.match(/\/poster\.jpg$/);
    expect(Object.keys(element)).not.to.include("volume");
    element.remove();
  });

  it("begins where it was asked to before there was anything to play", async () => {
    const player = await createPlayer({ preload: "none" });
    player.currentTime = 30;
    void player.play();
    await event(player, "playing");
    expect(player.currentTime).to.be.within(30, 32);
    // Nor is the beginning loaded for nothing.
    const paths = network.mediaRequests.map(({ path }) => path);
    expect(paths.filter((path) => /p-0[0-4]\.m4s/.test(path))).to.deep.equal(
      [],
    );
  });

  it("plays a plain src without a grant, and a single file", async () => {
    const player = await createPlayer(
      { "grant-endpoint": undefined, "video-id": undefined },
      { src: silence() },
    );
    await player.play();
    expect(player.currentSrc).to.equal(player.src);
    expect(player.paused).to.equal(false);
    expect(player.streamType).to.equal("on-demand");
    expect(network.grantRequests).to.deep.equal([]);
  });

  it("says that it plays HLS, whatever the browser says", () => {
    const player = create();
    for (const type of [
      "application/vnd.apple.mpegurl",
      "application/x-mpegURL",
      "Application/X-MpegUrl; codecs=avc1",
    ])
      expect(player.canPlayType(type), type).not.to.equal("");
    expect(player.canPlayType("video/nonsense")).to.equal("");
    expect(player.canPlayType('video/mp4; codecs="avc1.42E01E"')).to.equal(
      "probably",
    );
  });

  it("load() begins anew with a new grant", async () => {
    const player = await createPlayer({ preload: "metadata" });
    await event(player, "loadedmetadata");
    const first = network.grantRequests.length;
    player.load();
    await event(player, "loadedmetadata");
    await network.settled();
    expect(network.grantRequests.length).to.equal(first + 1);
    expect(network.grantRequests.at(-1)!.body).not.to.have.property(
      "sessionId",
    );
  });

  it("gives its media events their own kinds and contents", () => {
    const player = create();
    const heard: Event[] = [];
    for (const type of ["encrypted", "enterpictureinpicture", "timeupdate"])
      player.addEventListener(type, (happened) => heard.push(happened));
    const initData = new ArrayBuffer(4);
    player.nativeEl.dispatchEvent(
      new MediaEncryptedEvent("encrypted", { initDataType: "cenc", initData }),
    );
    player.nativeEl.dispatchEvent(new Event("timeupdate", { bubbles: true }));
    const [encrypted, timeupdate] = heard as [MediaEncryptedEvent, Event];
    expect(encrypted).to.be.instanceOf(MediaEncryptedEvent);
    expect(encrypted.initData?.byteLength).to.equal(4);
    expect(timeupdate.target).to.equal(player);
  });

  it("names the stream in currentSrc, and no signature", async () => {
    const player = await createPlayer();
    expect(player.currentSrc).to.equal("");
    await event(player, "loadedmetadata");
    expect(player.currentSrc).to.match(/\/demo\/media\/.*\.m3u8$/);
    expect(player.nativeEl.currentSrc).to.match(/^blob:/);
  });
});

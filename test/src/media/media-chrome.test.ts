import { expect } from "@open-wc/testing";
import "media-chrome";
import "media-chrome/menu";
import type { SecureHlsPlayer } from "../../../src/index.js";
import "../../../src/index.js";
import { network } from "../../support/msw-network.js";
import { event, until } from "../../support/msw-player.js";
import "../../support/warm.js";

/** Media Chrome's controls around ours, as its own documentation does with its media elements. */
const page = (endpoint: string) => `<media-controller style="width: 640px">
  <secure-hls-player slot="media" muted grant-endpoint="${endpoint}" video-id="lesson-1"></secure-hls-player>
  <media-rendition-menu hidden anchor="auto"></media-rendition-menu>
  <media-audio-track-menu hidden anchor="auto"></media-audio-track-menu>
  <media-control-bar>
    <media-play-button></media-play-button>
    <media-mute-button></media-mute-button>
    <media-seek-forward-button seekoffset="10"></media-seek-forward-button>
    <media-time-display showduration></media-time-display>
    <media-playback-rate-button rates="1 2"></media-playback-rate-button>
    <media-captions-button></media-captions-button>
    <media-rendition-menu-button></media-rendition-menu-button>
    <media-audio-track-menu-button></media-audio-track-menu-button>
  </media-control-bar>
</media-controller>`;

describe("in a <media-controller>", () => {
  let place: HTMLElement;
  let player: SecureHlsPlayer;
  before(() => network.start());
  beforeEach(async () => {
    network.reset();
    place = document.createElement("div");
    place.innerHTML = page(network.endpoint);
    document.body.append(place);
    player = place.querySelector("secure-hls-player")!;
    await event(player, "loadedmetadata");
  });
  afterEach(() => place.remove());

  const button = (name: string) =>
    place.querySelector<HTMLElement>(`media-${name}-button`)!;

  it("its buttons drive our player, whose own controls are not there", async () => {
    expect(player.shadowRoot!.querySelector(".plyr")).to.equal(null);
    button("play").click();
    await event(player, "playing");
    await until("it shows that it plays", () =>
      button("play").hasAttribute("mediapaused") ? false : true,
    );
    button("mute").click();
    await until("sound", () => !player.muted);
    button("playback-rate").click();
    await until("double speed", () => player.playbackRate === 2);
    player.muted = true;
    const before = player.currentTime;
    button("seek-forward").click();
    await until("further on", () => player.currentTime >= before + 10);
    button("play").click();
    await until("a pause", () => player.paused);
    const time = place.querySelector("media-time-display")!;
    await until("the duration", () =>
      /\/\s*0:48/.test(time.shadowRoot!.textContent),
    );
  });

  it("its menu of renditions shows ours, and chooses from them", async () => {
    const menu = place.querySelector("media-rendition-menu")!;
    const items = () => [
      ...menu.shadowRoot!.querySelectorAll<HTMLElement>(
        "media-chrome-menu-item",
      ),
    ];
    await until("renditions", () => player.videoRenditions.length === 3);
    button("rendition-menu").click();
    await until("entries", () => items().length === 4);
    const texts = items().map((item) => item.textContent.trim());
    expect(texts.join(" ")).to.match(/1080p.*720p.*480p.*Auto/i);
    items()
      .find((item) => item.textContent.includes("480p"))!
      .click();
    await until("480p", () => player.videoRenditions.selectedIndex === 0);
  });

  it("its menu of audio tracks shows ours, and chooses from them", async () => {
    const menu = place.querySelector("media-audio-track-menu")!;
    const items = () => [
      ...menu.shadowRoot!.querySelectorAll<HTMLElement>(
        "media-chrome-menu-item",
      ),
    ];
    button("audio-track-menu").click();
    await until("entries", () => items().length === 2);
    items()
      .find((item) => item.textContent.includes("Deutsch"))!
      .click();
    await until("German", () => player.audioTracks[1]!.enabled);
  });

  it("its captions button turns on what the stream has", async () => {
    await until("tracks", () => player.textTracks.length === 2);
    button("captions").click();
    await until("captions", () =>
      [...player.textTracks].some(({ mode }) => mode === "showing"),
    );
  });
});

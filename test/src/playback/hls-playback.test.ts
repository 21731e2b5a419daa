import { expect } from "@open-wc/testing";
import { passthrough } from "msw";
import Hls, { type ErrorData } from "hls.js";
import { renditionLabels } from "../../../src/controls/rendition-labels.js";
import type { PlayerError } from "../../../src/errors.js";
import { MediaElement } from "../../../src/media/media-element.js";
import { HlsPlayback } from "../../../src/playback/hls-playback.js";
import type { PlaybackSource } from "../../../src/playback/playback.js";
import type { GrantSession } from "../../../src/sdk/grant-session.js";
import { mediaFolder, network, videoUrl } from "../../support/msw-network.js";
import { quiet, until } from "../../support/msw-player.js";

/** The hls.js that plays, for a test to break. */
let playing: Hls;
class TestHls extends Hls {
  constructor(...args: ConstructorParameters<typeof Hls>) {
    super(...args);
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    playing = this;
  }
}

class TestElement extends MediaElement {
  limit(height: number): void {
    this.setLimits(height, Infinity);
  }
}
customElements.define("hls-playback-test", TestElement);

describe("a stream that hls.js plays", () => {
  let media: HTMLVideoElement;
  let playback: HlsPlayback;
  let errors: PlayerError[];
  let player: TestElement;

  const qualities = () => renditionLabels([...player.videoRenditions]);
  const shownQuality = () =>
    player.playingRendition && renditionLabels([player.playingRendition])[0];

  before(() => network.start());
  beforeEach(() => {
    network.reset();
    player = new TestElement();
    media = player.nativeEl;
    media.muted = true;
    errors = [];
  });
  afterEach(async () => {
    playback.destroy();
    await network.settled();
  });

  function start(source: Partial<PlaybackSource> = {}): void {
    playback = new HlsPlayback(
      TestHls,
      media,
      {
        src: videoUrl,
        isHls: true,
        session: undefined,
        hlsConfig: undefined,
        beginningOnly: false,
        player,
        ...source,
      },
      {
        failed: (error) => {
          errors.push(error);
          playback.stop();
        },
      },
    );
  }

  const breakWith = (type: string, details: string) =>
    playing.trigger(Hls.Events.ERROR, {
      type,
      details,
      fatal: true,
      error: new Error(details),
    } as unknown as ErrorData);

  it("offers the stream's own qualities, Auto first", async () => {
    start();
    await until("a quality", shownQuality);
    expect(qualities()).to.deep.equal(["480p", "720p", "1080p"]);
    expect(player.videoRenditions.selectedIndex).to.equal(-1);
    expect(shownQuality()).to.match(/^\d+p$/);
  });

  it("plays the quality that was chosen", async () => {
    start({ hlsConfig: { startLevel: 0 } });
    await media.play();
    player.videoRenditions.selectedIndex = 2;
    await until("1080p", () => shownQuality() === "1080p");
    await until("in 1080p", () => media.videoHeight === 1080);
  });

  const listed = () => until("qualities", () => qualities().length);
  const segments = (pattern: RegExp) =>
    network.mediaRequests.filter(({ path }) => pattern.test(path)).length;

  it("neither lists nor plays what is above the limit", async () => {
    player.limit(720);
    start({ hlsConfig: { startLevel: 2, abrEwmaDefaultEstimate: 50_000_000 } });
    await listed();
    expect(qualities()).to.deep.equal(["480p", "720p"]);
    await until("segments", () => segments(/720p-0[0-3]/) > 2);
    expect(segments(/1080p/)).to.equal(0);
  });

  it("follows the viewer's choice and his leave to choose, and another limit, which forgets a choice above it", async () => {
    player.limit(720);
    start();
    await listed();
    player.limit(Infinity);
    expect(qualities()).to.deep.equal(["480p", "720p", "1080p"]);
    expect(playing.autoLevelCapping).to.equal(-1);
    player.videoRenditions.selectedIndex = 2;
    await until("chosen", () => playing.manualLevel === 2);
    player.videoRenditions.selectedIndex = -1;
    await until("hls.js chooses", () => playing.autoLevelEnabled);
    player.videoRenditions.selectedIndex = 2;
    await until("chosen again", () => playing.manualLevel === 2);
    player.limit(480);
    expect(qualities()).to.deep.equal(["480p"]);
    expect(player.videoRenditions.selectedIndex).to.equal(-1);
    expect(playing.autoLevelEnabled).to.equal(true);
    expect(playing.autoLevelCapping).to.equal(0);
  });

  it("a limit holds against hls.js's own, which follows the player's size", async () => {
    player.limit(720);
    start();
    await listed();
    playing.autoLevelCapping = 2;
    await until("capped", () => playing.autoLevelCapping === 1);
    playing.autoLevelCapping = 0;
    await quiet(50);
    expect(playing.autoLevelCapping).to.equal(0);
  });

  it("plays the lowest where all are above the limit", async () => {
    player.limit(144);
    start();
    await listed();
    expect(qualities()).to.deep.equal(["480p"]);
  });

  it("follows the levels when one goes, and leaves the choice to hls.js when it was the chosen one", async () => {
    start();
    await listed();
    const ids = [...player.videoRenditions].map(({ id }) => id);
    player.videoRenditions.selectedIndex = 2;
    await until("chosen", () => playing.manualLevel === 2);
    playing.removeLevel(2);
    expect(qualities()).to.deep.equal(["480p", "720p"]);
    expect(playing.autoLevelEnabled).to.equal(true);
    expect([...player.videoRenditions].map(({ id }) => id)).to.deep.equal(
      ids.slice(0, 2),
    );
  });

  // hls.js asks for both at the same time, and by itself never loads again when the one is refused before the other has come.
  it("goes on when a segment is refused before its init segment is there", async () => {
    let asked = 0;
    const another = new Promise<void>((resolve) => {
      network.answerAt(/480p-\d\d\.m4s/, () => {
        asked += 1;
        if (asked === 1) return new Response(null, { status: 403 });
        resolve();
        return passthrough();
      });
    });
    network.answerAt(/480p-init/, async () => {
      await another;
      return passthrough();
    });
    start({ hlsConfig: { startLevel: 0 } });
    await listed();
    player.videoRenditions.selectedIndex = 0;
    await until("pictures", () => media.readyState > 2);
    expect(errors).to.deep.equal([]);
  });

  it("one refused segment pins no low quality: what was chosen stays chosen, and is played again", async () => {
    let refused = 0;
    network.answerAt(/1080p-\d\d\.m4s/, () => {
      refused += 1;
      return refused === 1
        ? new Response(null, { status: 403 })
        : passthrough();
    });
    start({ hlsConfig: { startLevel: 0 } });
    await listed();
    player.videoRenditions.selectedIndex = 2;
    await until("further segments", () => refused > 2);
    expect(player.videoRenditions.selectedIndex).to.equal(2);
    expect(playing.manualLevel).to.equal(2);
    // What hls.js itself had chosen is tried again before long.
    expect(playing.config.errorPenaltyExpireMs).to.equal(30_000);
    expect(errors).to.deep.equal([]);
  });

  it("starts at the lowest quality the first estimate allows, in whatever order they are listed", async () => {
    const playlist = await (await fetch(videoUrl)).text();
    const blocks = playlist.split("\n\n");
    const streams = blocks.filter((block) => block.includes("STREAM-INF"));
    const rest = blocks.filter((block) => !block.includes("STREAM-INF"));
    network.answerAt(
      `${mediaFolder}index.m3u8`,
      new Response([...rest, ...streams.reverse()].join("\n\n")),
    );
    start({ hlsConfig: { abrEwmaDefaultEstimate: 1_000 } });
    await until("a quality", shownQuality);
    expect(shownQuality()).to.equal("480p");
  });

  it("loads nothing more once it is stopped, and goes on when it is resumed", async () => {
    start({ beginningOnly: true });
    await until("the beginning", () => media.readyState > 2);
    playback.stop();
    await network.settled();
    const before = network.mediaRequests.length;
    await media.play();
    await quiet();
    await network.settled();
    expect(network.mediaRequests.length).to.equal(before);
    playback.resume();
    await until("more", () => network.mediaRequests.length > before);
  });

  it("asks for the playlist again when that is what had failed", async () => {
    network.answerAt(
      `${mediaFolder}index.m3u8`,
      new Response(null, { status: 404 }),
    );
    start();
    await until("an error", () => errors.length);
    expect(errors[0]!.code).to.equal("playback-failed");
    network.reset();
    playback.resume();
    await until("the beginning", () => media.readyState > 2);
  });

  it("plays through a media error, where it was", async () => {
    start();
    media.currentTime = 0;
    await media.play();
    media.currentTime = 20;
    await until("pictures", () => !media.seeking && media.readyState > 2);
    breakWith("mediaError", "bufferAppendError");
    await until("emptied", () => media.readyState === 0);
    await until("pictures", () => media.readyState > 2);
    await until("playing", () => media.currentTime > 20.2);
    expect(media.paused).to.equal(false);
    expect(media.currentTime).to.be.below(24);
    expect(errors).to.deep.equal([]);
  });

  it("takes a second media error right after it for final, and begins anew where it was", async () => {
    start();
    await media.play();
    media.currentTime = 20;
    await until("pictures", () => !media.seeking && media.readyState > 2);
    breakWith("mediaError", "bufferAppendError");
    await until("pictures", () => media.readyState > 2);
    const first = playing;
    breakWith("mediaError", "bufferAppendError");
    expect(errors.map(({ code }) => code)).to.deep.equal(["playback-failed"]);
    playback.resume();
    expect(playing === first).to.equal(false);
    await until("pictures", () => media.readyState > 2);
    expect(media.currentTime).to.be.within(19, 24);
    expect(media.paused).to.equal(false);
  });

  it("says that it cannot play a stream of unknown codecs, and asks for it again when it is resumed", async () => {
    const playlist = await (await fetch(videoUrl)).text();
    network.answerAt(
      `${mediaFolder}index.m3u8`,
      new Response(playlist.replace(/CODECS="[^"]*"/g, 'CODECS="zzzz"')),
    );
    start();
    await until("an error", () => errors.length);
    expect(errors[0]!.code).to.equal("playback-failed");
    network.reset();
    playback.resume();
    await until("the beginning", () => media.readyState > 2);
    expect(errors.length).to.equal(1);
  });

  it("leaves a network failure to the grant session while that has no grant", async () => {
    const session = { usable: undefined, ready: async () => undefined };
    start({ session: session as unknown as GrantSession });
    breakWith("networkError", "manifestLoadError");
    expect(errors).to.deep.equal([]);
  });

  it("begins where it was to begin when it was stopped before the first picture", async () => {
    // Sound as well: hls.js may stand for good when it is stopped between the two.
    const held = new Promise<Response>(() => {});
    let asked = 0;
    network.answerAt(/-\d\d\.m4s/, () => {
      asked += 1;
      return held;
    });
    start({ hlsConfig: { startPosition: 20 } });
    await until("a segment is asked for", () => asked > 0);
    playback.stop();
    network.reset();
    playback.resume();
    await until("pictures", () => media.readyState > 2);
    expect(media.currentTime).to.be.within(19, 24);
    // From then on it goes on where the `<video>` is, be that its beginning; an event says so a moment after `readyState`.
    await until("the place is forgotten", () => playing.config.startPosition === -1); // prettier-ignore
  });

  it("asks anew for what hangs when it is resumed anew, and leaves alone what does not", async () => {
    const held = new Promise<Response>(() => {});
    let asked = 0;
    network.answerAt(/0p-\d\d\.m4s/, () => {
      asked += 1;
      return asked === 1 ? held : passthrough();
    });
    start();
    await until("a segment is asked for", () => asked > 0);
    playback.resume();
    await quiet(100);
    expect(media.readyState).to.be.below(2);
    playback.resume(true);
    await until("pictures", () => media.readyState > 2);
  });

  it("asks anew for a playlist that hangs", async () => {
    const held = new Promise<Response>(() => {});
    let asked = 0;
    network.answerAt(`${mediaFolder}index.m3u8`, () => {
      asked += 1;
      return asked === 1 ? held : passthrough();
    });
    start();
    await until("the playlist is asked for", () => asked > 0);
    playback.resume(true);
    await until("pictures", () => media.readyState > 2);
  });

  it("reports a network failure when the grant is good", async () => {
    start();
    await until("the beginning", () => media.readyState > 2);
    breakWith("networkError", "fragLoadError");
    expect(errors.map(({ code }) => code)).to.deep.equal(["unreachable"]);
  });

  it("leaves the <video> empty at the end, and asks for nothing more", async () => {
    start();
    await media.play();
    playback.destroy();
    await network.settled();
    const before = network.mediaRequests.length;
    await quiet(100);
    await network.settled();
    expect(network.mediaRequests.length).to.equal(before);
    expect(media.getAttribute("src")).to.equal(null);
  });
});

import { expect } from "@open-wc/testing";
import { passthrough } from "msw";
import { mediaFolder, network } from "../support/msw-network.js";
import {
  alertText,
  createPlayer,
  event,
  removePlayers,
} from "../support/msw-player.js";

/** A file of its own: what a page has loaded once, it does not ask for again. */
describe("<secure-hls-player> whose own files do not come", () => {
  before(() => network.start());
  beforeEach(() => network.reset());
  afterEach(removePlayers);

  it("says that it cannot be loaded, and plays on “Try again” when it can", async () => {
    let down = true;
    network.answerAt("/src/playback/play.ts", () =>
      down ? Response.error() : passthrough(),
    );
    const player = await createPlayer({
      "grant-endpoint": undefined,
      src: `${mediaFolder}index.m3u8`,
    });
    const { detail } = await event(player, "error");
    expect(detail).to.have.property("code", "unreachable");
    await player.updateComplete;
    expect(alertText(player)).to.contain("cannot be reached");
    down = false;
    player.retry();
    await event(player, "canplay");
  });
});

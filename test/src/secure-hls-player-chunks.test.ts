import { expect } from "@open-wc/testing";
import { passthrough } from "msw";
import en from "../../src/messages/en.js";
import { refusalWords } from "../support/english.js";
import { mediaFolder, network, refused } from "../support/msw-network.js";
import {
  alertText,
  createPlayer,
  event,
  find,
  refusalText,
  removePlayers,
  until,
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

  it("says that there are too many devices without the list of them, and lists them the next time", async () => {
    let down = true;
    const asked: string[] = [];
    network.answerAt("/src/devices/device-list.ts", ({ url }) => {
      asked.push(url);
      return down ? Response.error() : passthrough();
    });
    const device = { sessionId: "s", label: "TV", lastSeenSecondsAgo: 0 };
    network.answer(refused("session-limit", { devices: [device] }));
    const player = await createPlayer();
    await event(player, "error");
    await until("asked for the list", () => asked.length > 0);
    const { title, advice } = refusalWords("session-limit");
    expect(refusalText(player)).to.equal(
      `${title} ${advice} Try again session-limit`,
    );
    down = false;
    player.retry();
    await until("the list", () => find(player, ".devices"));
    expect(refusalText(player)).to.contain(en.watchHereAdvice);
  });
});

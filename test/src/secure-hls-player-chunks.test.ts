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
    // Nor does the overlay, of which the next test is the first to see anything.
    network.answerAt("/src/overlay/overlay.ts", Response.error());
    network.answerAt("/src/playback/play.ts", () =>
      down ? Response.error() : passthrough(),
    );
    const player = await createPlayer({
      "grant-endpoint": undefined,
      src: `${mediaFolder}index.m3u8`,
    });
    const { detail } = await event(player, "error");
    expect(detail).to.have.property("code", "unreachable");
    await until("said so", () =>
      alertText(player).includes("cannot be reached"),
    );
    down = false;
    player.retry();
    await event(player, "canplay");
  });

  it("says in a line that there are too many devices, and lists them the next time", async () => {
    let down = true;
    const asked: string[] = [];
    network.answerAt("/src/overlay/overlay.ts", ({ url }) => {
      asked.push(url);
      return down ? Response.error() : passthrough();
    });
    const device = { sessionId: "s", label: "TV", lastSeenSecondsAgo: 0 };
    network.answer(refused("session-limit", { devices: [device] }));
    const player = await createPlayer();
    await event(player, "error");
    await until("asked for the overlay", () => asked.length > 0);
    const { title } = refusalWords("session-limit");
    await until("a line", () => refusalText(player) === `${title} Try again`);
    await expect(player).to.be.accessible();
    down = false;
    player.retry();
    await until("the list", () => find(player, ".devices"));
    expect(refusalText(player)).to.contain(en.watchHereAdvice);
  });
});

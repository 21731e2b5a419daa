import { expect } from "@open-wc/testing";
import Hls from "hls.js";
import type { HlsLibrary } from "../../src/playback/playback.js";
import { mediaFolder, network } from "../support/msw-network.js";
import {
  createPlayer,
  event,
  removePlayers,
  until,
} from "../support/msw-player.js";

let made: Hls[];

/** As a page would bring the whole of hls.js. */
class PagesHls extends Hls {
  constructor(...args: ConstructorParameters<typeof Hls>) {
    super(...args);
    made.push(this);
  }
}

describe("<secure-hls-player> with an hls.js of the page's own", () => {
  before(() => network.start());
  beforeEach(() => {
    made = [];
    network.reset();
  });
  afterEach(removePlayers);

  const playerWith = (hlsLibrary: unknown) =>
    createPlayer(
      { "grant-endpoint": undefined, src: `${mediaFolder}index.m3u8` },
      { hlsLibrary: hlsLibrary as HlsLibrary },
    );

  for (const [what, library] of [
    ["its class", PagesHls],
    ["a function that resolves to it", () => Promise.resolve(PagesHls)],
    [
      "a function that resolves to its module",
      () => Promise.resolve({ default: PagesHls }),
    ],
  ] as const)
    it(`plays with ${what}`, async () => {
      const player = await playerWith(library);
      await event(player, "canplay");
      expect(made).to.have.lengthOf(1);
      expect(made[0]!.media).to.equal(player.nativeEl);
    });

  it("plays with its own otherwise", async () => {
    await event(await playerWith(undefined), "canplay");
    expect(made).to.deep.equal([]);
  });

  for (const [what, library] of [
    ["something else", () => Promise.resolve({ version: "1.7" })],
    ["nothing", () => Promise.resolve(undefined)],
  ] as const)
    it(`names the property where it is ${what}`, async () => {
      const player = await playerWith(library);
      await until("refused", () => player.error);
      expect(player.error).to.have.property("code", "bad-request");
      expect(player.error!.message).to.match(/^hlsLibrary /);
    });

  it("names the property where it is a class that is not hls.js", async () => {
    const player = await playerWith(class {});
    await until("refused", () => player.error);
    expect(player.error!.message).to.match(/^hlsLibrary /);
  });

  it("asks for it again after it has not come", async () => {
    let times = 0;
    const player = await playerWith(() =>
      (times += 1) === 1
        ? Promise.reject(new Error("offline"))
        : Promise.resolve(PagesHls),
    );
    await until("refused", () => player.error);
    expect(player.error).to.have.property("code", "unreachable");
    player.retry();
    await event(player, "canplay");
    await until("playing with it", () => made.length === 1);
    expect(times).to.equal(2);
  });
});

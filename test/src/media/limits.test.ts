import { expect } from "@open-wc/testing";
import { heightLimit, rateLimit } from "../../../src/media/limits.js";
import { createPlayer, until } from "../../support/msw-player.js";
import { removePlayers } from "../../support/msw-player.js";

describe("max-quality and max-rate", () => {
  const { warn } = console;
  let warnings: string[];

  beforeEach(() => {
    warnings = [];
    console.warn = (text: string) => warnings.push(text);
  });
  afterEach(() => (console.warn = warn));
  afterEach(removePlayers);

  for (const [value, height] of [
    ["720p", 720],
    ["1080", 1080],
    [" 480P ", 480],
    [720, 720],
    [undefined, Infinity],
    [null, Infinity],
    ["", Infinity],
  ] as const)
    it(`${String(value)} is ${height} pixels`, () => {
      expect(heightLimit(value)).to.equal(height);
      expect(warnings).to.deep.equal([]);
    });

  for (const value of ["hd", "720i", "0", "-720", "7.5", "1e3", NaN])
    it(`${value} is no height: it is named in the console, and ignored`, () => {
      expect(heightLimit(value)).to.equal(Infinity);
      expect(warnings.length).to.equal(1);
      expect(warnings[0]).to.contain(`max-quality="${value}"`);
    });

  it("a rate may have a fraction", () => {
    expect([rateLimit("1.5"), rateLimit(1), rateLimit(".75")]).to.deep.equal([
      1.5, 1, 0.75,
    ]);
    expect(rateLimit("fast")).to.equal(Infinity);
    expect(warnings[0]).to.contain('max-rate="fast"');
  });

  it("a playbackRate above max-rate is set back, whoever has set it", async () => {
    const player = await createPlayer({
      "grant-endpoint": undefined,
      "max-rate": "1.25",
    });
    player.playbackRate = 2;
    await until("set back", () => player.playbackRate === 1.25);
    player.nativeEl.playbackRate = 16;
    await until("set back", () => player.playbackRate === 1.25);
    player.playbackRate = 0.5;
    player.maxRate = 0.25;
    await until("slower", () => player.playbackRate === 0.25);
  });
});

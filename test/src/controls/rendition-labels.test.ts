import { expect } from "@open-wc/testing";
import { renditionLabels } from "../../../src/controls/rendition-labels.js";
import type { PlayerRendition } from "../../../src/media/media-element.js";

const labels = (...renditions: Partial<PlayerRendition>[]) =>
  renditionLabels(renditions as PlayerRendition[]);

describe("what renditions are called", () => {
  it("is their height; frames a second above 30, and HDR, are said", () => {
    expect(
      labels(
        { height: 1080 },
        { height: 1080, frameRate: 59.94 },
        { height: 1080, frameRate: 60, videoRange: "PQ" },
        { height: 2160, videoRange: "HLG" },
        { height: 720, frameRate: 29.97, videoRange: "SDR" },
      ),
    ).to.deep.equal(["1080p", "1080p60", "1080p60 HDR", "2160p HDR", "720p"]);
  });

  it("has the bit rate where there are two of one name", () => {
    expect(
      labels(
        { height: 720, bitrate: 950_000 },
        { height: 720, bitrate: 2_440_000 },
        { height: 1080, bitrate: 5_000_000 },
      ),
    ).to.deep.equal(["720p, 950 kbit/s", "720p, 2.4 Mbit/s", "1080p"]);
  });

  it("is the bit rate where there is no height", () => {
    expect(labels({ bitrate: 64_000 })).to.deep.equal(["64 kbit/s"]);
  });
});

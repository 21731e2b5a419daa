import { expect } from "@open-wc/testing";
import { phaseOf, type Phase, type PhaseFacts } from "../../src/phase.js";

/** A video that plays with a good grant. */
const playing: PhaseFacts = {
  refused: false,
  begun: true,
  grantState: "active",
  attempt: 0,
  waiting: false,
  media: { paused: false, ended: false, seeking: false, readyState: 4 },
};

const media = (
  change: Partial<NonNullable<PhaseFacts["media"]>>,
): Partial<PhaseFacts> => ({ media: { ...playing.media!, ...change } });
const empty = media({ readyState: 0 });
const paused = media({ paused: true });

const rows: [what: string, change: Partial<PhaseFacts>, phase: Phase][] = [
  ["plays", {}, "playing"],
  ["is paused", paused, "paused"],
  ["has ended", media({ ended: true }), "ended"],
  ["has not begun", { begun: false, ...empty }, "idle"],
  ["has no <video> yet", { media: undefined }, "idle"],
  [
    "asks for its first grant",
    { grantState: "requesting", ...empty },
    "loading",
  ],
  ["has its grant, but no data", empty, "loading"],
  [
    "needs no grant, and has no data",
    { grantState: "idle", ...empty },
    "loading",
  ],
  ["stalls", { waiting: true }, "loading"],
  [
    "knows its length and is paused",
    media({ paused: true, readyState: 1 }),
    "paused",
  ],
  ["knows its length and wants to play", media({ readyState: 1 }), "loading"],
  [
    "seeks where nothing is buffered, while paused",
    media({ paused: true, seeking: true, readyState: 1 }),
    "loading",
  ],
  [
    "was let go while nobody watched",
    { grantState: "lapsed", ...paused },
    "paused",
  ],
  [
    "was let go before it had data",
    { grantState: "lapsed", ...media({ readyState: 0, paused: true }) },
    "paused",
  ],
  ["renews", { grantState: "requesting" }, "playing"],
  [
    "fails to renew, and plays on",
    { grantState: "retrying", attempt: 2 },
    "playing",
  ],
  [
    "fails to renew, and is paused",
    { grantState: "retrying", attempt: 1, ...paused },
    "paused",
  ],
  [
    "fails to renew, and stalls",
    { grantState: "retrying", attempt: 1, waiting: true },
    "reconnecting",
  ],
  [
    "fails to get its first grant",
    { grantState: "retrying", attempt: 1, ...empty },
    "reconnecting",
  ],
  [
    "tries again",
    { grantState: "requesting", attempt: 1, ...empty },
    "reconnecting",
  ],
  ["is refused", { refused: true }, "refused"],
  ["is refused before it had data", { refused: true, ...empty }, "refused"],
  ["is refused while it stalls", { refused: true, waiting: true }, "refused"],
];

describe("what the viewer sees of a video that", () => {
  for (const [what, change, phase] of rows)
    it(`${what}: ${phase}`, () => {
      expect(phaseOf({ ...playing, ...change })).to.equal(phase);
    });

  it("stalls without a network: offline", () => {
    Object.defineProperty(navigator, "onLine", {
      configurable: true,
      value: false,
    });
    try {
      expect(phaseOf({ ...playing, waiting: true })).to.equal("offline");
      expect(phaseOf(playing)).to.equal("playing");
    } finally {
      delete (navigator as { onLine?: boolean }).onLine;
    }
  });
});

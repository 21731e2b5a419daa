import { expect } from "@open-wc/testing";
import type { Progress, WatchedRange } from "../../src/contract.js";
import type { ProgressDetail, SecureHlsPlayer } from "../../src/index.js";
import { network } from "./msw-network.js";
import { event, removePlayers, until } from "./msw-player.js";

/** Half a second is what the record may be off. */
export const PRECISION_SECONDS = 0.5;

/** Has each test of the suite begin with a browser that remembers no lesson. */
export function startLessons(): void {
  before(() => network.start());
  beforeEach(() => {
    network.reset();
    for (const key of Object.keys(localStorage))
      if (key.includes(":progress:")) localStorage.removeItem(key);
  });
  afterEach(removePlayers);
}

export const reports = (player: SecureHlsPlayer): ProgressDetail[] => {
  const details: ProgressDetail[] = [];
  player.addEventListener("progress-report", ({ detail }) =>
    details.push(detail),
  );
  return details;
};
export const playing = async (player: SecureHlsPlayer) => {
  await event(player, "canplay", 15_000);
  await player.play();
};
/** Plays on, as fast as the menu offers. */
export const playOnTo = async (player: SecureHlsPlayer, seconds: number) => {
  player.playbackRate = 2;
  await until(
    `played to ${seconds}`,
    () => player.currentTime >= seconds,
    15_000,
  );
  const slowed = event(player, "ratechange");
  player.playbackRate = 1;
  await slowed;
  // WebKitGTK takes a pause back that comes while it slows down.
  await event(player, "timeupdate");
};
export const seek = async (player: SecureHlsPlayer, seconds: number) => {
  player.currentTime = seconds;
  await event(player, "seeked", 15_000);
};
export const expectRanges = (
  actual: readonly WatchedRange[],
  ...wanted: WatchedRange[]
) => {
  const text = JSON.stringify(actual);
  expect(actual.length, text).to.equal(wanted.length);
  for (const [index, [start, end]] of wanted.entries()) {
    expect(actual[index]![0], text).to.be.closeTo(start, PRECISION_SECONDS);
    expect(actual[index]![1], text).to.be.closeTo(end, PRECISION_SECONDS);
  }
};
export const known = (progress: Partial<Progress>): Progress => ({
  position: 0,
  duration: 0,
  watchedRanges: [],
  watchedFraction: 0,
  completed: false,
  ...progress,
});

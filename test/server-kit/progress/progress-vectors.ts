import type { Progress, WatchedRange } from "../../../server-kit/index.js";

/** One report, or a look at what is on record, and the answer to it. */
export interface VectorStep {
  /** Seconds since the first. */
  at: number;
  /** Seconds that the video lasts, which the endpoint knows from this step on. */
  learned?: number;
  /** Without it, what is on record is asked for. */
  report?: Record<string, unknown>;
  status: 200 | 400 | 422;
  /** What the answer has in it, besides others; of a 422 in its `progress`. */
  progress?: Partial<Progress>;
  reason?: string;
  creditSeconds?: number;
  /** Whether this report is the first that completes the video. */
  first?: boolean;
}

/** What one viewer does with one video, at any endpoint that keeps to docs/wire.md. */
export interface Vector {
  name: string;
  /** Share of the video at which it is completed. @default 0.95 */
  threshold?: number;
  /** Seconds that the video lasts by what the endpoint knows; null where it does not know. @default 100 */
  duration?: number | null;
  steps: readonly VectorStep[];
}

const report = (
  position: unknown,
  watchedRanges: unknown,
  duration: unknown = 100,
): Record<string, unknown> => ({ videoId: "lesson-1", position, duration, watchedRanges }); // prettier-ignore

/** The position is where the last range ends. */
const watched = (watchedRanges: WatchedRange[], duration = 100) =>
  report(watchedRanges.at(-1)?.[1] ?? 0, watchedRanges, duration);

const nothing: Partial<Progress> = {
  position: 0,
  watchedRanges: [],
  watchedFraction: 0,
  completed: false,
};

/** Quarters of a second, which floating point has exactly. */
export const vectors: readonly Vector[] = [
  {
    name: "nothing is on record before the first report",
    steps: [{ at: 0, status: 200, progress: { ...nothing, duration: 0 } }],
  },
  {
    name: "a lesson that is watched through is completed at 95 %, once, and stays so",
    steps: [
      { at: 0, report: watched([]), status: 200, progress: { ...nothing, duration: 100 } },
      { at: 30, report: watched([[0, 30]]), status: 200, progress: { position: 30, watchedFraction: 0.3 } },
      { at: 60, report: watched([[0, 60]]), status: 200 },
      { at: 94.75, report: watched([[0, 94.75]]), status: 200, progress: { watchedFraction: 0.9475, completed: false }, first: false },
      { at: 95, report: watched([[0, 95]]), status: 200, progress: { completed: true }, first: true },
      { at: 96, report: watched([[0, 96]]), status: 200, progress: { completed: true }, first: false },
      { at: 97, report: watched([[3, 4]]), status: 200, progress: { watchedRanges: [[0, 96]], completed: true }, first: false },
    ],
  }, // prettier-ignore
  {
    name: "a forged 'all watched' is refused and changes nothing, the position least of all",
    steps: [
      { at: 0, report: watched([]), status: 200 },
      { at: 10, report: watched([[0, 100]]), status: 422, reason: "ahead-of-clock", progress: nothing, creditSeconds: 25 },
      { at: 10, status: 200, progress: nothing },
      { at: 10, report: watched([[0, 25]]), status: 200, progress: { position: 25 } },
      { at: 10, report: watched([[0, 25.25]]), status: 422, reason: "ahead-of-clock", creditSeconds: 0 },
    ],
  }, // prettier-ignore
  {
    name: "a first report that is refused starts the clock",
    steps: [
      { at: 0, report: watched([[0, 5.25]]), status: 422, reason: "ahead-of-clock", progress: { ...nothing, duration: 0 }, creditSeconds: 5 },
      { at: 0, report: watched([[0, 5]]), status: 200 },
      { at: 20, report: watched([[0, 45]]), status: 200 },
    ],
  }, // prettier-ignore
  {
    name: "an hour of waiting buys ten minutes and no more",
    duration: 3_000,
    steps: [
      { at: 0, report: watched([], 3_000), status: 200 },
      { at: 3_600, report: watched([[0, 605.25]], 3_000), status: 422, reason: "ahead-of-clock", creditSeconds: 605 },
      { at: 3_600, report: watched([[0, 605]], 3_000), status: 200 },
    ],
  }, // prettier-ignore
  {
    name: "a second tab that pauses does not spend the first one's time",
    steps: [
      { at: 0, report: watched([]), status: 200 },
      { at: 10, report: watched([]), status: 200 },
      { at: 20, report: watched([[0, 20]]), status: 200 },
      { at: 20, report: watched([[50, 75]]), status: 200, progress: { watchedRanges: [[0, 20], [50, 75]] } },
      { at: 20, report: watched([[20, 20.25]]), status: 422, reason: "ahead-of-clock" },
    ],
  }, // prettier-ignore
  {
    name: "what comes twice, late or in another order changes nothing that it should not",
    steps: [
      { at: 0, report: watched([]), status: 200 },
      { at: 20, report: watched([[0, 10], [30, 40]]), status: 200 },
      { at: 20, report: watched([[0, 10], [30, 40]]), status: 200, progress: { watchedRanges: [[0, 10], [30, 40]] } },
      { at: 21, report: watched([[0, 5]]), status: 200, progress: { position: 5, watchedRanges: [[0, 10], [30, 40]] } },
    ],
  }, // prettier-ignore
  {
    name: "gaps of half a second are closed, wider ones are not, and closing costs",
    steps: [
      { at: 0, report: watched([[0, 2], [2.5, 4], [4.75, 5]]), status: 200, progress: { watchedRanges: [[0, 4], [4.75, 5]] } },
      { at: 0, report: watched([[4, 4.75]]), status: 200, progress: { watchedRanges: [[0, 5]] } },
      { at: 0, report: watched([[5, 5.25]]), status: 422, reason: "ahead-of-clock", creditSeconds: 0 },
    ],
  }, // prettier-ignore
  {
    name: "half a per cent may be missing of a video that has to be watched wholly",
    threshold: 1,
    steps: [
      { at: 0, report: watched([]), status: 200 },
      { at: 60, report: watched([[0.25, 99.5]]), status: 200, progress: { watchedFraction: 0.9925, completed: false } },
      { at: 60, report: watched([[0.25, 99.75]]), status: 200, progress: { watchedFraction: 1, completed: true }, first: true },
    ],
  }, // prettier-ignore
  {
    name: "a lower threshold completes sooner",
    threshold: 0.5,
    steps: [
      { at: 0, report: watched([]), status: 200 },
      { at: 30, report: watched([[10, 59.75]]), status: 200, progress: { completed: false } },
      { at: 30, report: watched([[10, 60]]), status: 200, progress: { completed: true }, first: true },
    ],
  }, // prettier-ignore
  {
    name: "an endpoint that does not know the duration keeps everything, by the longest that was reported, and completes nothing",
    duration: null,
    steps: [
      { at: 0, report: watched([[0, 5]], 5), status: 200, progress: { duration: 5, watchedFraction: 1, completed: false }, first: false },
      { at: 20, report: watched([[0, 25]]), status: 200, progress: { duration: 100, watchedFraction: 0.25 } },
      { at: 20, report: watched([[0, 4]], 4), status: 200, progress: { duration: 100, position: 4, watchedRanges: [[0, 25]] } },
      { at: 20, report: watched([[0, 100]]), status: 422, reason: "ahead-of-clock", creditSeconds: 20 },
      { at: 60, report: watched([[0, 100]]), status: 200, progress: { watchedFraction: 1, completed: false }, first: false },
      { at: 61, status: 200, progress: { completed: false } },
    ],
  }, // prettier-ignore
  {
    name: "what was watched before the duration was known counts from then on",
    duration: null,
    steps: [
      { at: 0, report: watched([], 250), status: 200 },
      { at: 60, report: watched([[0, 96]], 250), status: 200, progress: { duration: 250, watchedFraction: 0.384, completed: false } },
      { at: 61, learned: 100, report: watched([], 250), status: 200, progress: { duration: 100, watchedFraction: 0.96, completed: true }, first: true },
      { at: 62, report: watched([]), status: 200, progress: { completed: true }, first: false },
    ],
  }, // prettier-ignore
  {
    name: "an endpoint that knows the duration believes nobody's",
    duration: 100,
    steps: [
      { at: 0, report: watched([[0, 4]], 4), status: 200, progress: { duration: 100, watchedFraction: 0.04, completed: false } },
      { at: 60, report: report(250, [[0, 60], [90, 250]], 250), status: 200, progress: { position: 100, duration: 100, watchedRanges: [[0, 60], [90, 100]] } },
    ],
  }, // prettier-ignore
  {
    name: "a last frame that lies behind the duration is cut",
    steps: [
      { at: 0, report: report(101, [[96, 101]]), status: 200, progress: { position: 100, watchedRanges: [[96, 100]] } },
      { at: 0, report: report(101.25, []), status: 400 },
      { at: 0, report: report(0, [[96, 101.25]]), status: 400 },
    ],
  }, // prettier-ignore
  {
    name: "whole milliseconds are kept",
    steps: [
      { at: 0, report: report(1.23456, [[0.1234, 4.5678]], 99.9996), status: 200, progress: { position: 1.235, duration: 100, watchedRanges: [[0.123, 4.568]], watchedFraction: 0.04445 } },
    ],
  }, // prettier-ignore
  {
    name: "a thousand ranges are kept, and one more is refused",
    duration: 5_000,
    steps: [
      { at: 0, report: watched([], 5_000), status: 200 },
      { at: 300, report: watched(Array.from({ length: 1_000 }, (_, n) => [n * 2, n * 2 + 0.25]), 5_000), status: 200 },
      { at: 600, report: watched([[4_000, 4_001]], 5_000), status: 422, reason: "too-many-ranges", creditSeconds: 605 },
      { at: 600, report: watched([[0.25, 2]], 5_000), status: 200 },
    ],
  }, // prettier-ignore
  {
    name: "a clock that is behind gives no credit twice, and one that has stepped back begins anew",
    steps: [
      { at: 100, report: watched([]), status: 200 },
      { at: 110, report: watched([[0, 25]]), status: 200 },
      { at: 70, report: watched([[0, 25.25]]), status: 422, reason: "ahead-of-clock", creditSeconds: 0 },
      { at: 111, report: watched([[0, 27]]), status: 200 },
      { at: 0, report: watched([[0, 27]]), status: 200 },
      { at: 1, report: watched([[0, 29]]), status: 200 },
    ],
  }, // prettier-ignore
  ...[
    {},
    { videoId: 7 },
    { ...watched([]), videoId: "" },
    { ...watched([]), videoId: "a\u0000" },
    { ...watched([]), videoId: "a".repeat(513) },
    { ...watched([]), sessionId: "a b" },
    { ...watched([]), sessionId: null },
    report(0, [], 0),
    report(0, [], -1),
    report(0, [], "100"),
    report(0, [], null),
    report(0, [], 604_801),
    report(-1, []),
    report("0", []),
    report(null, []),
    report(0, null),
    report(0, "[]"),
    report(0, { 1: [0, 1] }),
    report(0, [7]),
    report(0, [[1]]),
    report(0, [[1, 1]]),
    report(0, [[2, 1]]),
    report(0, [[-1, 1]]),
    report(0, [["0", "1"]]),
    report(0, [[0, 1, 2]]),
    report(0, [{ start: 0, end: 1 }]),
    report(0, [[0, 2], [1, 3]]),
    report(0, [[5, 6], [0, 1]]),
    report(0, Array.from({ length: 1_001 }, (_, n) => [n, n + 0.25]), 5_000),
  ].map((wrong): Vector => ({
    name: `no report: ${JSON.stringify(wrong).slice(0, 80)}`,
    steps: [
      { at: 0, report: wrong, status: 400 },
      { at: 0, status: 200, progress: { ...nothing, duration: 0 } },
    ],
  })),
]; // prettier-ignore

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { WatchedRange } from "../../../server-kit/index.js";
import {
  reportProgress,
  tellCompletion,
} from "../../../server-kit/stores/progress.js";
import type {
  ProgressClaim,
  ProgressRecord,
  ProgressRule,
} from "../../../server-kit/stores/progress-store.js";
import { uniteRanges, watchedSeconds } from "../../../src/watched-ranges.js";

const now = 1_790_000_000.5;
const rule: ProgressRule = {
  maxRate: 2,
  slackSeconds: 5,
  maxGapSeconds: 300,
  completionThreshold: 0.95,
  keepSeconds: 86_400,
};
const claimOf = (
  watchedRanges: WatchedRange[],
  given: Partial<ProgressClaim> = {},
): ProgressClaim => ({
  viewerId: "ada",
  videoId: "lesson-1",
  reportId: "1",
  position: watchedRanges.at(-1)?.[1] ?? 0,
  duration: 3_600,
  trueDuration: given.duration ?? 3_600,
  watchedRanges,
  rule,
  ...given,
});

/** One viewer, whose reports come `seconds` after the first. */
function viewing() {
  let stored: ProgressRecord | undefined;
  const report = (
    seconds: number,
    watchedRanges: WatchedRange[],
    given?: Partial<ProgressClaim>,
  ) => {
    const claim = claimOf(watchedRanges, given);
    const { record, reported } = reportProgress(stored, claim, now + seconds);
    stored = record;
    return reported.outcome === "refused" ? reported.reason : "accepted";
  };
  const tell = () => (stored = tellCompletion(stored!));
  return { report, record: () => stored!, tell };
}

describe("the clock", () => {
  test("a film that is played at up to twice its speed is accepted as it goes", () => {
    const { report, record } = viewing();
    report(0, []);
    for (let at = 10; at <= 1_800; at += 10)
      assert.equal(report(at, [[0, 2 * at]]), "accepted", `${at}`);
    assert.ok(record().completedAt !== null, "it was watched to its end");
  });

  test("the first report brings the slack, and no more", () => {
    assert.equal(viewing().report(0, [[0, 5]]), "accepted");
    assert.equal(viewing().report(0, [[0, 5.1]]), "ahead-of-clock");
  });

  test("a first report that is refused starts the clock and leaves nothing else", () => {
    const { report, record } = viewing();
    assert.equal(report(0, [[0, 12]]), "ahead-of-clock");
    assert.deepEqual(
      { ...record(), creditedAt: 0, expiresAt: 0 },
      {
        position: 0,
        duration: 0,
        watchedRanges: [],
        completedAt: null,
        completionTold: false,
        creditSeconds: 5,
        creditedAt: 0,
        expiresAt: 0,
      },
    );
    assert.equal(report(10, [[0, 22]]), "accepted");
  });

  test("a refused report changes nothing: not the position, not the clock", () => {
    const { report, record } = viewing();
    report(0, []);
    report(10, [[0, 10]]);
    const before = record();
    assert.equal(report(11, [[0, 3_600]]), "ahead-of-clock");
    assert.equal(record(), before);
    assert.equal(report(20, [[0, 20]]), "accepted");
  });

  test("an hour of waiting buys ten minutes, not the film", () => {
    const { report } = viewing();
    report(0, []);
    assert.equal(report(3_600, [[0, 606]]), "ahead-of-clock");
    assert.equal(report(3_600, [[0, 605]]), "accepted");
    assert.equal(report(3_600, [[0, 606]]), "ahead-of-clock");
  });

  test("a second tab that has nothing new does not spend the first one's time", () => {
    const { report } = viewing();
    report(0, []);
    for (let at = 10; at < 100; at += 10) {
      assert.equal(report(at - 0.1, []), "accepted");
      assert.equal(report(at, [[0, at]]), "accepted", `${at}`);
    }
  });

  test("many small reports at once are one large one", () => {
    const { report } = viewing();
    report(0, []);
    let outcome = "accepted";
    let seconds = 0;
    while (outcome === "accepted") {
      seconds += 1;
      outcome = report(10, [[0, seconds]]);
    }
    assert.equal(seconds, 26);
  });

  test("servers whose clocks differ count no second twice", () => {
    const { report } = viewing();
    report(0, []);
    for (let turn = 0; turn < 10; turn += 1) {
      report(10, []);
      report(-20, []);
    }
    assert.equal(report(10, [[0, 26]]), "ahead-of-clock");
    assert.equal(report(10, [[0, 25]]), "accepted");
  });

  test("a clock that was set back does not stop the viewer", () => {
    const { report } = viewing();
    report(86_400, []);
    assert.equal(report(0, []), "accepted");
    assert.equal(report(10, [[0, 20]]), "accepted");
  });
});

describe("the duration", () => {
  /** A report of which only the viewer says how long the video is. */
  const said = (duration: number) => ({ duration, trueDuration: undefined });

  test("by the viewer alone is the longest that he has said, refuses nothing, and completes nothing", () => {
    const { report, record } = viewing();
    assert.equal(report(0, [[0, 5]], said(5)), "accepted");
    assert.equal(report(20, [[0, 25]], said(100)), "accepted");
    assert.equal(report(20, [[0, 4]], said(4)), "accepted");
    assert.deepEqual(
      [record().duration, record().watchedRanges, record().position],
      [100, [[0, 25]], 4],
    );
    assert.equal(report(100, [[0, 100]], said(100)), "accepted");
    assert.equal(record().completedAt, null);
  });

  test("that becomes known makes count what was watched before", () => {
    const { report, record } = viewing();
    report(0, [], said(3_600));
    report(60, [[0, 98]], said(3_600));
    assert.equal(report(61, [], { duration: 100 }), "accepted");
    assert.deepEqual(
      [record().duration, record().completedAt],
      [100, now + 61],
    );
    // Once is enough.
    report(70, [], said(3_600));
    assert.equal(record().completedAt, now + 61);
  });

  test("by the application is right, whatever a report says, and also when it changes", () => {
    const { report, record } = viewing();
    report(0, [], { duration: 4 });
    assert.equal(report(1, [[0, 4]], { duration: 4, trueDuration: 100 }), "accepted"); // prettier-ignore
    assert.equal(record().duration, 100);
    assert.equal(record().completedAt, null);
    assert.equal(report(60, [[0, 99]], { duration: 99, trueDuration: 100 }), "accepted"); // prettier-ignore
    assert.equal(
      report(70, [], { duration: 50, trueDuration: 50 }),
      "accepted",
    );
    assert.deepEqual(record().watchedRanges, [[0, 50]]);
    assert.equal(record().position, 0);
  });
});

describe("completion", () => {
  const complete = (share: number, threshold: number) => {
    const { report, record } = viewing();
    const given = { duration: 100, rule: { ...rule, completionThreshold: threshold } }; // prettier-ignore
    report(0, [], given);
    assert.equal(report(60, [[0, share * 100]], given), "accepted");
    return record().completedAt !== null;
  };
  for (const [share, threshold, completed] of [
    [0.949, 0.95, false],
    [0.95, 0.95, true],
    [0.994, 1, false],
    [0.995, 1, true],
    [0.6, 0.6, true],
    [0.59, 0.6, false],
  ] as const)
    test(`at ${threshold}, ${share} is ${completed ? "enough" : "not enough"}`, () => {
      assert.equal(complete(share, threshold), completed);
    });

  test("stays, when it was and that it was told", () => {
    const { report, record, tell } = viewing();
    report(0, [], { duration: 10 });
    report(10, [[0, 10]], { duration: 10 });
    assert.equal(record().completedAt, now + 10);
    assert.equal(record().completionTold, false);
    tell();
    report(20, [[0, 10]], { duration: 100, trueDuration: 100 });
    assert.equal(record().completedAt, now + 10);
    assert.equal(record().completionTold, true);
  });
});

test("what lies behind the end of the video does not count", () => {
  const { report, record } = viewing();
  const longer = { duration: 10.9, trueDuration: 10 };
  report(0, [[0, 1]], { duration: 10 });
  assert.equal(report(10, [[8, 10.9]], longer), "accepted");
  assert.equal(report(11, [[10.5, 10.9]], longer), "accepted");
  assert.deepEqual(record().watchedRanges, [
    [0, 1],
    [8, 10],
  ]);
});

test("more ranges than are kept are refused", () => {
  const { report, record } = viewing();
  const every = (offset: number, length: number): WatchedRange[] =>
    Array.from({ length }, (_, index) => [
      index * 3 + offset,
      index * 3 + offset + 0.1,
    ]);
  report(0, []);
  assert.equal(report(300, every(0, 1_000)), "accepted");
  const before = record();
  assert.equal(report(310, every(1.5, 1)), "too-many-ranges");
  assert.equal(record(), before);
});

const anyRanges = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 3_599_000 }),
      fc.oneof(
        fc.integer({ min: 1, max: 30_000 }),
        fc.integer({ min: 1, max: 3_600_000 }),
      ),
    ),
    { maxLength: 6 },
  )
  .map((pairs) => {
    const ranges = pairs.map(([start, length]): WatchedRange => [
      start / 1_000,
      Math.min(3_600_000, start + length) / 1_000,
    ]);
    return uniteRanges(ranges, []);
  });

test("no sequence of reports brings more than the clock allows, and what is refused changes nothing", () => {
  let accepted = 0;
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          wait: fc.oneof(
            fc.constant(0),
            fc.double({ min: 0, max: 20, noNaN: true }),
            fc.double({ min: 0, max: 2_000, noNaN: true }),
          ),
          ranges: anyRanges,
          /** As a forger would: as much as there is credit for. */
          greedy: fc.boolean(),
        }),
        { maxLength: 30 },
      ),
      (reports) => {
        let stored: ProgressRecord | undefined;
        let at = now;
        const gained: { at: number; seconds: number }[] = [];
        for (const { wait, ranges, greedy } of reports) {
          at += wait;
          const before = stored?.watchedRanges ?? [];
          const end = watchedSeconds(before) + Math.min(wait, 300) * 2;
          const greed: WatchedRange[] = [[0, Math.min(end, 3_600)]];
          const claim = claimOf(
            greedy && end > 0 ? uniteRanges(before, greed) : ranges,
          );
          const { record, reported } = reportProgress(stored, claim, at);
          if (reported.outcome === "refused") {
            if (stored) assert.equal(record, stored);
            assert.deepEqual(record.watchedRanges, before);
          } else {
            accepted += 1;
            const seconds =
              watchedSeconds(record.watchedRanges) - watchedSeconds(before);
            assert.deepEqual(
              record.watchedRanges,
              uniteRanges(before, claim.watchedRanges),
            );
            gained.push({ at, seconds });
          }
          stored = record;
        }
        // Over any stretch: its length at twice the speed, and what the one before may have left; over all, the slack.
        for (const [from, { at: since }] of gained.entries()) {
          let sum = 0;
          for (const { at: until, seconds } of gained.slice(from)) {
            sum += seconds;
            const most = 605 + (until - since) * 2;
            assert.ok(sum <= most + 0.01, `${sum} of ${most}`);
            const inAll = 5 + (until - now) * 2;
            assert.ok(sum <= inAll + 0.01, `${sum} of ${inAll} in all`);
          }
        }
      },
    ),
    { numRuns: 500 },
  );
  assert.ok(accepted > 1_000, `Only ${accepted} were accepted`);
});

test("order and repetition of accepted reports do not matter", () => {
  const generous = { ...rule, slackSeconds: 1e6 };
  fc.assert(
    fc.property(
      fc.array(anyRanges, { minLength: 1, maxLength: 6 }).chain((reports) =>
        fc.tuple(
          fc.constant(reports),
          // Each once, in any order, and some again.
          fc
            .tuple(
              fc.shuffledSubarray(reports, { minLength: reports.length }),
              fc.array(fc.constantFrom(...reports), { maxLength: 6 }),
            )
            .map(([all, again]) => [...all, ...again]),
        ),
      ),
      ([reports, others]) => {
        const sum = (list: WatchedRange[][]) =>
          list.reduce<ProgressRecord | undefined>((stored, ranges) => {
            const claim = claimOf(ranges, { rule: generous });
            const { record, reported } = reportProgress(stored, claim, now);
            assert.equal(reported.outcome, "accepted");
            return record;
          }, undefined)!;
        const [one, other] = [sum(reports), sum(others)];
        assert.deepEqual(one.watchedRanges, other.watchedRanges);
        assert.equal(one.completedAt, other.completedAt);
      },
    ),
    { numRuns: 500 },
  );
});

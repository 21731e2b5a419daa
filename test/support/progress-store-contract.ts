import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import type {
  ProgressClaim,
  ProgressRecord,
  ProgressStore,
} from "../../server-kit/stores/progress-store.js";
import type { WatchedRange } from "../../src/contract.js";

/** A report on a video of 100 seconds, of a viewer whom nobody else has. */
export function reportOf(given: Partial<ProgressClaim> = {}): ProgressClaim {
  return {
    viewerId: randomUUID(),
    videoId: "lesson-1",
    reportId: randomUUID(),
    position: 1,
    duration: 100,
    trueDuration: 100,
    watchedRanges: [],
    rule: {
      maxRate: 2,
      slackSeconds: 5,
      maxGapSeconds: 300,
      completionThreshold: 0.95,
      keepSeconds: 1_000,
    },
    ...given,
  };
}

/** As a page where everything may be watched at once. */
const generous = { ...reportOf().rule, slackSeconds: 1e6 };

/** What every store does with progress, whatever lies under it. */
export function testProgress(
  open: (now?: () => number) => Promise<ProgressStore[]>,
): void {
  test("progress is kept of each viewer and video, and read from whichever process", async () => {
    const at = 1_790_000_000.25;
    const stores = await open(() => at);
    const claim = reportOf({ watchedRanges: [[0, 4.5]], position: 4.5 });
    const { viewerId } = claim;
    const expected: ProgressRecord = {
      position: 4.5,
      duration: 100,
      watchedRanges: [[0, 4.5]],
      completedAt: null,
      completionTold: false,
      creditSeconds: 0.5,
      creditedAt: at,
      expiresAt: at + 1_000,
    };
    assert.equal(await stores[0]!.progress(viewerId, "lesson-1"), undefined);
    assert.deepEqual(await stores[0]!.report(claim), {
      outcome: "accepted",
      record: expected,
      firstCompletion: false,
    });
    const read = await stores.at(-1)!.progress(viewerId, "lesson-1");
    assert.deepEqual(read, expected);
    for (const [viewer, video] of [
      [viewerId, "lesson-2"],
      [`${viewerId}"`, "lesson-1"],
      [`${viewerId}l`, "esson-1"],
    ] as const)
      assert.equal(await stores[0]!.progress(viewer, video), undefined);
  });

  test("of 50 simultaneous reports nothing is lost, and one of them is the first completion", async () => {
    const stores = await open();
    const viewerId = randomUUID();
    const reported = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const range: WatchedRange = [index * 2, index * 2 + 2];
        const claim = reportOf({ viewerId, watchedRanges: [range], rule: generous }); // prettier-ignore
        return stores[index % stores.length]!.report(claim);
      }),
    );
    const firsts = reported.filter(
      (each) => each.outcome === "accepted" && each.firstCompletion,
    );
    assert.equal(firsts.length, 1);
    const record = await stores[0]!.progress(viewerId, "lesson-1");
    assert.deepEqual(record?.watchedRanges, [[0, 100]]);
    assert.ok(record.completedAt !== null, "It is completed.");
  });

  test("50 simultaneous reports bring no more than the clock allows", async () => {
    const stores = await open(() => 1_790_000_000);
    const viewerId = randomUUID();
    const reported = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const range: WatchedRange = [index * 2, index * 2 + 1];
        const claim = reportOf({ viewerId, watchedRanges: [range] });
        return stores[index % stores.length]!.report(claim);
      }),
    );
    const accepted = reported.filter(({ outcome }) => outcome === "accepted");
    assert.equal(accepted.length, 5);
  });

  test("a refused report is answered with what is on record, and changes nothing of it", async () => {
    let at = 1_790_000_000;
    const [store] = await open(() => at);
    const claim = reportOf({ watchedRanges: [[0, 3]], position: 3 });
    await store!.report(claim);
    const before = await store!.progress(claim.viewerId, "lesson-1");
    at += 10;
    const forged = { ...claim, position: 99, watchedRanges: [[0, 99]] as WatchedRange[] }; // prettier-ignore
    const reported = await store!.report(forged);
    assert.deepEqual(reported, {
      outcome: "refused",
      reason: "ahead-of-clock",
      record: before,
      creditSeconds: 22,
    });
    const after = await store!.progress(claim.viewerId, "lesson-1");
    assert.deepEqual(after, before);
  });

  test("a completion that could not be passed on is told once more", async () => {
    const { store, report, completed } = await completing();
    assert.deepEqual([await report("1"), await report("2")], [true, false]);
    await store.retellCompletion(...completed, "2"); // whose it is not
    assert.equal(await report("3"), false);
    await store.retellCompletion(...completed, "1");
    const record = await store.progress(...completed);
    assert.ok(record!.completedAt !== null, "It is completed all the same.");
    assert.deepEqual([await report("4"), await report("5")], [true, false]);
    await store.retellCompletion("ada", "unknown", "1");
    assert.equal(await store.progress("ada", "unknown"), undefined);
  });

  test("a completion that nobody has confirmed is told once more after ten seconds, whichever way a clock was set", async () => {
    const { clock, report, completed, store } = await completing();
    assert.equal(await report("1"), true);
    clock.now += 9.9;
    assert.equal(await report("2"), false);
    clock.now += 0.1;
    assert.equal(await report("3"), true);
    clock.now -= 3_600;
    assert.equal(await report("4"), true);
    await store.completionTold(...completed);
    clock.now += 3_600;
    assert.equal(await report("5"), false);
    await store.retellCompletion(...completed, "4");
    assert.equal(await report("6"), false);
    const record = await store.progress(...completed);
    assert.equal(record?.completionTold, true);
    assert.equal(record.telling, undefined);
    await store.completionTold("ada", "unknown");
    assert.equal(await store.progress("ada", "unknown"), undefined);
  });

  /** A video that one more report completes. */
  async function completing() {
    const clock = { now: 1_790_000_000 };
    const [store] = await open(() => clock.now);
    const claim = reportOf({ watchedRanges: [[0, 100]], rule: { ...generous, keepSeconds: 1e6 } }); // prettier-ignore
    const report = async (reportId: string) => {
      const reported = await store!.report({ ...claim, reportId });
      return reported.outcome === "accepted" && reported.firstCompletion;
    };
    const completed = [claim.viewerId, claim.videoId] as const;
    return { clock, store: store!, report, completed };
  }

  test("what is forgotten is gone for every process, and begins anew; the rest stays", async () => {
    const stores = await open();
    const claim = reportOf({ watchedRanges: [[0, 100]], rule: generous });
    const { viewerId } = claim;
    const other = { ...claim, videoId: "lesson-2" };
    await Promise.all([stores[0]!.report(claim), stores[0]!.report(other)]);
    await stores.at(-1)!.forgetProgress(viewerId, "lesson-1");
    for (const store of stores) {
      assert.equal(await store.progress(viewerId, "lesson-1"), undefined);
      assert.notEqual(await store.progress(viewerId, "lesson-2"), undefined);
    }
    await stores[0]!.forgetProgress(viewerId, "lesson-1");
    const again = await stores[0]!.report({ ...claim, position: 3 });
    assert.ok(again.outcome === "accepted" && again.firstCompletion, "It is completed once more."); // prettier-ignore
  });

  test("reports that come while it is forgotten are kept or gone, and none fails", async () => {
    const stores = await open();
    const claim = reportOf({ watchedRanges: [[0, 4]] });
    const { viewerId, videoId } = claim;
    const store = (index: number) => stores[index % stores.length]!;
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        index % 3 === 0
          ? store(index).forgetProgress(viewerId, videoId)
          : store(index).report(claim),
      ),
    );
    await store(0).forgetProgress(viewerId, videoId);
    assert.equal(await store(1).progress(viewerId, videoId), undefined);
  });

  test("whose progress it is has to be said", async () => {
    const [store] = await open();
    for (const call of [
      () => store!.report(reportOf({ viewerId: "" })),
      () => store!.report(reportOf({ videoId: undefined as never })),
      () => store!.progress("", "lesson-1"),
      () => store!.progress("ada", ""),
      () => store!.forgetProgress("", "lesson-1"),
      () => store!.forgetProgress("ada", undefined as never),
    ])
      await assert.rejects(call, TypeError);
  });
}

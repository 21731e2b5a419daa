import assert from "node:assert/strict";
import { mock, test, type TestContext } from "node:test";
import { Scorm12API, Scorm2004API } from "scorm-again";
import {
  reportToScorm,
  type RuntimeApi,
  type ScormWindow,
} from "../../../../src/adapters/scorm/index.js";
import { FakePlayer } from "../../../support/fake-player.js";

/** An LMS that keeps what it is told, and tells it again. */
function keeping(given: Record<string, string> = {}) {
  const kept = new Map(Object.entries(given));
  const answers: Record<string, unknown> = {};
  let commits = 0;
  const ends: string[] = [];
  const api: RuntimeApi = {
    Initialize: () => answers["Initialize"] ?? "true",
    Terminate: () => {
      ends.push(kept.get("cmi.exit") ?? "");
      return answers["Terminate"] ?? "true";
    },
    GetValue: (name) => kept.get(name!) ?? "",
    SetValue: (name, value) => {
      kept.set(name!, value!);
      return "true";
    },
    Commit: () => {
      commits += 1;
      return answers["Commit"] ?? "true";
    },
    GetLastError: () => "0",
  };
  const window: ScormWindow = { API_1484_11: api };
  return { window, kept, answers, ends, commits: () => commits };
}

/** The page that the adapter runs in, as far as it comes and goes. */
function pageOf(t: TestContext) {
  const page = new EventTarget();
  const names = ["addEventListener", "removeEventListener"] as const;
  for (const name of names)
    Object.assign(globalThis, { [name]: page[name].bind(page) });
  t.after(() => {
    for (const name of names) Reflect.deleteProperty(globalThis, name);
  });
  return (type: "pagehide" | "pageshow", persisted = false) =>
    page.dispatchEvent(Object.assign(new Event(type), { persisted }));
}

/** Nothing may be asked of an LMS that is not there, and its log is not ours. */
const quiet = { logLevel: 5, autocommit: false };
const lms12 = () => new Scorm12API(quiet as never) as unknown as RuntimeApi;
const lms2004 = () => new Scorm2004API(quiet as never) as unknown as RuntimeApi;

const versions = [
  {
    version: "1.2",
    make: lms12,
    around: (api: RuntimeApi): ScormWindow => ({ parent: { API: api } }),
    get: "LMSGetValue",
    set: "LMSSetValue",
    location: "cmi.core.lesson_location",
    status: "cmi.core.lesson_status",
  },
  {
    version: "2004",
    make: lms2004,
    around: (api: RuntimeApi): ScormWindow => ({ parent: { API_1484_11: api } }), // prettier-ignore
    get: "GetValue",
    set: "SetValue",
    location: "cmi.location",
    status: "cmi.completion_status",
  },
] as const;

for (const { version, make, around, get, location, status } of versions) {
  test(`SCORM ${version}: a lesson that is watched to its end is complete for the LMS, which has it at each pause`, (t) => {
    const say = pageOf(t);
    const api = make();
    const player = new FakePlayer();
    const errors: Error[] = [];
    const reporter = reportToScorm(player, {
      window: around(api),
      onError: (error) => errors.push(error),
    });
    assert.equal(reporter.version, version);
    assert.equal(api[get]!(status), "incomplete");
    const commits = mock.method(api, version === "1.2" ? "LMSCommit" : "Commit"); // prettier-ignore

    player.report("play", 0);
    player.watchedRanges = [[0.12, 30.08]];
    player.report("interval", 30);
    assert.equal(commits.mock.callCount(), 0);
    player.report("pause", 30.04);
    assert.equal(commits.mock.callCount(), 1);
    assert.equal(api[get]!(location), "30");
    assert.equal(api[get]!("cmi.suspend_data"), "shp1:2.8a");
    player.watchedRanges = [[0, 96]];
    player.completed = true;
    player.say("completed");
    assert.equal(commits.mock.callCount(), 2);
    assert.equal(api[get]!(status), "completed");
    if (version === "2004")
      assert.equal(api[get]!("cmi.progress_measure"), "0.96");
    const end = version === "1.2" ? "LMSFinish" : "Terminate";
    const ends = mock.method(api, end);
    player.report("leave", 97);
    say("pagehide");
    player.report("play", 97);
    assert.deepEqual(ends.mock.calls.map(({ result }) => String(result)), ["true"]); // prettier-ignore
    assert.deepEqual(errors, []);
  });

  test(`SCORM ${version}: a later visit goes on where the earlier one ended, and a completion stays`, () => {
    const api = make();
    const kept = new Map([
      [location, "42.5"],
      ["cmi.suspend_data", "shp1:1.a.a.2s"],
      [status, "completed"],
    ]);
    const set = mock.fn(() => "true");
    const lms = Object.assign(Object.create(api) as RuntimeApi, {
      [version === "1.2" ? "LMSGetValue" : "GetValue"]: (name: string) => kept.get(name) ?? "", // prettier-ignore
      [version === "1.2" ? "LMSSetValue" : "SetValue"]: set,
    });
    const player = new FakePlayer();
    const reporter = reportToScorm(player, { window: around(lms) });
    const ranges = [[0.1, 1.1], [2.1, 12.1]]; // prettier-ignore
    assert.deepEqual(player.restored, [
      { position: 42.5, watchedRanges: ranges, completed: true },
    ]);
    player.report("pause", 43);
    player.say("completed");
    reporter.stop();
    const names = set.mock.calls.map(({ arguments: [name] }: { arguments: unknown[] }) => name); // prettier-ignore
    assert.ok(!names.includes(status), "The status was written.");
    assert.ok(names.includes("cmi.suspend_data"), "Nothing was written.");
  });

  test(`SCORM ${version}: what the LMS says on its way out disturbs nobody`, () => {
    for (const broken of [() => "false", () => { throw new Error("gone"); }]) {
      const api = make();
      const player = new FakePlayer();
      const errors: Error[] = [];
      const reporter = reportToScorm(player, {
        window: around(api),
        onError: (error) => errors.push(error),
      });
      for (const name of Object.keys(api))
        if (/^(LMS)?(SetValue|GetValue|Commit|Terminate|Finish)$/.test(name))
          api[name] = broken;
      player.report("play");
      player.report("pause", 3);
      player.say("completed");
      player.report("leave", 3);
      reporter.stop();
      assert.ok(errors.length > 5, `${errors.length} errors`);
    }
  }); // prettier-ignore
}

test("without an LMS, or with one that does not begin, nobody is told and nothing fails", () => {
  const player = new FakePlayer();
  const errors: Error[] = [];
  const onError = (error: Error) => void errors.push(error);
  const alone = reportToScorm(player, { window: {}, onError });
  assert.equal(alone.version, undefined);
  assert.deepEqual(errors, []);
  const refusing = { LMSInitialize: () => "false", LMSGetLastError: () => "101" }; // prettier-ignore
  reportToScorm(player, { window: { API: refusing }, onError });
  assert.equal(errors.length, 1);
  assert.match(String(errors[0]), /LMSInitialize\(\) failed: 101$/);
  player.report("play");
  alone.stop();
  assert.deepEqual(player.restored, []);
});

test("while nothing but time passes, the LMS is asked to keep it once a minute", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: 1_790_000_000_000 });
  const { window, commits } = keeping();
  const player = new FakePlayer();
  reportToScorm(player, { window });
  const counts = Array.from({ length: 14 }, (_, index) => {
    t.mock.timers.tick(10_000);
    player.report("interval", 10 * (index + 1));
    return commits();
  });
  assert.deepEqual(counts, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2]);
});

test("the attempt is suspended, so that the next visit goes on with it", () => {
  const { window, kept } = keeping();
  const player = new FakePlayer();
  const reporter = reportToScorm(player, { window });
  player.report("play", 0);
  player.report("leave", 5);
  assert.equal(kept.get("cmi.exit"), undefined);
  reporter.stop();
  assert.equal(kept.get("cmi.exit"), "suspend");
});

test("leaving a video is not leaving the page: what follows is told as well", (t) => {
  const say = pageOf(t);
  const { window, kept, commits, ends } = keeping();
  const player = new FakePlayer();
  reportToScorm(player, { window });
  player.report("play", 0);
  player.watchedRanges = [[0, 20]];
  player.report("leave", 20);
  assert.equal(commits(), 1);
  player.videoId = "lesson-2";
  player.watchedRanges = [];
  player.report("play", 0);
  player.watchedRanges = [[0, 10]];
  player.report("pause", 10);
  assert.equal(commits(), 2);
  assert.equal(kept.get("cmi.suspend_data"), "shp1:0.2s");
  assert.equal(player.restored.length, 1, "What was watched of one video is none of the other's."); // prettier-ignore
  assert.deepEqual(ends, []);
  say("pagehide");
  assert.deepEqual(ends, ["suspend"]);
});

test("a player that begins its video anew is told what was watched before, so that the LMS forgets nothing", () => {
  const { window, kept } = keeping();
  const player = new FakePlayer();
  reportToScorm(player, { window });
  player.report("play", 0);
  player.watchedRanges = [[0, 20]];
  player.report("leave", 20);
  player.watchedRanges = [];
  player.restored = [];
  player.report("play", 20);
  assert.deepEqual(player.restored, [
    { watchedRanges: [[0, 20]], completed: false },
  ]);
  assert.equal(kept.get("cmi.suspend_data"), "shp1:0.5k");
});

test("a player that completes its video before it plays is told no more that it has not: it would say so again", () => {
  const { window } = keeping();
  const player = new FakePlayer();
  reportToScorm(player, { window });
  player.report("play", 0);
  player.watchedRanges = [[0, 20]];
  player.report("leave", 20);
  player.restored = [];
  player.dispatchEvent(new Event("completed"));
  assert.deepEqual(player.restored, [
    { watchedRanges: [[0, 20]], completed: true },
  ]);
});

for (const end of ["pagehide", "stop()"] as const)
  test(`who comes and plays nothing, or is refused, ends the attempt and leaves what the LMS has: ${end}`, (t) => {
    const say = pageOf(t);
    const given = {
      "cmi.suspend_data": "shp1:0.5k",
      "cmi.location": "20",
      "cmi.progress_measure": "0.2",
    };
    const { window, kept, commits, ends } = keeping(given);
    const player = new FakePlayer();
    const reporter = reportToScorm(player, { window });
    // Where the viewer is asked whether to go on, and does not answer.
    player.report("leave", 0);
    const before = commits();
    if (end === "pagehide") say("pagehide");
    else reporter.stop();
    assert.deepEqual(ends, ["suspend"]);
    assert.equal(commits(), before + 1);
    for (const [name, value] of Object.entries(given))
      assert.equal(kept.get(name), value, name);
    assert.match(kept.get("cmi.session_time") ?? "", /^PT[\d.]+S$/);
    say("pagehide");
    reporter.stop();
    assert.equal(ends.length, 1);
  });

test("where the viewer was as the page went, which the player says in the same moment, is in the attempt that ends", (t) => {
  const say = pageOf(t);
  const { window, kept, ends } = keeping();
  const player = new FakePlayer();
  reportToScorm(player, { window });
  // The player's own listener comes with its video.
  const seen: string[] = [];
  globalThis.addEventListener("pagehide", () => {
    seen.push(`ended ${ends.length}`);
    player.report("leave", 7);
  });
  player.report("play", 0);
  say("pagehide");
  assert.deepEqual(seen, ["ended 0"]);
  assert.equal(kept.get("cmi.location"), "7");
  assert.equal(ends.length, 1);
});

test("a page that comes back from the browser's cache begins once more where the LMS lets it", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: 1_790_000_000_000 });
  const say = pageOf(t);
  const { window, kept, answers, ends, commits } = keeping();
  const player = new FakePlayer();
  const errors: Error[] = [];
  reportToScorm(player, { window, onError: (error) => errors.push(error) });
  player.report("play", 0);
  say("pageshow");
  say("pagehide", true);
  t.mock.timers.tick(3_600_000);
  say("pageshow", true);
  t.mock.timers.tick(5_000);
  player.report("pause", 5);
  assert.equal(kept.get("cmi.location"), "5");
  assert.equal(kept.get("cmi.session_time"), "PT5S", "of this time only");
  say("pagehide", true);
  assert.equal(ends.length, 2);
  assert.deepEqual(errors, []);

  answers["Initialize"] = "false";
  say("pageshow", true);
  assert.equal(errors.length, 1);
  const before = commits();
  player.report("pause", 9);
  say("pagehide");
  assert.equal(commits(), before);
  assert.equal(ends.length, 2);
});

for (const status of ["completed", "passed", "failed"])
  test(`what the LMS holds to be ${status} stays that`, () => {
    const { window, kept } = keeping({ "cmi.completion_status": status });
    const player = new FakePlayer();
    reportToScorm(player, { window });
    player.say("completed");
    assert.equal(kept.get("cmi.completion_status"), status);
  });

for (const location of ["", "page-3", "-4", "Infinity", "NaN"])
  test(`a location that is no position is none: "${location}"`, () => {
    const { window } = keeping({ "cmi.location": location });
    const player = new FakePlayer();
    reportToScorm(player, { window });
    assert.deepEqual(player.restored, [
      { watchedRanges: [], completed: false },
    ]);
  });

for (const answer of ["false", "", 1])
  test(`a commit that the LMS answers with ${String(answer)} was none`, () => {
    const { window, answers } = keeping();
    const errors: Error[] = [];
    const player = new FakePlayer();
    reportToScorm(player, { window, onError: (error) => errors.push(error) });
    answers["Commit"] = answer;
    player.report("pause", 5);
    assert.equal(errors.length, 1);
  });

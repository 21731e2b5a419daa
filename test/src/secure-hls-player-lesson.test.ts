import { expect } from "@open-wc/testing";
import type { WatchedRange } from "../../src/contract.js";
import type { ProgressDetail } from "../../src/index.js";
import en from "../../src/messages/en.js";
import {
  PRECISION_SECONDS,
  expectRanges,
  playOnTo,
  playing,
  reports,
  seek,
  startLessons,
} from "../support/lesson-player.js";
import { granted, network, refused } from "../support/msw-network.js";
import {
  announced,
  controlsReady,
  createPlayer,
  event,
  find,
  record,
  until,
} from "../support/msw-player.js";

describe("<secure-hls-player> in a lesson", function () {
  this.timeout(30_000);
  startLessons();

  it("has watched nothing before it plays", async () => {
    const player = await createPlayer();
    expect(player.watchedRanges).to.deep.equal([]);
    expect(player.watchedFraction).to.equal(0);
    expect(player.completed).to.equal(false);
  });

  it("begins at start-at, and loads nothing before it", async () => {
    const player = await createPlayer({ "start-at": "30", preload: "auto" });
    await event(player, "canplay", 15_000);
    expect(player.currentTime).to.be.closeTo(30, 0.1);
    const segments = network.mediaRequests.filter(({ path }) =>
      /-0[0-2]\.m4s/.test(path),
    );
    expect(segments).to.deep.equal([]);
  });

  it("knows to half a second what was watched, over seeks, speeds and pauses", async () => {
    const player = await createPlayer();
    await playing(player);
    await playOnTo(player, 4);
    const left = player.currentTime;
    await seek(player, 20);
    await playOnTo(player, 23);
    player.pause();
    await event(player, "pause");
    const paused = player.currentTime;
    expectRanges(player.watchedRanges, [0, left], [20, paused]);
    expect(player.watchedFraction).to.be.closeTo(
      (left + paused - 20) / player.duration,
      0.01,
    );
  });

  it("reports as it begins, seeks and stops", async () => {
    const player = await createPlayer();
    const told = reports(player);
    await playing(player);
    await until("begun", () => told.length === 1);
    await playOnTo(player, 2);
    const left = player.currentTime;
    await seek(player, 20);
    await until("sought", () => told.length === 2);
    player.pause();
    await until("paused", () => told.length === 3);
    player.remove();
    await until("left", () => told.length === 4);
    expect(told.map(({ reason }) => reason)).to.deep.equal([
      "play",
      "seek",
      "pause",
      "leave",
    ]);
    const [begun, sought, paused] = told as [
      ProgressDetail,
      ProgressDetail,
      ProgressDetail,
    ];
    expect(begun.watchedFraction).to.be.below(0.01);
    expect(sought.from).to.be.closeTo(left, PRECISION_SECONDS);
    expect(sought.position).to.be.closeTo(20, 0.1);
    expect(paused.duration).to.be.closeTo(48, 1);
    expectRanges(
      paused.watchedRanges,
      [0, sought.from!],
      [20, paused.position],
    );
  });

  it("reports every progress-interval, and a last time as it goes", async () => {
    const player = await createPlayer({ "progress-interval": "1" });
    const told = reports(player);
    await playing(player);
    await until("some", () => told.length === 3);
    await event(player, "timeupdate");
    await event(player, "timeupdate");
    player.remove();
    await until("the last", () => told.length > 3);
    expect(told.map(({ reason }) => reason)).to.deep.equal([
      "play",
      "interval",
      "interval",
      "leave",
    ]);
  });

  it("is completed once, at the threshold", async () => {
    const player = await createPlayer({ "completion-threshold": "0.05" });
    const happened = record(player, "completed");
    await playing(player);
    const threshold = 0.05 * player.duration;
    await playOnTo(player, threshold - 1);
    expect(player.completed).to.equal(false);
    await playOnTo(player, threshold + 3);
    expect(player.completed).to.equal(true);
    expect(happened).to.deep.equal(["completed"]);
  });

  it("stays completed in the next visit, and says so once for the video", async () => {
    const attributes = { resume: "auto", "completion-threshold": "0.05" };
    const first = await createPlayer(attributes);
    const happened = record(first, "completed");
    await playing(first);
    await playOnTo(first, 0.05 * first.duration + 1);
    await until("completed", () => happened.length === 1);
    first.remove();
    for (const threshold of ["0.05", "0.9"]) {
      const again = document.createElement("secure-hls-player");
      const once = record(again, "completed");
      for (const [name, value] of Object.entries({
        ...attributes,
        "completion-threshold": threshold,
        "grant-endpoint": network.endpoint,
        "video-id": "lesson-1",
        muted: "",
      }))
        again.setAttribute(name, value);
      document.body.append(again);
      await playing(again);
      await event(again, "timeupdate");
      expect(again.completed, threshold).to.equal(true);
      expect(once, threshold).to.deep.equal([]);
      again.remove();
    }
  });

  it("is completed by what the page restores, and leaves the event to what completes it", async () => {
    const player = await createPlayer({ "completion-threshold": "0.5" });
    const happened = record(player, "completed");
    player.restoreProgress({ watchedRanges: [[10, 48]] });
    await playing(player);
    await event(player, "timeupdate");
    expect(player.completed).to.equal(true);
    expect(happened).to.deep.equal([]);
  });

  it("says it to a page that restores what is complete, and says that it is not", async () => {
    const player = await createPlayer({ "completion-threshold": "0.5" });
    const happened = record(player, "completed");
    player.restoreProgress({ watchedRanges: [[10, 48]], completed: false });
    await playing(player);
    await event(player, "timeupdate");
    expect(player.completed).to.equal(true);
    expect(happened).to.deep.equal(["completed"]);
  });

  it("says it still when the page is heard by the next attempt only, after a refusal", async () => {
    network.answer(refused("session-limit"), granted());
    const player = await createPlayer({ preload: "auto", "completion-threshold": "0.5" }); // prettier-ignore
    const happened = record(player, "completed");
    player.restoreProgress({ watchedRanges: [[10, 48]], completed: false });
    await event(player, "error");
    await until("the lesson", () => player.watchedRanges.length === 1);
    player.takeOver("session-2");
    await event(player, "canplay", 15_000);
    expect(player.completed).to.equal(true);
    expect(happened).to.deep.equal(["completed"]);
  });

  it("says it in the next visit where two tabs have watched half of it each", async () => {
    const tabs = [
      await createPlayer({ resume: "auto", "completion-threshold": "0.9" }),
      await createPlayer({ resume: "auto", "completion-threshold": "0.9" }),
    ];
    const halves = [[[0, 24]], [[24, 47]]] as [WatchedRange[], WatchedRange[]];
    for (const [index, tab] of tabs.entries()) {
      tab.restoreProgress({ watchedRanges: halves[index]! });
      const told = reports(tab);
      await tab.play();
      await until("told", () => told.length > 0);
      tab.pause();
      tab.remove();
    }
    expect(tabs.map(({ completed }) => completed)).to.deep.equal([false, false]); // prettier-ignore
    const happened: string[] = [];
    // As soon as there is a lesson, which may be before createPlayer() is done.
    const note = ({ type }: Event) => happened.push(type);
    document.addEventListener("completed", note, true);
    const player = await createPlayer({
      resume: "auto",
      "completion-threshold": "0.9",
    });
    await event(player, "canplay", 15_000);
    document.removeEventListener("completed", note, true);
    expect(player.completed).to.equal(true);
    expect(happened).to.deep.equal(["completed"]);
  });

  it("plays on where localStorage throws", async () => {
    const own = Object.getOwnPropertyDescriptor(window, "localStorage")!;
    Object.defineProperty(window, "localStorage", {
      configurable: true,
      get() {
        throw new DOMException("Forbidden", "SecurityError");
      },
    });
    try {
      const player = await createPlayer({ resume: "auto" });
      const told = reports(player);
      await playing(player);
      await playOnTo(player, 2);
      player.pause();
      await until("paused", () => told.length === 2);
      expectRanges(told[1]!.watchedRanges, [0, player.currentTime]);
      player.remove();
    } finally {
      Object.defineProperty(window, "localStorage", own);
    }
  });

  describe("with a seek-policy", () => {
    it("watched: no script and no key gets ahead, and the viewer is told", async () => {
      const player = await createPlayer({ "seek-policy": "watched" });
      const blocked: unknown[] = [];
      player.addEventListener("seek-blocked", ({ detail }) =>
        blocked.push(detail),
      );
      await playing(player);
      await controlsReady(player);
      await playOnTo(player, 3);
      const attempts = [
        () => (player.currentTime = 40),
        () => (player.nativeEl.currentTime = 50),
        () => player.fastSeek?.(60),
        () =>
          find(player, ".plyr")!.dispatchEvent(
            new KeyboardEvent("keydown", {
              key: "9",
              bubbles: true,
              composed: true,
            }),
          ),
      ].filter((_, index) => index !== 2 || "fastSeek" in player);
      for (const [index, attempt] of attempts.entries()) {
        attempt();
        await until(`${index} undone`, () => blocked.length === index + 1);
        await until("where it was", () => player.currentTime < 10);
      }
      expect(find(player, "[part=feedback]")!.textContent).to.equal(
        en.noSkippingAhead,
      );
      await until("said", () => announced(player).includes(en.noSkippingAhead));
      await seek(player, 1);
      expect(player.currentTime).to.be.below(3);
      expect(player.watchedRanges.at(-1)![1]).to.be.below(10);
    });

    it("none: nor does anything get back", async () => {
      const player = await createPlayer({ "seek-policy": "none" });
      await playing(player);
      await playOnTo(player, 4);
      player.currentTime = 0;
      await event(player, "seek-blocked");
      await until("where it was", () => player.currentTime >= 4);
      player.remove();
    });
  });
});

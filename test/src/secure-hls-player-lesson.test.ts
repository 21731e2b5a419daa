import { expect } from "@open-wc/testing";
import { HttpResponse } from "msw";
import type { Progress, WatchedRange } from "../../src/contract.js";
import type { ProgressDetail, SecureHlsPlayer } from "../../src/index.js";
import en from "../../src/messages/en.js";
import { watchedSeconds } from "../../src/watched-ranges.js";
import { granted, network, refused } from "../support/msw-network.js";
import {
  announced,
  controlsReady,
  createPlayer,
  event,
  find,
  record,
  removePlayers,
  shown,
  until,
} from "../support/msw-player.js";

/** Half a second is what the record may be off. */
const PRECISION_SECONDS = 0.5;

describe("<secure-hls-player> in a lesson", function () {
  this.timeout(30_000);
  before(() => network.start());
  beforeEach(() => {
    network.reset();
    for (const key of Object.keys(localStorage))
      if (key.includes(":progress:")) localStorage.removeItem(key);
  });
  afterEach(removePlayers);

  const reports = (player: SecureHlsPlayer): ProgressDetail[] => {
    const details: ProgressDetail[] = [];
    player.addEventListener("progress-report", ({ detail }) =>
      details.push(detail),
    );
    return details;
  };
  const playing = async (player: SecureHlsPlayer) => {
    await event(player, "canplay", 15_000);
    await player.play();
  };
  /** Plays on, as fast as the menu offers. */
  const playOnTo = async (player: SecureHlsPlayer, seconds: number) => {
    player.playbackRate = 2;
    await until(
      `played to ${seconds}`,
      () => player.currentTime >= seconds,
      15_000,
    );
    player.playbackRate = 1;
  };
  const seek = async (player: SecureHlsPlayer, seconds: number) => {
    player.currentTime = seconds;
    await event(player, "seeked", 15_000);
  };
  const expectRanges = (
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
  const known = (progress: Partial<Progress>): Progress => ({
    position: 0,
    duration: 0,
    watchedRanges: [],
    watchedFraction: 0,
    completed: false,
    ...progress,
  });

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

  describe("goes on where the viewer was", () => {
    it("at once, when the page restores it", async () => {
      const player = await createPlayer();
      await event(player, "canplay", 15_000);
      player.restoreProgress({ position: 33, watchedRanges: [[0, 33]] });
      await event(player, "seeked", 15_000);
      expect(player.currentTime).to.be.closeTo(33, 0.1);
      expect(player.watchedRanges).to.deep.equal([[0, 33]]);
    });

    it("also when it was restored before there was anything", async () => {
      const player = document.createElement("secure-hls-player");
      player.restoreProgress({ position: 33, watchedRanges: [[0, 33]] });
      player.muted = true;
      player.grantEndpoint = network.endpoint;
      player.videoId = "lesson-1";
      document.body.append(player);
      await event(player, "canplay", 15_000);
      expect(player.currentTime).to.be.closeTo(33, 0.1);
      player.remove();
    });

    it("by itself with resume=auto, which this browser remembers", async () => {
      const first = await createPlayer({ resume: "auto" });
      await playing(first);
      await playOnTo(first, 12);
      first.remove();
      const second = await createPlayer({ resume: "auto" });
      await event(second, "canplay", 15_000);
      expect(second.currentTime).to.be.closeTo(12, 1.5);
      expectRanges(second.watchedRanges, [0, second.currentTime]);
    });

    it("not when it was nearly over, but what was watched counts", async () => {
      const player = await createPlayer();
      await event(player, "canplay", 15_000);
      const { duration } = player;
      const watchedRanges: WatchedRange[] = [[0, duration - 3]];
      player.restoreProgress({ position: duration - 3, watchedRanges });
      expect(player.currentTime).to.be.below(1);
      expect(player.watchedFraction).to.be.above(0.9);
    });

    it("also when it is over, and its end is known only later: then it begins anew", async () => {
      const player = await createPlayer({ preload: "none" });
      player.restoreProgress({ position: 47, watchedRanges: [[0, 47]] });
      await player.play();
      await until("played", () => player.currentTime > 0.1, 15_000);
      await event(player, "timeupdate");
      expect(player.currentTime).to.be.below(3);
      expect(player.watchedFraction).to.be.above(0.9);
    });

    it("also after the first grant was refused, and it was tried again", async () => {
      network.answer(refused("session-limit"), granted());
      const player = await createPlayer({ preload: "auto" });
      player.restoreProgress({ position: 33, watchedRanges: [[0, 33]] });
      await event(player, "error");
      await until("the lesson", () => player.watchedRanges.length === 1);
      player.takeOver("session-2");
      expect(player.watchedRanges).to.deep.equal([[0, 33]]);
      await event(player, "canplay", 15_000);
      expect(player.currentTime).to.be.closeTo(33, 1.5);
      expect(player.watchedRanges[0]![0]).to.equal(0);
      expect(player.watchedRanges[0]![1]).to.be.at.least(33);
    });

    it("also after the player was out of the page, but not in another video", async () => {
      const player = await createPlayer({ preload: "auto" });
      player.restoreProgress({ position: 33, watchedRanges: [[0, 33]] });
      await event(player, "canplay", 15_000);
      const frame = player.parentNode!;
      player.remove();
      await until("closed", () => player.currentSrc === "");
      frame.append(player);
      await event(player, "canplay", 15_000);
      expect(player.currentTime).to.be.closeTo(33, 0.5);
      expect(player.watchedRanges).to.deep.equal([[0, 33]]);
      player.videoId = "lesson-2";
      await player.updateComplete;
      expect(player.watchedRanges).to.deep.equal([]);
      await event(player, "canplay", 15_000);
      expect(player.currentTime).to.be.below(1);
      expect(player.watchedRanges).to.deep.equal([]);
    });

    it("knows what was restored before anything is loaded", async () => {
      const player = await createPlayer({ preload: "none" });
      player.restoreProgress({ watchedRanges: [[0, 33]], completed: true });
      expect(player.watchedRanges).to.deep.equal([[0, 33]]);
      expect(player.completed).to.equal(true);
    });

    it("remembers nothing without resume", async () => {
      const player = await createPlayer();
      await playing(player);
      await playOnTo(player, 2);
      player.remove();
      expect(
        Object.keys(localStorage).filter((key) => key.includes(":progress:")),
      ).to.deep.equal([]);
    });

    describe("after having asked", () => {
      let player: SecureHlsPlayer;
      const button = (part: string) =>
        find<HTMLButtonElement>(player, `[part~=${part}]`);
      const ask = async () => {
        player = await createPlayer({ resume: "ask" });
        player.restoreProgress({ position: 34.6, watchedRanges: [[0, 34]] });
        await event(player, "canplay", 15_000);
        await controlsReady(player);
        await until("the question", () => button("continue"));
      };

      it("“Continue from 00:34?”, also to a screen reader", async () => {
        await ask();
        expect(player.currentTime).to.be.below(1);
        expect(shown(player)).to.equal("Continue from 00:34?");
        expect(announced(player)).to.contain("Continue from 00:34?");
        await expect(player).to.be.accessible();
      });

      it("yes: plays there, and keeps the focus in the player", async () => {
        await ask();
        button("continue")!.focus();
        button("continue")!.click();
        await event(player, "playing", 15_000);
        expect(player.currentTime).to.be.closeTo(34.6, 0.5);
        await until("no question", () => !button("continue"));
        expect(player.shadowRoot!.activeElement).to.equal(
          find(player, ".plyr"),
        );
      });

      it("no: plays from the beginning", async () => {
        await ask();
        button("start-over")!.click();
        await event(player, "playing", 15_000);
        expect(player.currentTime).to.be.below(1);
        await until("no question", () => !button("continue"));
        expectRanges(player.watchedRanges, [0, 34]);
      });

      it("also of what this browser remembers", async () => {
        const first = await createPlayer({ resume: "ask" });
        await playing(first);
        await playOnTo(first, 12);
        const left = Math.floor(first.currentTime);
        first.remove();
        player = await createPlayer({ resume: "ask" });
        await event(player, "canplay", 15_000);
        await until("the question", () => button("continue"));
        expect(shown(player)).to.match(
          new RegExp(`^Continue from 00:(${left}|${left + 1})\\?$`),
        );
        expect(player.currentTime).to.be.below(1);
        expectRanges(player.watchedRanges, [0, left + 0.5]);
      });

      it("once more in the next visit, to who went without an answer", async () => {
        await ask();
        const told = reports(player);
        await player.play();
        await playOnTo(player, 2);
        player.remove();
        await until("left", () => told.at(-1)?.reason === "leave");
        expect(told.at(-1)!.position).to.equal(34.6);
        player = await createPlayer({ resume: "ask" });
        await event(player, "canplay", 15_000);
        await until("the question", () => button("continue"));
        expect(shown(player)).to.equal("Continue from 00:34?");
        expectRanges(player.watchedRanges, [0, 34]);
      });

      it("no answer: the question goes as the video goes on", async () => {
        await ask();
        await player.play();
        await playOnTo(player, 11);
        await until("no question", () => !button("continue"));
      });
    });
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

  describe("with a progress endpoint", () => {
    const attributes = () => ({
      "progress-endpoint": network.progressEndpoint,
      "progress-interval": "1",
    });

    it("says what it knows, and learns what the server knows of other tabs", async () => {
      network.answerProgress(
        () => HttpResponse.json(known({ watchedRanges: [[40, 43]] })),
        ({ position, duration, watchedRanges }) =>
          HttpResponse.json(
            known({
              position,
              duration,
              watchedRanges: [...watchedRanges.slice(0, 1), [40, 46]],
            }),
          ),
      );
      const player = await createPlayer(attributes());
      await playing(player);
      await until("reports", () => network.reports.length >= 3, 15_000);
      await until(
        "what others watched",
        () => player.watchedRanges.at(-1)?.[1] === 46,
      );
      const [first, ...others] = network.reports;
      expect(first).to.include({ videoId: "lesson-1", sessionId: "session-1" });
      expect(first!.duration).to.be.closeTo(player.duration, 0.01);
      expect(others.at(-1)!.watchedRanges[0]![1]).to.be.above(0.5);
      const asked = network.seen.find(({ path }) =>
        path.startsWith(`${network.progressEndpoint}?`),
      )!;
      expect(asked.path).to.match(/\?videoId=lesson-1$/);
      expect(asked.credentials).to.equal("include");
      const posted = network.seen.find(
        ({ path }) => path === network.progressEndpoint,
      )!;
      expect(posted.credentials).to.equal("include");
      expect(posted.headers.get("Content-Type")).to.equal("application/json");
    });

    it("goes on where the server says, on any device", async () => {
      network.answerProgress(
        () =>
          HttpResponse.json(
            known({ position: 36, duration: 48, watchedRanges: [[0, 36]] }),
          ),
        () => HttpResponse.json(known({})),
      );
      const player = await createPlayer({ ...attributes(), resume: "auto" });
      await until("there", () => player.currentTime > 35, 15_000);
      expect(player.currentTime).to.be.closeTo(36, 0.5);
    });

    it("begins anew what was finished on another device", async () => {
      network.answerProgress(
        () =>
          HttpResponse.json(
            known({
              position: 47,
              duration: 48,
              watchedRanges: [[0, 47]],
              completed: true,
            }),
          ),
        () => HttpResponse.json(known({})),
      );
      const player = await createPlayer({ ...attributes(), resume: "auto" });
      await until("restored", () => player.completed, 15_000);
      await event(player, "canplay", 15_000);
      expect(player.currentTime).to.be.below(1);
    });

    describe("with a browser that remembers as well", () => {
      const remember = async () => {
        network.answerProgress(
          () => HttpResponse.json(known({})),
          () => HttpResponse.json(known({})),
        );
        const first = await createPlayer({ ...attributes(), resume: "auto" });
        await playing(first);
        await playOnTo(first, 12);
        first.remove();
      };
      const again = (progress: Partial<Progress>) => {
        network.answerProgress(
          () => HttpResponse.json(known({ duration: 48, ...progress })),
          () => HttpResponse.json(known({})),
        );
        return createPlayer({ ...attributes(), resume: "auto" });
      };

      it("goes on where the server says that he has been since", async () => {
        await remember();
        const player = await again({ position: 36, watchedRanges: [[0, 36]] });
        await until("there", () => player.currentTime > 35, 15_000);
        expect(player.currentTime).to.be.closeTo(36, 0.5);
      });

      it("but not at an older place of a server that has not heard of all", async () => {
        await remember();
        const player = await again({
          position: 6,
          watchedRanges: [
            [0, 6],
            [40, 43],
          ],
        });
        await until(
          "restored",
          () => player.watchedRanges.at(-1)?.[1] === 43,
          15_000,
        );
        await event(player, "canplay", 15_000);
        expect(player.currentTime).to.be.closeTo(12, 1.5);
      });
    });

    it("says once more as it goes what the endpoint has not taken", async () => {
      network.answerProgress(
        () => HttpResponse.json(known({})),
        () => new HttpResponse(null, { status: 503 }),
      );
      const player = await createPlayer({
        ...attributes(),
        "progress-interval": "60",
      });
      const refusals = record(player, "progress-refused");
      await playing(player);
      await playOnTo(player, 3);
      player.pause();
      await until("two refusals", () => refusals.length === 2);
      player.remove();
      await until("the last", () => network.reports.length === 3);
      expectRanges(network.reports[2]!.watchedRanges, [0, 3.5]);
    });

    it("says nothing as it goes that is on record", async () => {
      let answers = 0;
      network.answerProgress(
        () => HttpResponse.json(known({})),
        () =>
          HttpResponse.json(
            known({ watchedRanges: [[0, 1], [40, 41 + answers++]] }), // prettier-ignore
          ),
      );
      const player = await createPlayer({
        ...attributes(),
        "progress-interval": "60",
      });
      await playing(player);
      await playOnTo(player, 3);
      player.pause();
      await until("heard", () => player.watchedRanges.at(-1)?.[1] === 42);
      player.remove();
      await network.settled();
      expect(network.reports.length).to.equal(2);
    });

    it("tells apart who shares the browser, by a fragment that is not sent", async () => {
      network.answerProgress(
        () => HttpResponse.json(known({})),
        () => HttpResponse.json(known({})),
      );
      const playerOf = (viewer: string) =>
        createPlayer({
          ...attributes(),
          "progress-endpoint": `${network.progressEndpoint}#${viewer}`,
          resume: "auto",
        });
      const first = await playerOf("ada");
      await playing(first);
      await playOnTo(first, 12);
      first.remove();
      const other = await playerOf("bob");
      await event(other, "canplay", 15_000);
      expect(other.currentTime).to.be.below(1);
      expect(other.watchedRanges).to.deep.equal([]);
      other.remove();
      const again = await playerOf("ada");
      await event(again, "canplay", 15_000);
      expect(again.currentTime).to.be.closeTo(12, 1.5);
      for (const { path } of network.seen) expect(path).not.to.include("#");
    });

    it("reports a last time as it goes, with what was played since", async () => {
      network.answerProgress(
        () => HttpResponse.json(known({})),
        () => HttpResponse.json(known({})),
      );
      const player = await createPlayer({
        ...attributes(),
        "progress-interval": "60",
      });
      await playing(player);
      await playOnTo(player, 3);
      player.remove();
      await until("the last", () => network.reports.length === 2);
      expectRanges(network.reports[1]!.watchedRanges, [0, 3.5]);
    });

    it("says less where the server believes less, and the rest when it has ended, until both know the same", async () => {
      // Five seconds at once, as a server whose credit is used up.
      let record: Progress = known({});
      network.answerProgress(
        () => HttpResponse.json(record),
        ({ position, duration, watchedRanges }) => {
          const reported = watchedSeconds(watchedRanges);
          const seconds = watchedSeconds(record.watchedRanges);
          if (reported > seconds + 5)
            return HttpResponse.json(
              {
                code: "implausible-progress",
                reason: "ahead-of-clock",
                progress: record,
                creditSeconds: 5,
              },
              { status: 422 },
            );
          record = known({ position, duration, watchedRanges });
          return HttpResponse.json(record);
        },
      );
      const player = await createPlayer(attributes());
      const reasons: (string | undefined)[] = [];
      player.addEventListener("progress-refused", ({ detail }) =>
        reasons.push(detail.reason),
      );
      player.restoreProgress({ watchedRanges: [[20, 37]] });
      await playing(player);
      await playOnTo(player, 1);
      player.pause();
      await until(
        "agreed",
        () => watchedSeconds(record.watchedRanges) > 17.5,
        20_000,
      );
      expect(record.watchedRanges).to.deep.equal(player.watchedRanges);
      expect(new Set(reasons)).to.deep.equal(new Set(["ahead-of-clock"]));
      expect(player.error).to.equal(null);
    });

    for (const [name, answer, detail] of [
      [
        "refuses",
        () =>
          HttpResponse.json(
            { code: "implausible-progress", reason: "too-many-ranges" },
            { status: 422 },
          ),
        {
          status: 422,
          code: "implausible-progress",
          reason: "too-many-ranges",
        },
      ],
      ["is down", () => HttpResponse.error(), { status: 0, code: undefined }],
      [
        "answers with something else",
        () => HttpResponse.html("<p>Sign in</p>", { status: 401 }),
        { status: 401, code: undefined },
      ],
    ] as const)
      it(`plays on when it ${name}, and says so to the page alone`, async () => {
        network.answerProgress(answer, answer);
        const player = await createPlayer(attributes());
        const refusals: unknown[] = [];
        player.addEventListener("progress-refused", (event) =>
          refusals.push(event.detail),
        );
        await playing(player);
        await until("refusals", () => refusals.length >= 2, 15_000);
        expect(refusals[1]).to.deep.equal(detail);
        expect(player.error).to.equal(null);
        await playOnTo(player, 3);
      });

    for (const [name, answer] of [
      ["garbage", () => HttpResponse.json({ watchedRanges: "all" })],
      [
        "numbers that are none",
        () =>
          HttpResponse.json({ watchedRanges: [["0", "9"]], completed: "yes" }),
      ],
      ["no JSON", () => new HttpResponse("{")],
    ] as const)
      it(`believes nothing when it answers with ${name}`, async () => {
        network.answerProgress(answer, answer);
        const player = await createPlayer(attributes());
        await playing(player);
        await until("reports", () => network.reports.length >= 2, 15_000);
        await network.settled();
        expectRanges(player.watchedRanges, [0, player.currentTime]);
        expect(player.completed).to.equal(false);
      });

    it("is not asked without a video-id", async () => {
      const player = await createPlayer({
        ...attributes(),
        "video-id": undefined,
      });
      await playing(player);
      await playOnTo(player, 2);
      player.remove();
      await network.settled();
      expect(
        network.seen.filter(({ path }) => path.includes("progress")),
      ).to.deep.equal([]);
    });
  });
});

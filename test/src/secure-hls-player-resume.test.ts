import { expect } from "@open-wc/testing";
import { HttpResponse } from "msw";
import type { WatchedRange } from "../../src/contract.js";
import type { SecureHlsPlayer } from "../../src/index.js";
import {
  expectRanges,
  known,
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
  shown,
  until,
} from "../support/msw-player.js";

describe("<secure-hls-player> goes on where the viewer was", function () {
  this.timeout(30_000);
  startLessons();

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
    const isAtStart = () => player.currentTime > 0.1 && player.currentTime < 3;
    // In WebKit it is at 47 before.
    await until("played from the start", isAtStart, 15_000);
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

  it("but not in another video after one that was refused", async () => {
    network.answer(refused("not-entitled"), granted());
    const player = await createPlayer({ preload: "auto" });
    player.restoreProgress({ position: 33, watchedRanges: [[0, 33]] });
    await event(player, "error");
    await until("the lesson", () => player.watchedRanges.length === 1);
    player.videoId = "lesson-2";
    await event(player, "canplay", 15_000);
    expect(player.currentTime).to.be.below(1);
  });

  it("not where an endpoint is that has heard of less, when it was over here", async () => {
    network.answerProgress(
      () =>
        HttpResponse.json(
          known({ position: 30, duration: 48, watchedRanges: [[0, 30]] }),
        ),
      () => HttpResponse.json(known({})),
    );
    const first = await createPlayer({ resume: "auto" });
    first.restoreProgress({ watchedRanges: [[0, 45]] });
    await playing(first);
    await playOnTo(first, 1);
    await seek(first, 47);
    await until("the end", () => first.ended, 15_000);
    first.remove();
    const player = await createPlayer({
      resume: "auto",
      "progress-endpoint": network.progressEndpoint,
    });
    await event(player, "canplay", 15_000);
    await network.settled();
    expect(player.watchedRanges.at(-1)![1]).to.be.above(45);
    expect(player.currentTime).to.be.below(1);
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
      expect(player.shadowRoot!.activeElement).to.equal(find(player, ".plyr"));
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

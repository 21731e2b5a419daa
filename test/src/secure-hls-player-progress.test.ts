import { expect } from "@open-wc/testing";
import { HttpResponse } from "msw";
import type { Progress } from "../../src/contract.js";
import { watchedSeconds } from "../../src/watched-ranges.js";
import {
  expectRanges,
  known,
  playOnTo,
  playing,
  startLessons,
} from "../support/lesson-player.js";
import { network } from "../support/msw-network.js";
import { createPlayer, event, record, until } from "../support/msw-player.js";

describe("<secure-hls-player> with a progress endpoint", function () {
  this.timeout(30_000);
  startLessons();

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

import { expect } from "@open-wc/testing";
import type { WatchedRange } from "../../../src/contract.js";
import type { ProgressRefusedDetail } from "../../../src/index.js";
import {
  ProgressEndpoint,
  type ProgressEndpointOptions,
} from "../../../src/lesson/progress-endpoint.js";
import { FakeClock } from "./fake-clock.js";
import {
  FakeProgressServer,
  settle,
  type Said,
} from "./fake-progress-server.js";

const INTERVAL_SECONDS = 10;

describe("the progress endpoint", () => {
  let clock: FakeClock;
  let server: FakeProgressServer;
  let life: AbortController;
  let endpoint: ProgressEndpoint;
  let refusals: ProgressRefusedDetail[];
  let again: number;

  beforeEach(() => {
    clock = new FakeClock();
    server = new FakeProgressServer();
    life = new AbortController();
    refusals = [];
    again = 0;
    endpoint = create();
  });
  afterEach(() => {
    life.abort();
    server.restore();
    clock.restore();
  });

  const create = (options: Partial<ProgressEndpointOptions> = {}) =>
    new ProgressEndpoint(
      {
        url: "https://lms.test/progress?course=7",
        videoId: "lesson 1",
        headers: undefined,
        intervalSeconds: () => INTERVAL_SECONDS,
        refused: (detail) => refusals.push(detail),
        again: () => (again += 1),
        ...options,
      },
      life.signal,
    );
  const watched = (...watchedRanges: WatchedRange[]) => ({
    videoId: "lesson 1",
    position: 0,
    duration: 1_000,
    watchedRanges,
  });
  const onRecord = (...watchedRanges: WatchedRange[]) => ({
    position: 12,
    duration: 1_000,
    watchedRanges,
    watchedFraction: 0.1,
    completed: false,
  });
  const ok = (...ranges: WatchedRange[]): Said => ({
    status: 200,
    body: onRecord(...ranges),
  });
  const ahead = (fields: object = {}): Said => ({
    status: 422,
    body: {
      code: "implausible-progress",
      reason: "ahead-of-clock",
      progress: onRecord(),
      ...fields,
    },
  });
  /** What each report said was watched. */
  const said = () => server.reports.map(({ body }) => body.watchedRanges);

  describe("asked what is on record", () => {
    it("is asked with the video and the cookies", async () => {
      server.answer = () => ok([0, 12]);
      expect(await endpoint.read()).to.deep.include({
        position: 12,
        duration: 1_000,
        watchedRanges: [[0, 12]],
        completed: false,
      });
      const [asked] = server.asked;
      expect(asked!.url).to.equal(
        "https://lms.test/progress?course=7&videoId=lesson+1",
      );
      expect(asked!.credentials).to.equal("include");
      expect(asked!.headers.has("Content-Type")).to.equal(false);
    });

    it("is not believed where it refuses", async () => {
      server.answer = () => ({ status: 403, body: onRecord([0, 12]) });
      expect(await endpoint.read()).to.equal(undefined);
      expect(refusals).to.deep.equal([{ status: 403, code: undefined }]);
    });

    it("says nothing by garbage, and nothing more than it can mean", async () => {
      for (const body of [
        undefined,
        null,
        7,
        {},
        { watchedRanges: [[2, 1]] },
      ]) {
        server.answer = () => ({ status: 200, body });
        expect(await endpoint.read()).to.equal(undefined);
      }
      for (const number of ["9", -1, NaN, Infinity]) {
        server.answer = () => ({
          status: 200,
          body: {
            position: number,
            duration: number,
            watchedRanges: [],
            completed: "yes",
          },
        });
        expect(await endpoint.read()).to.deep.include({
          position: 0,
          duration: 0,
          completed: false,
        });
      }
      expect(refusals).to.deep.equal([]);
    });
  });

  describe("told", () => {
    it("is told as JSON, with the page's own headers", async () => {
      let token = 0;
      for (const headers of [
        { "X-Token": "1" },
        () => Promise.resolve({ "X-Token": String((token += 1)) }),
      ])
        await create({ headers }).report(watched([0, 5]));
      for (const { url, method, headers, body, credentials } of server.asked) {
        expect(url).to.equal("https://lms.test/progress?course=7");
        expect(method).to.equal("POST");
        expect(headers.get("Content-Type")).to.equal("application/json");
        expect(headers.get("X-Token")).to.equal("1");
        expect(credentials).to.equal("include");
        expect(body).to.deep.equal(watched([0, 5]));
      }
    });

    it("is told one at a time, and then the newest", async () => {
      const answer = server.hold();
      const first = endpoint.report(watched([0, 1]));
      const others = [2, 3].map((end) => endpoint.report(watched([0, end])));
      expect(await Promise.all(others)).to.deep.equal([undefined, undefined]);
      expect(said()).to.deep.equal([[[0, 1]]]);
      await answer(ok([0, 1]));
      expect(said()).to.deep.equal([[[0, 1]], [[0, 3]]]);
      await answer(ok([0, 3]));
      expect((await first)?.watchedRanges).to.deep.equal([[0, 3]]);
      expect(said()).to.have.lengthOf(2);
    });

    it("is told no more of what waited when the video has ended", async () => {
      const answer = server.hold();
      void endpoint.report(watched([0, 1]));
      void endpoint.report(watched([0, 2]));
      await settle();
      life.abort();
      await answer(ok([0, 1]));
      expect(said()).to.deep.equal([[[0, 1]]]);
    });

    it("is given up after 15 seconds, and with the video", async () => {
      const { timeout } = AbortSignal;
      const overdue = new AbortController();
      const waitsMs: number[] = [];
      AbortSignal.timeout = (ms) => {
        waitsMs.push(ms);
        return overdue.signal;
      };
      try {
        server.hold();
        void endpoint.report(watched([0, 1]));
        void endpoint.read();
        await settle();
        overdue.abort();
        expect(waitsMs).to.deep.equal([15_000, 15_000]);
        for (const { signal } of server.asked)
          expect(signal!.aborted).to.equal(true);
      } finally {
        AbortSignal.timeout = timeout;
      }
      void create().report(watched([0, 1]));
      await settle();
      expect(server.asked.at(-1)!.signal!.aborted).to.equal(false);
      life.abort();
      expect(server.asked.at(-1)!.signal!.aborted).to.equal(true);
    });
  });

  describe("told by who leaves", () => {
    it("is told at once, in place of what waited, by a request that outlives the page", async () => {
      const answer = server.hold();
      void endpoint.report(watched([0, 1]));
      void endpoint.report(watched([0, 2]));
      const left = endpoint.leave(watched([0, 3]));
      await settle();
      expect(said()).to.deep.equal([[[0, 1]], [[0, 3]]]);
      expect(server.reports.map(({ keepalive }) => keepalive)).to.deep.equal([
        false,
        true,
      ]);
      expect(server.reports[1]!.signal).to.equal(undefined);
      await answer(ok([0, 1]));
      await answer(ok([0, 3]));
      expect((await left)?.watchedRanges).to.deep.equal([[0, 3]]);
      expect(said()).to.have.lengthOf(2);
    });

    it("has nothing more to say to who has left, nor asks him again", async () => {
      for (const late of [ok([0, 3]), { status: 503 }]) {
        const answer = server.hold();
        const left = endpoint.leave(watched([0, 3]));
        await settle();
        life.abort();
        await answer(late);
        expect(await left).to.equal(undefined);
      }
      clock.pass(60_000);
      expect(again).to.equal(0);
      expect(refusals).to.deep.equal([]);
    });
  });

  describe("that has not taken a report", () => {
    for (const [name, answer, owes] of [
      ["took it", ok([0, 5]), false],
      ["gave no answer", "no answer", true],
      ["has heard too much", { status: 429 }, true],
      ["is down", { status: 500 }, true],
      ["does not believe it yet", ahead(), true],
      [
        "refuses it for good",
        { status: 422, body: { reason: "too-many-ranges" } },
        false,
      ],
      ["does not know him", { status: 401 }, false],
    ] as [string, Said, boolean][])
      it(`is ${owes ? "" : "not "}told once more when it ${name}`, async () => {
        expect(endpoint.owes).to.equal(false);
        const say = server.hold();
        const reported = endpoint.report(watched([0, 5]));
        await settle();
        expect(endpoint.owes).to.equal(true);
        await say(answer);
        await reported;
        expect(endpoint.owes).to.equal(owes);
        clock.pass(INTERVAL_SECONDS * 2_000 - 1);
        expect(again).to.equal(0);
        clock.pass(1);
        expect(again).to.equal(owes ? 1 : 0);
      });

    it("is told when the browser is online again, and no sooner", async () => {
      dispatchEvent(new Event("online"));
      expect(again).to.equal(0);
      server.answer = () => "no answer";
      await endpoint.report(watched([0, 5]));
      dispatchEvent(new Event("online"));
      expect(again).to.equal(1);
    });

    it("is not asked for again when the next report was taken", async () => {
      server.answer = () => "no answer";
      await endpoint.report(watched([0, 5]));
      server.answer = () => ok([0, 6]);
      await endpoint.report(watched([0, 6]));
      expect(endpoint.owes).to.equal(false);
      clock.pass(60_000);
      dispatchEvent(new Event("online"));
      expect(again).to.equal(0);
    });

    it("is told nothing more when the video has ended", async () => {
      server.answer = () => "no answer";
      await endpoint.report(watched([0, 5]));
      life.abort();
      clock.pass(60_000);
      dispatchEvent(new Event("online"));
      expect(again).to.equal(0);
    });

    it("says to the page why", async () => {
      server.answer = () => ahead();
      await endpoint.report(watched([0, 5]));
      server.answer = () => ({ status: 400, body: { code: 7, reason: 8 } });
      await endpoint.report(watched([0, 5]));
      server.answer = () => "no answer";
      await endpoint.report(watched([0, 5]));
      expect(refusals).to.deep.equal([
        {
          status: 422,
          code: "implausible-progress",
          reason: "ahead-of-clock",
        },
        { status: 400, code: undefined },
        { status: 0, code: undefined },
      ]);
    });
  });

  describe("that believes less", () => {
    it("is told at once what it would believe, and the rest later", async () => {
      const answers = [ahead({ creditSeconds: 30 }), ok([0, 30])];
      server.answer = () => answers.shift()!;
      const known = await endpoint.report(watched([0, 100]));
      expect(known?.watchedRanges).to.deep.equal([[0, 30]]);
      expect(said()[0]).to.deep.equal([[0, 100]]);
      expect(said()[1]![0]![1]).to.be.closeTo(30, 0.01);
      expect(endpoint.owes).to.equal(true);
      clock.pass(INTERVAL_SECONDS * 2_000);
      expect(again).to.equal(1);
      // Twice as much more, which is not all either.
      answers.push(ok([0, 90]));
      await endpoint.report(watched([0, 100]));
      expect(said()[2]![0]![1]).to.be.closeTo(90, 0.01);
      expect(endpoint.owes).to.equal(true);
      answers.push(ok([0, 100]));
      await endpoint.report(watched([0, 100]));
      expect(said()[3]).to.deep.equal([[0, 100]]);
      expect(endpoint.owes).to.equal(false);
    });

    it("is told twice, and no more until later", async () => {
      server.answer = () => ahead({ creditSeconds: 30 });
      await endpoint.report(watched([0, 100]));
      expect(said()).to.have.lengthOf(2);
      clock.pass(60_000);
      expect(again).to.equal(1);
    });

    for (const creditSeconds of [undefined, "30", -1, Infinity, 0.5])
      it(`is told nothing at once where its credit is ${creditSeconds}`, async () => {
        server.answer = () => ahead({ creditSeconds });
        await endpoint.report(watched([0, 100]));
        expect(said()).to.have.lengthOf(1);
      });

    for (const [status, reason] of [
      [503, "ahead-of-clock"],
      [422, "too-many-ranges"],
    ] as const)
      it(`is told nothing at once where it says ${status} and ${reason}`, async () => {
        server.answer = () => ({
          status,
          body: { reason, creditSeconds: 30 },
        });
        await endpoint.report(watched([0, 100]));
        expect(said()).to.have.lengthOf(1);
      });

    it("is told what it knows of other devices, and that is known from then on", async () => {
      const progress = onRecord([500, 600]);
      const answers = [ahead({ creditSeconds: 30, progress }), { status: 204 }];
      server.answer = () => answers.shift()!;
      const known = await endpoint.report(watched([0, 100]));
      expect(known?.watchedRanges).to.deep.equal([[500, 600]]);
      expect(said()[1]![0]![1]).to.be.closeTo(30, 0.01);
      expect(said()[1]![1]).to.deep.equal([500, 600]);
    });
  });
});

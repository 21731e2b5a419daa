import { expect } from "@open-wc/testing";
import type { ProgressDetail } from "../../../src/index.js";
import type { Progress } from "../../../src/contract.js";
import { Lesson, type LessonOptions } from "../../../src/lesson/lesson.js";
import type { ResumeOffer } from "../../../src/lesson/resume-place.js";
import type { WrittenSettings } from "../../../src/lesson/settings.js";
import { FakeClock } from "./fake-clock.js";
import { FakeMedia } from "./fake-media.js";
import { FakeProgressServer, settle } from "./fake-progress-server.js";
import { fakeStorage, restoreStorage } from "./fake-storage.js";
import { showPage } from "./show-page.js";

const PROGRESS_ENDPOINT = "https://lms.test/progress";

describe("a lesson", () => {
  let clock: FakeClock;
  let media: FakeMedia;
  let server: FakeProgressServer;
  let items: Record<string, string>;
  let life: AbortController;
  let settings: { -readonly [name in keyof WrittenSettings]: WrittenSettings[name] }; // prettier-ignore
  let told: ProgressDetail[];
  let blocked: unknown[];
  let offers: (ResumeOffer | undefined)[];
  let answered: number;

  beforeEach(() => {
    clock = new FakeClock();
    media = new FakeMedia();
    server = new FakeProgressServer();
    items = fakeStorage();
    life = new AbortController();
    settings = { resume: "auto" };
    told = [];
    blocked = [];
    offers = [];
    answered = 0;
  });
  afterEach(() => {
    life.abort();
    showPage();
    restoreStorage();
    server.restore();
    clock.restore();
  });

  const create = (options: Partial<LessonOptions> = {}) => {
    const lesson = new Lesson(
      {
        media: media.media,
        settings,
        videoId: "lesson-1",
        source: "",
        grantEndpoint: "/grant",
        progressEndpoint: undefined,
        headers: undefined,
        sessionId: () => undefined,
        ...options,
      },
      {
        report: (detail) => told.push(detail),
        completed: (detail) => told.push(detail),
        blocked: (detail) => blocked.push(detail),
        refused: () => {},
        offered: (offer) => offers.push(offer),
        answered: () => (answered += 1),
      },
      life.signal,
    );
    lesson.begin();
    return lesson;
  };
  /** With a progress endpoint, which knows this. */
  const createTold = async (known?: Partial<Progress>) => {
    server.answer = ({ method }) =>
      method === "GET" && known
        ? { status: 200, body: progress(known) }
        : { status: 204 };
    const lesson = create({ progressEndpoint: PROGRESS_ENDPOINT });
    await settle();
    if (media.seeking) media.finishSeeks();
    return lesson;
  };
  const progress = (fields: Partial<Progress>): Progress => ({
    position: 0,
    duration: 100,
    watchedRanges: [],
    watchedFraction: 0,
    completed: false,
    ...fields,
  });
  const playTo = (seconds: number) => {
    while (media.currentTime < seconds) {
      const step = Math.min(0.25, seconds - media.currentTime);
      clock.pass(step * 1_000);
      media.playTo(media.currentTime + step);
    }
  };
  const reasons = () => told.map(({ reason }) => reason);
  const leave = () => {
    life.abort();
    life = new AbortController();
    media = new FakeMedia();
  };
  const visitAgain = (options?: Partial<LessonOptions>) => {
    leave();
    const lesson = create(options);
    if (media.seeking) media.finishSeeks();
    return lesson;
  };

  describe("counts", () => {
    it("no more than there is, in milliseconds", () => {
      const lesson = create();
      lesson.restore({
        watchedRanges: [
          [0.12345, 10],
          [90, 120],
        ],
      });
      expect(lesson.watchedRanges).to.deep.equal([
        [0.123, 10],
        [90, 100],
      ]);
    });

    it("nothing that lies behind the end", () => {
      const lesson = create();
      lesson.restore({ watchedRanges: [[110, 120]] });
      expect(lesson.watchedRanges).to.deep.equal([]);
    });

    it("all that was watched before, while nobody knows where it ends", () => {
      media.duration = NaN;
      const lesson = create();
      lesson.restore({ watchedRanges: [[0, 120]] });
      expect(lesson.watchedRanges).to.deep.equal([[0, 120]]);
      expect(lesson.watchedFraction).to.equal(0);
    });

    it("nothing that is no list of ranges", () => {
      const lesson = create();
      lesson.restore({ watchedRanges: "all" as never }, true);
      expect(lesson.watchedRanges).to.deep.equal([]);
    });

    it("and reports as long as it lasts, also when the source is gone", () => {
      create();
      void media.play();
      playTo(4);
      media.duration = NaN;
      media.tell("durationchange");
      life.abort();
      expect(reasons()).to.deep.equal(["play", "leave"]);
      expect(told[1]).to.include({ duration: 100, watchedFraction: 0.04 });
    });

    it("nothing of what is live", () => {
      media.duration = Infinity;
      const lesson = create();
      void media.play();
      playTo(20);
      media.pause();
      life.abort();
      expect(told).to.deep.equal([]);
      expect(lesson.watchedFraction).to.equal(0);
      expect(Object.keys(items)).to.deep.equal([]);
    });
  });

  describe("reports", () => {
    it("a seek from where playback was, between two of its events, to where it led, though it has gone on", () => {
      create();
      void media.play();
      playTo(4);
      clock.pass(200);
      media.seekTo(20);
      playTo(20.5);
      expect(told[1]).to.include({ reason: "seek", from: 4.2, position: 20 });
    });

    it("no place behind the end", () => {
      create();
      void media.play();
      playTo(4);
      media.driftTo(100.3);
      media.pause();
      expect(told.at(-1)).to.include({ reason: "pause", position: 100 });
    });

    it("what was played up to this moment, and a completion that comes of it first", () => {
      settings.completionThreshold = 0.042;
      create();
      void media.play();
      playTo(4);
      clock.pass(240);
      media.driftTo(4.24);
      media.pause();
      expect(reasons()).to.deep.equal(["play", "completed", "pause"]);
      expect(told[2]).to.deep.include({
        completed: true,
        watchedRanges: [[0, 4.24]],
      });
    });

    it("to the endpoint that it is complete, at once", async () => {
      settings.completionThreshold = 0.042;
      await createTold();
      void media.play();
      await settle();
      playTo(4.25);
      await settle();
      expect(reasons()).to.deep.equal(["play", "completed"]);
      expect(server.reports.map(({ body }) => body.watchedRanges)).to.deep.equal([[], [[0, 4.25]]]); // prettier-ignore
    });

    it("as the page is hidden by a request that outlives it", async () => {
      await createTold();
      void media.play();
      await settle();
      playTo(4);
      showPage("hidden");
      await settle();
      expect(reasons()).to.deep.equal(["play", "hidden"]);
      expect(server.reports.map(({ keepalive }) => keepalive)).to.deep.equal([
        false,
        true,
      ]);
    });

    it("as the page is hidden or left once more to the endpoint what it has not taken, and nothing that it has", async () => {
      await createTold();
      void media.play();
      await settle();
      playTo(4);
      media.pause();
      await settle();
      showPage("hidden");
      await settle();
      expect(server.reports).to.have.lengthOf(2);
      void media.play();
      server.answer = () => ({ status: 503 });
      playTo(8);
      media.pause();
      await settle();
      server.asked.length = 0;
      showPage("hidden");
      await settle();
      life.abort();
      await settle();
      expect(
        server.reports.map(({ keepalive, body }) => [
          keepalive,
          body.watchedRanges,
        ]),
      ).to.deep.equal([
        [true, [[0, 8]]],
        [true, [[0, 8]]],
      ]);
    });

    it("to the endpoint by and by what it has not taken, though nothing plays", async () => {
      await createTold();
      void media.play();
      await settle();
      playTo(4);
      server.answer = () => ({ status: 503 });
      media.pause();
      await settle();
      server.asked.length = 0;
      clock.pass(20_000);
      await settle();
      expect(server.reports.map(({ body }) => body.watchedRanges)).to.deep.equal([[[0, 4]]]); // prettier-ignore
      expect(reasons()).to.deep.equal(["play", "pause"]);
    });
  });

  describe("is complete", () => {
    it("once, by the server's word", async () => {
      const lesson = await createTold();
      server.answer = () => ({
        status: 200,
        body: progress({ completed: true, watchedRanges: [[0, 1]] }),
      });
      void media.play();
      await settle();
      playTo(4);
      media.pause();
      await settle();
      expect(reasons()).to.deep.equal(["play", "completed", "pause"]);
      expect(lesson.completed).to.equal(true);
    });

    it("by what the server knows of other tabs, at once, though nothing plays", async () => {
      const lesson = await createTold();
      server.answer = () => ({
        status: 200,
        body: progress({ watchedRanges: [[4, 100]] }),
      });
      void media.play();
      playTo(4);
      media.pause();
      await settle();
      expect(reasons()).to.deep.equal(["play", "pause", "completed"]);
      expect(lesson.watchedFraction).to.equal(1);
    });

    it("without a word by what was watched before, from wherever that is known", () => {
      const lesson = create();
      lesson.restore({ watchedRanges: [[0, 50]] });
      lesson.restore({ watchedRanges: [[50, 100]] }, true);
      media.tell("timeupdate");
      expect(told).to.deep.equal([]);
      expect(lesson.completed).to.equal(true);
    });

    it("without a word in the next visit, though the server has not heard of it", async () => {
      settings.completionThreshold = 0.042;
      create();
      void media.play();
      playTo(4.25);
      expect(reasons()).to.deep.equal(["play", "completed"]);
      leave();
      told = [];
      const lesson = await createTold({ completed: false });
      media.tell("timeupdate");
      expect(told).to.deep.equal([]);
      expect(lesson.completed).to.equal(true);
    });

    it("without a word by what the server knows as the next visit begins", async () => {
      create();
      void media.play();
      playTo(12);
      leave();
      told = [];
      const lesson = await createTold({ watchedRanges: [[0, 100]] });
      media.tell("timeupdate");
      expect(told).to.deep.equal([]);
      expect(lesson.completed).to.equal(true);
    });

    it("in the next visit, by a threshold that was higher before", () => {
      create();
      void media.play();
      playTo(12);
      leave();
      told = [];
      settings.completionThreshold = 0.1;
      create();
      expect(reasons()).to.deep.equal(["completed"]);
    });

    it("for a page that lacks it as soon as anybody knows how long the video is", () => {
      media.duration = NaN;
      const lesson = create();
      lesson.restore({ completed: true });
      lesson.restore({ completed: false }, true);
      expect(told).to.deep.equal([]);
      media.duration = 100;
      media.tell("durationchange");
      media.tell("timeupdate");
      expect(reasons()).to.deep.equal(["completed"]);
      expect(told[0]).to.include({ duration: 100, completed: true });
    });
  });

  describe("with resume", () => {
    /** Watches from the beginning to 12. */
    const visit = (options?: Partial<LessonOptions>) => {
      create(options);
      void media.play();
      playTo(12);
      media.pause();
    };

    it("goes on in the next visit, and not without it", () => {
      visit();
      settings.resume = "off";
      expect(visitAgain().watchedRanges).to.deep.equal([]);
      expect(media.currentTime).to.equal(0);
      settings.resume = "auto";
      expect(visitAgain().watchedRanges).to.deep.equal([[0, 12]]);
      expect(media.currentTime).to.equal(12);
    });

    it("knows what part of it was watched before anything is loaded", () => {
      visit();
      leave();
      media.duration = NaN;
      expect(create().watchedFraction).to.equal(0.12);
    });

    it("knows a video by its endpoint and id", () => {
      visit();
      visitAgain({ grantEndpoint: "/other/grant" });
      expect(media.currentTime).to.equal(0);
      visitAgain({ videoId: "lesson-2" });
      expect(media.currentTime).to.equal(0);
    });

    it("knows a video by its URL, but not by the signature in it", () => {
      const source = (path: string) => ({
        videoId: undefined,
        source: `https://edge.test/${path}`,
      });
      visit(source("a.m3u8?Signature=1"));
      visitAgain(source("b.m3u8?Signature=1"));
      expect(media.currentTime).to.equal(0);
      visitAgain(source("a.m3u8?Signature=2"));
      expect(media.currentTime).to.equal(12);
      expect(Object.keys(items).join()).not.to.include("Signature");
    });

    for (const [name, known, at] of [
      [
        "further, where that is later, whatever the server has heard",
        { position: 36, watchedRanges: [[0, 6]] },
        36,
      ],
      [
        "back, where the server has heard of all",
        { position: 6, watchedRanges: [[0, 12], [40, 43]] }, // prettier-ignore
        6,
      ],
      [
        "back, where the server has heard of all but a moment",
        { position: 6, watchedRanges: [[0, 11.5], [40, 43]] }, // prettier-ignore
        6,
      ],
      [
        "not back, where the server lacks something",
        { position: 6, watchedRanges: [[0, 6], [40, 43]] }, // prettier-ignore
        12,
      ],
      [
        "anew, where it is over by the length that the server knows",
        { position: 36, duration: 40, watchedRanges: [[0, 36]] },
        0,
      ],
    ] as [string, Partial<Progress>, number][])
      it(`goes ${name}`, async () => {
        visit();
        leave();
        await createTold(known);
        expect(media.currentTime).to.equal(at);
      });

    it("does not go back to a server's older place, though the page has since restored what has none", async () => {
      visit();
      leave();
      const answer = server.hold();
      const lesson = create({ progressEndpoint: PROGRESS_ENDPOINT });
      lesson.restore({ watchedRanges: [[40, 43]] }, true);
      media.finishSeeks();
      await settle();
      await answer({
        status: 200,
        body: progress({ position: 6, watchedRanges: [[0, 6]] }),
      });
      expect(media.currentTime).to.equal(12);
    });
  });

  it("without resume counts what the server knows, and stays where it is", async () => {
    settings.resume = "off";
    const lesson = await createTold({ position: 36, watchedRanges: [[0, 36]] });
    expect(lesson.watchedRanges).to.deep.equal([[0, 36]]);
    expect(media.currentTime).to.equal(0);
  });

  it("without resume goes where the page says", () => {
    settings.resume = "off";
    create().restore({ position: 33 }, true);
    expect(media.currentTime).to.equal(33);
  });

  it("begins at start-at", () => {
    settings.startAt = 30;
    create();
    expect(media.currentTime).to.equal(30);
  });

  it("without a video-id asks no endpoint", async () => {
    create({
      videoId: undefined,
      source: "https://edge.test/a.m3u8",
      progressEndpoint: PROGRESS_ENDPOINT,
    });
    void media.play();
    playTo(4);
    media.pause();
    await settle();
    expect(reasons()).to.deep.equal(["play", "pause"]);
    expect(server.asked).to.deep.equal([]);
  });

  it("that has ended learns nothing more of the server", async () => {
    const answer = server.hold();
    const lesson = create({ progressEndpoint: PROGRESS_ENDPOINT });
    await settle();
    life.abort();
    await answer({
      status: 200,
      body: progress({ position: 36, watchedRanges: [[0, 36]] }),
    });
    expect(lesson.watchedRanges).to.deep.equal([]);
    expect(media.currentTime).to.equal(0);
  });

  it("that the page says was over begins anew without going there", () => {
    const lesson = create();
    media.tell("loadedmetadata");
    lesson.restore({ position: 97, watchedRanges: [[0, 97]] }, true);
    expect(media.seeking).to.equal(false);
    expect(media.currentTime).to.equal(0);
  });

  it("that turns out to have been over begins anew when it has been loaded, not before", () => {
    media.readyState = 0;
    media.duration = NaN;
    const lesson = create();
    media.duration = 100;
    lesson.restore({ position: 97 }, true);
    media.tell("durationchange");
    expect(media.currentTime).to.equal(97);
    media.readyState = 1;
    media.tell("loadedmetadata");
    expect(media.currentTime).to.equal(0);
  });

  it("with seek-policy=watched opens what was watched before", () => {
    settings.seekPolicy = "watched";
    create().restore({ watchedRanges: [[0, 60]] });
    media.seekTo(60);
    expect(media.currentTime).to.equal(60);
    expect(blocked).to.deep.equal([]);
    media.seekTo(70);
    expect(media.currentTime).to.equal(60);
    expect(blocked).to.deep.equal([{ from: 60, to: 70 }]);
  });

  describe("that asks whether to go on", () => {
    let lesson: Lesson;
    beforeEach(() => {
      settings.resume = "ask";
      lesson = create();
      lesson.restore({ position: 33, watchedRanges: [[0, 33]] }, true);
    });

    for (const [answer, at] of [
      ["onGoOn", 33],
      ["onStartOver", 0],
    ] as const)
      it(`plays, and is told so, by ${answer}`, () => {
        expect(offers).to.have.lengthOf(1);
        offers[0]![answer]();
        media.finishSeeks();
        expect(media.currentTime).to.equal(at);
        expect(media.paused).to.equal(false);
        expect(answered).to.equal(1);
        expect(offers.at(-1)).to.equal(undefined);
      });

    it("asks on while nothing plays, wherever the viewer seeks to", () => {
      media.seekTo(20);
      expect(offers).to.have.lengthOf(1);
      void media.play();
      playTo(20.25);
      expect(offers.at(-1)).to.equal(undefined);
    });

    it("is known by what it asks about, for a lesson that takes its place", () => {
      expect(lesson.known).to.deep.equal({
        position: 33,
        watchedRanges: [[0, 33]],
        completed: undefined,
      });
      lesson.restore({ completed: true });
      expect(lesson.known.completed).to.equal(true);
    });
  });

  it("is known as one whose completion the page lacks, until that is told", () => {
    media.duration = NaN;
    const lesson = create();
    lesson.restore({ completed: true });
    lesson.restore({ completed: false }, true);
    expect(lesson.known.completed).to.equal(false);
    media.duration = 100;
    media.tell("durationchange");
    expect(lesson.known.completed).to.equal(true);
  });
});

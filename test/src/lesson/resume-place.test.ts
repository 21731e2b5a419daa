import { expect } from "@open-wc/testing";
import {
  ResumePlace,
  type ResumeOffer,
} from "../../../src/lesson/resume-place.js";
import { SeekGuard } from "../../../src/lesson/seek-guard.js";
import { readSettings } from "../../../src/lesson/settings.js";
import { FakeMedia } from "./fake-media.js";

describe("a viewer who has been in this video before", () => {
  let media: FakeMedia;
  let place: ResumePlace;
  let life: AbortController;
  let resume: string;
  let startAt: number;
  /** What he was asked, in order; `undefined` where the question went. */
  let asked: (number | undefined)[];
  /** The question as it stands, and how often a button has answered one. */
  let offer: ResumeOffer | undefined;
  let answers: number;

  beforeEach(() => {
    media = new FakeMedia();
    life = new AbortController();
    resume = "auto";
    startAt = 0;
    asked = [];
    answers = 0;
    const rules = {
      policy: () => "free" as const,
      furthest: () => 0,
      blocked: () => {},
    };
    place = new ResumePlace({
      guard: new SeekGuard(media.media, rules, life.signal),
      settings: () => readSettings({ resume, startAt }),
      offered: (next) => {
        offer = next;
        asked.push(next?.position);
      },
      answered: () => (answers += 1),
    });
  });
  afterEach(() => life.abort());

  /** Some record says so. */
  const suggest = (position: number, duration = 100) =>
    suggested({ position, duration, told: false });
  /** The page says so. */
  const tell = (position: number, duration = 100) =>
    suggested({ position, duration, told: true });
  const suggested = (from: Parameters<ResumePlace["suggest"]>[0]) => {
    place.suggest(from);
    if (media.seeking) media.finishSeeks();
  };

  describe("is taken there", () => {
    it("without being asked", () => {
      suggest(33);
      expect(media.currentTime).to.equal(33);
      expect(asked).to.deep.equal([]);
    });

    it("unless he had hardly begun", () => {
      suggest(4);
      expect(media.currentTime).to.equal(0);
    });

    it("also after ten seconds, but no later", () => {
      media.playTo(10);
      suggest(33);
      expect(media.currentTime).to.equal(33);
    });

    it("unless he has played for longer than ten seconds", () => {
      media.playTo(10.1);
      suggest(33);
      tell(44);
      expect(media.currentTime).to.equal(10.1);
    });

    it("unless he has played for longer than ten seconds from where all begin", () => {
      startAt = 20;
      media.playTo(30);
      suggest(60);
      expect(media.currentTime).to.equal(60);
    });

    for (const [gone, to] of [
      ["on", 43.1],
      ["back", 22.9],
    ] as const)
      it(`and stays where he has gone ${gone} to since`, () => {
        suggest(33);
        media.playTo(to);
        suggest(60);
        tell(70);
        expect(media.currentTime).to.equal(to);
      });

    for (const newer of [60, 20])
      it(`and to ${newer}, which is a newer word, while he is still about there`, () => {
        suggest(33);
        media.playTo(42);
        suggest(newer);
        expect(media.currentTime).to.equal(newer);
      });

    it("but not for less than a second, from where all begin or from where he was taken", () => {
      startAt = 30;
      suggest(30.9);
      expect(media.currentTime).to.equal(0);
      suggest(40);
      media.playTo(41);
      suggest(40.5);
      expect(media.currentTime).to.equal(41);
    });

    it("by the page's word, which no record undoes, and only the page takes back", () => {
      tell(33);
      suggest(60);
      expect(media.currentTime).to.equal(33);
      tell(60);
      expect(media.currentTime).to.equal(60);
    });

    it("by the page's word also where he is there already", () => {
      suggest(33);
      tell(33.5);
      suggest(60);
      expect(media.currentTime).to.equal(33);
    });
  });

  describe("begins anew", () => {
    it("where he was taken to, and a newer word says that it was over", () => {
      startAt = 2;
      suggest(33);
      suggest(98);
      expect(media.currentTime).to.equal(2);
      // And may be taken elsewhere from there.
      suggest(50);
      expect(media.currentTime).to.equal(50);
    });

    it("without being thrown back, where he was taken nowhere", () => {
      media.playTo(3);
      suggest(98);
      expect(media.currentTime).to.equal(3);
    });

    it("without a question, where he was being asked", () => {
      resume = "ask";
      suggest(33);
      suggest(98);
      expect(asked).to.deep.equal([33, undefined]);
    });

    it("as soon as it is known that so little was left", () => {
      suggest(95, 0);
      expect(media.currentTime).to.equal(95);
      place.settle(0);
      expect(media.currentTime).to.equal(95);
      place.settle(100);
      expect(media.currentTime).to.equal(0);
    });

    it("not where more was left, which is decided once", () => {
      suggest(95, 0);
      for (const duration of [200, 100]) {
        place.settle(duration);
        expect(media.currentTime).to.equal(95);
      }
    });

    it("not where the place came from who knows where it ends", () => {
      suggest(80, 100);
      place.settle(85);
      expect(media.currentTime).to.equal(80);
    });

    it("not where he has gone elsewhere before that is known", () => {
      suggest(95, 0);
      media.playTo(50);
      place.settle(100);
      expect(media.currentTime).to.equal(50);
    });
  });

  describe("is asked", () => {
    beforeEach(() => {
      resume = "ask";
      suggest(33);
    });

    it("and stays where he is, but has not given up where he was", () => {
      expect(asked).to.deep.equal([33]);
      expect(media.currentTime).to.equal(0);
      expect(place.position).to.equal(33);
    });

    it("once, though two say the same", () => {
      suggest(33);
      expect(asked).to.deep.equal([33]);
    });

    it("and says yes", () => {
      offer!.onGoOn();
      media.finishSeeks();
      expect(media.currentTime).to.equal(33);
      expect(asked).to.deep.equal([33, undefined]);
    });

    it("and says no", () => {
      startAt = 2;
      offer!.onStartOver();
      media.finishSeeks();
      expect(media.currentTime).to.equal(2);
      expect(asked).to.deep.equal([33, undefined]);
      expect(place.position).to.equal(2);
    });

    for (const answer of ["onGoOn", "onStartOver"] as const)
      it(`and has answered: after ${answer}() it plays, and only the page may ask once more`, () => {
        offer![answer]();
        expect(answers).to.equal(1);
        media.finishSeeks();
        suggest(60);
        expect(asked).to.deep.equal([33, undefined]);
        tell(60);
        expect(asked).to.deep.equal([33, undefined, 60]);
      });

    it("and says yes, then no to the page: it may ask a third time", () => {
      offer!.onGoOn();
      media.finishSeeks();
      tell(60);
      offer!.onStartOver();
      media.finishSeeks();
      tell(40);
      expect(asked).to.deep.equal([33, undefined, 60, undefined, 40]);
    });

    it("until he has played for ten seconds, from where all begin", () => {
      startAt = 20;
      place.playing(30);
      expect(asked).to.deep.equal([33]);
      place.playing(30.1);
      expect(asked).to.deep.equal([33, undefined]);
    });
  });
});

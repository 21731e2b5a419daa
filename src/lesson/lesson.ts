import type { WatchedRange } from "../contract.js";
import type {
  ProgressDetail,
  ProgressRefusedDetail,
  SeekBlockedDetail,
} from "../events.js";
import { formatTime } from "../format-time.js";
import type { ResumeOfferView } from "../overlay/resume-offer.js";
import { toMilliseconds } from "../watched-ranges.js";
import type { Known } from "./progress-endpoint.js";
import { Records, type RecordedVideo } from "./records.js";
import { ReportTimes, type Sought } from "./report-times.js";
import { ResumePlace, type ResumeOffer } from "./resume-place.js";
import { SeekGuard } from "./seek-guard.js";
import {
  readSettings,
  type LessonSettings,
  type WrittenSettings,
} from "./settings.js";
import { WatchRecorder } from "./watch-recorder.js";
import { Watched, type RestoredProgress } from "./watched.js";

/** The video, where it plays, and what the page wants of it. */
export interface LessonOptions extends RecordedVideo {
  media: HTMLVideoElement;
  /** Asked whenever it matters: attributes change. */
  settings: WrittenSettings;
}

export interface LessonCallbacks {
  report(detail: ProgressDetail): void;
  completed(detail: ProgressDetail): void;
  blocked(detail: SeekBlockedDetail): void;
  refused(detail: ProgressRefusedDetail): void;
  /** The viewer may want to go on; `undefined` when that is over. */
  offered(offer: ResumeOffer | undefined): void;
  /** He has said so by a button, which goes away. */
  answered(): void;
}

/** Of a record, which knows how long the video lasts. */
type Restored = RestoredProgress & { duration?: number | undefined };

/** One viewer's way through one video: what was watched, where to go on, where not to seek to, and who is told of it. */
export class Lesson {
  readonly #media: HTMLVideoElement;
  readonly #written: WrittenSettings;
  readonly #callbacks: LessonCallbacks;
  readonly #signal: AbortSignal;
  readonly #watched: Watched;
  readonly #guard: SeekGuard;
  readonly #place: ResumePlace;
  readonly #records: Records;

  /**
   * Tells nobody anything yet: see {@link begin}.
   * @param signal ends it: what has not been told by then is told
   */
  constructor(
    options: LessonOptions,
    callbacks: LessonCallbacks,
    signal: AbortSignal,
  ) {
    const { media } = options;
    this.#media = media;
    this.#written = options.settings;
    this.#callbacks = callbacks;
    this.#signal = signal;
    const settings = () => this.#settings;
    const recorder = new WatchRecorder(media, signal);
    this.#watched = new Watched(recorder, () => settings().completionThreshold);
    this.#guard = new SeekGuard(
      media,
      {
        policy: () => settings().seekPolicy,
        furthest: () => this.watchedRanges.at(-1)?.[1] ?? 0,
        blocked: (from, to) => callbacks.blocked({ from, to }),
      },
      signal,
    );
    this.#place = new ResumePlace({
      guard: this.#guard,
      settings,
      offered: (offer) => callbacks.offered(offer),
      answered: () => {
        void media.play().catch(() => {});
        callbacks.answered();
      },
    });
    this.#records = new Records(
      options,
      {
        settings,
        refused: (detail) => callbacks.refused(detail),
        again: () => this.#tell(false),
      },
      signal,
    );
    for (const type of ["durationchange", "loadedmetadata", "timeupdate"])
      media.addEventListener(type, () => this.#notice(), { signal });
    new ReportTimes(
      media,
      {
        position: () => recorder.leftAt ?? this.#guard.position,
        intervalSeconds: () => settings().progressInterval,
        report: (reason, sought, isNews) =>
          this.#report(reason, sought, isNews),
        hidden: () => {
          if (this.#records.owes) this.#tell(true);
        },
      },
      signal,
    );
  }

  /** Before anything has been loaded: the stream is then loaded from where the viewer was. */
  begin(): void {
    const { startAt } = this.#settings;
    if (startAt > 0) this.#guard.seek(startAt);
    const { remembered } = this.#records;
    if (remembered) {
      this.#watched.recall(remembered);
      this.restore(remembered);
    }
    void this.#records.read()?.then((known) => {
      if (known && !this.#signal.aborted) this.restore(known);
    });
  }

  get #settings(): LessonSettings {
    return readSettings(this.#written);
  }

  /** In order and apart from each other. */
  get watchedRanges(): WatchedRange[] {
    return this.#watched.ranges;
  }

  /** 0 to 1. */
  get watchedFraction(): number {
    return this.#watched.fraction;
  }

  get completed(): boolean {
    return this.#watched.completed;
  }

  /** For a lesson that takes the place of this one, as when a refusal was got over. */
  get known(): RestoredProgress {
    return { position: this.#place.position, ...this.#watched.known };
  }

  /**
   * What was watched before, or elsewhere. `resume` says whether the viewer is taken to where that was, or asked.
   * @param told by the page itself, which then means it
   */
  restore(restored: Restored, told = false): void {
    const isNew = this.#watched.restore(restored, told);
    const { position = 0, duration } = restored;
    if (told || (isNew && this.#settings.resume !== "off"))
      this.#place.suggest({
        position,
        duration: duration || this.#watched.duration,
        told,
      });
    this.#notice();
  }

  #notice(): void {
    const { duration, currentTime, paused, readyState } = this.#media;
    this.#watched.lasts(duration);
    // Before, hls.js would go back to where it was told to begin.
    if (readyState > 0) this.#place.settle(this.#watched.duration);
    if (!paused) this.#place.playing(currentTime);
    if (!this.#watched.complete()) return;
    this.#announce();
    this.#tell(false);
  }

  #announce(): void {
    this.#callbacks.completed(this.#detail("completed"));
  }

  #report(
    reason: ProgressDetail["reason"],
    sought: Sought | undefined,
    isNews: boolean,
  ): void {
    this.#notice();
    // A live stream is no lesson: there is nothing to complete.
    if (!this.#watched.duration) return;
    this.#callbacks.report(this.#detail(reason, sought));
    // Where nothing was played, nothing is kept: least of all a position at which nobody was.
    if (isNews || (reason === "leave" && this.#records.owes))
      this.#tell(reason === "leave" || reason === "hidden");
  }

  /** @param leaving whether it has to outlive the page */
  #tell(leaving: boolean): void {
    const told = this.#records.tell(this.#detail("interval"), leaving);
    void told?.then((known) => {
      if (known) this.#learn(known);
    });
  }

  /** What the server knows of other tabs and devices. */
  #learn(known: Known): void {
    if (this.#watched.learn(known)) this.#announce();
    this.#notice();
  }

  #detail(reason: ProgressDetail["reason"], sought?: Sought): ProgressDetail {
    const { duration, ranges, fraction, completed } = this.#watched;
    const position = sought?.to ?? this.#place.position;
    return {
      reason,
      position: toMilliseconds(Math.min(position, duration)),
      ...(sought && { from: toMilliseconds(sought.from) }),
      duration: toMilliseconds(duration),
      watchedRanges: ranges,
      watchedFraction: fraction,
      completed,
    };
  }
}

/**
 * A lesson that tells the element: here and not in the first script stand the names of its events and how a time is written.
 * @param tell the type of an event and its detail
 */
export function createLesson(
  options: LessonOptions,
  {
    tell,
    offered,
    answered,
  }: {
    tell(type: string, detail: unknown): void;
    offered(offer: ResumeOfferView | undefined): void;
    answered(): void;
  },
  signal: AbortSignal,
): Lesson {
  return new Lesson(
    options,
    {
      report: (detail) => tell("progress-report", detail),
      completed: (detail) => tell("completed", detail),
      blocked: (detail) => tell("seek-blocked", detail),
      refused: (detail) => tell("progress-refused", detail),
      offered: (offer) =>
        offered(offer && { ...offer, time: formatTime(offer.position) }),
      answered,
    },
    signal,
  );
}

import { isOver, isUnderWay } from "./resume.js";
import type { SeekGuard } from "./seek-guard.js";
import type { LessonSettings } from "./settings.js";

/** Seconds that he has played up to which nobody minds being taken elsewhere, and after which the offer to go on is over. */
const BEGUN_SECONDS = 10;

/** Where a viewer was. */
export interface Place {
  /** Seconds. */
  position: number;
  /** Seconds that the video lasts; 0 while unknown. */
  duration: number;
  /** Whether the page itself says so, which then means it. */
  told: boolean;
}

/** Where the viewer may go on, and what he may say to that. */
export interface ResumeOffer {
  /** Seconds. */
  position: number;
  /** Takes him there, and plays. */
  onGoOn(): void;
  /** Takes him to the beginning, and plays. */
  onStartOver(): void;
}

export interface ResumePlaceOptions {
  guard: SeekGuard;
  settings(): LessonSettings;
  /** The viewer may want to go on; `undefined` when that is over. */
  offered(offer: ResumeOffer | undefined): void;
  /** He has said so by a button, and is where he wants to be: now it plays. */
  answered(): void;
}

/** Where a viewer goes on: he is taken there, or asked, as long as he has not gone his own way. */
export class ResumePlace {
  readonly #options: ResumePlaceOptions;
  /** Seconds: what he is asked about, and where he was taken. */
  #offered: number | undefined;
  #taken: number | undefined;
  /** Whether that was the page's word, which no record undoes. */
  #told = false;
  /** Whether he has said what he wants. */
  #answered = false;
  /** Seconds: what was decided without knowing where the video ends. */
  #unsure: number | undefined;

  constructor(options: ResumePlaceOptions) {
    this.#options = options;
  }

  /** Seconds: where he would go on if he left now. What he is asked about is not given up before he has answered. */
  get position(): number {
    return this.#offered ?? this.#options.guard.position;
  }

  /** He may go on there. */
  suggest({ position, duration, told }: Place): void {
    const settled = this.#told || this.#answered;
    if (this.#hasBegun || (settled && !told)) return;
    if (isOver(position, duration)) return this.#beginAnew();
    if (!isUnderWay(position)) return;
    const { startAt, resume } = this.#options.settings();
    this.#told = told;
    if (Math.abs(position - (this.#taken ?? startAt)) < 1) return;
    this.#unsure = duration > 0 ? undefined : position;
    if (resume === "ask") return this.#offer(position);
    this.#taken = position;
    this.#options.guard.seek(position);
  }

  /** What was near the end was over, and begins anew. @param duration seconds */
  settle(duration: number): void {
    const position = this.#unsure;
    if (position === undefined || !duration) return;
    this.#unsure = undefined;
    if (isOver(position, duration) && !this.#hasBegun) this.#beginAnew();
  }

  /** He plays on without having answered. @param position seconds */
  playing(position: number): void {
    const { startAt } = this.#options.settings();
    if (position > startAt + BEGUN_SECONDS) this.#offer(undefined);
  }

  /** By himself: where he was taken he has not gone. */
  get #hasBegun(): boolean {
    const { position } = this.#options.guard;
    return this.#taken === undefined
      ? position > this.#options.settings().startAt + BEGUN_SECONDS
      : Math.abs(position - this.#taken) > BEGUN_SECONDS;
  }

  #beginAnew(): void {
    this.#offer(undefined);
    if (this.#taken === undefined) return;
    this.#taken = undefined;
    this.#options.guard.seek(this.#options.settings().startAt);
  }

  #offer(position: number | undefined): void {
    if (position === this.#offered) return;
    this.#offered = position;
    const { offered, answered } = this.#options;
    if (position === undefined) return offered(undefined);
    offered({
      position,
      onGoOn: () => {
        this.#accept();
        answered();
      },
      onStartOver: () => {
        this.#decline();
        answered();
      },
    });
  }

  /** He wants to go on. */
  #accept(): void {
    const position = this.#offered;
    this.#answered = true;
    this.#offer(undefined);
    if (position === undefined) return;
    this.#taken = position;
    this.#options.guard.seek(position);
  }

  /** He wants to begin anew. */
  #decline(): void {
    this.#answered = true;
    this.#offer(undefined);
    this.#taken = undefined;
    this.#options.guard.seek(this.#options.settings().startAt);
  }
}

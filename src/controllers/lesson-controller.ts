import type { LitElement } from "lit";
import type { WatchedRange } from "../contract.js";
import { formatTime } from "../format-time.js";
import type { OverlayController } from "./overlay-controller.js";
import type { ResumeOfferView } from "../overlay/resume-offer.js";
import type {
  Lesson,
  LessonOptions,
  RestoredProgress,
} from "../lesson/lesson.js";

/** What was watched of the current video. Counting begins with playback, whose chunks bring what counts. */
export class LessonController {
  readonly #host: LitElement;
  readonly #overlay: OverlayController;
  #lesson: Lesson | undefined;
  /** What the page has said before there was anything to say it to. */
  #restored: RestoredProgress | undefined;
  offer: ResumeOfferView | undefined;

  /** @param overlay where the viewer is asked whether to go on */
  constructor(host: LitElement, overlay: OverlayController) {
    this.#host = host;
    this.#overlay = overlay;
  }

  get watchedRanges(): WatchedRange[] {
    return this.#lesson?.watchedRanges ?? [];
  }

  get watchedFraction(): number {
    return this.#lesson?.watchedFraction ?? 0;
  }

  get completed(): boolean {
    return this.#lesson?.completed ?? false;
  }

  restore(progress: RestoredProgress): void {
    if (this.#lesson) this.#lesson.restore(progress, true);
    else this.#restored = progress;
  }

  /** @param signal ends with the video */
  begin(
    LessonClass: typeof Lesson,
    options: LessonOptions,
    signal: AbortSignal,
  ): void {
    const tell = (type: string) => (detail: unknown) =>
      void this.#host.dispatchEvent(new CustomEvent(type, { detail }));
    const lesson = new LessonClass(
      options,
      {
        report: tell("progress-report"),
        completed: tell("completed"),
        blocked: tell("seek-blocked"),
        refused: tell("progress-refused"),
        offered: (position) => this.#offer(lesson, position),
      },
      signal,
    );
    this.#lesson = lesson;
    lesson.begin();
    if (this.#restored) lesson.restore(this.#restored, true);
    this.#restored = undefined;
    signal.addEventListener("abort", () => {
      this.#lesson = this.offer = undefined;
    });
  }

  #offer(lesson: Lesson, position: number | undefined): void {
    this.#host.requestUpdate();
    if (position === undefined) {
      this.offer = undefined;
      return;
    }
    void this.#overlay.load();
    const then = (act: () => void) => () => {
      act();
      void this.#overlay.focusPlayer();
    };
    this.offer = {
      time: formatTime(position),
      onGoOn: then(() => lesson.goOn()),
      onStartOver: then(() => lesson.startOver()),
    };
  }
}

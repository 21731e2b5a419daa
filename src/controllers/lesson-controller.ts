import type { LitElement } from "lit";
import type { WatchedRange } from "../contract.js";
import type { OverlayController } from "./overlay-controller.js";
import type { ResumeOfferView } from "../overlay/resume-offer.js";
import type { createLesson, Lesson, LessonOptions } from "../lesson/lesson.js";
import type { RestoredProgress } from "../lesson/watched.js";

/** The element: which video it is to show, though an earlier one may still be there. */
interface LessonHost extends LitElement {
  readonly videoId?: string | undefined;
  readonly pageSource: string;
}

/** What was watched of the current video. Counting begins with playback, whose chunks bring what counts. */
export class LessonController {
  readonly #host: LessonHost;
  readonly #overlay: OverlayController;
  #lesson: Lesson | undefined;
  /** What the page has said of a video, and what a lesson made of it: the next lesson of this video begins with it. */
  #restored: RestoredProgress | undefined;
  /** Which video that is; the empty string where the page had not said so yet. */
  #of = "";
  offer: ResumeOfferView | undefined;

  /** @param overlay where the viewer is asked whether to go on */
  constructor(host: LessonHost, overlay: OverlayController) {
    this.#host = host;
    this.#overlay = overlay;
  }

  get watchedRanges(): WatchedRange[] {
    return (this.#lesson ?? this.#held)?.watchedRanges ?? [];
  }

  get watchedFraction(): number {
    return this.#lesson?.watchedFraction ?? 0;
  }

  get completed(): boolean {
    return (this.#lesson ?? this.#held)?.completed ?? false;
  }

  restore(progress: RestoredProgress): void {
    const isNext = this.#of !== this.#video;
    this.#of = this.#video;
    this.#restored = progress;
    if (!isNext) this.#lesson?.restore(progress, true);
  }

  /**
   * Called once more for the same video, it changes nothing.
   * @param signal ends with the video
   */
  begin(
    create: typeof createLesson,
    options: LessonOptions,
    signal: AbortSignal,
  ): void {
    if (this.#lesson) return;
    const lesson = create(
      options,
      {
        tell: (type, detail) =>
          this.#host.dispatchEvent(new CustomEvent(type, { detail })),
        offered: (offer) => this.#offer(offer),
        answered: () => void this.#overlay.focusPlayer(),
      },
      signal,
    );
    this.#lesson = lesson;
    lesson.begin();
    this.#restored = this.#held;
    const video = (this.#of = this.#video);
    if (this.#restored) lesson.restore(this.#restored, true);
    signal.addEventListener("abort", () => {
      this.#lesson = this.offer = undefined;
      if (this.#restored && this.#of === video) this.#restored = lesson.known;
    });
  }

  get #video(): string {
    return this.#host.videoId || this.#host.pageSource;
  }

  get #held(): RestoredProgress | undefined {
    return !this.#of || this.#of === this.#video ? this.#restored : undefined;
  }

  #offer(offer: ResumeOfferView | undefined): void {
    this.offer = offer;
    this.#host.requestUpdate();
    if (offer) void this.#overlay.load();
  }
}

import type { ProgressDetail } from "../events.js";

type Reason = ProgressDetail["reason"];

/** Milliseconds after a seek at which its report follows: one that is dragged is many. */
const SOUGHT_AFTER_MS = 500;

/** Seconds: what moves less, such as a seek that was undone, is none. */
const LEAST_SECONDS = 0.1;

/** A seek: from where to where, in seconds. */
export interface Sought {
  from: number;
  to: number;
}

export interface ReportTimesOptions {
  /** Seconds: where playback is, or was before a seek that has just begun. */
  position(): number;
  intervalSeconds(): number;
  /** @param isNews false where nothing was played since the last one */
  report(reason: Reason, sought: Sought | undefined, isNews: boolean): void;
  /** The page is hidden, and may not come back: nothing was played since the last report, which may not have been heard. */
  hidden(): void;
}

/** When progress is reported: as playback begins, stops and goes elsewhere, in between, and before the page is gone. */
export class ReportTimes {
  readonly #options: ReportTimesOptions;
  #interval: ReturnType<typeof setInterval> | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  /** Seconds: where the seek began that is under way. */
  #from: number | undefined;
  /** Seconds: where it leads to. */
  #to = 0;
  /** Whether something has been played since the last report, so that leaving has something to say. */
  #news = false;
  /** Whether leaving has been said, and nothing has begun since: a page that goes takes the element with it. */
  #left = false;

  constructor(
    media: HTMLVideoElement,
    options: ReportTimesOptions,
    signal: AbortSignal,
  ) {
    this.#options = options;
    const on = (type: string, listener: () => void) =>
      media.addEventListener(type, listener, { signal });
    on("playing", () => this.#begin());
    on("pause", () => this.#stop(media.ended ? "ended" : "pause"));
    on("ended", () => this.#stop("ended"));
    on("timeupdate", () => (this.#news ||= !media.paused));
    on("seeking", () => {
      this.#from ??= options.position();
      // The last of several, and what it may have been changed to; as it is over, playback has gone on.
      this.#to = media.currentTime;
    });
    on("seeked", () => this.#settle());
    document.addEventListener(
      "visibilitychange",
      () => {
        if (document.visibilityState !== "hidden") return;
        if (this.#news) this.#report("hidden");
        else options.hidden();
      },
      { signal },
    );
    addEventListener("pagehide", () => this.#leave(), { signal });
    signal.addEventListener("abort", () => {
      clearInterval(this.#interval);
      clearTimeout(this.#settling);
      this.#leave();
    });
  }

  #begin(): void {
    this.#left = false;
    if (this.#interval !== undefined) return;
    this.#report("play");
    this.#interval = setInterval(
      () => this.#report("interval"),
      this.#options.intervalSeconds() * 1_000,
    );
  }

  #stop(reason: "pause" | "ended"): void {
    if (this.#interval === undefined) return;
    clearInterval(this.#interval);
    this.#interval = undefined;
    this.#report(reason);
  }

  #settle(): void {
    clearTimeout(this.#settling);
    const to = this.#to;
    this.#settling = setTimeout(() => {
      const from = this.#from ?? to;
      this.#from = undefined;
      if (Math.abs(to - from) >= LEAST_SECONDS)
        this.#report("seek", { from, to });
    }, SOUGHT_AFTER_MS);
  }

  /** Also of who had paused before: an LMS is to hear that it is over. */
  #leave(): void {
    if (this.#left && !this.#news) return;
    this.#left = true;
    this.#report("leave", undefined, this.#news);
  }

  #report(reason: Reason, sought?: Sought, isNews = true): void {
    this.#news = false;
    this.#options.report(reason, sought, isNews);
  }
}

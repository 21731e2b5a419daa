import type { WatchedRange } from "../contract.js";
import type {
  ProgressDetail,
  ProgressRefusedDetail,
  SeekBlockedDetail,
} from "../events.js";
import type { GrantHeaders } from "../sdk/request-grant.js";
import {
  areWatchedRanges,
  toMilliseconds,
  uniteRanges,
  watchedFraction,
  watchedSeconds,
} from "../watched-ranges.js";
import { ProgressEndpoint, type Known } from "./progress-endpoint.js";
import { ReportTimes, type Sought } from "./report-times.js";
import { ResumePlace } from "./resume-place.js";
import { SeekGuard } from "./seek-guard.js";
import {
  readSettings,
  type LessonSettings,
  type WrittenSettings,
} from "./settings.js";
import { ProgressStorage } from "./stored-progress.js";
import { WatchRecorder } from "./watch-recorder.js";

/** Which video it is, and whom progress is told: they stay the same as long as the video. */
export interface LessonOptions {
  media: HTMLVideoElement;
  /** Asked whenever it matters: attributes change. */
  settings: WrittenSettings;
  /** Of the grant request. Without it nothing is told to an endpoint. */
  videoId: string | undefined;
  /** Absolute URL of what the page gives to play; the empty string where it gives none. */
  source: string;
  grantEndpoint: string | undefined;
  progressEndpoint: string | undefined;
  headers: GrantHeaders | undefined;
  /** Of the grant of the moment. */
  sessionId(): string | undefined;
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

/** Where the viewer may go on, and what he may say to that. */
export interface ResumeOffer {
  /** Seconds. */
  position: number;
  /** Takes him there, and plays. */
  onGoOn(): void;
  /** Takes him to the beginning, and plays. */
  onStartOver(): void;
}

/** Where a viewer was, and what of the video was watched: what `restoreProgress()` takes. */
export interface RestoredProgress {
  /** Seconds. */
  position?: number | undefined;
  watchedRanges?: WatchedRange[] | undefined;
  /** `false`: the page has not heard of a completion, and is told also of one that was before. */
  completed?: boolean | undefined;
}

/** Of a record, which knows how long the video lasts. */
type Restored = RestoredProgress & { duration?: number | undefined };

/** Seconds that a record may lack of what was watched, and still have heard of all: what is told is rounded. */
const UNHEARD_SECONDS = 1;

/** One viewer's way through one video: what was watched, where to go on, where not to seek to, and who is told of it. */
export class Lesson {
  readonly #options: LessonOptions;
  readonly #callbacks: LessonCallbacks;
  readonly #signal: AbortSignal;
  readonly #media: HTMLVideoElement;
  readonly #recorder: WatchRecorder;
  readonly #guard: SeekGuard;
  readonly #place: ResumePlace;
  readonly #storage: ProgressStorage;
  readonly #endpoint: ProgressEndpoint | undefined;
  /** Seconds; kept for when the source is gone, and the `<video>` says 0 and NaN. */
  #duration = 0;
  /** What was watched before, or elsewhere; and seconds: the furthest place that was heard of. */
  #before: WatchedRange[] = [];
  #furthest = 0;
  /** Whether nobody was told of the completion, or the page says that it does not have it: then it is told of one before as well. */
  #isUnsaid = false;
  completed = false;

  /**
   * Tells nobody anything yet: see {@link begin}.
   * @param signal ends it: what has not been told by then is told
   */
  constructor(
    options: LessonOptions,
    callbacks: LessonCallbacks,
    signal: AbortSignal,
  ) {
    this.#options = options;
    this.#callbacks = callbacks;
    this.#signal = signal;
    const { media, progressEndpoint, videoId } = options;
    this.#media = media;
    this.#recorder = new WatchRecorder(media, signal);
    this.#guard = new SeekGuard(
      media,
      {
        policy: () => this.#settings.seekPolicy,
        furthest: () => this.watchedRanges.at(-1)?.[1] ?? 0,
        blocked: (from, to) => callbacks.blocked({ from, to }),
      },
      signal,
    );
    this.#place = new ResumePlace({
      guard: this.#guard,
      settings: () => this.#settings,
      offered: (position) => callbacks.offered(this.#offer(position)),
    });
    this.#storage = new ProgressStorage(scopeOf(options));
    if (progressEndpoint && videoId)
      this.#endpoint = new ProgressEndpoint(
        {
          url: progressEndpoint,
          videoId,
          headers: options.headers,
          intervalSeconds: () => this.#settings.progressInterval,
          again: () => this.#tell(false),
          refused: (detail) => callbacks.refused(detail),
        },
        signal,
      );
    for (const type of ["durationchange", "loadedmetadata", "timeupdate"])
      media.addEventListener(type, () => this.#notice(), { signal });
    new ReportTimes(
      media,
      {
        position: () => this.#recorder.leftAt ?? this.#guard.position,
        intervalSeconds: () => this.#settings.progressInterval,
        report: (reason, sought, isNews) =>
          this.#report(reason, sought, isNews),
        hidden: () => {
          if (this.#endpoint?.owes) this.#tell(true);
        },
      },
      signal,
    );
  }

  /** Before anything has been loaded: the stream is then loaded from where the viewer was. */
  begin(): void {
    const { startAt, resume } = this.#settings;
    if (startAt > 0) this.#guard.seek(startAt);
    const stored = resume === "off" ? undefined : this.#storage.read();
    if (stored) {
      this.#duration = stored.duration;
      // Two tabs, neither of which has seen all of it, or a threshold that was higher.
      this.#isUnsaid =
        !stored.completed &&
        this.#isEnough(watchedFraction(stored.watchedRanges, stored.duration));
      this.restore(stored);
    }
    void this.#endpoint?.read().then((known) => {
      if (known && !this.#signal.aborted) this.restore(known);
    });
  }

  get #settings(): LessonSettings {
    return readSettings(this.#options.settings);
  }

  /** In order and apart from each other. */
  get watchedRanges(): WatchedRange[] {
    const end = this.#duration || Infinity;
    return this.#recorder.ranges
      .map(([from, to]): WatchedRange => [
        toMilliseconds(from),
        toMilliseconds(Math.min(to, end)),
      ])
      .filter(([from, to]) => to > from);
  }

  /** 0 to 1. */
  get watchedFraction(): number {
    return watchedFraction(this.watchedRanges, this.#duration);
  }

  /** For a lesson that takes the place of this one, as when a refusal was got over. */
  get known(): RestoredProgress {
    const { watchedRanges, completed } = this;
    return {
      position: this.#place.position,
      watchedRanges,
      completed: this.#isUnsaid ? false : completed || undefined,
    };
  }

  /**
   * What was watched before, or elsewhere. `resume` says whether the viewer is taken to where that was, or asked.
   * @param told by the page itself, which then means it
   */
  restore(
    { position = 0, watchedRanges, completed, duration }: Restored,
    told = false,
  ): void {
    const ranges = areWatchedRanges(watchedRanges) ? watchedRanges : [];
    // Whoever has not heard of all that was watched says nothing new by an earlier place.
    const isNew = position > this.#furthest || covers(ranges, this.#before);
    this.#furthest = Math.max(this.#furthest, position);
    this.#recorder.add(ranges);
    this.#before = uniteRanges(this.#before, ranges);
    this.completed ||= completed === true;
    if (told) this.#isUnsaid = completed === false;
    if (told || (isNew && this.#settings.resume !== "off"))
      this.#place.suggest({
        position,
        duration: duration || this.#duration,
        told,
      });
    this.#notice();
  }

  #offer(position: number | undefined): ResumeOffer | undefined {
    if (position === undefined) return undefined;
    const play = () => {
      void this.#media.play().catch(() => {});
      this.#callbacks.answered();
    };
    return {
      position,
      onGoOn: () => {
        this.#place.accept();
        play();
      },
      onStartOver: () => {
        this.#place.decline();
        play();
      },
    };
  }

  #notice(): void {
    const { duration, currentTime, paused, readyState } = this.#media;
    if (duration > 0 && duration < Infinity) this.#duration = duration;
    // Before, hls.js would go back to where it was told to begin.
    if (readyState > 0) this.#place.settle(this.#duration);
    if (!paused) this.#place.playing(currentTime);
    const before = watchedFraction(this.#before, this.#duration);
    // What was complete before was announced then.
    const wasCompleted = this.completed || this.#isEnough(before);
    this.completed = wasCompleted || this.#isEnough(this.watchedFraction);
    const isNews = this.completed && (this.#isUnsaid || !wasCompleted);
    if (!isNews || !this.#duration) return;
    this.#announce();
    this.#tell(false);
  }

  #isEnough(fraction: number): boolean {
    return fraction >= this.#settings.completionThreshold;
  }

  #announce(): void {
    this.#isUnsaid = false;
    this.#callbacks.completed(this.#detail("completed"));
  }

  #report(
    reason: ProgressDetail["reason"],
    sought?: Sought,
    isNews = true,
  ): void {
    this.#notice();
    // A live stream is no lesson: there is nothing to complete.
    if (!this.#duration) return;
    this.#callbacks.report(this.#detail(reason, sought));
    // Where nothing was played, nothing is kept: least of all a position at which nobody was.
    if (isNews || (reason === "leave" && this.#endpoint?.owes))
      this.#tell(reason === "leave" || reason === "hidden");
  }

  /** @param leaving whether it has to outlive the page */
  #tell(leaving: boolean): void {
    const { videoId, sessionId } = this.#options;
    const { position, duration, watchedRanges, completed } =
      this.#detail("interval");
    if (this.#settings.resume !== "off")
      this.#storage.write({
        position,
        duration,
        watchedRanges,
        completed,
        at: Date.now(),
      });
    if (!this.#endpoint) return;
    const session = sessionId();
    const report = {
      videoId: videoId!,
      position,
      duration,
      watchedRanges,
      ...(session && { sessionId: session }),
    };
    const told = leaving
      ? this.#endpoint.leave(report)
      : this.#endpoint.report(report);
    void told.then((known) => {
      if (known) this.#learn(known);
    });
  }

  /** What the server knows of other tabs and devices. */
  #learn({ watchedRanges, completed }: Known): void {
    this.#recorder.add(watchedRanges);
    if (completed && !this.completed) {
      this.completed = true;
      this.#announce();
    }
    this.#notice();
  }

  #detail(reason: ProgressDetail["reason"], sought?: Sought): ProgressDetail {
    const position = sought?.to ?? this.#place.position;
    return {
      reason,
      position: toMilliseconds(Math.min(position, this.#duration)),
      ...(sought && { from: toMilliseconds(sought.from) }),
      duration: toMilliseconds(this.#duration),
      watchedRanges: this.watchedRanges,
      watchedFraction: this.watchedFraction,
      completed: this.completed,
    };
  }
}

/** Whether all of the one is in the other. */
function covers(
  all: readonly WatchedRange[],
  some: readonly WatchedRange[],
): boolean {
  const lacking = watchedSeconds(uniteRanges(all, some)) - watchedSeconds(all);
  return lacking < UNHEARD_SECONDS;
}

/**
 * Tells this video from others in the browser's memory, and, by the fragment of the progress endpoint, this viewer. Without
 * queries, where signatures are.
 */
function scopeOf(options: LessonOptions): string {
  const { grantEndpoint, progressEndpoint, videoId, source } = options;
  const plain = (url: string) => {
    const { origin, pathname } = new URL(url, document.baseURI);
    return origin + pathname;
  };
  const viewer = /#.*/s.exec(progressEndpoint ?? "")?.[0] ?? "";
  const video = videoId
    ? `${grantEndpoint ? plain(grantEndpoint) : ""} ${videoId}`
    : plain(source);
  return video + viewer;
}

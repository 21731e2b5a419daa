import type { ProgressDetail, ProgressRefusedDetail } from "../events.js";
import type { GrantHeaders } from "../sdk/request-grant.js";
import { ProgressEndpoint, type Known } from "./progress-endpoint.js";
import type { LessonSettings } from "./settings.js";
import { ProgressStorage, type StoredProgress } from "./stored-progress.js";

/** Which video it is, and whom progress is told: they stay the same as long as the video. */
export interface RecordedVideo {
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

export interface RecordsOptions {
  settings(): LessonSettings;
  refused(detail: ProgressRefusedDetail): void;
  /** Something is left to tell. */
  again(): void;
}

/** Who keeps what a viewer has watched: this browser's memory, and the progress endpoint where there is one. */
export class Records {
  readonly #video: RecordedVideo;
  readonly #options: RecordsOptions;
  readonly #storage: ProgressStorage;
  readonly #endpoint: ProgressEndpoint | undefined;

  constructor(
    video: RecordedVideo,
    options: RecordsOptions,
    signal: AbortSignal,
  ) {
    this.#video = video;
    this.#options = options;
    this.#storage = new ProgressStorage(scopeOf(video));
    const { videoId, progressEndpoint, headers } = video;
    if (progressEndpoint && videoId)
      this.#endpoint = new ProgressEndpoint(
        {
          url: progressEndpoint,
          videoId,
          headers,
          intervalSeconds: () => options.settings().progressInterval,
          again: () => options.again(),
          refused: (detail) => options.refused(detail),
        },
        signal,
      );
  }

  /** What this browser remembers, where it may. */
  get remembered(): StoredProgress | undefined {
    return this.#mayRemember ? this.#storage.read() : undefined;
  }

  /** Whether something was told that the endpoint has not heard, or not believed. */
  get owes(): boolean {
    return this.#endpoint?.owes ?? false;
  }

  /** @returns what the endpoint has on record; `undefined` where it does not say, or there is none */
  read(): Promise<Known | undefined> | undefined {
    return this.#endpoint?.read();
  }

  /**
   * @param leaving whether it has to outlive the page
   * @returns what the endpoint has on record then; `undefined` where it does not say, was told something newer, or
   *   there is none
   */
  tell(
    { position, duration, watchedRanges, completed }: ProgressDetail,
    leaving: boolean,
  ): Promise<Known | undefined> | undefined {
    if (this.#mayRemember)
      this.#storage.write({
        position,
        duration,
        watchedRanges,
        completed,
        at: Date.now(),
      });
    if (!this.#endpoint) return undefined;
    const { videoId, sessionId } = this.#video;
    const session = sessionId();
    const report = {
      videoId: videoId!,
      position,
      duration,
      watchedRanges,
      ...(session && { sessionId: session }),
    };
    return leaving
      ? this.#endpoint.leave(report)
      : this.#endpoint.report(report);
  }

  get #mayRemember(): boolean {
    return this.#options.settings().resume !== "off";
  }
}

/**
 * Tells this video from others in the browser's memory, and, by the fragment of the progress endpoint, this viewer. Without
 * queries, where signatures are.
 */
function scopeOf(video: RecordedVideo): string {
  const { grantEndpoint, progressEndpoint, videoId, source } = video;
  const plain = (url: string) => {
    const { origin, pathname } = new URL(url, document.baseURI);
    return origin + pathname;
  };
  const viewer = /#.*/s.exec(progressEndpoint ?? "")?.[0] ?? "";
  const name = videoId
    ? `${grantEndpoint ? plain(grantEndpoint) : ""} ${videoId}`
    : plain(source);
  return name + viewer;
}

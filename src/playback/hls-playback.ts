import type Hls from "hls.js";
import type { ErrorData, HlsConfig } from "hls.js";
import { createHlsConfig, forgiving } from "../sdk/hls-config.js";
import { createInitSegmentLoader } from "../sdk/init-segment-loader.js";
import { PlayerError } from "../errors.js";
import { hlsFailure } from "./hls-failure.js";
import type {
  Playback,
  PlaybackCallbacks,
  PlaybackSource,
} from "./playback.js";
import { takeStart } from "./start-position.js";
import { endStandstills } from "./standstill.js";
import { StreamLists } from "./stream-lists.js";

/** Milliseconds between two attempts to recover from a media error; a second one sooner is final. */
const recoveryIntervalMs = 5_000;

/** As little as hls.js can be told to load: of the two limits, it heeds the one that lets it load more. */
const beginning = { maxBufferLength: 1, maxBufferSize: 0 };

/** Plays HLS by hls.js. */
export class HlsPlayback implements Playback {
  readonly #HlsClass: typeof Hls;
  #hls: Hls;
  #lists: StreamLists | undefined;
  readonly #media: HTMLVideoElement;
  readonly #source: PlaybackSource;
  readonly #callbacks: PlaybackCallbacks;
  readonly #ended = new AbortController();
  #recoveredAt = -Infinity;
  #stopped = false;
  /** A media error was final: this hls.js will not play again. */
  #broken = false;

  constructor(
    HlsClass: typeof Hls,
    media: HTMLVideoElement,
    source: PlaybackSource,
    callbacks: PlaybackCallbacks,
  ) {
    this.#HlsClass = HlsClass;
    this.#media = media;
    this.#source = source;
    this.#callbacks = callbacks;
    // What was asked of the <video> before there was anything to play.
    this.#hls = this.#begin(takeStart(media) || -1);
    this.#fillBufferOnPlay();
    // From then on it is where the `<video>` is.
    media.addEventListener(
      "loadeddata",
      () => (this.#hls.config.startPosition = -1),
      { signal: this.#ended.signal },
    );
    media.addEventListener("error", () => this.#onRefusedMedia(), {
      signal: this.#ended.signal,
    });
    endStandstills(media, () => this.#recover(), this.#ended.signal);
  }

  stop(): void {
    this.#hls.stopLoad();
    this.#stopped = true;
  }

  resume(anew = false): void {
    const { currentTime, readyState } = this.#media;
    const stands = readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
    if (!this.#stopped && !(anew && stands)) return;
    this.#stopped = false;
    // Before the first picture a `<video>` may not keep where it is to begin.
    const position = currentTime || this.#hls.config.startPosition;
    if (this.#broken)
      this.#playOnAfter(() => {
        this.#broken = false;
        this.#hls.destroy();
        this.#hls = this.#begin(position);
      });
    else if (this.#hls.levels.length > 0) this.#hls.startLoad(position);
    else {
      this.#hls.stopLoad(); // it would go on with a request that hangs
      this.#hls.loadSource(this.#source.src);
    }
  }

  destroy(): void {
    this.#ended.abort();
    this.#lists?.destroy();
    this.#hls.destroy();
  }

  #begin(startPosition = -1): Hls {
    const hls = new this.#HlsClass(this.#config(startPosition));
    this.#listen(hls);
    const { player } = this.#source;
    this.#lists?.destroy();
    if (player) this.#lists = new StreamLists(this.#HlsClass, hls, player);
    this.#playOnAfter(() => hls.attachMedia(this.#media));
    hls.loadSource(this.#source.src);
    return hls;
  }

  #config(startPosition: number): Partial<HlsConfig> {
    const { session, hlsConfig, beginningOnly } = this.#source;
    const options: Partial<HlsConfig> = {
      ...forgiving,
      ...(startPosition > 0 ? { startPosition } : {}),
      // As browsers have it: what is live has no end, and `seekable` is what can be seeked in.
      liveDurationInfinity: true,
      ...hlsConfig,
      ...(beginningOnly && this.#media.paused ? beginning : {}),
    };
    return session
      ? createHlsConfig(session, this.#HlsClass, options)
      : {
          ...options,
          loader: createInitSegmentLoader(
            options.loader ?? this.#HlsClass.DefaultConfig.loader,
          ),
        };
  }

  #fillBufferOnPlay(): void {
    const { maxBufferLength, maxBufferSize } = {
      ...this.#HlsClass.DefaultConfig,
      ...this.#source.hlsConfig,
    };
    const media = this.#media;
    const { signal } = this.#ended;
    const fill = () =>
      Object.assign(this.#hls.config, { maxBufferLength, maxBufferSize });
    media.addEventListener("play", fill, { signal });
    // The page may want it sooner, by an attribute that it sets later on.
    const fillIfAuto = () => media.preload === "auto" && fill();
    const observer = new MutationObserver(fillIfAuto);
    observer.observe(media, { attributeFilter: ["preload"] });
    signal.addEventListener("abort", () => observer.disconnect());
    fillIfAuto();
  }

  /** A `<video>` whose source changes is paused. */
  #playOnAfter(change: () => void): void {
    const { paused } = this.#media;
    change();
    if (!paused) void this.#media.play().catch(() => {});
  }

  #listen(hls: Hls): void {
    const { Events } = this.#HlsClass;
    hls.on(Events.MANIFEST_PARSED, () => {
      // Where no level suits the first estimate, hls.js takes the first one listed, which may be the highest.
      hls.firstLevel = 0;
    });
    hls.on(Events.ERROR, (_event, data) => {
      if (data.fatal) this.#onFatal(data);
    });
  }

  /** A `media-src` without `blob:` ends it here, and hls.js, whose MediaSource never opens, waits for ever. */
  #onRefusedMedia(): void {
    const { error, src } = this.#media;
    if (error?.code !== 4 || !src.startsWith("blob:") || this.#broken) return;
    this.#stopped = this.#broken = true;
    this.#callbacks.failed(
      new PlayerError(
        "playback-failed",
        "The browser does not take the stream as its media: the page's Content-Security-Policy needs blob: in media-src.",
      ),
    );
  }

  #recover(): void {
    this.#playOnAfter(() => this.#hls.recoverMediaError());
  }

  #onFatal(data: ErrorData): void {
    const { ErrorTypes } = this.#HlsClass;
    const now = performance.now();
    // Without a quality that the browser has codecs for, there is nothing to recover, and no second error would come.
    if (
      data.type === ErrorTypes.MEDIA_ERROR &&
      this.#hls.levels.length > 0 &&
      now - this.#recoveredAt > recoveryIntervalMs
    ) {
      this.#recoveredAt = now;
      return this.#recover();
    }
    this.#stopped = true;
    this.#broken = data.type !== ErrorTypes.NETWORK_ERROR;
    // While a grant is being asked for, the session says what the matter is, and a new grant starts hls.js again.
    const { session } = this.#source;
    const waiting = session && session.usable === undefined;
    if (data.type === ErrorTypes.NETWORK_ERROR && waiting) return;
    this.#callbacks.failed(hlsFailure(data));
  }
}

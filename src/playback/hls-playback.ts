import type Hls from "hls.js";
import type { ErrorData, HlsConfig, Level } from "hls.js";
import type { QualityOption } from "../controls/plyr-controls.js";
import { createHlsConfig } from "../sdk/hls-config.js";
import { hlsFailure } from "./hls-failure.js";
import type {
  Playback,
  PlaybackCallbacks,
  PlaybackSource,
} from "./playback.js";

/** Milliseconds between two attempts to recover from a media error; a second one sooner is final. */
const recoveryIntervalMs = 5_000;

/** Plays HLS by hls.js. */
export class HlsPlayback implements Playback {
  readonly #HlsClass: typeof Hls;
  readonly #hls: Hls;
  readonly #media: HTMLVideoElement;
  readonly #source: PlaybackSource;
  readonly #callbacks: PlaybackCallbacks;
  readonly #ended = new AbortController();
  #recoveredAt = -Infinity;
  #stopped = false;

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
    this.#hls = new HlsClass(this.#config());
    this.#fillBufferOnPlay();
    addEventListener("online", () => this.resume(), {
      signal: this.#ended.signal,
    });
    this.#listen();
    this.#hls.attachMedia(media);
    this.#hls.loadSource(source.src);
  }

  stop(): void {
    this.#hls.stopLoad();
    this.#stopped = true;
  }

  resume(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    if (this.#hls.levels.length > 0)
      this.#hls.startLoad(this.#media.currentTime || -1);
    else this.#hls.loadSource(this.#source.src);
  }

  selectQuality(index: number): void {
    // nextLevel switches without emptying the buffer.
    this.#hls.nextLevel = index;
  }

  destroy(): void {
    this.#ended.abort();
    this.#hls.destroy();
  }

  #config(): Partial<HlsConfig> {
    const { session, hlsConfig, beginningOnly } = this.#source;
    const options: Partial<HlsConfig> = {
      ...(beginningOnly && this.#media.paused ? { maxBufferLength: 1 } : {}),
      ...hlsConfig,
    };
    return session
      ? createHlsConfig(session, this.#HlsClass, options)
      : options;
  }

  #fillBufferOnPlay(): void {
    const seconds =
      this.#source.hlsConfig?.maxBufferLength ??
      this.#HlsClass.DefaultConfig.maxBufferLength;
    this.#media.addEventListener(
      "play",
      () => (this.#hls.config.maxBufferLength = seconds),
      { signal: this.#ended.signal },
    );
  }

  #listen(): void {
    const hls = this.#hls;
    const { Events } = this.#HlsClass;
    const report = () =>
      this.#callbacks.qualities(
        hls.levels.map((level, index) => qualityOf(level, index)),
        hls.autoLevelEnabled ? -1 : hls.manualLevel,
      );
    hls.on(Events.MANIFEST_PARSED, () => {
      // Where no level suits the first estimate, hls.js takes the first one listed, which may be the highest.
      hls.firstLevel = 0;
      report();
    });
    hls.on(Events.LEVELS_UPDATED, report);
    hls.on(Events.LEVEL_SWITCHED, (_event, { level }) => {
      const playing = hls.levels[level];
      if (playing) this.#callbacks.playingQuality(labelOf(playing));
    });
    hls.on(Events.ERROR, (_event, data) => {
      if (data.fatal) this.#onFatal(data);
    });
  }

  #onFatal(data: ErrorData): void {
    const { ErrorTypes } = this.#HlsClass;
    const now = performance.now();
    if (
      data.type === ErrorTypes.MEDIA_ERROR &&
      now - this.#recoveredAt > recoveryIntervalMs
    ) {
      this.#recoveredAt = now;
      return this.#hls.recoverMediaError();
    }
    this.#stopped = true;
    // While a grant is being asked for, the session says what the matter is, and a new grant starts hls.js again.
    const { session } = this.#source;
    const waiting = session && session.usable === undefined;
    if (data.type === ErrorTypes.NETWORK_ERROR && waiting) return;
    this.#callbacks.failed(hlsFailure(data));
  }
}

function qualityOf(level: Level, index: number): QualityOption {
  return { index, height: level.height, label: labelOf(level) };
}

function labelOf({ height, bitrate, frameRate }: Level): string {
  if (!height) return `${Math.round(bitrate / 1_000)} kbit/s`;
  return `${height}p${frameRate > 30 ? Math.round(frameRate) : ""}`;
}

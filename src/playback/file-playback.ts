import { PlayerError } from "../errors.js";
import type { Grant } from "../sdk/grant.js";
import { SHORTEST_WINDOW_SECONDS } from "../media/stream.js";
import { nativeFailure } from "./native-failure.js";
import { keepsStart, takeStart } from "./start-position.js";
import type {
  PlaybackCallbacks,
  PlaybackSource,
  Playback,
} from "./playback.js";

/** MIME type by which a browser says whether it plays HLS itself. */
const hlsType = "application/vnd.apple.mpegurl";

/** Milliseconds before the end of a grant at which its URLs are exchanged at the latest: what plays must load in them. */
const exchangeAheadMs = 3_000;

/** What a viewer notices least while the source is exchanged: nothing moves in these moments anyway. */
const quietMoments = ["pause", "seeking", "waiting"];

/** Seconds of playback by which a grant has proved good; a picture or two come from what is broken as well. */
const provenSeconds = 0.5;

/**
 * Lets the browser play the source itself: a single file, or HLS where there is no MediaSource.
 *
 * The browser makes the requests, so only what it can carry works: cookies, or a URL with the signature of the moment, which
 * for HLS is that of a playlist with signatures inside. That URL is then the `src` of the `<video>` inside the shadow root;
 * it is nowhere else. It dies with its grant: after a renewal it is exchanged for the new grant's, at the same position.
 * @see https://html.spec.whatwg.org/multipage/media.html
 */
export class FilePlayback implements Playback {
  readonly #media: HTMLVideoElement;
  readonly #source: PlaybackSource;
  readonly #callbacks: PlaybackCallbacks;
  readonly #ended = new AbortController();
  /** Whose signature is in the URL that is played. */
  #signedBy: Grant | undefined;
  #exchange: AbortController | undefined;
  /** Seconds: where to go on, until the source that is loaded anew is there. */
  #goingTo: number | undefined;
  /** The grant that was asked for because of a failure: it is not asked for twice. Playback that goes on clears it. */
  #mendedBy: Grant | undefined;
  /** Seconds: where playback goes on from, after a seek or another source. */
  #from = 0;
  /** Seconds: the longest that a live stream could be seeked in so far. It varies by a segment while the stream goes on. */
  #window = 0;

  constructor(
    media: HTMLVideoElement,
    source: PlaybackSource,
    callbacks: PlaybackCallbacks,
  ) {
    this.#media = media;
    this.#source = source;
    this.#callbacks = callbacks;
    const { signal } = this.#ended;
    media.addEventListener("error", () => void this.#recover(), { signal });
    for (const type of ["durationchange", "progress"])
      media.addEventListener(type, () => this.#noticeStream(), { signal });
    media.addEventListener("loadedmetadata", () => this.#goOn(), { signal });
    media.addEventListener("timeupdate", () => this.#prove(), { signal });
    media.addEventListener("seeking", () => (this.#from = media.currentTime), {
      signal,
    });
    const start = takeStart(media);
    if (start > 0 && !keepsStart()) this.#goingTo = start;
    this.#begin();
  }

  stop(): void {}

  resume(): void {
    if (this.#media.error || !this.#media.src) this.#continue();
    else if (this.#signedBy && this.#signedBy !== this.#source.session?.usable)
      this.#exchangeSoon(this.#signedBy);
  }

  destroy(): void {
    this.#ended.abort();
    this.#exchange?.abort();
    this.#source.player?.setStream("unknown", NaN);
    this.#media.removeAttribute("src");
    this.#media.load();
  }

  #begin(): void {
    this.#exchange?.abort();
    const { src, isHls, session } = this.#source;
    const grant = session?.usable;
    const asked = grant?.requestFor(src) ?? { url: src, credentials: false };
    const isSigned = asked.url !== src;
    const native = isHls && isSigned ? grant?.nativeRequest() : undefined;
    if (isHls && isSigned && !native)
      return this.#unsupported(
        "This browser plays HLS without MediaSource, and then no signature can be put on its requests: use cookie delivery, or name a nativeUrl in the grant.",
      );
    if (isHls && !this.#media.canPlayType(hlsType))
      return this.#unsupported(
        "This browser has no MediaSource, and does not play HLS itself.",
      );
    this.#signedBy = isSigned ? grant : undefined;
    if (session)
      this.#media.crossOrigin = asked.credentials
        ? "use-credentials"
        : "anonymous";
    const { paused } = this.#media;
    this.#media.src = native?.url ?? asked.url;
    // The change interrupts a play() that has only just been called.
    if (!paused) void this.#media.play().catch(() => {});
  }

  /** Exchanges the source when the viewer notices it least, or just before its URLs die with the grant that signed them. */
  #exchangeSoon({ expiresAt }: Grant): void {
    if (this.#exchange && !this.#exchange.signal.aborted) return;
    const { session } = this.#source;
    const media = this.#media;
    const exchange = () => {
      // What plays to its end without another request stays as it is.
      if (!hasLoadedAll(media)) this.#continue();
    };
    if (media.paused) return exchange();
    const { signal } = (this.#exchange = new AbortController());
    for (const type of quietMoments)
      media.addEventListener(type, exchange, { signal });
    const waitMs = expiresAt - session!.now() - exchangeAheadMs;
    const timer = setTimeout(exchange, Math.max(0, waitMs));
    signal.addEventListener("abort", () => clearTimeout(timer));
  }

  /** The browser does not say what went wrong; an expired grant is the likeliest, and the one that can be mended. */
  async #recover(): Promise<void> {
    const { session, src } = this.#source;
    const grant = session?.usable;
    const { signal } = this.#ended;
    // What failed was an older grant's, which is no fault of the one at hand.
    if (grant && this.#signedBy && this.#signedBy !== grant)
      return this.#continue();
    const may = session && (!this.#mendedBy || this.#mendedBy !== grant);
    const renewed =
      may &&
      (grant
        ? await session.refused(grant, src, 0, signal)
        : (await session.ready(signal)) !== undefined);
    if (signal.aborted) return;
    if (renewed) {
      this.#mendedBy = session?.usable;
      return this.#continue();
    }
    const request = session?.usable?.requestFor(src);
    const failure = await nativeFailure(
      this.#media.error,
      src,
      request,
      signal,
    );
    if (!signal.aborted) this.#callbacks.failed(failure);
  }

  /**
   * Tells the session that a grant is good which was asked for because of a failure: the next failure is then another one.
   * By where playback has come to: there is a `timeupdate` of a change of the source as well, and of a seek.
   */
  #prove(): void {
    const grant = this.#mendedBy;
    if (!grant || this.#media.currentTime < this.#from + provenSeconds) return;
    this.#mendedBy = undefined;
    this.#source.session?.accepted(grant);
  }

  /** Loads the source anew, and goes on at the same position and speed. */
  #continue(): void {
    const media = this.#media;
    const { playbackRate } = media;
    const position = this.#goingTo ?? media.currentTime;
    this.#from = position;
    this.#begin();
    if (keepsStart()) media.currentTime = position;
    else this.#goingTo = position;
    media.playbackRate = playbackRate;
  }

  /** Goes where it was, now that the browser knows the source. */
  #goOn(): void {
    if (this.#goingTo !== undefined) this.#media.currentTime = this.#goingTo;
    this.#goingTo = undefined;
  }

  /** A browser gives what has no end the duration Infinity. What can be seeked in it says a little later, and then anew. */
  #noticeStream(): void {
    const { duration, seekable } = this.#media;
    const { player } = this.#source;
    if (Number.isNaN(duration)) return player?.setStream("unknown", NaN);
    if (duration !== Infinity) return player?.setStream("on-demand", NaN);
    const last = seekable.length - 1;
    const seconds = last < 0 ? 0 : seekable.end(last) - seekable.start(0);
    this.#window = Math.max(this.#window, Math.round(seconds));
    player?.setStream(
      "live",
      this.#window < SHORTEST_WINDOW_SECONDS ? 0 : this.#window,
    );
  }

  #unsupported(message: string): void {
    this.#callbacks.failed(new PlayerError("not-supported", message));
  }
}

/** Whether all from here to the end is in the buffer. */
function hasLoadedAll({ buffered, currentTime, duration }: HTMLVideoElement) {
  for (let i = 0; i < buffered.length; i++)
    if (buffered.start(i) <= currentTime && buffered.end(i) >= duration - 0.5)
      return true;
  return false;
}

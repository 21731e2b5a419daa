import { LitElement } from "lit";
import { MediaTracksMixin, type VideoRendition } from "media-tracks";
import type {
  AudioRenditionList,
  AudioTrack,
  AudioTrackList,
  VideoRenditionList,
  VideoTrack,
  VideoTrackList,
} from "media-tracks";
import { mediaEvents } from "../events.js";
import { notePlaying } from "./exclusive.js";
import { LightChildren } from "./light-children.js";
import { defineNativeSurface, type NativeSurface } from "./native-surface.js";
import { Nearness } from "./nearness.js";
import {
  defineReflectedProperties,
  propertyOf,
  reflectedAttributes,
} from "./reflected-properties.js";
import type { LiveEdge, StreamType } from "./stream.js";

/** Where only the browser knows: it does not say how far behind it means to play. */
const nativeToleranceSeconds = 10;

/** Attributes that the inner `<video>` takes over as they are. */
const passedOn = [
  "autoplay",
  "autopictureinpicture",
  "controlslist",
  "crossorigin",
  "disablepictureinpicture",
  "disableremoteplayback",
  "loop",
  "playsinline",
  "poster",
];

/** A rendition as the lists have it, and what theirs leave out. */
export interface PlayerRendition extends VideoRendition {
  /** As in `VIDEO-RANGE`. @see https://datatracker.ietf.org/doc/html/draft-pantos-hls-rfc8216bis#section-4.4.6.2 */
  videoRange?: "SDR" | "PQ" | "HLG";
}

interface Surface extends NativeSurface {
  /** `lazy`: nothing is loaded before the player comes within 1,000 pixels of the window, or is played. */
  loading: "eager" | "lazy";
  /** Of the exclusive players of a page, one plays at a time. */
  exclusive: boolean;
  /** Video tracks of the stream: one, `main`. */
  readonly videoTracks: VideoTrackList;
  /** Audio tracks of the stream; the one that is heard is `enabled`. */
  readonly audioTracks: AudioTrackList;
  /** What the stream's video comes in; `selectedIndex` is -1 while the player chooses. */
  readonly videoRenditions: VideoRenditionList;
  /** What the stream's audio comes in. */
  readonly audioRenditions: AudioRenditionList;
  /** @internal */
  addVideoTrack(kind: string, label?: string, language?: string): VideoTrack;
  /** @internal */
  removeVideoTrack(track: VideoTrack): void;
  /** @internal */
  addAudioTrack(kind: string, label?: string, language?: string): AudioTrack;
  /** @internal */
  removeAudioTrack(track: AudioTrack): void;
}

/** What is defined below, on the prototype of the class. */
const Base = LitElement as unknown as Omit<typeof LitElement, "prototype"> &
  (new () => LitElement & Surface);

/**
 * Behaves as `<video>`: a `<video>` in a shadow root, and all of HTMLVideoElement on the element itself, together with
 * the lists of renditions and tracks that browsers do not have (`media-tracks`).
 */
export class MediaElement extends Base {
  /** The `<video>` inside. There from the beginning; made by hand and never rendered, since controls move it about. */
  declare readonly nativeEl: HTMLVideoElement;
  /** The rendition that is on the screen. A change is a `playingrenditionchange`. @readonly */
  playingRendition: PlayerRendition | undefined;
  /** Pixels: what is higher is neither listed nor played. A change is a `limitschange`, as that of `rateLimit`. @internal */
  heightLimit = Infinity;
  /** A `playbackRate` above it is set back. @internal */
  rateLimit = Infinity;

  #children: LightChildren | undefined;
  #streamType: StreamType = "unknown";
  #targetLiveWindow = NaN;
  #liveEdge: LiveEdge | undefined;
  #size: CSSStyleSheet | undefined;
  #nearness: Nearness | undefined;
  #forcedTracks: () => readonly TextTrack[] = () => [];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...reflectedAttributes, ...passedOn];
  }

  constructor() {
    super();
    // None on a server.
    if (!globalThis.document) return;
    const video = document.createElement("video");
    video.part.add("video");
    Object.defineProperty(this, "nativeEl", { value: video });
    for (const type of mediaEvents)
      video.addEventListener(type, (event) => this.onMediaEvent(event));
    this.#children = new LightChildren(this, video, () => this.onSources());
  }

  /** Whether the stream is live; `unknown` until it has loaded. A change is a `streamtypechange`. */
  get streamType(): StreamType {
    return this.#streamType;
  }

  /**
   * Seconds of a live stream that can be seeked in: 0 where there is nothing but the live edge, `Infinity` where it goes
   * back to the beginning, `NaN` for what is not live. A change is a `targetlivewindowchange`.
   */
  get targetLiveWindow(): number {
    return this.#targetLiveWindow;
  }

  /** Seconds of media time from which on playback counts as live; `NaN` for what is not live. */
  get liveEdgeStart(): number {
    return (
      this.liveSyncPosition -
      (this.#liveEdge?.toleranceSeconds ?? nativeToleranceSeconds)
    );
  }

  /** Seconds of media time to seek to for what is live; `NaN` for what is not live. */
  get liveSyncPosition(): number {
    if (this.streamType !== "live") return NaN;
    const { seekable } = this.nativeEl;
    return (
      this.#liveEdge?.syncPosition() ??
      (seekable.length > 0 ? seekable.end(seekable.length - 1) : NaN)
    );
  }

  /** As `<video>` answers, and "maybe" for HLS, which hls.js plays where the browser does not. */
  canPlayType(type: string): CanPlayTypeResult {
    const native = this.nativeEl.canPlayType(type);
    const isHls = /^application\/(?:x-|vnd\.apple\.)mpegurl\b/i.test(type);
    return native || (isHls ? "maybe" : "");
  }

  override connectedCallback(): void {
    this.#upgradeProperties();
    if (this.loading === "lazy" && !this.hasUpdated)
      this.#nearness ??= new Nearness(this);
    super.connectedCallback();
    if (this.width || this.height) this.#resize();
    this.#children?.observe();
  }

  /** Resolves when there is reason to load anything: at once, or with `loading="lazy"` near the window. @internal */
  get near(): Promise<void> | undefined {
    return this.#nearness?.near;
  }

  /** Whatever has to be loaded is wanted now. */
  protected reach(): void {
    this.#nearness?.reach();
  }

  /** Nothing is rendered until then, and so nothing is loaded. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    if (!this.near || this.hasUpdated) return super.scheduleUpdate();
    return this.near.then(() => {
      this.#showPoster();
      return super.scheduleUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children?.disconnect();
  }

  override attributeChangedCallback(
    name: string,
    old: string | null,
    value: string | null,
  ): void {
    super.attributeChangedCallback(name, old, value);
    if (old === value) return;
    const video = this.nativeEl;
    if (name === "loading" && this.loading === "eager") this.reach();
    if (name === "poster" && this.loading === "lazy" && !this.hasUpdated)
      return;
    if (passedOn.includes(name)) {
      if (value === null) video.removeAttribute(name);
      else video.setAttribute(name, value);
    }
    // As the parser does it; later the attribute is but the default.
    if (name === "muted" && !this.hasUpdated) video.muted = value !== null;
    if (name === "width" || name === "height") this.#resize();
    const property = propertyOf(name);
    if (property) this.requestUpdate(property, old);
  }

  /** What the `<video>` tells: dispatched again, of the same kind and with the same content. Like those, it does not bubble. */
  protected onMediaEvent(event: Event): void {
    if (event.type === "ratechange" && this.playbackRate > this.rateLimit)
      this.playbackRate = this.rateLimit;
    if (event.type === "play") this.reach();
    notePlaying(this, event);
    const Kind = event.constructor as typeof Event;
    this.dispatchEvent(new Kind(event.type, event));
  }

  /** The first playable `<source>` is another one. */
  protected onSources(): void {}

  /** Absolute URL of what the page gives to play: `src`, or the first playable `<source>`. @internal */
  get pageSource(): string {
    return this.getAttribute("src") ? this.src : (this.#children?.source ?? "");
  }

  protected setLimits(height: number, rate: number): void {
    this.heightLimit = height;
    this.rateLimit = rate;
    this.playbackRate = Math.min(this.playbackRate, rate);
    this.dispatchEvent(new Event("limitschange"));
  }

  /** Called by playback when it has learnt what kind of stream it is. @internal */
  setStream(
    type: StreamType,
    targetLiveWindow: number,
    liveEdge?: LiveEdge,
  ): void {
    this.#liveEdge = liveEdge;
    if (type !== this.#streamType) {
      this.#streamType = type;
      this.dispatchEvent(new Event("streamtypechange"));
    }
    if (Object.is(targetLiveWindow, this.#targetLiveWindow)) return;
    this.#targetLiveWindow = targetLiveWindow;
    this.dispatchEvent(new Event("targetlivewindowchange"));
  }

  /** Called by playback that knows which text tracks are forced, which browsers do not. @internal */
  setForcedTracks(tracks: () => readonly TextTrack[]): void {
    this.#forcedTracks = tracks;
  }

  /** Whether a text track is for foreign speech and signs alone (`FORCED=YES`). @internal */
  isForced(track: TextTrack): boolean {
    return (
      this.#forcedTracks().includes(track) ||
      // Safari's name of it.
      (track.kind as string) === "forced"
    );
  }

  /** Called by playback when another rendition is on the screen. @internal */
  setPlayingRendition(rendition: PlayerRendition | undefined): void {
    if (rendition === this.playingRendition) return;
    this.playingRendition = rendition;
    this.dispatchEvent(new Event("playingrenditionchange"));
  }

  #showPoster(): void {
    const poster = this.getAttribute("poster");
    if (poster !== null) this.nativeEl.setAttribute("poster", poster);
  }

  /** What was set before the element was defined lies on the object itself, and hides what the class has. */
  #upgradeProperties(): void {
    for (const name of Object.keys(this)) {
      if (!(name in MediaElement.prototype)) continue;
      const value = Reflect.get(this, name) as unknown;
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
  }

  /** `width` and `height` are presentational hints: whatever a page's stylesheet says wins. A sheet and no style attribute. */
  #resize(): void {
    const root = this.renderRoot as ShadowRoot | undefined;
    if (!root?.adoptedStyleSheets) return;
    const { width, height } = this;
    if (!this.#size) {
      this.#size = new CSSStyleSheet();
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#size];
    }
    this.#size.replaceSync(
      `:host{${width ? `width:${width}px;max-width:100%;` : ""}${width && height ? `aspect-ratio:${width}/${height}` : height ? `height:${height}px` : ""}}`,
    );
  }
}

defineReflectedProperties(MediaElement.prototype);
MediaTracksMixin(MediaElement);
defineNativeSurface(MediaElement.prototype);

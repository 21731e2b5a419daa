import type { PropertyValues, TemplateResult } from "lit";
import type { HlsConfig } from "hls.js";
import { ControlsController } from "./controllers/controls-controller.js";
import { DiagnosisController } from "./controllers/diagnosis-controller.js";
import { LessonController } from "./controllers/lesson-controller.js";
import { OverlayController } from "./controllers/overlay-controller.js";
import { VideoController } from "./controllers/video-controller.js";
import { WordsController } from "./controllers/words-controller.js";
import type { WatchedRange } from "./contract.js";
import type { PlayerError } from "./errors.js";
import type { ListenerEventMap } from "./events.js";
import type { RestoredProgress } from "./lesson/watched.js";
import { heightLimit, rateLimit } from "./media/limits.js";
import { MediaElement } from "./media/media-element.js";
import { createLayers } from "./layers.js";
import type { Messages } from "./messages/messages.js";
import type { HlsLibrary } from "./playback/playback.js";
import type { RenewalStateName } from "./sdk/renewal.js";
import type { GrantHeaders, RequestGrant } from "./sdk/request-grant.js";
import { styles } from "./styles.js";
import { template } from "./template.js";

/**
 * Plays protected HLS: asks a grant endpoint for leave to play, plays with it, and renews it before it ends.
 *
 * @example
 * ```html
 * <secure-hls-player grant-endpoint="/grant" video-id="lesson-1" controls></secure-hls-player>
 * ```
 *
 * @tag secure-hls-player
 * @attr {string} src - What to play where the endpoint only sets cookies, or where there is no grant at all.
 * @attr {string} poster - URL of an image to show before playback. Without it, the grant's `posterUrl`.
 * @attr {string} storyboard - URL of thumbnails of the timeline, as WebVTT or JSON. Without it, the grant's `storyboardUrl`.
 * @attr {"none" | "metadata" | "auto"} [preload="metadata"] - `none` makes no request before play; `metadata` loads the beginning; `auto` fills the buffer.
 * @attr {"eager" | "lazy"} [loading="eager"] - `lazy`: no request at all before the player comes near the window, or is played.
 * @attr {boolean} exclusive - Of the players of a page that have it, one plays at a time: starting one pauses the others.
 * @attr {boolean} controls - Show the player's controls.
 * @attr {string} controlslist - As on `<video>`: `nofullscreen`, `noplaybackrate`, `noremoteplayback`.
 * @attr {boolean} autoplay - As on `<video>`. Browsers usually allow it for muted video alone.
 * @attr {boolean} muted - As on `<video>`: muted to begin with.
 * @attr {boolean} loop - As on `<video>`.
 * @attr {boolean} playsinline - As on `<video>`: an iPhone then plays in the page and not in fullscreen.
 * @attr {"anonymous" | "use-credentials"} crossorigin - As on `<video>`, for `<track>` children and a `src` without a grant.
 * @attr {number} width - Pixels. As on `<video>`, what a stylesheet says wins.
 * @attr {number} height - Pixels. As on `<video>`, what a stylesheet says wins.
 * @attr {boolean} autopictureinpicture - As on Safari's `<video>`: picture-in-picture by itself when the viewer leaves the page.
 * @attr {boolean} disablepictureinpicture - As on `<video>`.
 * @attr {boolean} disableremoteplayback - As on `<video>`.
 * @slot error - Shown in place of the text of a refusal.
 * @slot overlay - Lies over the picture and under the controls, in fullscreen too. Pointers go through it.
 * @slot poster - Shown until playback begins. A click on it plays.
 * @csspart video - The `<video>`.
 * @csspart controls - The control bar.
 * @csspart control-button - Each button of the bar.
 * @csspart big-play-button - The button over the video before it plays.
 * @csspart play-button - Play and pause, in the bar.
 * @csspart mute-button - Sound on and off.
 * @csspart captions-button - Captions on and off.
 * @csspart settings-button - Opens the menu.
 * @csspart pip-button - Picture in picture.
 * @csspart airplay-button - AirPlay.
 * @csspart fullscreen-button - Fullscreen.
 * @csspart live-button - "Live", where the stream is.
 * @csspart volume-slider - The volume.
 * @csspart seek-bar - The slider, what is buffered and the marks of chapters.
 * @csspart seek-slider - The slider alone.
 * @csspart chapter-mark - Where a chapter begins.
 * @csspart preview - The bubble above the seek bar.
 * @csspart thumbnail - The picture in it.
 * @csspart time - Both times.
 * @csspart current-time - The time of playback.
 * @csspart duration - How long the video lasts.
 * @csspart menu - The settings menu.
 * @csspart captions - Where captions are drawn.
 * @csspart feedback - The bubble that says what a key or a tap has done, such as "+10s".
 * @csspart refusal - What covers the video when it is refused.
 * @csspart dialog - A dialog of the player, such as the list of keys.
 * @csspart status - The line that says "Loading…", "Trying again…" and "You are offline".
 * @csspart button - Each button of refusal and status.
 * @csspart try-again - The button "Try again".
 * @csspart sign-in - The link "Sign in".
 * @csspart watch-here - Each button "Watch here instead".
 * @csspart devices - The list of devices.
 * @csspart code - The error's code, in small print.
 * @csspart allow-cookies - In a frame of another site, the button "Allow cookies for this video".
 * @csspart resume - The line that asks "Continue from 12:04?".
 * @csspart continue - Its button "Continue".
 * @csspart start-over - Its button "Start over".
 * @csspart cause - With `debug`, the paragraph that says to the author what the cause of a refusal is.
 * @cssprop [--plyr-color-main=#3567c9] - Accent of the controls; Plyr's other `--plyr-*` properties work as well.
 * @cssprop [--plyr-font-family=system-ui] - Font.
 * @cssprop [--plyr-font-size-small=13px] - Size of times, previews and menu.
 * @cssprop [--plyr-control-icon-size=18px] - Size of icons.
 * @cssprop [--plyr-control-spacing=10px] - Space within and between controls.
 * @cssprop [--plyr-control-radius=4px] - Corners of buttons.
 * @cssprop [--plyr-video-control-color=#fff] - Icons and texts of the bar.
 * @cssprop --plyr-video-controls-background - Behind the bar.
 * @cssprop [--plyr-focus-visible-color=#fff] - Ring around what has the focus.
 * @cssprop [--plyr-range-track-height=5px] - Height of the sliders' tracks.
 * @cssprop --plyr-menu-background - Behind the menu.
 * @cssprop --plyr-menu-color - Text of the menu.
 * @cssprop [--plyr-menu-radius=8px] - Corners of the menu.
 * @cssprop [--plyr-captions-background=rgb(0 0 0 / 80%)] - Behind captions.
 * @cssprop [--plyr-captions-text-color=#fff] - Captions.
 * @cssprop [--plyr-live-color=#ff4d4d] - Dot of the button "Live".
 * @cssprop --plyr-preview-background - Behind the bubble above the seek bar.
 * @cssprop [--plyr-preview-color=#fff] - Text in it.
 * @cssprop --plyr-preview-width - Width of the picture in it.
 * @cssprop [--plyr-progress-marker-background=rgb(16 20 31 / 80%)] - Marks of chapters.
 * @fires {CustomEvent<GrantEventDetail>} grant-issued - The first grant for this video.
 * @fires {CustomEvent<GrantEventDetail>} grant-renewed - Each further one.
 * @fires {CustomEvent<GrantRetryingDetail>} grant-retrying - A grant request failed and will be repeated.
 * @fires {Event} streamtypechange - `streamType` is another one.
 * @fires {Event} targetlivewindowchange - `targetLiveWindow` is another one.
 * @fires {Event} playingrenditionchange - Another rendition is on the screen.
 * @fires {Event} limitschange - `max-quality` or `max-rate` is another one.
 * @fires {CustomEvent<ProgressDetail>} progress-report - What was watched so far: every `progress-interval`, and when playback begins, stops or goes elsewhere.
 * @fires {CustomEvent<ProgressRefusedDetail>} progress-refused - The progress endpoint did not take a report, or did not answer.
 * @fires {CustomEvent<ProgressDetail>} completed - As much as `completion-threshold` was watched; once.
 * @fires {CustomEvent<SeekBlockedDetail>} seek-blocked - A seek was undone, as `seek-policy` says.
 * @fires {CustomEvent<PlayerError>} error - Playback is refused or has failed. The detail is the reason.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- below are methods that every element has
export class SecureHlsPlayer extends MediaElement {
  static override readonly styles = styles;

  /** Given to lit here and not by decorators, which cost the first script half a kilobyte. */
  static override readonly properties = {
    grantEndpoint: { attribute: "grant-endpoint" },
    assertionEndpoint: { attribute: "assertion-endpoint" },
    videoId: { attribute: "video-id" },
    loginUrl: { attribute: "login-url" },
    grantHeaders: { attribute: false },
    // Another function in place of one is no other video: frameworks bring one at each render.
    requestGrant: {
      attribute: false,
      hasChanged: (now: unknown, before: unknown) => !now !== !before,
    },
    hlsConfig: { attribute: false },
    hlsLibrary: { attribute: false },
    messages: { attribute: false },
    maxQuality: { attribute: "max-quality" },
    maxRate: { attribute: "max-rate" },
    noHotkeys: { attribute: "nohotkeys", type: Boolean },
    noPreferences: { attribute: "nopreferences", type: Boolean },
    storyboard: {},
    startAt: { attribute: "start-at" },
    resume: {},
    seekPolicy: { attribute: "seek-policy" },
    completionThreshold: { attribute: "completion-threshold" },
    progressEndpoint: { attribute: "progress-endpoint" },
    progressInterval: { attribute: "progress-interval" },
    debug: { type: Boolean },
  };

  /** URL of the grant endpoint, absolute or relative to the page. */
  grantEndpoint?: string;
  /** URL that is asked before each grant request who is there, absolute or relative to the page: for an LMS beside a grant endpoint of another host. */
  assertionEndpoint?: string;
  /** What to watch; passed to the grant endpoint as it is. */
  videoId?: string;
  /** Where a viewer who is not signed in can do so: http(s), or relative to the page. `{returnUrl}` in it is the page's own address. */
  loginUrl?: string;

  /** URL of a public storyboard, WebVTT or JSON. Without it, the grant's `storyboardUrl`. */
  storyboard?: string;

  /** Headers for the grant request, such as a bearer token; a function is asked before each request. */
  grantHeaders?: GrantHeaders;
  /** Replaces the grant request wholly. Another function in its place is asked from the next request on. */
  requestGrant?: RequestGrant;
  /** Extra options for hls.js. */
  hlsConfig?: Partial<HlsConfig>;
  /** hls.js in place of the player's own, which has no DRM, CMCD or interstitials. Read when a video begins. */
  hlsLibrary?: HlsLibrary;
  /** Texts to use instead of the player's own, whatever the language. Shown as text: no HTML. */
  messages?: Partial<Messages>;

  /** Pixels of height, as `"720p"` or `720`: renditions above it are neither listed nor played. */
  maxQuality?: string | number;
  /** The highest playback rate. At 1 and below there is no menu of speeds. */
  maxRate?: string | number;
  /** No keyboard shortcuts: only what has the focus reacts to keys. */
  noHotkeys = false;
  /** What the viewer chooses is not remembered in this browser, nor used if it was. */
  noPreferences = false;

  /** Seconds at which playback begins. Read when a video begins. */
  startAt?: string | number;
  /** Go on where the viewer was: `"ask"` (also as an empty attribute) offers it, `"auto"` does it. Without it, nothing is kept in this browser. */
  resume?: string;
  /** Where the viewer may seek to: `"free"`, `"watched"` (no further than was watched) or `"none"`. */
  seekPolicy?: string;
  /** Share of the video that counts as all of it, 0 to 1. */
  completionThreshold?: string | number;
  /** URL that progress is posted to, and read from, absolute or relative to the page. Needs `video-id`. */
  progressEndpoint?: string;
  /** Seconds between two reports of progress while the video plays. */
  progressInterval?: string | number;
  /** Says under a refusal, to the author of the page, what causes it; see `docs/errors.md`. Not for viewers. */
  debug = false;

  #layers: ReturnType<typeof createLayers> | undefined;

  readonly #words = new WordsController(this, () => {
    this.#controls.remake();
    this.requestUpdate();
  });
  readonly #overlay = new OverlayController(this, this.#words.ready, {
    retry: () => this.#video.retryNow(),
    takeOver: (sessionId) => this.takeOver(sessionId),
  });
  readonly #diagnosis = new DiagnosisController(this, () =>
    this.#overlay.retry(),
  );
  readonly #lesson = new LessonController(this, this.#overlay);
  readonly #video: VideoController = new VideoController(this, {
    overlay: this.#overlay,
    diagnosis: this.#diagnosis,
    lesson: this.#lesson,
  });
  readonly #controls = new ControlsController(this, {
    ready: this.#words.ready,
    controls: () => ({
      words: this.#words.words,
      layers: Object.values(this.#layers ?? {}),
      announce: (text) => this.#overlay.overlay?.announce(text),
      storyboard: () => this.#video.storyboard(),
    }),
  });

  /** Where the grant session stands: `idle`, `requesting`, `active`, `retrying`, `blocked`, `lapsed` or `closed`. */
  get grantState(): RenewalStateName {
    return this.#video.grantState;
  }

  /** Why the video does not play; `null` while nothing is wrong. */
  get error(): PlayerError | null {
    return this.#video.error;
  }

  /** The `<video>` inside, under its older name here. */
  get media(): HTMLVideoElement {
    return this.nativeEl;
  }

  /** Absolute URL of what is played, without its signature; the empty string while there is nothing. */
  get currentSrc(): string {
    return this.#video.currentSrc;
  }

  /** Seconds from which and to which the current video was watched, at whatever speed: in order and apart from each other. */
  get watchedRanges(): WatchedRange[] {
    return this.#lesson.watchedRanges;
  }

  /** Share of the current video that was watched, 0 to 1. */
  get watchedFraction(): number {
    return this.#lesson.watchedFraction;
  }

  /** Whether `watchedFraction` has reached `completionThreshold`. Once it has, it stays so. */
  get completed(): boolean {
    return this.#lesson.completed;
  }

  /** Plays, as `<video>` does. @throws {DOMException} `NotAllowedError` where the browser wants a click first */
  async play(): Promise<void> {
    this.reach();
    await this.updateComplete;
    const video = this.nativeEl;
    // A stream that is attached just then interrupts the first call, and plays on.
    await video.play().catch((error: unknown) => {
      if (video.paused) throw error;
      return video.play();
    });
  }

  /** Begins anew, with a new grant, from the beginning; with `preload="none"` when it is played. */
  load(): void {
    if (this.hasUpdated) this.#video.open();
  }

  /** Tries again after a refusal, at the same position. */
  retry(): void {
    this.#video.retry();
  }

  /**
   * Ends the session of another device and plays here instead, at the same position.
   * @param sessionId from the `devices` of a `session-limit`
   */
  takeOver(sessionId: string): void {
    this.#video.takeOver(sessionId);
  }

  /**
   * Goes on where the viewer was, as something else has kept it: what was watched counts, and playback is at `position`
   * (seconds) from then on; with `resume="ask"` the viewer is asked. `completed: false` has `completed` dispatched also for
   * what was complete before.
   */
  restoreProgress(progress: RestoredProgress): void {
    this.#lesson.restore(progress);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has("messages")) this.#words.override(this.messages);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const video = this.nativeEl;
    if (changed.has("maxQuality") || changed.has("maxRate"))
      this.setLimits(heightLimit(this.maxQuality), rateLimit(this.maxRate));
    const first = !video.parentNode;
    if (first) {
      this.#layers = createLayers(() => void this.play().catch(() => {}));
      this.renderRoot
        .querySelector(".mount")!
        .append(video, ...Object.values(this.#layers));
    }
    this.#layers!.poster.hidden = this.#video.hasPlayed;
    // "none" is over once there is something to play; on the <video> it would keep hls.js waiting.
    video.preload = this.preload === "auto" ? "auto" : "metadata";
    if (changed.has("controls") || first) this.#controls.show(this.controls);
    else if (changed.has("noPreferences")) this.#controls.remake();
    const sources = [
      "grantEndpoint",
      "assertionEndpoint",
      "videoId",
      "src",
      "requestGrant",
    ] as const;
    if (
      first ||
      sources.some((name) => changed.has(name)) ||
      (changed.has("preload") && this.#video.phase === "idle")
    )
      this.#video.open();
    else if (
      changed.has("grantHeaders") &&
      this.error?.code === "not-signed-in"
    )
      void this.#video.retryWithHeaders();
  }

  protected override render(): TemplateResult {
    return template({
      phase: this.#video.phase,
      error: this.error,
      words: this.#words.words,
      mustWait: this.#video.mustWait,
      loginUrl: this.loginUrl,
      pageDirection: this.isConnected
        ? getComputedStyle(this).direction
        : "ltr",
      overlay: this.#overlay.overlay,
      plain: this.#overlay.plain,
      offer: this.#lesson.offer,
      onRetry: this.#overlay.retry,
      cause: this.#diagnosis.cause,
      access: this.#diagnosis.access,
    });
  }

  protected override onMediaEvent(event: Event): void {
    // Before, it would begin twice.
    if (this.hasUpdated) this.#video.notice(event);
    super.onMediaEvent(event);
  }

  protected override onSources(): void {
    if (this.hasUpdated && !this.getAttribute("src")) this.#video.open();
  }
}

/** Types alone: a listener knows what it gets. Angular's checker of templates asks this as well. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export interface SecureHlsPlayer {
  addEventListener<Type extends keyof ListenerEventMap>(
    type: Type,
    listener: (this: SecureHlsPlayer, event: ListenerEventMap[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof ListenerEventMap>(
    type: Type,
    listener: (this: SecureHlsPlayer, event: ListenerEventMap[Type]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

import type { ReactiveController } from "lit";
import type { HlsConfig } from "hls.js";
import type { StoryboardSource } from "../controls/storyboard-file.js";
import { PlayerError } from "../errors.js";
import type { WrittenSettings } from "../lesson/settings.js";
import type { MediaElement } from "../media/media-element.js";
import { phaseOf, type Phase } from "../phase.js";
import type { HlsLibrary } from "../playback/playback.js";
import { isPlaylist, type Grant } from "../sdk/grant.js";
import type { RenewalStateName } from "../sdk/renewal.js";
import type { GrantHeaders, RequestGrant } from "../sdk/request-grant.js";
import type { DiagnosisController } from "./diagnosis-controller.js";
import type { LessonController } from "./lesson-controller.js";
import { GrantController } from "./grant-controller.js";
import type { OverlayController } from "./overlay-controller.js";
import { PlaybackController, preloadPlayback } from "./playback-controller.js";
import { WatermarkController } from "./watermark-controller.js";
import { absoluteUrl, preconnect, preloadPlaylist } from "./resource-hints.js";

/** Milliseconds after its beginning at which a video loads its overlay: what is needed for the first picture goes first. */
const OVERLAY_AFTER_MS = 500;

/** What of the element says which video it is, and how it is asked for. */
export interface VideoHost extends MediaElement, WrittenSettings {
  readonly grantEndpoint?: string | undefined;
  readonly assertionEndpoint?: string | undefined;
  readonly videoId?: string | undefined;
  readonly grantHeaders?: GrantHeaders | undefined;
  readonly requestGrant?: RequestGrant | undefined;
  readonly hlsConfig?: Partial<HlsConfig> | undefined;
  readonly hlsLibrary?: HlsLibrary | undefined;
  readonly progressEndpoint?: string | undefined;
}

/** Whom it tells. */
export interface VideoListeners {
  overlay: OverlayController;
  diagnosis: DiagnosisController;
  lesson: LessonController;
}

/** The current video, from its grant to its refusal: the whole line, for as long as the element is in a page. */
export class VideoController implements ReactiveController {
  readonly #host: VideoHost;
  readonly #overlay: OverlayController;
  readonly #diagnosis: DiagnosisController;
  readonly #lesson: LessonController;
  readonly #grants: GrantController;
  readonly #playback: PlaybackController;
  readonly #watermark: WatermarkController;
  /** Ends with the current video: its grant, its playback, its poster. */
  #showing: AbortController | undefined;
  /** The headers that the page gave last. */
  #sent = "";
  /** Whether to play on after a refusal that was got over. */
  #playOn = false;
  /** Whether playback has stopped for want of data. */
  #waiting = false;
  /** Absolute URL of what is played, without its signature; the empty string while there is nothing. */
  currentSrc = "";
  /** Why the video does not play; `null` while nothing is wrong. */
  error: PlayerError | null = null;
  /** Whether its poster has had its time. */
  hasPlayed = false;

  constructor(host: VideoHost, listeners: VideoListeners) {
    const { overlay, diagnosis, lesson } = listeners;
    this.#host = host;
    this.#overlay = overlay;
    this.#diagnosis = diagnosis;
    this.#lesson = lesson;
    this.#grants = new GrantController(host, {
      granted: (grant, first) => this.#onGranted(grant, first),
      retrying: ({ error, attempt, retryAt }) => {
        this.#dispatch("grant-retrying", {
          error,
          attempt,
          retryAt: this.#byViewersClock(retryAt),
        });
        // Authors need not wait until the last try has failed.
        if (attempt === 1) this.#diagnose(error);
      },
      blocked: (error) => this.#refuse(error),
    });
    this.#playback = new PlaybackController({
      failed: (error) => this.#refuse(error),
    });
    this.#watermark = new WatermarkController(host.nativeEl, (what) =>
      this.#refuse(
        new PlayerError(
          "watermark-removed",
          `The watermark does not lie over the picture as it was drawn: ${what}.`,
        ),
      ),
    );
    host.addController(this);
  }

  get grantState(): RenewalStateName {
    return this.#grants.state;
  }

  /** Whether the endpoint itself has said how long to wait, so that there is no hurrying it. */
  get mustWait(): boolean {
    return this.#grants.mustWait;
  }

  get phase(): Phase {
    return phaseOf({
      refused: this.error !== null,
      begun: this.#showing !== undefined,
      grantState: this.grantState,
      attempt: this.#grants.attempt,
      waiting: this.#waiting,
      media: this.#host.nativeEl,
    });
  }

  hostConnected(): void {
    if (this.#host.hasUpdated && !this.#showing) this.open();
  }

  /** Moving the element in the page disconnects and connects it at once: that must not stop the video. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#close();
    });
  }

  /** Begins anew; with `preload="none"` when it is played. */
  open(): void {
    this.#close();
    const { preload, autoplay, paused } = this.#host;
    if (preload !== "none" || autoplay || !paused) this.#show();
  }

  /** What is tried again by itself later on is tried now. */
  retryNow(): void {
    const retrying = this.grantState === "retrying";
    if (retrying) this.#grants.session!.retryNow();
    if (!retrying || this.#mayGoOn) this.retry();
  }

  /** Goes on after a refusal, at the same position. */
  retry(takeOver?: string): void {
    this.#setError(null);
    this.#watermark.redraw();
    if (!this.#playback.loaded) {
      const playOn = this.#playOn;
      this.#show(takeOver);
      this.#playOn = playOn;
    } else if (this.#mayGoOn) this.#resume(true);
    else this.#grants.start(takeOver);
  }

  /** Headers came that may say who the viewer is. The same ones, in another object or function, would be refused again. */
  async retryWithHeaders(): Promise<void> {
    const sent = this.#sent;
    await this.#headers().catch(() => {});
    if (sent !== this.#sent && this.error?.code === "not-signed-in")
      this.retry();
  }

  /** @param sessionId of another device, which is to be ended for this one */
  takeOver(sessionId: string): void {
    this.#playOn = true;
    this.retry(sessionId);
  }

  /** What the `<video>` tells. */
  notice({ type }: Event): void {
    if (type === "waiting") this.#waiting = !this.#host.paused;
    if (type === "playing" || type === "pause" || type === "emptied")
      this.#waiting = false;
    if (type === "playing") this.hasPlayed = true;
    if (type === "play" && !this.#showing) this.#show();
    this.#host.requestUpdate();
  }

  /** The grant's, whose images are requested with whatever grant there is then. */
  storyboard(): StoryboardSource | undefined {
    const grant = this.#grants.session?.usable;
    const file = grant?.storyboardRequest();
    return (
      file && {
        file,
        requestFor: (url) =>
          (this.#grants.session?.usable ?? grant!).requestFor(url),
      }
    );
  }

  /** Starts everything that the video needs, at once: what is not there yet waits for itself alone. */
  #show(takeOver?: string): void {
    this.#close();
    const host = this.#host;
    const { grantEndpoint, requestGrant, videoId } = host;
    const src = host.pageSource || undefined;
    if (!host.isConnected) return;
    if (!(grantEndpoint || requestGrant || src)) return;
    const { signal } = (this.#showing = new AbortController());
    this.#beginLesson(signal);
    addEventListener("online", () => this.#onOnline(), { signal });
    const warmUp = setTimeout(
      () => void this.#overlay.load(),
      OVERLAY_AFTER_MS,
    );
    signal.addEventListener("abort", () => clearTimeout(warmUp));
    try {
      const granted = Boolean(grantEndpoint || requestGrant);
      const url = src && absoluteUrl(src);
      if (url) preconnect(url, granted);
      if (url && !granted) return this.#load(url, isPlaylist(url));
      const session = this.#grants.open(
        {
          grantEndpoint,
          assertionEndpoint: host.assertionEndpoint,
          // As the page has it at the time: it may be another one after each render.
          requestGrant:
            requestGrant &&
            ((request, context) => host.requestGrant!(request, context)),
          videoId,
          src,
          headers: this.#headers,
        },
        takeOver,
      );
      if (grantEndpoint) preconnect(grantEndpoint, true);
      const unwatch = session.watch(host.nativeEl);
      signal.addEventListener("abort", unwatch);
    } catch (cause) {
      this.#refuse(
        new PlayerError("bad-request", (cause as Error).message, { cause }),
      );
    }
  }

  /** As the page has it at the time of the request. */
  readonly #headers = async (): Promise<HeadersInit> => {
    const { grantHeaders } = this.#host;
    const headers = new Headers(
      typeof grantHeaders === "function" ? await grantHeaders() : grantHeaders,
    );
    this.#sent = [...headers].join();
    return headers;
  };

  /** As soon as what counts is there; called once more where that had not come. */
  #beginLesson(signal: AbortSignal): void {
    const host = this.#host;
    void preloadPlayback(host.hlsLibrary).then(
      ([, , { createLesson }]) => {
        if (signal.aborted) return;
        this.#lesson.begin(
          createLesson,
          {
            media: host.nativeEl,
            settings: host,
            videoId: host.videoId,
            source: host.pageSource,
            grantEndpoint: host.grantEndpoint,
            progressEndpoint: host.progressEndpoint,
            headers: this.#headers,
            sessionId: () => this.#grants.session?.usable?.sessionId,
          },
          signal,
        );
      },
      () => {}, // reported by the playback controller
    );
  }

  #close(): void {
    this.#showing?.abort();
    this.#showing = undefined;
    this.#setError(null);
    if (this.hasPlayed) this.#host.requestUpdate();
    this.#waiting = this.#playOn = this.hasPlayed = false;
    this.currentSrc = "";
    this.#playback.unload();
    this.#watermark.clear();
    this.#grants.close();
  }

  /** Whether requests need not wait for a grant: a renewal that goes wrong leaves one that lives. */
  get #mayGoOn(): unknown {
    const { session, state } = this.#grants;
    return !session || state === "active" || session.usable;
  }

  /** What the network had ended goes on. The grant session sees to itself. */
  #onOnline(): void {
    void this.#overlay.load();
    if (this.error?.retried && this.#mayGoOn) this.retry();
  }

  #onGranted(grant: Grant, first: boolean): void {
    const { sessionId } = grant;
    const expiresAt = this.#byViewersClock(grant.expiresAt);
    this.#dispatch(first ? "grant-issued" : "grant-renewed", {
      sessionId,
      expiresAt,
    });
    const drawn = this.#watermark.show(grant.watermark);
    // A renewal brings back nothing that was refused for good: that is for the viewer to try again.
    if (this.error?.retried === false) return;
    this.#setError(null);
    const { signal } = this.#showing!;
    if (first) {
      preconnect(grant.src, grant.delivery === "cookie");
      if (grant.isHls && grant.delivery === "cookie")
        preloadPlaylist(grant.src, signal);
    }
    const begin = () => this.#begin(grant);
    if (!drawn) return begin();
    drawn.then(
      () => {
        if (!signal.aborted) begin();
      },
      (cause: unknown) => {
        if (!signal.aborted)
          this.#refuse(
            new PlayerError(
              "unreachable",
              "The watermark could not be loaded.",
              { cause },
            ),
          );
      },
    );
  }

  #begin(grant: Grant): void {
    if (this.#playback.loaded) return this.#resume();
    const { signal } = this.#showing!;
    this.#beginLesson(signal);
    this.#load(grant.src, grant.isHls);
    this.#resume();
    const session = this.#grants.session!;
    void preloadPlayback(this.#host.hlsLibrary).then(
      ([{ showGrantFiles }]) => {
        if (!signal.aborted) showGrantFiles(this.#host, grant, session, signal);
      },
      () => {}, // reported by the playback controller
    );
  }

  #load(src: string, isHls: boolean): void {
    const host = this.#host;
    this.currentSrc = src;
    void this.#playback.load(host.nativeEl, host.hlsLibrary, {
      src,
      isHls,
      session: this.#grants.session,
      hlsConfig: host.hlsConfig,
      player: host,
      beginningOnly: host.preload !== "auto" && !host.autoplay,
    });
  }

  #resume(anew?: boolean): void {
    this.#playback.resume(anew);
    if (this.#playOn) void this.#host.nativeEl.play().catch(() => {});
    this.#playOn = false;
  }

  /** Says no once, keeps the position, and makes no further request until the viewer wants to try again. */
  #refuse(error: PlayerError): void {
    const video = this.#host.nativeEl;
    this.#playback.stop();
    // One that has yet to start by itself is left to do so.
    if (!video.paused) {
      this.#playOn = true;
      video.pause();
    }
    this.#setError(error);
    this.#overlay.refused();
    this.#dispatch("error", error);
  }

  #setError(error: PlayerError | null): void {
    if (error !== this.error) this.#host.requestUpdate();
    this.error = error;
    if (error) this.#diagnose(error);
    else this.#diagnosis.clear();
  }

  #diagnose(error: PlayerError): void {
    this.#diagnosis.find({
      error,
      grant: this.#grants.grant,
      grantEndpoint: this.#host.grantEndpoint,
      src: this.#host.pageSource,
    });
  }

  #dispatch(type: string, detail: unknown): void {
    this.#host.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** @param at epoch milliseconds by the session's own clock, which may differ */
  #byViewersClock(at: number): number {
    return Math.round(Date.now() + at - this.#grants.session!.now());
  }
}

import { MediaTracksMixin, type VideoTrack } from "media-tracks";
import type { ControlledPlayer } from "../../../src/controls/controls.js";
import type {
  MediaElement,
  PlayerRendition,
} from "../../../src/media/media-element.js";

import type { StreamType } from "../../../src/media/stream.js";

type Lists = Pick<
  MediaElement,
  | "addAudioTrack"
  | "removeAudioTrack"
  | "audioTracks"
  | "addVideoTrack"
  | "videoRenditions"
>;

const Base = EventTarget as new () => EventTarget & Lists;

/** What controls read and drive, around a `<video>` of a test: the lists are real, what is in them is the test's. */
export class FakePlayer extends Base implements ControlledPlayer {
  playingRendition: PlayerRendition | undefined;
  rateLimit = Infinity;
  noHotkeys = false;
  /** A test begins as a new viewer, unless it says otherwise. */
  noPreferences = true;
  streamType: StreamType = "on-demand";
  targetLiveWindow = NaN;
  liveEdgeStart = NaN;
  liveSyncPosition = NaN;
  storyboard: string | undefined;
  forced: TextTrack | undefined;
  readonly #video: VideoTrack;

  readonly nativeEl: HTMLVideoElement;

  constructor(nativeEl: HTMLVideoElement) {
    super();
    // The lists begin with what the browser itself finds: none of the test's sound is to be among that.
    this.nativeEl = document.createElement("video");
    void this.audioTracks;
    this.#video = this.addVideoTrack("main");
    this.nativeEl = nativeEl;
    this.#video.selected = true;
  }

  isForced(track: TextTrack): boolean {
    return track === this.forced;
  }

  /** Lists these and no others, as at the beginning of a stream and when its levels have changed. */
  async list(...renditions: Partial<PlayerRendition>[]): Promise<void> {
    for (const rendition of this.videoRenditions)
      this.#video.removeRendition(rendition);
    for (const { height, bitrate, frameRate, videoRange } of renditions) {
      const added: PlayerRendition = this.#video.addRendition(
        "",
        undefined,
        height,
        undefined,
        bitrate,
        frameRate,
      );
      if (videoRange) added.videoRange = videoRange;
    }
    await this.told();
  }

  async drop(index: number): Promise<void> {
    this.#video.removeRendition([...this.videoRenditions][index]!);
    await this.told();
  }

  async select(index: number): Promise<void> {
    this.videoRenditions.selectedIndex = index;
    await this.told();
  }

  /** Puts a rendition on the screen. */
  show(index: number | undefined): void {
    this.playingRendition =
      index === undefined ? undefined : [...this.videoRenditions][index];
    this.dispatchEvent(new Event("playingrenditionchange"));
  }

  limitRate(rate: number): void {
    this.rateLimit = rate;
    this.dispatchEvent(new Event("limitschange"));
  }

  /** The lists tell of a change a microtask later. */
  async told(): Promise<void> {
    await Promise.resolve();
    await Promise.resolve();
  }
}
MediaTracksMixin(FakePlayer);

export const LEVELS = [{ height: 480 }, { height: 720 }];

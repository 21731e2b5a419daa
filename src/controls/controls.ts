import type { AudioTrackList, VideoRenditionList } from "media-tracks";
import type { PlayerRendition } from "../media/media-element.js";
import type { StreamType } from "../media/stream.js";
import type { Words } from "../messages/words.js";
import type { StoryboardSource } from "./storyboard-file.js";

/**
 * What controls read and drive: a `<video>`, and beside it the lists that browsers do not have. The element is one.
 * Nothing is pushed into the controls, so that others can take the place of Plyr's.
 */
export interface ControlledPlayer {
  readonly nativeEl: HTMLVideoElement;
  /** `selectedIndex` chooses; -1 leaves it to the player. */
  readonly videoRenditions: VideoRenditionList;
  /** The one on the screen. A change is a `playingrenditionchange`. */
  readonly playingRendition: PlayerRendition | undefined;
  /** The one that is heard is `enabled`. */
  readonly audioTracks: AudioTrackList;
  /** Whether a text track is shown without the viewer's doing, and never listed. */
  isForced(track: TextTrack): boolean;
  /** The highest `playbackRate`. A change is a `limitschange`. */
  readonly rateLimit: number;
  /** Only what has the focus reacts to keys: there are no shortcuts. */
  readonly noHotkeys: boolean;
  /** What the viewer chooses is not remembered in this browser, nor is what was. */
  readonly noPreferences: boolean;
  readonly streamType: StreamType;
  /** Seconds of a live stream that can be seeked in; 0 for its edge only. */
  readonly targetLiveWindow: number;
  /** Seconds of media time from which on playback counts as live. */
  readonly liveEdgeStart: number;
  /** Seconds of media time to seek to for what is live. */
  readonly liveSyncPosition: number;
  /** URL of a public storyboard, as the page writes it. */
  readonly storyboard?: string | undefined;
  /** Where the viewer may seek to. What is not allowed is undone, with a `seek-blocked`. */
  readonly seekPolicy?: string | undefined;
  addEventListener(
    type:
      | "seek-blocked"
      | "limitschange"
      | "playingrenditionchange"
      | "streamtypechange"
      | "targetlivewindowchange",
    listener: () => void,
    options: { signal: AbortSignal },
  ): void;
}

export interface PlyrControlsOptions {
  /** What the controls say, as text. @default nothing: icons */
  words?: Words | undefined;
  /** What lies over the picture and under the controls; put back beside the `<video>` in the end. @default none */
  layers?: readonly Element[] | undefined;
  /** What goes fullscreen. @default the host of the shadow root, so that what lies over the video stays visible */
  fullscreenTarget?: HTMLElement | undefined;
  /** Show captions from the start, if there are any; this track, where it is one. @default as the viewer has had it before */
  captions?: TextTrack | boolean | undefined;
  /**
   * Captions went on (the track) or off (`undefined`). The track's `mode` is already `hidden`, or `disabled`, which is
   * enough for hls.js to load it, or to stop loading it.
   */
  onCaptions?: ((track: TextTrack | undefined) => void) | undefined;
  /** Tells a screen reader what a key has done where nothing that has the focus says so. @default nobody is told */
  announce?: ((text: string) => void) | undefined;
  /** The grant's storyboard at this moment. Asked for when the first picture is wanted, and again for further ones. */
  storyboard?: (() => StoryboardSource | undefined) | undefined;
  /** This player entered or left fullscreen; other players' changes are not reported. */
  onFullscreen?: ((active: boolean) => void) | undefined;
}

/** Plyr's controls on one `<video>`. */
export interface PlyrControls {
  /** Whether this player, and not another one on the page, is fullscreen. */
  readonly fullscreenActive: boolean;
  /** Takes the controls away and puts the `<video>`, playing on and without any trace of Plyr, back where it was. */
  destroy(): void;
}

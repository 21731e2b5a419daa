import type Hls from "hls.js";
import type { HlsConfig } from "hls.js";
import type { PlayerError } from "../errors.js";
import type { MediaElement } from "../media/media-element.js";
import type { GrantSession } from "../sdk/grant-session.js";

/** hls.js: its class, or its module. */
export type LoadedHls = typeof Hls | { default: typeof Hls };

/** hls.js as a page brings it: the class, or what resolves to it, such as `() => import("hls.js")`. */
export type HlsLibrary = typeof Hls | (() => Promise<LoadedHls>);

/** What is to be played, and with what. */
export interface PlaybackSource {
  /** Absolute URL without a signature. */
  src: string;
  isHls: boolean;
  /** The session whose grants the requests go out with; `undefined` for a public video. */
  session: GrantSession | undefined;
  /** The page's own hls.js options. */
  hlsConfig: Partial<HlsConfig> | undefined;
  /** Load no more than the beginning until the viewer presses play. */
  beginningOnly: boolean;
  /** Whose lists of renditions and tracks follow the stream, and choose from it. */
  player?: MediaElement | undefined;
}

export interface PlaybackCallbacks {
  /** Playback cannot go on by itself. */
  failed(error: PlayerError): void;
}

/** One source being played on one `<video>`. */
export interface Playback {
  /** Ends all requests; what is buffered stays. */
  stop(): void;
  /**
   * Goes on where `stop`, or a network that gave out, had ended it; at the same position.
   * @param anew the viewer wants it: where playback stands, what is under way is asked for anew, as it may hang
   */
  resume(anew?: boolean): void;
  /** Ends playback. The `<video>` stays, without a source. */
  destroy(): void;
}

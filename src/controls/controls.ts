/** A level of the stream as the quality menu shows it. */
export interface QualityOption {
  /** Index of the level in hls.js's `levels`: two levels of one height stay apart. */
  index: number;
  /** Pixels; the menu lists the highest first. */
  height: number;
  /** What the viewer reads, such as `720p`. Shown as text, never as HTML. */
  label: string;
}

/** Texts of the controls. Shown as text: no HTML. `{currentTime}` and `{duration}` are filled in. */
export interface ControlLabels {
  play: string;
  pause: string;
  seek: string;
  seekLabel: string;
  played: string;
  buffered: string;
  currentTime: string;
  duration: string;
  volume: string;
  mute: string;
  unmute: string;
  captions: string;
  enableCaptions: string;
  disableCaptions: string;
  /** Captions off, in the menu. */
  off: string;
  settings: string;
  menuBack: string;
  quality: string;
  /** Quality chosen by the player. */
  auto: string;
  speed: string;
  /** Speed 1. */
  normal: string;
  pip: string;
  airplay: string;
  enterFullscreen: string;
  exitFullscreen: string;
}

export interface PlyrControlsOptions {
  /** Texts to use instead of the English ones. */
  labels?: Partial<ControlLabels> | undefined;
  /** What goes fullscreen. @default the host of the shadow root, so that what lies over the video stays visible */
  fullscreenTarget?: HTMLElement | undefined;
  /** Show captions from the start, if there are any. @default false */
  captions?: boolean | undefined;
  /** The viewer chose a level (`index`), or Auto (-1). Not called for what `setQualities` selects. */
  onQuality?: ((index: number) => void) | undefined;
  /**
   * Captions went on (the track) or off (`undefined`). The track's `mode` is already `hidden`, or `disabled`, which is
   * enough for hls.js to load it, or to stop loading it.
   */
  onCaptions?: ((track: TextTrack | undefined) => void) | undefined;
  /** This player entered or left fullscreen; other players' changes are not reported. */
  onFullscreen?: ((active: boolean) => void) | undefined;
}

/** Plyr's controls on one `<video>`. */
export interface PlyrControls {
  /** Whether this player, and not another one on the page, is fullscreen. */
  readonly fullscreenActive: boolean;
  /** Fills the quality menu; at any time and as often as the levels change. Fewer than two levels hide the menu. */
  setQualities(levels: readonly QualityOption[], selected: number): void;
  /** Label of the level that plays, shown beside Auto while Auto is on. */
  setPlayingQuality(label: string | undefined): void;
  /** Takes the controls away and puts the `<video>`, playing on and without any trace of Plyr, back where it was. */
  destroy(): void;
}

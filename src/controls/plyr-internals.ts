import * as plyrModule from "plyr";

/**
 * What we use of Plyr. Its own types leave out the parts that go wrong in a shadow root, which are the ones to put
 * right, and declare no default export. Read from plyr 3.8.4: look again before raising that version.
 */
export interface PlyrPlayer {
  media: HTMLVideoElement;
  readonly config: { i18n: object };
  elements: PlyrElements;
  /** Seconds from the beginning of the seek bar. */
  currentTime: number;
  /** Seconds that the seek bar stands for. */
  readonly duration: number;
  fullscreen: PlyrFullscreen;
  listeners: { toggleMenu(event: Event): void };
  pip: boolean;
  muted: boolean;
  /** Whether a finger drives it. Plyr takes a computer with a touch screen for a phone, for ever. */
  touch: boolean;
  togglePlay(): Promise<void> | void | null;
  increaseVolume(step: number): void;
  toggleCaptions(): void;
  toggleControls(show?: boolean): boolean;
  destroy(): void;
}

export interface PlyrElements {
  container: HTMLElement;
  /** What destroy() puts in the container's place. */
  original: HTMLElement;
  /** With `hover` Plyr leaves them where they are. */
  controls: HTMLElement & { hover?: boolean };
  wrapper: HTMLElement;
  /** Null stops Plyr from rendering captions. */
  captions: HTMLElement | null;
  buttons: {
    settings: HTMLButtonElement;
    captions: PressableButton;
    fullscreen: PressableButton;
    pip?: PressableButton;
    airplay?: PressableButton;
  };
  inputs: { seek: HTMLInputElement; volume?: HTMLInputElement };
  settings: {
    menu: HTMLElement;
    popup: HTMLElement;
    panels: Record<string, HTMLElement>;
    buttons: Record<string, HTMLElement>;
  };
}

/** Plyr's setter on a button: the icon, the label and `aria-pressed` follow. */
export type PressableButton = HTMLButtonElement & { pressed: boolean };

export interface PlyrFullscreen {
  readonly active: boolean;
  enter(): void;
  exit(): void;
  toggle(): void;
  onChange(): void;
}

type PlyrConstructor = new (
  media: HTMLVideoElement,
  config: object,
) => PlyrPlayer;

const Plyr = (plyrModule as unknown as { default: PlyrConstructor }).default;

/** Plyr without its poster: it would load the image a second time, and go on showing it when `poster` has changed. */
export class PosterlessPlyr extends Plyr {
  get poster(): null {
    return null;
  }
}

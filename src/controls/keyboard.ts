import type { Choices } from "./choices.js";
import type { ControlledPlayer } from "./controls.js";
import type { Feedback } from "./feedback.js";
import type { PlyrPlayer } from "./plyr-internals.js";
import { LONG_SEEK_SECONDS, SEEK_SECONDS } from "./seek-steps.js";
import type { SettingsMenu } from "./settings-menu.js";
import { seekBy, timelineOf } from "./timeline.js";
import { nextSpeed, offersSpeeds } from "./speeds.js";

/** What PageUp and PageDown on the seek slider move by: a tenth, as in a browser's own slider. */
const PAGE = 0.1;
const VOLUME_STEP = 0.1;

/** Milliseconds that a key keeps the controls; a little less than Plyr does by itself. */
const SHOWN_MS = 1_900;

export interface KeyboardContext {
  player: ControlledPlayer;
  plyr: PlyrPlayer;
  menu: SettingsMenu;
  host: HTMLElement;
  choices: Choices;
  feedback: Feedback;
  /** Moves playback by as many seconds, and shows it. */
  skip: (seconds: number) => void;
  /** Turns captions on or off. */
  toggleCaptions: () => void;
  /** Opens the list of the keys. */
  showKeys: () => void;
}

/**
 * The keys of a player that has the focus: those of the control that has it first, then shortcuts. Plyr's own handler
 * asks `document.activeElement`, which outside a shadow root is the host, so that Space on Mute would play the video.
 */
export class Keyboard {
  readonly #player: ControlledPlayer;
  readonly #plyr: PlyrPlayer;
  readonly #menu: SettingsMenu;
  readonly #host: HTMLElement;
  readonly #choices: Choices;
  readonly #feedback: Feedback;
  readonly #skip: (seconds: number) => void;
  readonly #toggleCaptions: () => void;
  readonly #showKeys: () => void;
  #showing: ReturnType<typeof setTimeout> | undefined;

  constructor(context: KeyboardContext, signal: AbortSignal) {
    const { plyr, host } = context;
    this.#player = context.player;
    this.#plyr = plyr;
    this.#menu = context.menu;
    this.#host = host;
    this.#choices = context.choices;
    this.#feedback = context.feedback;
    this.#skip = context.skip;
    this.#toggleCaptions = context.toggleCaptions;
    this.#showKeys = context.showKeys;
    signal.addEventListener("abort", () => clearTimeout(this.#showing));
    // Before Plyr's listeners on single controls: what is dealt with here must not reach them.
    const first = { signal, capture: true };
    host.addEventListener("keydown", (event) => this.#onKeyDown(event), first);
    host.addEventListener("keyup", (event) => this.#onKeyUp(event), first);
    // A click on the video gives the player the focus, and is no stop for the Tab key.
    plyr.elements.container.tabIndex = -1;
  }

  #onKeyDown(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as Element;
    if (
      hasModifier(event) ||
      event.isComposing ||
      event.defaultPrevented ||
      !this.#isOurs(target)
    )
      return;
    const { key, repeat } = event;
    if (
      !this.#menu.handleKey(key, target, repeat) &&
      !this.#handleKey(key, target, repeat)
    )
      return;
    event.preventDefault();
    event.stopPropagation();
    this.#showControls();
  }

  /** For a while. Plyr would hide them as soon as a seek has ended, which is all that most keys do. */
  #showControls(): void {
    const { container, controls } = this.#plyr.elements;
    clearTimeout(this.#showing);
    controls.hover = true;
    this.#showing = setTimeout(() => {
      controls.hover = controls.matches(":hover");
    }, SHOWN_MS);
    // What Plyr takes as a sign of the mouse: two seconds later it hides them.
    container.dispatchEvent(new MouseEvent("mousemove"));
  }

  /** Space was dealt with when it went down, and may come up on what has been focused since. */
  #onKeyUp(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as Element;
    if (
      target !== this.#plyr.elements.buttons.settings &&
      !this.#menu.contains(target)
    )
      return;
    if (event.key === " ") event.preventDefault();
    event.stopPropagation();
  }

  /** Not what the element shows over the video, and not what a page has slotted into it. */
  #isOurs(target: Element): boolean {
    return (
      target === this.#host || this.#plyr.elements.container.contains(target)
    );
  }

  #handleKey(key: string, target: Element, repeat: boolean): boolean {
    const { seek, volume } = this.#plyr.elements.inputs;
    const press = key === " " || key === "Enter";
    if (press && target.closest("button, a")) return false;
    if (target === seek && this.#moveSlider(key)) return true;
    if (target === volume && key.length > 1) return false;
    if (this.#player.noHotkeys) return false;
    const shortcut =
      this.#shortcuts[key.length === 1 ? key.toLowerCase() : key];
    if (!shortcut) return false;
    if (!repeat || /^(?:Arrow|[jl]$)/i.test(key)) shortcut();
    return true;
  }

  readonly #shortcuts: Record<string, () => void> = {
    " ": () => this.#togglePlay(),
    k: () => this.#togglePlay(),
    ArrowLeft: () => this.#skip(-SEEK_SECONDS),
    ArrowRight: () => this.#skip(SEEK_SECONDS),
    j: () => this.#skip(-LONG_SEEK_SECONDS),
    l: () => this.#skip(LONG_SEEK_SECONDS),
    ArrowUp: () => this.#changeVolume(VOLUME_STEP),
    ArrowDown: () => this.#changeVolume(-VOLUME_STEP),
    m: () => this.#toggleMuted(),
    f: () => this.#plyr.fullscreen.toggle(),
    c: () => this.#toggleCaptions(),
    "<": () => this.#changeSpeed(-1),
    ">": () => this.#changeSpeed(1),
    "?": () => this.#showKeys(),
    ...Object.fromEntries(
      [..."0123456789"].map((digit) => [
        digit,
        () => this.#seekToTenth(Number(digit)),
      ]),
    ),
  };

  #togglePlay(): void {
    void this.#plyr.togglePlay()?.catch(() => {});
    this.#feedback.playing(this.#player.nativeEl.paused);
  }

  #changeVolume(step: number): void {
    this.#plyr.increaseVolume(step);
    this.#feedback.volume(this.#player.nativeEl);
  }

  #toggleMuted(): void {
    this.#plyr.muted = !this.#plyr.muted;
    this.#feedback.volume(this.#player.nativeEl);
  }

  #changeSpeed(step: -1 | 1): void {
    if (!offersSpeeds(this.#player)) return;
    const { nativeEl, rateLimit } = this.#player;
    this.#choices.rate(nextSpeed(nativeEl.playbackRate, step, rateLimit));
    this.#feedback.speed(nativeEl.playbackRate);
  }

  #seekToTenth(tenth: number): void {
    const { start, end } = timelineOf(this.#player);
    if (end > start)
      this.#player.nativeEl.currentTime = start + ((end - start) * tenth) / 10;
  }

  /** The slider's own step is a ten-thousandth of the video, and Plyr stops the video while a key is down. */
  #moveSlider(key: string): boolean {
    const { start, end } = timelineOf(this.#player);
    const page = (end - start) * PAGE;
    const moves: Record<string, number> = {
      ArrowLeft: -SEEK_SECONDS,
      ArrowDown: -SEEK_SECONDS,
      ArrowRight: SEEK_SECONDS,
      ArrowUp: SEEK_SECONDS,
      PageUp: page,
      PageDown: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const move = moves[key];
    if (move !== undefined) seekBy(this.#player, move);
    return move !== undefined;
  }
}

/** Shift alone is part of how `?`, `<`, `>` and, on some keyboards, digits are typed. */
function hasModifier(event: KeyboardEvent): boolean {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  return altKey || ctrlKey || metaKey || (shiftKey && !/^[?<>\d]$/.test(key));
}

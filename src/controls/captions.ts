import type { Words } from "../messages/words.js";
import type { PlyrElements } from "./plyr-internals.js";
import type { RadioPanel } from "./radio-panel.js";

const OFF = -1;

export interface CaptionsOptions {
  words: Words;
  /** Captions shown as soon as there are any; this track, where it is one. */
  on: TextTrack | boolean;
  onChange(track: TextTrack | undefined): void;
}

/**
 * Captions, chosen by track and drawn by us. Plyr's own pick by language, so that of two tracks of one language one can
 * never be had, write names as HTML, and throw when there is no track.
 *
 * One track at most is `hidden` (loaded, not drawn by the browser), the others are `disabled`: hls.js follows these modes,
 * and nothing is drawn twice.
 */
export class Captions {
  readonly #media: HTMLVideoElement;
  readonly #elements: PlyrElements;
  readonly #box: HTMLElement;
  readonly #panel: RadioPanel;
  readonly #options: CaptionsOptions;
  /** What the viewer wants; there may be no track for it yet. */
  #on: boolean;
  #track: TextTrack | undefined;
  /** The track to turn on: the last one that showed, or the one that something else turned on. */
  #preferred: TextTrack | undefined;
  #drawn = "";

  constructor(
    media: HTMLVideoElement,
    elements: PlyrElements,
    panel: RadioPanel,
    options: CaptionsOptions,
    signal: AbortSignal,
  ) {
    this.#media = media;
    this.#elements = elements;
    // Plyr's box for captions, which Plyr itself then finds no more.
    this.#box = elements.captions ?? document.createElement("div");
    elements.captions = null;
    this.#panel = panel;
    this.#options = options;
    this.#on = options.on !== false;
    if (typeof options.on === "object") this.#preferred = options.on;
    for (const type of ["addtrack", "removetrack", "change"]) {
      media.textTracks.addEventListener(type, () => this.#update(), { signal });
    }
    signal.addEventListener("abort", () => this.#listenTo(undefined));
    this.#update();
  }

  /** Turns captions on or off. Does nothing when there are none. */
  toggle(): void {
    if (this.#tracks().length > 0)
      this.choose(this.#on ? undefined : this.#best());
  }

  choose(track: TextTrack | undefined): void {
    this.#on = track !== undefined;
    this.#preferred = track ?? this.#preferred;
    this.#update();
  }

  /** Track of an entry of the menu. */
  trackAt(value: number): TextTrack | undefined {
    return this.#tracks()[value];
  }

  #tracks(): TextTrack[] {
    return [...this.#media.textTracks].filter(
      ({ kind }) => kind === "subtitles" || kind === "captions",
    );
  }

  #best(): TextTrack | undefined {
    const tracks = this.#tracks();
    const preferred = this.#preferred;
    if (preferred && tracks.includes(preferred)) return preferred;
    // hls.js makes new tracks when the stream is loaded again, or a level has tracks of its own.
    const again = tracks.find(
      ({ label, language }) =>
        label === preferred?.label && language === preferred?.language,
    );
    const languages = navigator.languages.map(
      (language) => language.split("-")[0],
    );
    const spoken = languages.map((wanted) =>
      tracks.find(({ language }) => language.split("-")[0] === wanted),
    );
    return again ?? spoken.find(Boolean) ?? tracks[0];
  }

  #update(): void {
    const tracks = this.#tracks();
    // The browser's own fullscreen player (iPhone) draws its captions itself.
    if (isNativeFullscreen(this.#media)) return;
    const showing = tracks.find(({ mode }) => mode === "showing");
    // hls.js shows the playlist's default track, a page may show one: with captions on, that is a choice.
    if (showing && (this.#on || !this.#preferred)) this.#preferred = showing;
    const track = this.#on ? this.#best() : undefined;
    for (const each of tracks) {
      const mode = each === track ? "hidden" : "disabled";
      if (each.mode !== mode) each.mode = mode;
    }
    if (track !== this.#track) {
      this.#listenTo(track);
      this.#options.onChange(track);
    }
    this.#render(tracks);
    this.#draw();
  }

  #listenTo(track: TextTrack | undefined): void {
    this.#track?.removeEventListener("cuechange", this.#draw);
    this.#track = track;
    this.#track?.addEventListener("cuechange", this.#draw);
  }

  #render(tracks: TextTrack[]): void {
    const { container, buttons } = this.#elements;
    const { words } = this.#options;
    const off = words.text("off");
    container.classList.toggle("plyr--captions-enabled", tracks.length > 0);
    container.classList.toggle(
      "plyr--captions-active",
      this.#track !== undefined,
    );
    buttons.captions.pressed = this.#track !== undefined;
    const names = tracks.map(
      (track, index) =>
        track.label ||
        track.language ||
        `${words.text("captions")} ${index + 1}`,
    );
    const items = tracks.map(({ language }, value) => ({
      value,
      label: names[value]!,
      detail: language.toUpperCase(),
    }));
    const chosen = this.#track ? tracks.indexOf(this.#track) : OFF;
    const withOff =
      tracks.length > 0 ? [{ value: OFF, label: off }, ...items] : [];
    this.#panel.show(withOff, chosen, names[chosen] ?? off);
  }

  readonly #draw = (): void => {
    const cues = [...(this.#track?.activeCues ?? [])].filter(
      (cue) => cue instanceof VTTCue,
    );
    const text = cues.map((cue) => cue.text).join("\n");
    if (text === this.#drawn) return;
    this.#drawn = text;
    const caption = document.createElement("span");
    caption.className = "plyr__caption";
    // The browser's own reading of the cue: text, and none but WebVTT's elements.
    cues.forEach((cue, index) =>
      caption.append(index > 0 ? "\n" : "", cue.getCueAsHTML()),
    );
    this.#box.replaceChildren(...(cues.length > 0 ? [caption] : []));
  };
}

function isNativeFullscreen(media: HTMLVideoElement): boolean {
  return (
    (media as { webkitDisplayingFullscreen?: boolean })
      .webkitDisplayingFullscreen === true
  );
}

import type { Words } from "../messages/words.js";
import { drawCue, isAtTop } from "./cues.js";
import { languageName } from "./language-name.js";
import type { PlyrElements } from "./plyr-internals.js";
import type { RadioPanel } from "./radio-panel.js";

const OFF = -1;

export interface CaptionsOptions {
  words: Words;
  /** Captions shown as soon as there are any; this track, where it is one. */
  on: TextTrack | boolean;
  /** BCP 47 tag of what the viewer has read before. */
  language?: string | undefined;
  onChange(track: TextTrack | undefined): void;
  /** The viewer chose: a track, or none. */
  onChoice(track: TextTrack | undefined): void;
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
  /** For cues that ask for the upper half. */
  readonly #top = document.createElement("div");
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
    this.#top.className = "plyr__captions shp-captions-top";
    this.#box.after(this.#top);
    signal.addEventListener("abort", () => this.#top.remove());
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

  /** Another player's viewer, who is the same, has chosen. */
  follow(on: boolean, language: string | undefined): void {
    const now = this.#track?.language;
    if (on === this.#on && (!on || now === language)) return;
    this.#on = on;
    this.#preferred =
      this.#tracks().find((track) => track.language === language) ??
      this.#preferred;
    this.#update();
  }

  choose(track: TextTrack | undefined): void {
    this.#on = track !== undefined;
    this.#preferred = track ?? this.#preferred;
    this.#update();
    this.#options.onChoice(track);
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
    const { language: read } = this.#options;
    const languages = [...(read ? [read] : []), ...navigator.languages];
    const spoken = languages.map(
      (wanted) =>
        (wanted === read &&
          tracks.find(({ language }) => language === wanted)) ||
        tracks.find(
          ({ language }) => language.split("-")[0] === wanted.split("-")[0],
        ),
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
        languageName(track.language, words.locale) ||
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
    const drawn = JSON.stringify(
      cues.map(({ text, line, align }) => [text, line, align]),
    );
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const isTop = cues.map(isAtTop);
    const part = (top: boolean) =>
      cues.filter((_cue, index) => isTop[index] === top).map(drawCue);
    this.#box.replaceChildren(...part(false));
    this.#top.replaceChildren(...part(true));
  };
}

function isNativeFullscreen(media: HTMLVideoElement): boolean {
  return (
    (media as { webkitDisplayingFullscreen?: boolean })
      .webkitDisplayingFullscreen === true
  );
}

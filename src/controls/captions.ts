import type { Words } from "../messages/words.js";
import { drawCue, isAtTop } from "./cues.js";
import type { ControlledPlayer } from "./controls.js";
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
 * and nothing is drawn twice. With captions off, it is the forced one for the language that is heard: what foreign speech
 * and signs in the picture mean, which is no choice of the viewer's and in no menu.
 * @see https://datatracker.ietf.org/doc/html/draft-pantos-hls-rfc8216bis#section-4.4.6.1 FORCED
 */
export class Captions {
  readonly #player: ControlledPlayer;
  readonly #elements: PlyrElements;
  readonly #box: HTMLElement;
  /** For cues that ask for the upper half. */
  readonly #top = document.createElement("div");
  readonly #panel: RadioPanel;
  readonly #options: CaptionsOptions;
  /** What the viewer wants; there may be no track for it yet. */
  #on: boolean;
  #track: TextTrack | undefined;
  /** The one that is drawn: the viewer's, or a forced one. */
  #source: TextTrack | undefined;
  /** The track to turn on: the last one that showed, or the one that something else turned on. */
  #preferred: TextTrack | undefined;
  #drawn = "";
  #name = "";

  constructor(
    player: ControlledPlayer,
    elements: PlyrElements,
    panel: RadioPanel,
    options: CaptionsOptions,
    signal: AbortSignal,
  ) {
    this.#player = player;
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
      const update = () => this.#update();
      player.nativeEl.textTracks.addEventListener(type, update, { signal });
      player.audioTracks.addEventListener(type, update, { signal });
    }
    signal.addEventListener("abort", () => this.#listenTo(undefined));
    this.#update();
  }

  /** Turns captions on or off. @returns what they are called now, `off` among it; nothing when there are none */
  toggle(): string | undefined {
    if (this.#tracks().length === 0) return undefined;
    this.choose(this.#on ? undefined : this.#best());
    return this.#name;
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

  /** Whether a track that the viewer chose is read. */
  get on(): boolean {
    return this.#track !== undefined;
  }

  /** Track of an entry of the menu. */
  trackAt(value: number): TextTrack | undefined {
    return this.#tracks()[value];
  }

  #tracks(): TextTrack[] {
    return [...this.#player.nativeEl.textTracks].filter(
      (track) =>
        (track.kind === "subtitles" || track.kind === "captions") &&
        !this.#player.isForced(track),
    );
  }

  /** Of the language that is heard; where that is not known, the only one there is. */
  #forced(): TextTrack | undefined {
    const { nativeEl, audioTracks } = this.#player;
    const forced = [...nativeEl.textTracks].filter((track) =>
      this.#player.isForced(track),
    );
    const heard = [...audioTracks].find(({ enabled }) => enabled)?.language;
    if (!heard) return forced.length === 1 ? forced[0] : undefined;
    return forced.find(({ language }) => isSameLanguage(language, heard));
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
        tracks.find(({ language }) => isSameLanguage(language, wanted)),
    );
    return again ?? spoken.find(Boolean) ?? tracks[0];
  }

  #update(): void {
    const tracks = this.#tracks();
    // The browser's own fullscreen player (iPhone) draws its captions itself.
    if (isNativeFullscreen(this.#player.nativeEl)) return;
    const showing = tracks.find(({ mode }) => mode === "showing");
    // hls.js shows the playlist's default track, a page may show one: with captions on, that is a choice.
    if (showing && (this.#on || !this.#preferred)) this.#preferred = showing;
    const track = this.#on ? this.#best() : undefined;
    const source = track ?? this.#forced();
    for (const each of this.#player.nativeEl.textTracks) {
      if (!tracks.includes(each) && !this.#player.isForced(each)) continue;
      const mode = each === source ? "hidden" : "disabled";
      if (each.mode !== mode) each.mode = mode;
    }
    this.#listenTo(source);
    if (track !== this.#track) {
      this.#track = track;
      this.#options.onChange(track);
    }
    this.#render(tracks);
    this.#draw();
  }

  #listenTo(track: TextTrack | undefined): void {
    this.#source?.removeEventListener("cuechange", this.#draw);
    this.#source = track;
    this.#source?.addEventListener("cuechange", this.#draw);
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
    this.#name = names[chosen] ?? off;
    this.#panel.show(withOff, chosen, this.#name);
  }

  readonly #draw = (): void => {
    const cues = [...(this.#source?.activeCues ?? [])].filter(
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

/** Whatever the region: `en-GB` and `en`. */
function isSameLanguage(one: string, other: string): boolean {
  return one.split("-")[0] === other.split("-")[0];
}

function isNativeFullscreen(media: HTMLVideoElement): boolean {
  return (
    (media as { webkitDisplayingFullscreen?: boolean })
      .webkitDisplayingFullscreen === true
  );
}

import type { AudioTrack } from "media-tracks";
import type { PreferenceStore } from "../preferences/preferences.js";
import type { ControlledPlayer } from "./controls.js";

/** A change of the volume this soon (milliseconds) after the viewer did something to the controls is the viewer's. */
const viewerMs = 1_000;

/**
 * What the viewer chooses: done, and remembered. What was remembered is chosen again where a stream has it, and in each
 * player of the page as soon as it is chosen in one.
 */
export class Choices {
  readonly #player: ControlledPlayer;
  readonly #store: PreferenceStore;
  /** The height that was applied last. */
  #quality: number | undefined;

  constructor(
    player: ControlledPlayer,
    store: PreferenceStore,
    host: HTMLElement,
    signal: AbortSignal,
  ) {
    this.#player = player;
    this.#store = store;
    const { nativeEl, videoRenditions, audioTracks } = player;
    for (const type of ["addrendition", "removerendition"])
      videoRenditions.addEventListener(type, this.#applyQuality, { signal });
    audioTracks.addEventListener("addtrack", this.#applyAudio, { signal });
    // A new source brings the speed back to normal.
    nativeEl.addEventListener("loadedmetadata", this.#applyRate, { signal });
    const { volume, muted } = store.values;
    // Muted by the page, so that it may begin by itself.
    if (volume !== undefined) nativeEl.volume = volume;
    if (muted) nativeEl.muted = true;
    this.#rememberVolume(host, signal);
    store.addEventListener("change", this.#applyAll, { signal });
    this.#applyQuality();
    this.#applyAudio();
    this.#applyRate();
  }

  /** @param index in the list; -1 leaves it to the player */
  quality(index: number): void {
    const { videoRenditions } = this.#player;
    videoRenditions.selectedIndex = index;
    this.#store.update({ quality: [...videoRenditions][index]?.height });
  }

  audio(track: AudioTrack): void {
    track.enabled = true;
    this.#store.update({
      audioLanguage: track.language || undefined,
      audioDescription: describes(track),
    });
  }

  rate(rate: number): void {
    this.#player.nativeEl.playbackRate = rate;
    this.#store.update({ rate });
  }

  readonly #applyAll = (): void => {
    const { volume, muted, rate } = this.#store.values;
    const { nativeEl } = this.#player;
    if (volume !== undefined) nativeEl.volume = volume;
    if (muted !== undefined) nativeEl.muted = muted;
    if (rate !== undefined) this.#setRate(rate);
    this.#applyQuality();
    this.#applyAudio();
  };

  /** The same height, or the next one below, or the lowest. */
  readonly #applyQuality = (): void => {
    const { quality } = this.#store.values;
    const { videoRenditions } = this.#player;
    const renditions = [...videoRenditions];
    const now = renditions[videoRenditions.selectedIndex];
    const before = this.#quality;
    this.#quality = quality;
    if (quality === undefined) {
      // What a page has chosen is not the viewer's to take back.
      if (before !== undefined) videoRenditions.selectedIndex = -1;
      return;
    }
    const below = renditions.filter(({ height = 0 }) => height <= quality);
    const heights = renditions.map(({ height = 0 }) => height);
    const height =
      below.length > 0
        ? Math.max(...below.map(({ height = 0 }) => height))
        : Math.min(...heights);
    if (now?.height === height) return;
    const best = renditions
      .filter((rendition) => rendition.height === height)
      .sort((a, b) => (b.bitrate ?? 0) - (a.bitrate ?? 0))[0];
    if (best) videoRenditions.selectedIndex = renditions.indexOf(best);
  };

  readonly #applyAudio = (): void => {
    const { audioLanguage, audioDescription = false } = this.#store.values;
    if (audioLanguage === undefined) return;
    const tracks = [...this.#player.audioTracks];
    const wanted = tracks.find(
      (track) =>
        track.language === audioLanguage &&
        describes(track) === audioDescription,
    );
    if (wanted) wanted.enabled = true;
  };

  readonly #applyRate = (): void => {
    const { rate } = this.#store.values;
    const { nativeEl } = this.#player;
    if (rate !== undefined && nativeEl.playbackRate === 1) this.#setRate(rate);
  };

  #setRate(rate: number): void {
    const { nativeEl, rateLimit, streamType } = this.#player;
    // What is live cannot be hurried.
    if (streamType !== "live")
      nativeEl.playbackRate = Math.min(rate, rateLimit);
  }

  /** Whoever changes the volume, Plyr or a key, it is the viewer's doing or a script's. */
  #rememberVolume(host: HTMLElement, signal: AbortSignal): void {
    const { nativeEl } = this.#player;
    let viewerAt = -Infinity;
    const note = ({ timeStamp }: Event) => (viewerAt = timeStamp);
    for (const type of ["input", "click", "keydown", "wheel"])
      host.addEventListener(type, note, {
        signal,
        capture: true,
        passive: true,
      });
    let { volume, muted } = nativeEl;
    nativeEl.addEventListener(
      "volumechange",
      ({ timeStamp }) => {
        const changed = volume !== nativeEl.volume || muted !== nativeEl.muted;
        ({ volume, muted } = nativeEl);
        const { values } = this.#store;
        const known = values.volume === volume && values.muted === muted;
        if (changed && !known && timeStamp - viewerAt < viewerMs)
          this.#store.update({ volume, muted });
      },
      { signal },
    );
  }
}

/** Whether a sound track describes the picture. */
export function describes({ kind }: AudioTrack): boolean {
  return kind === "main-desc" || kind === "descriptions";
}

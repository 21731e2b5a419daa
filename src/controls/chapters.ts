/** A part of the video that has a name. */
export interface Chapter {
  /** Seconds of media time. */
  start: number;
  end: number;
  /** Plain text. */
  title: string;
}

/**
 * The chapters of a `<video>`: of its first text track of the kind `chapters`, or of the one in the viewer's language.
 * The track is made `hidden`, without which a browser does not load it.
 */
export class Chapters {
  readonly #media: HTMLVideoElement;
  #onChange = (): void => {};
  #track: TextTrack | undefined;
  #known = "";
  list: readonly Chapter[] = [];

  /** @param onChange called when there are others than at first */
  constructor(
    media: HTMLVideoElement,
    onChange: () => void,
    signal: AbortSignal,
  ) {
    this.#media = media;
    const update = () => this.#update();
    for (const type of ["addtrack", "removetrack"])
      media.textTracks.addEventListener(type, update, { signal });
    // `load` is a <track>'s, and does not bubble. The others are for cues that a script has added, of which nobody tells.
    media.addEventListener("load", update, { signal, capture: true });
    for (const type of ["loadedmetadata", "durationchange", "seeked"])
      media.addEventListener(type, update, { signal });
    signal.addEventListener("abort", () => this.#listenTo(undefined));
    update();
    this.#onChange = onChange;
  }

  /** The chapter that `seconds` of media time are in. */
  at(seconds: number): Chapter | undefined {
    return this.list.findLast(
      ({ start, end }) => start <= seconds && seconds < end,
    );
  }

  #update(): void {
    const tracks = [...this.#media.textTracks].filter(
      ({ kind }) => kind === "chapters",
    );
    const languages = navigator.languages.map(baseOf);
    const spoken = languages
      .map((wanted) =>
        tracks.find(({ language }) => baseOf(language) === wanted),
      )
      .find(Boolean);
    this.#listenTo(spoken ?? tracks[0]);
    if (this.#track?.mode === "disabled") this.#track.mode = "hidden";
    const cues = [...(this.#track?.cues ?? [])].filter(
      (cue) => cue instanceof VTTCue,
    );
    const list = cues
      .map((cue) => ({
        start: cue.startTime,
        end: cue.endTime,
        // Without WebVTT's own elements.
        title: cue.getCueAsHTML().textContent.replace(/\s+/g, " ").trim(),
      }))
      .filter(({ title }) => title !== "");
    const known = JSON.stringify(list);
    if (known === this.#known) return;
    this.#known = known;
    this.list = list;
    this.#onChange();
  }

  #listenTo(track: TextTrack | undefined): void {
    if (track === this.#track) return;
    this.#track?.removeEventListener("cuechange", this.#onCueChange);
    this.#track = track;
    track?.addEventListener("cuechange", this.#onCueChange);
  }

  readonly #onCueChange = (): void => this.#update();
}

function baseOf(language: string): string {
  return language.split("-", 1)[0]!.toLowerCase();
}

/** `<track>`s that a page asks nothing of and reads all the same: the browser loads them only when they are not `disabled`. */
const readByScript = /^(chapters|metadata)$/;

/**
 * `<track>` and `<source>` children of the element work as those of `<video>`: the tracks have copies in the `<video>`,
 * which follow them; of the sources, the first that can be played is what `onSources` finds.
 */
export class LightChildren {
  readonly #host: HTMLElement;
  readonly #video: HTMLVideoElement;
  readonly #onSources: () => void;
  readonly #copies = new Map<HTMLTrackElement, HTMLTrackElement>();
  readonly #observer: MutationObserver;
  #sources = "";

  constructor(
    host: HTMLElement,
    video: HTMLVideoElement,
    onSources: () => void,
  ) {
    this.#host = host;
    this.#video = video;
    this.#onSources = onSources;
    this.#observer = new MutationObserver(() => this.#sync());
  }

  /** While the element is connected. */
  observe(): void {
    this.#observer.observe(this.#host, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["src", "srclang", "label", "kind", "default", "type"],
    });
    this.#sync();
  }

  disconnect(): void {
    this.#observer.disconnect();
  }

  /** URL of the first `<source>` that can be played; the empty string where there is none. */
  get source(): string {
    const sources = this.#host.querySelectorAll<HTMLSourceElement>(
      ":scope > source[src]",
    );
    const playable = ({ type }: HTMLSourceElement) =>
      !type ||
      (this.#host as unknown as HTMLVideoElement).canPlayType(type) !== "";
    return [...sources].find(playable)?.src ?? "";
  }

  #sync(): void {
    const tracks = new Set(
      this.#host.querySelectorAll<HTMLTrackElement>(":scope > track"),
    );
    for (const [track, copy] of this.#copies)
      if (!tracks.has(track) || !sameAttributes(track, copy)) {
        copy.remove();
        this.#copies.delete(track);
      }
    for (const track of tracks) {
      if (this.#copies.has(track)) continue;
      const copy = track.cloneNode() as HTMLTrackElement;
      this.#copies.set(track, copy);
      this.#video.append(copy);
      if (track.default && readByScript.test(track.kind))
        copy.track.mode = "hidden";
    }
    const { source } = this;
    if (source === this.#sources) return;
    this.#sources = source;
    this.#onSources();
  }
}

function sameAttributes(a: Element, b: Element): boolean {
  const names = new Set([...a.getAttributeNames(), ...b.getAttributeNames()]);
  return [...names].every(
    (name) => a.getAttribute(name) === b.getAttribute(name),
  );
}

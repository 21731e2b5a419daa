/** Seconds at which a `<video>` is to begin that cannot keep that itself. */
const asked = new WeakMap<HTMLMediaElement, number>();

/** Those that have not been taken there yet, and seconds at which they are to be instead, where somebody has asked since. */
const taken = new WeakMap<HTMLMediaElement, number | undefined>();

/**
 * Seeks, also where there is nothing to play yet: what is loaded next then begins there.
 * @param seconds as of `currentTime`
 */
export function goTo(media: HTMLMediaElement, seconds: number): void {
  if (media.networkState === HTMLMediaElement.NETWORK_EMPTY && !keepsStart())
    asked.set(media, seconds);
  else if (taken.has(media)) taken.set(media, seconds);
  else media.currentTime = seconds;
}

/** @returns seconds at which what is about to be loaded is to begin; 0 where nobody has asked for anything else */
export function takeStart(media: HTMLMediaElement): number {
  const seconds = asked.get(media);
  if (seconds === undefined) return media.currentTime;
  asked.delete(media);
  taken.set(media, undefined);
  const settled = new AbortController();
  for (const type of ["seeked", "emptied"])
    media.addEventListener(
      type,
      () => {
        settled.abort();
        const instead = taken.get(media);
        taken.delete(media);
        if (type === "seeked" && instead !== undefined)
          media.currentTime = instead;
      },
      { signal: settled.signal },
    );
  return seconds;
}

/**
 * WebKit forgets a position that is set before it knows the source, or plays on from there no more; WebKitGTK's page stands
 * for good when it seeks by itself as the first segments come in.
 */
export function keepsStart(): boolean {
  const video = document.createElement("video");
  video.currentTime = 1;
  return video.currentTime === 1;
}

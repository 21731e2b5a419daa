/** Seconds at which a `<video>` is to begin that cannot keep that itself. */
const asked = new WeakMap<HTMLMediaElement, number>();

/** Those that have not been taken there yet, and seconds at which they are to be instead, where somebody has asked since. */
const taken = new WeakMap<HTMLMediaElement, { instead?: number }>();

/**
 * Seeks, also where there is nothing to play yet: what is loaded next then begins there.
 * @param seconds as of `currentTime`
 */
export function goTo(media: HTMLMediaElement, seconds: number): void {
  const going = taken.get(media);
  if (isEmpty(media) && !keepsStart()) asked.set(media, seconds);
  else if (going) going.instead = seconds;
  else media.currentTime = seconds;
}

/**
 * What is loaded next begins at its beginning.
 * @param seconds where it was to begin by {@link goTo}; what somebody else has asked for stays
 */
export function forgetStart(
  media: HTMLMediaElement,
  seconds: number | undefined,
): void {
  asked.delete(media);
  taken.delete(media);
  if (media.readyState === 0 && media.currentTime === seconds)
    media.currentTime = 0;
}

/** @returns seconds at which what is about to be loaded is to begin; 0 where nobody has asked for anything else */
export function takeStart(media: HTMLMediaElement): number {
  const seconds = asked.get(media);
  if (seconds === undefined) return media.currentTime;
  asked.delete(media);
  const going: { instead?: number } = {};
  taken.set(media, going);
  const settled = new AbortController();
  for (const type of ["seeked", "emptied"])
    media.addEventListener(
      type,
      () => {
        settled.abort();
        if (taken.get(media) !== going) return;
        taken.delete(media);
        if (type === "seeked" && going.instead !== undefined)
          media.currentTime = going.instead;
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

/** Whether it has no source; for a moment after it has lost one, it says so otherwise. */
function isEmpty({ networkState, error }: HTMLMediaElement): boolean {
  return (
    networkState === HTMLMediaElement.NETWORK_EMPTY ||
    (networkState === HTMLMediaElement.NETWORK_NO_SOURCE && !error)
  );
}

/**
 * Whether a `<video>` has the word in its `controlslist`. Read as text: only Chromium has the property.
 * @see https://wicg.github.io/controls-list/
 */
export function listsControl(media: HTMLVideoElement, word: string): boolean {
  const words = media.getAttribute("controlslist") ?? "";
  return words.toLowerCase().split(/\s+/).includes(word);
}

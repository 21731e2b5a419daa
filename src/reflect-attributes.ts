import type { PropertyValues } from "lit";

/** What element and `<video>` have in common. */
interface Reflected {
  loop: boolean;
  muted: boolean;
  autoplay: boolean;
  playsInline: boolean;
  preload: string;
  poster?: string;
}

/**
 * The `<video>`'s own attributes follow the element's.
 * @param changed what to look at; everything where it is missing
 */
export function reflectAttributes(
  element: Reflected,
  video: HTMLVideoElement,
  changed?: PropertyValues,
): void {
  const has = (name: keyof Reflected) => !changed || changed.has(name);
  if (has("loop")) video.loop = element.loop;
  if (has("muted")) video.muted = element.muted;
  if (has("autoplay")) video.autoplay = element.autoplay;
  if (has("playsInline")) video.playsInline = element.playsInline;
  // "none" is over once there is something to play; on the <video> it would keep hls.js waiting.
  if (has("preload"))
    video.preload = element.preload === "auto" ? "auto" : "metadata";
  if (has("poster")) {
    if (element.poster) video.poster = element.poster;
    else video.removeAttribute("poster");
  }
}

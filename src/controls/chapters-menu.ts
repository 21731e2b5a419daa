import type { Chapters } from "./chapters.js";
import { formatTime } from "../format-time.js";
import type { RadioPanel } from "./radio-panel.js";

/** Shows a video's chapters, and the one that plays. @returns what to call when there are others */
export function fillChaptersMenu(
  media: HTMLVideoElement,
  chapters: Chapters,
  panel: RadioPanel,
  signal: AbortSignal,
): () => void {
  const show = (): void => {
    const items = chapters.list.map(({ title, start }, value) => ({
      value,
      label: title,
      detail: formatTime(start),
    }));
    const current = chapters.at(media.currentTime);
    panel.show(
      items,
      current ? chapters.list.indexOf(current) : -1,
      current?.title ?? "",
    );
  };
  for (const type of ["timeupdate", "seeking"])
    media.addEventListener(type, show, { signal });
  show();
  return show;
}

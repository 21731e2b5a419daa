import type { Words } from "../messages/words.js";
import type { ControlledPlayer } from "./controls.js";
import type { PlyrPlayer } from "./plyr-internals.js";

/** Milliseconds between two looks: what is live goes on while the video is paused, and tells nobody. */
const LOOK_MS = 1_000;

/**
 * Live in place of the times: a button that says whether playback is live or how far behind, and leads to the edge. The
 * seek bar is there where there is something to seek in, and moves as the stream goes on.
 *
 * @param distance how far behind a time is, as text. Handed in: a module shared with the controls would cost a request.
 */
export function showLive(
  plyr: PlyrPlayer,
  player: ControlledPlayer,
  words: Words,
  distance: (seconds: number) => string,
  signal: AbortSignal,
): void {
  const { container, controls, inputs } = plyr.elements;
  const { media } = plyr;
  const behind = createSpan("shp-live__behind");
  const action = createSpan("plyr__sr-only");
  action.textContent = words.text("goLive");
  const button = createButton(words.text("live"), behind, action);
  controls.querySelector(".plyr__time")?.before(button);

  const update = (): void => {
    const atEdge = media.currentTime >= player.liveEdgeStart;
    container.classList.add("shp--live");
    container.classList.toggle("shp--at-edge", atEdge);
    container.classList.toggle(
      "shp--no-window",
      !(player.targetLiveWindow > 0),
    );
    action.hidden = atEdge;
    behind.textContent = atEdge ? "" : distance(media.currentTime);
    // Plyr moves it when playback does.
    const { seek } = inputs;
    const { currentTime, duration } = plyr;
    seek.setAttribute("aria-valuemax", String(duration));
    if (!media.paused || media.seeking || seek.matches(":active")) return;
    const percent = duration > 0 ? (currentTime / duration) * 100 : 100;
    seek.value = String(percent);
    seek.style.setProperty("--value", `${percent}%`);
  };
  button.addEventListener("click", () => {
    media.currentTime = player.liveSyncPosition;
    media.play().catch(() => {});
  });
  for (const type of ["timeupdate", "seeking", "pause", "playing"])
    media.addEventListener(type, update, { signal });
  player.addEventListener("targetlivewindowchange", update, { signal });
  const looking = setInterval(update, LOOK_MS);
  signal.addEventListener("abort", () => {
    clearInterval(looking);
    button.remove();
    container.classList.remove("shp--live", "shp--at-edge", "shp--no-window");
  });
  update();
}

function createButton(name: string, ...more: HTMLElement[]): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plyr__controls__item plyr__control shp-live";
  button.part.add("control-button", "live-button");
  const dot = createSpan("shp-live__dot");
  const text = createSpan("");
  text.textContent = name;
  button.append(dot, text, " ", ...more);
  return button;
}

function createSpan(className: string): HTMLSpanElement {
  const span = document.createElement("span");
  span.className = className;
  return span;
}

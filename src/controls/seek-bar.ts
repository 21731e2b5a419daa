import { Chapters } from "./chapters.js";
import { fillChaptersMenu } from "./chapters-menu.js";
import type { Words } from "../messages/words.js";
import type { ControlledPlayer } from "./controls.js";
import { formatTime } from "../format-time.js";
import type { PlyrPlayer } from "./plyr-internals.js";
import { Preview } from "./preview.js";
import type { RadioPanel } from "./radio-panel.js";
import type { StoryboardSource } from "./storyboard-file.js";
import { redirectTimeline, timelineOf } from "./timeline.js";

export interface SeekBarOptions {
  words: Words;
  /** The menu's panel for chapters. */
  chaptersPanel: RadioPanel;
  /** The grant's storyboard at this moment. */
  storyboard: (() => StoryboardSource | undefined) | undefined;
}

/** All that has to do with places in the video: seek bar, marks and menu of chapters, preview, and what is live. */
export function mountSeekBar(
  plyr: PlyrPlayer,
  player: ControlledPlayer,
  { words, chaptersPanel, storyboard }: SeekBarOptions,
  signal: AbortSignal,
): { seekTo(chapter: number): void } {
  const { media } = plyr;
  const isLive = () => player.streamType === "live";
  redirectTimeline(plyr, player);

  const chapters = new Chapters(
    media,
    () => {
      showMarks();
      showMenu();
    },
    signal,
  );
  const titleAt = (seconds: number) => chapters.at(seconds)?.title ?? "";
  const showMenu = fillChaptersMenu(media, chapters, chaptersPanel, signal);
  const marks = createMarks(plyr);
  const showMarks = () =>
    marks.show(
      isLive() ? [] : chapters.list.map(({ start }) => start / media.duration),
    );
  media.addEventListener("durationchange", showMarks, { signal });
  media.addEventListener("seeking", () => !isLive() && moveThumb(plyr), {
    signal,
  });
  showMarks();

  const distance = (seconds: number) =>
    `−${formatTime(player.liveSyncPosition - seconds)}`;
  const behind = (seconds: number) =>
    seconds >= player.liveEdgeStart ? words.text("live") : distance(seconds);
  new Preview(
    plyr,
    {
      timeAt(fraction) {
        const { start, end } = timelineOf(player);
        return start + fraction * (end - start);
      },
      label: (seconds) => (isLive() ? behind(seconds) : formatTime(seconds)),
      title: titleAt,
      async pictureAt(seconds) {
        const { openStoryboard } = await import("./storyboard.js");
        const opened = openStoryboard(player, storyboard?.(), signal);
        return opened?.pictureAt(seconds);
      },
    },
    signal,
  );

  // What Plyr tells screen readers of the slider; it fills in the times.
  Object.defineProperty(plyr.config.i18n, "seekLabel", {
    get() {
      if (isLive()) return behind(media.currentTime);
      const range = words.messages.seekLabel ?? "";
      const title = titleAt(media.currentTime);
      return title ? `${range}, ${title}` : range;
    },
  });

  followLive(plyr, player, words, distance, signal);
  return {
    seekTo(chapter) {
      const { start } = chapters.list[chapter] ?? {};
      if (start !== undefined) media.currentTime = start;
    },
  };
}

/** To where playback is going. Plyr moves it when it has got there, which without a network is never. */
function moveThumb({ elements, currentTime, duration }: PlyrPlayer): void {
  const { seek } = elements.inputs;
  if (!(duration > 0) || seek.matches(":active")) return;
  const percent = (currentTime / duration) * 100;
  seek.value = String(percent);
  seek.style.setProperty("--value", `${percent}%`);
}

/** Few videos are live: what shows it is loaded when one is. */
function followLive(
  plyr: PlyrPlayer,
  player: ControlledPlayer,
  words: Words,
  distance: (seconds: number) => string,
  signal: AbortSignal,
): void {
  let life: AbortController | undefined;
  const update = async (): Promise<void> => {
    if (player.streamType !== "live") {
      life?.abort();
      life = undefined;
    } else if (!life) {
      const { signal: live } = (life = new AbortController());
      const { showLive } = await import("./live.js");
      if (!live.aborted) showLive(plyr, player, words, distance, live);
    }
  };
  const onChange = () => void update().catch(() => {});
  player.addEventListener("streamtypechange", onChange, { signal });
  signal.addEventListener("abort", () => life?.abort());
  onChange();
}

/** Marks on the bar where chapters begin. For the eye alone: the menu and the slider say the same in words. */
function createMarks(plyr: PlyrPlayer): {
  show(fractions: readonly number[]): void;
} {
  const box = document.createElement("div");
  box.className = "shp-marks";
  box.setAttribute("aria-hidden", "true");
  plyr.elements.inputs.seek.parentElement!.append(box);
  return {
    show(fractions) {
      const inside = fractions.filter((at) => at > 0 && at < 1);
      box.replaceChildren(
        ...inside.map((at) => {
          const mark = document.createElement("span");
          mark.className = "plyr__progress__marker";
          mark.part.add("chapter-mark");
          mark.style.left = `${at * 100}%`;
          return mark;
        }),
      );
    },
  };
}

import type { Frame, Page } from "puppeteer-core";
import type { WatchedRange } from "../../src/contract.js";

/**
 * Plays to a position, or to the end, and stops there.
 * @param speed playback rate. @returns where it began and ended
 */
export function watchTo(
  page: Page | Frame,
  seconds: number,
  speed = 2,
): Promise<WatchedRange> {
  return page.evaluate(
    async (wanted, rate) => {
      const player = document.querySelector("secure-hls-player")!;
      const video = player.nativeEl;
      const start = video.currentTime;
      player.playbackRate = rate;
      await player.play();
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`Stuck at ${video.currentTime}.`)),
          40_000,
        );
        video.addEventListener("timeupdate", () => {
          if (video.currentTime < wanted && !video.ended) return;
          clearTimeout(timer);
          resolve();
        });
      });
      player.pause();
      return [start, video.currentTime] as WatchedRange;
    },
    seconds,
    speed,
  );
}

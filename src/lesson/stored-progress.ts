import type { WatchedRange } from "../contract.js";
import { areWatchedRanges, uniteRanges } from "../watched-ranges.js";

const PREFIX = "secure-hls-player:progress:";

/** Videos that a browser remembers; the one seen longest ago makes room. */
const MOST_VIDEOS = 200;

/** What this browser remembers of one video. */
export interface StoredProgress {
  /** Seconds. */
  position: number;
  /** Seconds. */
  duration: number;
  watchedRanges: WatchedRange[];
  /** Whether that was enough, and was said. */
  completed: boolean;
  /** Epoch milliseconds. */
  at: number;
}

/** This browser's own memory, for all who use it: `localStorage`, which may be forbidden, full, or written by others. */
export class ProgressStorage {
  readonly #key: string;

  /** @param scope what makes two videos the same */
  constructor(scope: string) {
    this.#key = PREFIX + scope;
  }

  read(): StoredProgress | undefined {
    try {
      return parse(localStorage.getItem(this.#key));
    } catch {
      return undefined; // forbidden in this frame
    }
  }

  /** What another tab has kept is kept as well. */
  write(progress: StoredProgress): void {
    try {
      const kept = this.read();
      const text = JSON.stringify({
        ...progress,
        watchedRanges: uniteRanges(kept?.watchedRanges ?? [], progress.watchedRanges), // prettier-ignore
        completed: progress.completed || kept?.completed === true,
      });
      localStorage.setItem(this.#key, text);
      makeRoom();
    } catch {
      // Forbidden in this frame, or full: kept as long as the page.
    }
  }
}

function makeRoom(): void {
  const keys = Object.keys(localStorage).filter((key) =>
    key.startsWith(PREFIX),
  );
  if (keys.length <= MOST_VIDEOS) return;
  const ages = keys.map(
    (key) => [parse(localStorage.getItem(key))?.at ?? 0, key] as const,
  );
  ages.sort(([a], [b]) => a - b);
  for (const [, key] of ages.slice(0, keys.length - MOST_VIDEOS))
    localStorage.removeItem(key);
}

/** Garbage is nothing. */
function parse(text: string | null): StoredProgress | undefined {
  try {
    const read = JSON.parse(text ?? "null") as Partial<StoredProgress> | null;
    if (!read || !areWatchedRanges(read.watchedRanges)) return undefined;
    const { position, duration, at, watchedRanges } = read;
    const numbers = [position, duration, at] as unknown[];
    if (!numbers.every((value) => Number.isFinite(value) && Number(value) >= 0))
      return undefined;
    return {
      position: position!,
      duration: duration!,
      at: at!,
      watchedRanges,
      completed: read.completed === true,
    };
  } catch {
    return undefined;
  }
}

import type { LoaderStats } from "hls.js";

/** Statistics of a request that has not begun. */
export function newStats(): LoaderStats {
  return {
    aborted: false,
    loaded: 0,
    retry: 0,
    total: 0,
    chunkCount: 0,
    bwEstimate: 0,
    loading: { start: 0, first: 0, end: 0 },
    parsing: { start: 0, end: 0 },
    buffering: { start: 0, first: 0, end: 0 },
  };
}

/**
 * Makes statistics those of a request that has not begun.
 * @param start when loading began, by `performance.now()`: 0 is "not yet" to hls.js's own loaders, Infinity is "not yet"
 *   to its watch over slow downloads, which looks every 100 ms
 */
export function resetStats(stats: LoaderStats, start: number): void {
  stats.aborted = false;
  stats.loaded = stats.total = stats.chunkCount = 0;
  stats.loading.start = start;
  stats.loading.first = stats.loading.end = 0;
}

import FakeTimers from "@sinonjs/fake-timers";

/** Fake time that can also be set wrong, as people do with their computers' clocks. */
export interface FakeTime {
  readonly startedAt: number;
  tickAsync(ms: number): Promise<unknown>;
  /** Time passes in small steps, and each is followed by whatever promises and messages come of it. */
  pass(ms: number, stepMs?: number): Promise<void>;
  /** Moves `Date.now()` only: a correction of the clock, or a sleep in which `performance.now()` stood still. */
  setWallClock(byMs: number): void;
  timers(): number;
  uninstall(): void;
}

export function fakeTime(): FakeTime {
  const startedAt = Date.UTC(2026, 0, 15, 12);
  const clock = FakeTimers.install({
    now: startedAt,
    toFake: ["setTimeout", "clearTimeout", "Date", "performance"],
  });
  return {
    startedAt,
    tickAsync: (ms) => clock.tickAsync(ms),
    async pass(ms, stepMs = 1_000) {
      await settle();
      for (let left = ms; left > 0; left -= stepMs) {
        await clock.tickAsync(Math.min(left, stepMs));
        await settle();
      }
    },
    setWallClock: (byMs) => clock.setSystemTime(Date.now() + byMs),
    timers: () => clock.countTimers(),
    uninstall: () => clock.uninstall(),
  };
}

/** Lets promises, streams and messages between channels run their course; takes no time that anybody measures. */
export async function settle(turns = 8): Promise<void> {
  for (let turn = 0; turn < turns; turn++)
    await new Promise((resolve) => setImmediate(resolve));
}

/** Waits until something is so: for messages, which take as long as they take. */
export async function until(what: () => boolean, turns = 5_000): Promise<void> {
  for (let turn = 0; turn < turns && !what(); turn++) await settle(1);
  if (!what()) throw new Error(`Never came to pass: ${what}`);
}

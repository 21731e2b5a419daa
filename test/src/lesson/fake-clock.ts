interface Timer {
  atMs: number;
  /** Of an interval. */
  everyMs: number | undefined;
  work: () => void;
}

/** Clock and timers of the page, which stand still until the test has time pass. */
export class FakeClock {
  /** As of `performance.now()`. */
  #nowMs = 5_000;
  #last = 0;
  readonly #timers = new Map<number, Timer>();
  readonly #own = { setTimeout, clearTimeout, setInterval, clearInterval };
  readonly #now = performance.now;

  constructor() {
    const set = (isInterval: boolean) => (work: () => void, ms: number) => {
      const everyMs = isInterval ? ms : undefined;
      this.#timers.set(++this.#last, { atMs: this.#nowMs + ms, everyMs, work });
      return this.#last;
    };
    const clear = (id: number) => void this.#timers.delete(id);
    Object.assign(window, {
      setTimeout: set(false),
      clearTimeout: clear,
      setInterval: set(true),
      clearInterval: clear,
    });
    performance.now = () => this.#nowMs;
  }

  /** Has time pass, and whatever is due happens on the way. */
  pass(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const [next] = [...this.#timers]
        .filter(([, { atMs }]) => atMs <= untilMs)
        .sort(([, one], [, other]) => one.atMs - other.atMs);
      if (!next) break;
      const [id, { atMs, everyMs, work }] = next;
      this.#nowMs = atMs;
      if (everyMs === undefined) this.#timers.delete(id);
      else this.#timers.set(id, { atMs: atMs + everyMs, everyMs, work });
      work();
    }
    this.#nowMs = untilMs;
  }

  /** The page has its own back. */
  restore(): void {
    Object.assign(window, this.#own);
    performance.now = this.#now;
  }
}

/**
 * A clock for spans of time, in epoch milliseconds: it follows whichever of the two browser clocks has moved further.
 * `Date.now()` jumps when somebody corrects the computer's time; `performance.now()` may stand still while it sleeps.
 * The larger of the two spans is therefore never too small by more than one of these faults: a grant is renewed too
 * early at worst, never believed for longer than it lasts.
 */
export class Clock {
  #base = Date.now();
  #wall = this.#base;
  #monotonic = performance.now();
  #latest = this.#base;

  /** Epoch milliseconds; never goes backwards. */
  now(): number {
    const wall = Date.now() - this.#wall;
    const monotonic = performance.now() - this.#monotonic;
    const now = this.#base + Math.max(wall, monotonic);
    // A wall clock that was set forward has been set back: without a new span, time would stand still for as long.
    if (now < this.#latest) this.#begin(this.#latest);
    else this.#latest = now;
    return this.#latest;
  }

  /** Begins a new span. Called at each grant, so that an old correction of the wall clock is forgotten. */
  mark(): number {
    const now = this.now();
    this.#begin(now);
    return now;
  }

  #begin(base: number): void {
    this.#base = base;
    this.#wall = Date.now();
    this.#monotonic = performance.now();
  }
}

/** A `<video>` whose playback the test makes happen: position and clock move when it says so, and events come at once. */
export class FakeMedia extends EventTarget {
  paused = true;
  seeking = false;
  ended = false;
  readyState = 4;
  duration = 100;
  playbackRate = 1;
  /** Seconds from which and to which there is something to play. */
  bufferedRanges: [number, number][] = [[0, 100]];
  #position = 0;

  get currentTime(): number {
    return this.#position;
  }

  /** As of a `<video>`: no further than to the end, and the event comes a little later. */
  set currentTime(seconds: number) {
    this.#position = Math.min(seconds, this.duration);
    this.seeking = true;
    this.#seeksAtMs.push(performance.now());
  }

  readonly #seeksAtMs: number[] = [];

  get buffered(): TimeRanges {
    const ranges = this.bufferedRanges;
    return {
      length: ranges.length,
      start: (index) => ranges[index]![0],
      end: (index) => ranges[index]![1],
    };
  }

  get media(): HTMLVideoElement {
    return this as unknown as HTMLVideoElement;
  }

  /** @param madeAtMs by `performance.now()`: the event may be heard later */
  tell(type: string, madeAtMs = performance.now()): void {
    const event = new Event(type);
    Object.defineProperty(event, "timeStamp", { value: madeAtMs });
    this.dispatchEvent(event);
  }

  play(): Promise<void> {
    this.paused = false;
    this.tell("play");
    this.tell("playing");
    return Promise.resolve();
  }

  pause(): void {
    this.paused = true;
    this.tell("pause");
  }

  /** Plays on to a position, and tells so. */
  playTo(seconds: number): void {
    this.#position = seconds;
    this.tell("timeupdate");
  }

  /** Plays on without a word. */
  driftTo(seconds: number): void {
    this.#position = seconds;
  }

  /** Somebody seeks: each seek tells that it begins, and the last one that it is over. */
  seekTo(seconds: number): void {
    this.currentTime = seconds;
    this.finishSeeks();
  }

  finishSeeks(): void {
    for (const atMs of this.#seeksAtMs.splice(0)) this.tell("seeking", atMs);
    this.seeking = false;
    this.tell("timeupdate");
    this.tell("seeked");
  }
}

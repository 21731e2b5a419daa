/**
 * Milliseconds since the edge's last yes after which it is asked by one request before the others follow. Shorter than the
 * time between two segments, so that their requests are tried one by one; the wait is one round trip, with a full buffer.
 */
const quietMs = 500;

/**
 * After a quiet time, one request goes ahead: the others wait for the beginning of its answer. Players fetch picture and
 * sound together; when the edge has come to refuse the grant, it is then one request that is refused, not each of them.
 * While requests go through all the time, nobody waits.
 */
export class Scout {
  #acceptedAt = -Infinity;
  #out: Promise<void> | undefined;
  #back: () => void = () => {};

  /** Resolves when the request that went ahead has an answer, or is over; `undefined` when there is none to wait for. */
  get out(): Promise<void> | undefined {
    return this.#out;
  }

  /** Called when a request goes out. @returns what to call when it is over, if it goes ahead of the others */
  send(): (() => void) | undefined {
    if (this.#out || performance.now() - this.#acceptedAt < quietMs)
      return undefined;
    let over: () => void;
    this.#out = new Promise((resolve) => {
      over = this.#back = () => {
        this.#out = undefined;
        resolve();
      };
    });
    const mine = this.#out;
    return () => {
      if (this.#out === mine) over();
    };
  }

  /** The edge has begun to answer a request with a yes. */
  accepted(): void {
    this.#acceptedAt = performance.now();
    if (this.#out) this.#back();
  }

  /** The edge has refused a request: the next grant is tried by one request first, too. */
  refused(): void {
    this.#acceptedAt = -Infinity;
  }
}

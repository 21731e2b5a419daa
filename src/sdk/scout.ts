/**
 * Milliseconds since a request that the edge said yes to, after which it is asked by one request before the others follow. Shorter than the
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
  #out: Promise<boolean> | undefined;
  #back: () => void = () => {};

  /**
   * Resolves when the request that went ahead has an answer, or is over, with whether the answer was a yes: those who
   * waited for it then follow all at once. `undefined` when there is none to wait for.
   */
  get out(): Promise<boolean> | undefined {
    return this.#out;
  }

  /** Called when a request goes out. @returns what to call when it is over, if it goes ahead of the others */
  send(): (() => void) | undefined {
    if (this.#out || performance.now() - this.#acceptedAt < quietMs)
      return undefined;
    let over: (accepted: boolean) => void;
    this.#out = new Promise((resolve) => {
      over = (accepted) => {
        this.#out = undefined;
        resolve(accepted);
      };
      this.#back = () => over(true);
    });
    const mine = this.#out;
    return () => {
      if (this.#out === mine) over(false);
    };
  }

  /**
   * The edge has begun to answer a request with a yes.
   * @param sentAt by `performance.now()`: a slow answer says what was so when it was asked for, and not what is so now
   */
  accepted(sentAt: number): void {
    this.#acceptedAt = Math.max(this.#acceptedAt, sentAt);
    if (this.#out) this.#back();
  }

  /** The edge has refused a request: the next grant is tried by one request first, too. */
  refused(): void {
    this.#acceptedAt = -Infinity;
  }
}

import type { Statement } from "./statement.js";

/** Milliseconds before the second try; it doubles up to the longest. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** Statements in one request. */
const BATCH = 50;

export interface StatementQueueOptions {
  /** URL of the LRS's statements resource. */
  url: URL;
  headers: () => Record<string, string>;
  /** Told of statements that the LRS refused, which are then given up. */
  refused: (error: Error, statements: readonly Statement[]) => void;
}

/**
 * Takes statements to an LRS, in order. What got no answer, or a 429 or 5xx, is sent again: a statement with an ID that is
 * there already changes nothing.
 * @see https://github.com/adlnet/xAPI-Spec/blob/master/xAPI-Communication.md (POST Statements)
 */
export class StatementQueue {
  readonly #options: StatementQueueOptions;
  #waiting: Statement[] = [];
  #working: Promise<void> | undefined;

  constructor(options: StatementQueueOptions) {
    this.#options = options;
  }

  add(statement: Statement): void {
    this.#waiting.push(statement);
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  /** The page may be gone in a moment: all that has not been acknowledged goes once more, in one request that outlives it. */
  leave(): void {
    if (this.#waiting.length === 0) return;
    void this.#post(this.#waiting, { keepalive: true }).catch(() => undefined);
  }

  /** Resolves when nothing is left to send. */
  async settled(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    // What is said in the same breath goes together.
    await Promise.resolve();
    // How many of the next go one by one: they were refused together, and it takes only one that is wrong.
    let apart = 0;
    for (let lost = 0; this.#waiting.length > 0;) {
      const batch = this.#waiting.slice(0, apart > 0 ? 1 : BATCH);
      const status = await this.#try(batch);
      if (status === undefined) {
        lost += 1;
        await this.#sleep(lost);
        continue;
      }
      lost = 0;
      const taken = status >= 200 && status < 300;
      if (!taken && batch.length > 1) {
        apart = batch.length;
        continue;
      }
      this.#waiting = this.#waiting.slice(batch.length);
      apart = Math.max(0, apart - 1);
      if (!taken)
        this.#options.refused(
          new Error(`The LRS refused ${batch.length} statements: ${status}.`),
          batch,
        );
    }
  }

  /** @returns the LRS's status where it is final; `undefined` where it is to be sent again */
  async #try(batch: readonly Statement[]): Promise<number | undefined> {
    try {
      // 409: the LRS has one of that ID, and another text for it; that is as final as any refusal.
      const { status } = await this.#post(batch);
      return status === 429 || status >= 500 ? undefined : status;
    } catch {
      return undefined;
    }
  }

  #post(
    statements: readonly Statement[],
    init: RequestInit = {},
  ): Promise<Response> {
    return fetch(this.#options.url, {
      ...init,
      method: "POST",
      body: JSON.stringify(statements),
      headers: {
        "Content-Type": "application/json",
        "X-Experience-API-Version": "1.0.3",
        ...this.#options.headers(),
      },
    });
  }

  /** With full jitter, or until the browser says that it is online again. */
  #sleep(lost: number): Promise<void> {
    const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (lost - 1));
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        globalThis.removeEventListener?.("online", wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.random() * most);
      globalThis.addEventListener?.("online", wake);
    });
  }
}

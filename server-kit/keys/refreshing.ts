import { unavailableError } from "../errors.js";

/** How a value is kept that is read from elsewhere. */
export interface RefreshTimes {
  /** Seconds after which it is read again, when next asked for. */
  cacheSeconds: number;
  /** Seconds after a failure before it is tried again, however many ask. */
  retrySeconds: number;
}

export interface RefreshingOptions<Value> extends RefreshTimes {
  /** Rejects with an error that may be logged. */
  load(): Promise<Value>;
  onLoaded?(value: Value): void;
  onFailed?(error: unknown): void;
  /** Seconds that have passed since whenever: the wall clock may be set back or forth. @default that of the process */
  clock?(): number;
}

/** A value that is read from elsewhere and kept. */
export interface Refreshing<Value> {
  /**
   * The value; a promise only where there is none to serve in the meantime.
   * @throws GrantError `server-error`, reason `keys-unavailable`
   */
  get(): Value | Promise<Value>;
  /** What is kept now, without a look at its age. */
  peek(): Value | undefined;
  /** Epoch seconds at which it was last read. */
  readonly refreshedAt: number | undefined;
  /** Why the last attempt failed. Undefined when it did not. */
  readonly error: unknown;
}

/**
 * Keeps a value and reads it again once it is `cacheSeconds` old: one read at a time, in the background, while the old
 * value serves on, also when the read fails. Only a value of twice that age is waited for, unless a read has failed just
 * now: the process has been idle, and what it holds may be of another day. So may be a failure.
 */
export function createRefreshing<Value>({
  load,
  cacheSeconds,
  retrySeconds,
  onLoaded,
  onFailed,
  clock = () => performance.now() / 1_000,
}: RefreshingOptions<Value>): Refreshing<Value> {
  let held: { value: Value; readAt: number } | undefined;
  let failure: { error: unknown; retryAt: number } | undefined;
  let loading: Promise<void> | undefined;
  let refreshedAt: number | undefined;

  return {
    get() {
      const age = held ? clock() - held.readAt : Infinity;
      if (held && age < cacheSeconds) return held.value;
      if (!failure || clock() >= failure.retryAt) loading ??= refresh();
      const failedLately =
        failure !== undefined && clock() - failure.retryAt < cacheSeconds;
      if (held && (failedLately || age < 2 * cacheSeconds)) return held.value;
      return loading ? loading.then(settled) : settled();
    },
    peek: () => held?.value,
    get refreshedAt() {
      return refreshedAt;
    },
    get error() {
      return failure?.error;
    },
  };

  async function refresh(): Promise<void> {
    // What is read is as old as the question.
    const readAt = clock();
    try {
      const value = await load();
      held = { value, readAt };
      failure = undefined;
      refreshedAt = Math.floor(Date.now() / 1_000);
      onLoaded?.(value);
    } catch (error) {
      failure = { error, retryAt: clock() + retrySeconds };
      onFailed?.(error);
    } finally {
      loading = undefined;
    }
  }

  function settled(): Value {
    if (held) return held.value;
    throw unavailableError("keys-unavailable", failure?.error);
  }
}

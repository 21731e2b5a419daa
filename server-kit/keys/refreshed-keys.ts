import { unavailableError } from "../errors.js";
import { createObserver, type ObserveOptions } from "../observe.js";
import type { KeyProvider, SigningKey } from "./key-provider.js";
import { chooseKey, describeRing, noneYet, type KeyRing } from "./key-ring.js";
import { createRefreshing, type RefreshTimes } from "./refreshing.js";

/** The clock that `from` is measured by. */
export const epochSeconds = (): number => Date.now() / 1_000;

/**
 * A provider whose keys are read from elsewhere, again and again.
 * @param load Rejects with an error that may be logged.
 */
export function refreshedKeys({
  load,
  log,
  metrics,
  ...times
}: {
  load(): Promise<KeyRing>;
} & RefreshTimes &
  ObserveOptions): KeyProvider {
  const observe = createObserver({ log, metrics });
  const ring = createRefreshing({
    load,
    ...times,
    onLoaded: (keys) =>
      observe({ event: "keys-refreshed", keyPairId: signing(keys).keyPairId }),
    onFailed: (error) => observe({ event: "keys-refresh-failed", error }),
  });

  return {
    current() {
      const keys = ring.get();
      return keys instanceof Promise ? keys.then(signing) : signing(keys);
    },
    status: () => ({
      ...describeRing(ring.peek() ?? [], epochSeconds()),
      refreshedAt: ring.refreshedAt,
      refreshError: messageOf(ring.error),
    }),
  };
}

/** The key of a ring that signs now. @throws GrantError `server-error`, reason `keys-unavailable` */
export function signing(ring: KeyRing): SigningKey {
  const key = chooseKey(ring, epochSeconds());
  if (key === undefined)
    throw unavailableError("keys-unavailable", new Error(noneYet(ring)));
  return key;
}

/** The sentence of a failure, for a status. */
export function messageOf(error: unknown): string | undefined {
  return error instanceof Error ? error.message : undefined;
}

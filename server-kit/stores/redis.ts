import { optionError } from "../option-error.js";
import {
  createStore,
  machineClock,
  type ClockOptions,
} from "./create-store.js";
import { keyText, type RecordKey } from "./record-key.js";
import {
  createScript,
  scriptRunner,
  type IoRedisClient,
  type NodeRedisClient,
} from "./redis-client.js";
import type { Store } from "./session-store.js";
import { updateVersioned } from "./update-record.js";

export type { IoRedisClient, NodeRedisClient } from "./redis-client.js";

export interface RedisStoreOptions extends ClockOptions {
  /** Ready to use: of the package `ioredis` or of the package `redis`. Closing it stays with whoever made it. */
  client: IoRedisClient | NodeRedisClient;
  /** What all keys begin with. @default "secure-hls:" */
  prefix?: string | undefined;
}

/** Redis drops a record this much later than the rules do: it may do so by another clock. */
const graceSeconds = 60;

/** A script rather than HMGET: clients may ask a replica for what only reads, and a replica lags. */
const readScript = createScript(
  'return redis.call("HMGET", KEYS[1], "version", "record")',
);

/** ARGV: the version that was read ("" for none), the next version, the record, and its life in milliseconds. */
const writeScript = createScript(`
local version = redis.call("HGET", KEYS[1], "version") or ""
-- The client sent it again because the answer was lost.
if version == ARGV[2] then return 1 end
if version ~= ARGV[1] then return 0 end
redis.call("HSET", KEYS[1], "version", ARGV[2], "record", ARGV[3])
redis.call("PEXPIRE", KEYS[1], ARGV[4])
return 1
`);

const removeScript = createScript('return redis.call("DEL", KEYS[1])');

/**
 * A store in Redis (4.0 or newer), Valkey, or a cluster of them: one hash a viewer, a rate and a thing used once, each of
 * which Redis drops by itself. Every method rejects with what the client threw. Let the client fail fast, or a grant request
 * waits as long as the client does (each of these also ends the wait for a Redis that accepts but does not answer):
 *
 * - `ioredis`: `{ maxRetriesPerRequest: 1, commandTimeout: 1_000 }`
 * - `redis`: `{ disableOfflineQueue: true, pingInterval: 1_000, socket: { socketTimeout: 2_000 } }`
 *
 * What Redis loses (a failover, `maxmemory` with an evicting policy) counts again from its next renewal on, and until then
 * leaves room for others: give it a Redis that does not evict (`noeviction`).
 * @throws TypeError naming the option
 * @example
 * ```ts
 * import { Redis } from "ioredis";
 * import { createRedisStore } from "secure-hls-player/server-kit/stores/redis";
 *
 * const client = new Redis("redis://localhost", { maxRetriesPerRequest: 1, commandTimeout: 1_000 });
 * const store = createRedisStore({ client });
 * ```
 */
export function createRedisStore({
  client,
  prefix = "secure-hls:",
  now = machineClock,
}: RedisStoreOptions): Store {
  if (typeof prefix !== "string")
    throw optionError("prefix", prefix, "Give a string.");
  const run = scriptRunner(client);

  const update = updateVersioned({
    read: async (key) => {
      const answer = await run(readScript, keyText(prefix, key));
      const [version, text] = answer as unknown[];
      // Strings, or buffers where the client is set to give those.
      return version === null && text === null
        ? undefined
        : { version: String(version), text: String(text) };
    },

    write: async (key, next, version, expiresAt) => {
      const lifeSeconds = Math.max(0, expiresAt - now()) + graceSeconds;
      const written = await run(
        writeScript,
        keyText(prefix, key),
        version ?? "",
        next.version,
        next.text,
        `${Math.ceil(lifeSeconds * 1_000)}`,
      );
      return Number(written) === 1;
    },
  });
  const remove = async (key: RecordKey) =>
    void (await run(removeScript, keyText(prefix, key)));
  return createStore({ update, remove }, { now });
}

import { createHash } from "node:crypto";
import { optionError } from "../option-error.js";

/** What is used of an `ioredis` client: `new Redis(…)` or `new Cluster(…)`. */
export interface IoRedisClient {
  eval(script: string, keys: number, ...args: string[]): Promise<unknown>;
  evalsha(sha1: string, keys: number, ...args: string[]): Promise<unknown>;
}

/** What is used of a `redis` (node-redis) client: of `createClient`, `createCluster`, `createSentinel` or `createClientPool`. */
export interface NodeRedisClient {
  eval(script: string, options: NodeRedisArguments): Promise<unknown>;
  evalSha(sha1: string, options: NodeRedisArguments): Promise<unknown>;
}

interface NodeRedisArguments {
  keys: string[];
  arguments: string[];
}

/** Runs a Lua script on one key. */
export type RunScript = (
  script: Script,
  key: string,
  ...args: string[]
) => Promise<unknown>;

export interface Script {
  text: string;
  sha1: string;
}

export function createScript(text: string): Script {
  return { text, sha1: createHash("sha1").update(text).digest("hex") };
}

/**
 * One way to run a script, whichever client it is. The script itself goes over the wire only where Redis does not know it.
 * @throws TypeError where it is neither client
 */
export function scriptRunner(
  client: IoRedisClient | NodeRedisClient,
): RunScript {
  const { run, runKnown } = commandsOf(client);
  return async (script, key, ...args) => {
    try {
      return await runKnown(script.sha1, key, args);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("NOSCRIPT")))
        throw error;
      return run(script.text, key, args);
    }
  };
}

type Command = (
  script: string,
  key: string,
  args: string[],
) => Promise<unknown>;

function commandsOf(client: IoRedisClient | NodeRedisClient): {
  run: Command;
  runKnown: Command;
} {
  // The letter case is how they differ.
  if (isFunction(client, "evalSha")) {
    const redis = client as NodeRedisClient;
    return {
      run: (text, key, args) =>
        redis.eval(text, { keys: [key], arguments: args }),
      runKnown: (sha1, key, args) =>
        redis.evalSha(sha1, { keys: [key], arguments: args }),
    };
  }
  if (isFunction(client, "evalsha")) {
    const redis = client as IoRedisClient;
    return {
      run: (text, key, args) => redis.eval(text, 1, key, ...args),
      runKnown: (sha1, key, args) => redis.evalsha(sha1, 1, key, ...args),
    };
  }
  throw optionError(
    "client",
    client,
    "Give a client of the package ioredis (new Redis(url)) or redis (createClient({ url }), connected).",
  );
}

function isFunction(client: unknown, name: string): boolean {
  const value = (client as Record<string, unknown> | undefined)?.[name];
  return typeof value === "function";
}

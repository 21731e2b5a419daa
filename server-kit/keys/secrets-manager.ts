import {
  GetSecretValueCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { askWithin } from "../ask-within.js";
import type { ObserveOptions } from "../observe.js";
import { optionError } from "../option-error.js";
import { checkClient } from "./client.js";
import { keysFailure } from "./failure.js";
import type { KeyProvider } from "./key-provider.js";
import type { KeyRing } from "./key-ring.js";
import { checkCache, checkPatience, type PatienceOptions } from "./patience.js";
import { readKeyRing } from "./read-key-ring.js";
import { epochSeconds, refreshedKeys } from "./refreshed-keys.js";

export interface SecretsManagerKeysOptions
  extends PatienceOptions, ObserveOptions {
  /** A client, ready to use; it needs `secretsmanager:GetSecretValue` for the secret. */
  client: SecretsManagerClient;
  /** Name or ARN of the secret. */
  secretId: string;
  /** Whole seconds after which the secret is read again. @default 300 */
  cacheSeconds?: number | undefined;
}

/**
 * Keys from one secret, which holds ID, PEM and hash together:
 * `{ "keyPairId", "privateKey", "hash"? }`, or while keys are rotated
 * `{ "keys": [{ "keyPairId", "privateKey", "hash"?, "from"? }, …] }`, where `from` is an ISO 8601 date or epoch seconds. The
 * key with the latest `from` that is not ahead of the clock signs. Put `from` at least twice `cacheSeconds` ahead, and every
 * process switches at that moment, whenever it has read the secret.
 *
 * Read at the first grant, once however many ask at a time, and again in the background after `cacheSeconds`. The first
 * grants fail with `keys-unavailable` while it cannot be read; later, the old keys serve on.
 * @throws TypeError naming the option that is wrong
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 * @example
 * ```ts
 * const keys = keysFromSecretsManager({ client: new SecretsManagerClient(), secretId: "cloudfront/signing" });
 * const signer = createSigner({ keys });
 * ```
 */
export function keysFromSecretsManager({
  client,
  secretId,
  cacheSeconds = 300,
  timeoutSeconds,
  retrySeconds,
  log,
  metrics,
}: SecretsManagerKeysOptions): KeyProvider {
  checkClient(client, "new SecretsManagerClient()");
  if (typeof secretId !== "string" || secretId === "")
    throw optionError("secretId", secretId, "Give the secret's name or ARN.");
  const patience = checkPatience({ timeoutSeconds, retrySeconds });
  return refreshedKeys({
    load,
    cacheSeconds: checkCache(cacheSeconds),
    ...patience,
    log,
    metrics,
  });

  async function load(): Promise<KeyRing> {
    const text = await fetchSecret().catch((error: unknown) => {
      throw keysFailure(
        `Secrets Manager did not hand out the secret ${secretId}.`,
        error,
      );
    });
    try {
      return readKeyRing(text, epochSeconds());
    } catch (error) {
      throw keysFailure(`The secret ${secretId} cannot be used.`, error);
    }
  }

  async function fetchSecret(): Promise<string> {
    const command = new GetSecretValueCommand({ SecretId: secretId });
    const { SecretString, SecretBinary } = await askWithin(
      patience.timeoutSeconds,
      "Its answer",
      (abortSignal) => client.send(command, { abortSignal }),
    );
    if (SecretString) return SecretString;
    throw new Error(
      SecretBinary
        ? "It is binary. Store it as text (SecretString)."
        : "Its SecretString is empty.",
    );
  }
}

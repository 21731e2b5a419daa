import type { KMSClient } from "@aws-sdk/client-kms";
import { checkKeyPairId } from "../key-pair.js";
import { createObserver, type ObserveOptions } from "../observe.js";
import { optionError } from "../option-error.js";
import { readBegin } from "./begin.js";
import { checkClient } from "./client.js";
import type { KeyProvider, SigningKey } from "./key-provider.js";
import { checkRing, describeRing } from "./key-ring.js";
import { createKmsKey } from "./kms-key.js";
import { checkPatience, type PatienceOptions } from "./patience.js";
import { epochSeconds, messageOf, signing } from "./refreshed-keys.js";

/** A key in KMS, and what CloudFront knows it by. */
export interface KmsKeyOptions {
  /** ID, ARN or alias of the KMS key: `RSA_2048` or `ECC_NIST_P256`, usage `SIGN_VERIFY`. */
  keyId: string;
  /** ID of its public half in CloudFront's key group. */
  keyPairId: string;
  /** ISO 8601 date or epoch seconds since when it signs. @default always */
  from?: string | number | undefined;
}

export type KmsKeysOptions = PatienceOptions &
  ObserveOptions & {
    /** A client, ready to use; it needs `kms:Sign` and `kms:GetPublicKey` for the keys. */
    client: KMSClient;
  } & (
    | KmsKeyOptions
    | {
        /** For rotation: the key with the latest `from` that is not ahead of the clock signs. */
        keys: readonly KmsKeyOptions[];
      }
  );

/**
 * Keys that never leave KMS: each signature is one `kms:Sign`, unless the signer has it already. What a key signs with is
 * looked up once; an alias that is moved later does not change the key, which would no longer belong to the ID.
 *
 * `current` answers at once. Where KMS is down or denies, it is the signing that fails with `keys-unavailable`.
 * @throws TypeError naming the option that is wrong
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
 * @example
 * ```ts
 * const keys = keysFromKms({ client: new KMSClient(), keyId: "alias/cloudfront-2026", keyPairId: "K2JCJMDEHXQW5F" });
 * const signer = createSigner({ keys });
 * ```
 */
export function keysFromKms({
  client,
  timeoutSeconds,
  retrySeconds,
  log,
  metrics,
  ...named
}: KmsKeysOptions): KeyProvider {
  checkClient(client, "new KMSClient()");
  const patience = checkPatience({ timeoutSeconds, retrySeconds });
  const observe = createObserver({ log, metrics });
  const vaults = readKeys(named).map(({ keyId, keyPairId, since }) => {
    const vault = createKmsKey({
      client,
      keyId,
      ...patience,
      onLoaded: () =>
        observe({
          event: "keys-refreshed",
          keyPairId: signing(ring).keyPairId,
        }),
      onFailed: (error) => observe({ event: "keys-refresh-failed", error }),
    });
    const sign = (policy: Uint8Array): Promise<Uint8Array> => {
      lookAhead();
      return vault.sign(policy);
    };
    const key: SigningKey = { keyPairId, since, hash: "SHA256", sign };
    return { key, vault };
  });
  const ring = checkRing(
    vaults.map(({ key }) => key),
    epochSeconds(),
  );

  return {
    current: () => signing(ring),
    status() {
      const described = describeRing(ring, epochSeconds());
      const id = described.signing?.keyPairId;
      const now = vaults.find(({ key }) => key.keyPairId === id);
      const used = vaults.filter((each) => each === now || isAhead(each.key));
      const errors = used.map(({ vault }) => messageOf(vault.facts.error));
      return {
        ...described,
        refreshedAt: now?.vault.facts.refreshedAt,
        refreshError: errors.find((error) => error !== undefined),
      };
    },
  };

  /** A permission that the next key lacks is to be noticed before that key signs. */
  function lookAhead(): void {
    for (const { key, vault } of vaults)
      if (isAhead(key))
        // Told by `onFailed`.
        Promise.resolve()
          .then(() => vault.facts.get())
          .catch(() => undefined);
  }
}

function isAhead({ since = 0 }: SigningKey): boolean {
  return since > epochSeconds();
}

function readKeys(
  options: KmsKeyOptions | { keys: readonly KmsKeyOptions[] },
): { keyId: string; keyPairId: string; since: number | undefined }[] {
  if (!("keys" in options)) return [readKey(options, "")];
  const { keys, ...others } = options;
  if (Object.keys(others).length > 0)
    throw new TypeError(
      "`keys` stands beside `keyId`, `keyPairId` or `from`. Leave one of them out.",
    );
  if (!Array.isArray(keys) || keys.length === 0)
    throw optionError("keys", keys, "Give an array of one key or more.");
  const read = keys.map((key, index) => readKey(key, `keys[${index}].`));
  if (new Set(read.map(({ keyId }) => keyId)).size < read.length)
    throw new TypeError(
      "`keys` names one KMS key under two IDs, so one of the IDs is wrong.",
    );
  return read;
}

function readKey({ keyId, keyPairId, from }: KmsKeyOptions, at: string) {
  if (typeof keyId !== "string" || keyId === "")
    throw optionError(
      `${at}keyId`,
      keyId,
      "Give the ID, the ARN or an alias (alias/…) of the KMS key.",
    );
  return {
    keyId,
    keyPairId: checkKeyPairId(keyPairId, `${at}keyPairId`),
    since: readBegin(`${at}from`, from),
  };
}

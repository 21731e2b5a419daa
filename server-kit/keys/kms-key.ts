import { createHash } from "node:crypto";
import {
  GetPublicKeyCommand,
  SignCommand,
  type KMSClient,
  type SigningAlgorithmSpec,
} from "@aws-sdk/client-kms";
import { askWithin } from "../ask-within.js";
import { unavailableError } from "../errors.js";
import { keysFailure } from "./failure.js";
import { createRefreshing, type Refreshing } from "./refreshing.js";

/** What KMS signs with, by the spec of the key: what CloudFront can check. */
const algorithms: Readonly<Record<string, SigningAlgorithmSpec>> = {
  RSA_2048: "RSASSA_PKCS1_V1_5_SHA_256",
  ECC_NIST_P256: "ECDSA_SHA_256",
};

/** Which key it is, for good, and what it signs with. */
interface KmsKeyFacts {
  arn: string;
  algorithm: SigningAlgorithmSpec;
}

export interface KmsKey {
  facts: Refreshing<KmsKeyFacts>;
  /** @throws GrantError `server-error`, reason `keys-unavailable` */
  sign(policy: Uint8Array): Promise<Uint8Array>;
}

/** One key in KMS. */
export function createKmsKey({
  client,
  keyId,
  timeoutSeconds,
  retrySeconds,
  onLoaded,
  onFailed,
}: {
  client: KMSClient;
  keyId: string;
  timeoutSeconds: number;
  retrySeconds: number;
  onLoaded(): void;
  onFailed(error: unknown): void;
}): KmsKey {
  const facts = createRefreshing({
    load: () =>
      lookUp().catch((error: unknown) => {
        throw keysFailure(`The KMS key ${keyId} cannot be used.`, error);
      }),
    cacheSeconds: Infinity,
    retrySeconds,
    onLoaded,
    onFailed,
  });
  return { facts, sign };

  async function lookUp(): Promise<KmsKeyFacts> {
    const command = new GetPublicKeyCommand({ KeyId: keyId });
    const { KeyId, KeySpec, KeyUsage } = await askWithin(
      timeoutSeconds,
      "Its answer",
      (abortSignal) => client.send(command, { abortSignal }),
    );
    const algorithm = algorithms[KeySpec ?? ""];
    if (KeyUsage !== "SIGN_VERIFY" || algorithm === undefined)
      throw new Error(
        `It is ${KeySpec} for ${KeyUsage}; CloudFront needs RSA_2048 or ECC_NIST_P256 for SIGN_VERIFY.`,
      );
    // Not the alias: it may be moved to another key, which does not belong to the key pair ID.
    return { arn: KeyId ?? keyId, algorithm };
  }

  async function sign(policy: Uint8Array): Promise<Uint8Array> {
    const { arn, algorithm } = await facts.get();
    const command = new SignCommand({
      KeyId: arn,
      // Not the policy: KMS and its trail need not know what is watched.
      Message: createHash("sha256").update(policy).digest(),
      MessageType: "DIGEST",
      SigningAlgorithm: algorithm,
    });
    try {
      const { Signature } = await askWithin(
        timeoutSeconds,
        "Its answer",
        (abortSignal) => client.send(command, { abortSignal }),
      );
      if (!Signature?.length) throw new Error("The answer has no signature.");
      return Signature;
    } catch (error) {
      throw unavailableError(
        "keys-unavailable",
        keysFailure(`KMS did not sign with ${keyId}.`, error),
      );
    }
  }
}

import { getSignedCookies } from "@aws-sdk/cloudfront-signer";
import type { KeyPair } from "./key-pair.js";
import type { SigningKey } from "./keys/key-provider.js";
import type { SignedPolicy } from "./signature-cache.js";

/** Signs with a key in memory. */
export function signInMemory(
  policy: string,
  { keyPairId, privateKey, hash }: KeyPair,
): SignedPolicy {
  const cookies = getSignedCookies({
    policy,
    keyPairId,
    // The types say string or Buffer; Node's crypto, to which it goes unread, takes the parsed key.
    privateKey: privateKey as unknown as string,
    algorithm: hash,
  });
  return {
    policy: cookies["CloudFront-Policy"]!,
    signature: cookies["CloudFront-Signature"],
  };
}

/** Signs with whichever kind of key it is. Rejects as the vault does. */
export function signPolicy(
  policy: string,
  key: SigningKey,
): SignedPolicy | Promise<SignedPolicy> {
  return "privateKey" in key
    ? signInMemory(policy, key)
    : signInVault(policy, key.sign);
}

async function signInVault(
  policy: string,
  sign: (policy: Uint8Array) => Promise<Uint8Array>,
): Promise<SignedPolicy> {
  const bytes = Buffer.from(policy);
  const signature = await sign(bytes);
  return { policy: spell(bytes), signature: spell(signature) };
}

/** CloudFront's spelling of base64. */
function spell(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("base64")
    .replaceAll("+", "-")
    .replaceAll("=", "_")
    .replaceAll("/", "~");
}

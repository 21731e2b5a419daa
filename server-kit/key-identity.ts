import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import type { SigningKey } from "./keys/key-provider.js";

const known = new WeakMap<object, string>();
let vaults = 0;

/**
 * What sets one key's signatures apart from another's: besides ID and hash, a fingerprint of the public half, since a secret
 * may be mended by putting the right key beside the same ID. A key in a vault is its `sign` function.
 */
export function identityOf(key: SigningKey): string {
  const holder = "privateKey" in key ? key.privateKey : key.sign;
  let identity = known.get(holder);
  if (identity === undefined) {
    identity =
      "privateKey" in key ? fingerprint(key.privateKey) : `vault-${++vaults}`;
    known.set(holder, identity);
  }
  return `${key.keyPairId} ${key.hash} ${identity}`;
}

/** SHA-256 of the public half: two keys are the same where it is. */
export function fingerprint(privateKey: KeyObject): string {
  const spki = createPublicKey(privateKey).export({
    type: "spki",
    format: "der",
  });
  return createHash("sha256").update(spki).digest("base64");
}

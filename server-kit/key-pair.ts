import { sign, type KeyObject } from "node:crypto";
import { optionError } from "./option-error.js";
import type { SignatureHash } from "./keys/key-provider.js";
import { checkSigningKey } from "./signing-key.js";

/** A private key with the ID that CloudFront knows its public half by: they belong together. */
export interface KeyPair {
  keyPairId: string;
  privateKey: KeyObject;
  hash: SignatureHash;
}

/** Where each value came from, as an error names it. */
type Names = Record<keyof KeyPair, string>;

const ownNames: Names = {
  keyPairId: "keyPairId",
  privateKey: "privateKey",
  hash: "hash",
};

/** Passes a key pair that CloudFront can check. @throws TypeError naming the value, without a word of the key */
export function checkKeyPair(
  {
    keyPairId,
    privateKey,
    hash = "SHA256",
  }: { keyPairId: unknown; privateKey: unknown; hash?: unknown },
  names: Names = ownNames,
): KeyPair {
  const id = checkKeyPairId(keyPairId, names.keyPairId);
  if (hash !== "SHA256" && hash !== "SHA1")
    throw optionError(names.hash, hash, 'Give "SHA256" or "SHA1".');
  const key = checkSigningKey(privateKey, names.privateKey);
  checkSigns(key, hash, names.hash);
  return { keyPairId: id, privateKey: key, hash };
}

/** @throws TypeError for what is no ID of CloudFront's, so that nothing else gets into a header or a URL */
export function checkKeyPairId(value: unknown, option: string): string {
  if (typeof value !== "string" || !/^[A-Za-z0-9_-]{1,128}$/.test(value))
    throw optionError(
      option,
      value,
      "Give the ID that CloudFront shows for the public key, such as K2JCJMDEHXQW5F.",
    );
  return value;
}

/** A machine with FIPS rules has no SHA-1: better to know when it starts than at the first grant. */
function checkSigns(key: KeyObject, hash: SignatureHash, option: string): void {
  try {
    sign(hash, Buffer.from("{}"), key);
  } catch {
    throw new TypeError(
      `\`${option}\` is ${hash}, which this machine's OpenSSL will not sign with. Use "SHA256".`,
    );
  }
}

import { createPublicKey, type KeyObject } from "node:crypto";
import { checkFields, checkList, checkText, fail } from "./checks.js";

/** A public key that CloudFront knows. */
export interface TrustedKey {
  /** The ID that signers name in `Key-Pair-Id`, such as `K2JCJMDEHXQW5F`. */
  keyPairId: string;
  /** PEM that begins with `-----BEGIN PUBLIC KEY-----`: RSA with 2048 bits, or ECDSA P-256. */
  publicKey: string;
}

/** Keys by key group. A group has several while its keys are rotated. */
export type KeyGroups = Readonly<Record<string, readonly TrustedKey[]>>;

/** Checked key groups: public keys by key pair ID, by group. */
export type ReadKeyGroups = ReadonlyMap<string, ReadonlyMap<string, KeyObject>>;

/**
 * Checked key groups, each key parsed once.
 * @throws {TypeError} naming the option; the key itself is never repeated
 */
export function readKeyGroups(
  groups: KeyGroups = {},
  name = "keyGroups",
): ReadKeyGroups {
  if (typeof groups !== "object" || groups === null || Array.isArray(groups))
    fail(
      name,
      "an object of lists of keys, such as { lessons: [{ keyPairId, publicKey }] }",
      groups,
    );
  const seen = new Map<string, string>();
  const read = new Map<string, ReadonlyMap<string, KeyObject>>();
  for (const [group, keys] of Object.entries(groups)) {
    const parsed = new Map<string, KeyObject>();
    checkList(
      keys,
      `${name}.${group}`,
      "a list of keys { keyPairId, publicKey }",
      (trusted, at) => {
        checkFields(trusted, at, ["keyPairId", "publicKey"]);
        const { keyPairId } = trusted;
        checkText(
          keyPairId,
          `${at}.keyPairId`,
          "the key's ID, letters, digits, - and _",
          /^[\w-]+$/,
        );
        const key = readPublicKey(trusted.publicKey, `${at}.publicKey`);
        const spki = key.export({ type: "spki", format: "pem" }).toString();
        if (parsed.has(keyPairId) || (seen.get(keyPairId) ?? spki) !== spki)
          throw new TypeError(
            `${at}.keyPairId is taken by another key. Each key has an ID of its own.`,
          );
        seen.set(keyPairId, spki);
        parsed.set(keyPairId, key);
      },
    );
    read.set(group, parsed);
  }
  return read;
}

/** The key of a PEM. @throws {TypeError} naming the option; the PEM itself is never repeated */
export function readPublicKey(pem: unknown, name: string): KeyObject {
  const expected =
    "a PEM that begins with -----BEGIN PUBLIC KEY-----, RSA with 2048 bits or ECDSA P-256";
  if (/PRIVATE KEY/.test(String(pem)))
    throw new TypeError(
      `${name} is a private key. The edge only checks signatures: give it the public half ` +
        "(openssl pkey -in private.pem -pubout) and leave the private one with the signer.",
    );
  checkText(pem, name, expected, /^\s*-----BEGIN PUBLIC KEY-----/);
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    // Without its cause: OpenSSL's message adds nothing, and the input stays out of logs.
    throw new TypeError(`${name} must be ${expected}; it cannot be parsed.`);
  }
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const known =
    (key.asymmetricKeyType === "rsa" && modulusLength === 2048) ||
    (key.asymmetricKeyType === "ec" && namedCurve === "prime256v1");
  if (!known)
    throw new TypeError(
      `${name} must be ${expected}; it is ${key.asymmetricKeyType} ${modulusLength ?? namedCurve ?? ""}`.trimEnd() +
        ".",
    );
  return key;
}

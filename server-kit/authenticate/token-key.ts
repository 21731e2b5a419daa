import {
  createPublicKey,
  createSecretKey,
  KeyObject,
  type JsonWebKey,
} from "node:crypto";
import { optionError } from "../option-error.js";

/** Which algorithms a kind of key verifies. No list has HMAC beside a public key, which anybody could sign with. */
export const algorithmsOf = {
  rsa: ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  "P-256": ["ES256"],
  "P-384": ["ES384"],
  "P-521": ["ES512"],
  ed25519: ["EdDSA", "Ed25519"],
  secret: ["HS256", "HS384", "HS512"],
} as const;

/** What may have signed a token. */
export type TokenAlgorithm =
  (typeof algorithmsOf)[keyof typeof algorithmsOf][number];

/** @throws TypeError unless it is 32 bytes or more */
export function readSecret(value: unknown): KeyObject {
  const key =
    typeof value === "string" && value !== ""
      ? createSecretKey(value, "utf8")
      : value;
  if (
    !(key instanceof KeyObject) ||
    key.type !== "secret" ||
    key.symmetricKeySize! < 32
  )
    throw optionError(
      "secret",
      value,
      "Give 32 bytes or more, such as the output of `openssl rand -base64 48`: shorter ones can be guessed from one token.",
    );
  return key;
}

/** @throws TypeError unless it is the public half of a key */
export function readPublicKey(value: unknown): KeyObject {
  const key = value instanceof KeyObject ? value : parsePublicKey(value);
  if (key?.type !== "public")
    throw optionError(
      "publicKey",
      value,
      "Give the public half of the issuer's key, as PEM (BEGIN PUBLIC KEY), JWK or KeyObject.",
    );
  return key;
}

function parsePublicKey(value: unknown): KeyObject | undefined {
  // Node would take the public half of a private key, which has no business here.
  const isPrivate =
    typeof value === "string"
      ? value.includes("PRIVATE KEY")
      : typeof value !== "object" || value === null || "d" in value;
  if (isPrivate) return undefined;
  try {
    return typeof value === "string"
      ? createPublicKey(value)
      : createPublicKey({ key: value as JsonWebKey, format: "jwk" });
  } catch {
    return undefined;
  }
}

/** What a public key is good for. @throws TypeError for one that is too weak */
export function kindOf(
  key: KeyObject,
): Exclude<keyof typeof algorithmsOf, "secret"> {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === "rsa" && modulusLength >= 2_048) return "rsa";
  if (key.asymmetricKeyType === "ed25519") return "ed25519";
  if (namedCurve === "prime256v1") return "P-256";
  if (namedCurve === "secp384r1") return "P-384";
  if (namedCurve === "secp521r1") return "P-521";
  throw optionError(
    "publicKey",
    key,
    "Give RSA of 2048 bits or more, P-256, P-384, P-521 or Ed25519.",
  );
}

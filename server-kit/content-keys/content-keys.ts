import { hkdfSync, KeyObject } from "node:crypto";
import { optionError } from "../option-error.js";

/** AES-128 has keys of 16 bytes. */
const keyBytes = 16;
/** Fewer bytes of secret than a hash has make the keys easier to guess than they look. */
const leastSecretBytes = 32;

/** Node's HKDF takes no longer `info`. */
const mostInfoBytes = 1_024;

/**
 * Answers with the key that a video's segments are encrypted with: 16 bytes; undefined for an unknown ID. May throw a
 * `GrantError`, such as one with the reason `keys-unavailable` for a vault that is down.
 */
export type ContentKeyProvider = (
  keyId: string,
) => Uint8Array | undefined | Promise<Uint8Array | undefined>;

/**
 * Content keys that are listed: 16 bytes, or 32 hexadecimal digits, by their IDs.
 * @throws TypeError for what is not a key; no message holds any of it
 * @example
 * ```ts
 * const keys = listContentKeys({ "lesson-1": readFileSync("lesson-1.key") });
 * ```
 */
export function listContentKeys(
  keys:
    | ReadonlyMap<string, Uint8Array | string>
    | Readonly<Record<string, Uint8Array | string>>,
): ContentKeyProvider {
  if (typeof keys !== "object" || keys === null)
    throw optionError("keys", keys, "Give a Map or an object of keys by ID.");
  const entries = keys instanceof Map ? [...keys] : Object.entries(keys);
  const listed = new Map(
    entries.map(([keyId, key]: [string, unknown], index) => {
      const bytes =
        typeof key === "string" && /^[0-9a-f]{32}$/i.test(key)
          ? Buffer.from(key, "hex")
          : key;
      if (!isContentKey(bytes))
        // Not by its ID: key and ID may have been mixed up.
        throw optionError(
          `keys[${index}]`,
          key,
          "Give 16 bytes, or 32 hexadecimal digits.",
        );
      return [keyId, Uint8Array.from(bytes)];
    }),
  );
  return (keyId) => listed.get(keyId);
}

/**
 * Content keys derived from one secret, so that there is no list to keep: a key for every ID of up to 990 bytes,
 * always the same. The packager calls the same function to encrypt. Whoever has the secret has every key, past and to come.
 *
 * HKDF with SHA-256, no salt, and `secure-hls-player content key ` followed by the ID as info: other software derives the
 * same keys.
 * @param masterSecret 32 random bytes or more; a string counts as its UTF-8 bytes
 * @throws TypeError for a shorter secret
 * @see https://www.rfc-editor.org/rfc/rfc5869
 * @example
 * ```ts
 * const keys = deriveContentKeys(process.env.CONTENT_SECRET!);
 * const key = await keys("lesson-1"); // for the packager
 * ```
 */
export function deriveContentKeys(
  masterSecret: Uint8Array | string | KeyObject,
): ContentKeyProvider {
  const secret =
    masterSecret instanceof KeyObject && masterSecret.type === "secret"
      ? masterSecret.export()
      : typeof masterSecret === "string"
        ? Buffer.from(masterSecret)
        : masterSecret;
  if (!(secret instanceof Uint8Array) || secret.byteLength < leastSecretBytes)
    throw optionError(
      "masterSecret",
      masterSecret,
      `Give ${leastSecretBytes} random bytes or more.`,
    );
  // A copy: the caller may wipe its own.
  const own = Uint8Array.from(secret);
  return (keyId) => {
    const info = Buffer.from(`secure-hls-player content key ${keyId}`);
    return info.byteLength > mostInfoBytes
      ? undefined
      : new Uint8Array(hkdfSync("sha256", own, "", info, keyBytes));
  };
}

/** Whether this is a key that a player can decrypt with. */
export function isContentKey(key: unknown): key is Uint8Array {
  return key instanceof Uint8Array && key.byteLength === keyBytes;
}

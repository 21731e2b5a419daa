import type { KeyObject } from "node:crypto";

/** How CloudFront is to check a signature. SHA-256 is known to it since April 2026, by a marker beside the signature. */
export type SignatureHash = "SHA256" | "SHA1";

/** A key that signs: its private half in memory, or a vault that signs without handing it out. */
export type SigningKey = {
  /** ID of the public key in CloudFront's key group. */
  keyPairId: string;
  /** Epoch seconds since when it signs, where that is known. */
  since?: number | undefined;
} & (
  | { privateKey: KeyObject; hash: SignatureHash }
  | {
      /** RSA PKCS#1 v1.5 or ECDSA in DER, over SHA-256 of the bytes. @throws GrantError `server-error` */
      sign(policy: Uint8Array): Promise<Uint8Array>;
      hash: "SHA256";
    }
);

/** What is known about the keys, for a health check. Holds no key material. */
export interface KeysStatus {
  /** Which key signs now, and since when (epoch seconds). Undefined before the first use. */
  signing: { keyPairId: string; since: number | undefined } | undefined;
  /** Keys that are there but do not sign now: those to come have a `from` (epoch seconds) ahead of the clock. */
  others: { keyPairId: string; from: number | undefined }[];
  /** Epoch seconds at which they were last read. Undefined where they are not read again, or were never. */
  refreshedAt: number | undefined;
  /** Why the last refresh failed, while the old value serves on: one sentence without a secret. */
  refreshError: string | undefined;
}

/** Where the signing key comes from. */
export interface KeyProvider {
  /** The key that signs now. @throws GrantError `server-error`, reason `keys-unavailable` */
  current(): SigningKey | Promise<SigningKey>;
  status(): KeysStatus;
}

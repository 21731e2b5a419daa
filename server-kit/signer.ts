import { getSignedCookies } from "@aws-sdk/cloudfront-signer";
import { optionError } from "./option-error.js";
import { cannedPolicy, customPolicy, type PolicyTerms } from "./policy.js";
import { isScope, type Scope } from "./scope.js";
import { checkSigningKey } from "./signing-key.js";
import type { KeyObject } from "node:crypto";

/** How CloudFront is to check a signature. SHA-256 is known to it since April 2026, by a marker beside the signature. */
export type SignatureHash = "SHA256" | "SHA1";

export interface SignerOptions {
  /** ID of the public key in CloudFront's key group. */
  keyPairId: string;
  /** PEM text, or a KeyObject: RSA of 2048 bits or more, or P-256. Parsed once. */
  privateKey: string | KeyObject;
  /** @default "SHA256" */
  hash?: SignatureHash | undefined;
}

/** What is asked of a {@link Signer} besides the scope. */
export interface SignTerms extends PolicyTerms {
  /**
   * Canned policy: shorter, as the edge builds the policy itself. Only for a file, and with neither `startsAt` nor
   * `ipAddress`. @default false
   */
  canned?: boolean | undefined;
}

/** What CloudFront checks, in its own spelling of base64 (`-`, `_`, `~`). Delivered as cookies or in a query. */
export interface Signed {
  /** What is covered. */
  scope: Scope;
  keyPairId: string;
  signature: string;
  /** The custom policy. Either this or `expires`. */
  policy?: string;
  /** Epoch seconds of the canned policy. Either this or `policy`. */
  expires?: number;
  /** The marker that SHA-256 needs; absent for SHA-1. */
  hashAlgorithm?: "SHA256";
}

/** Signs for one scope. A signer of one's own, for a key that never leaves its vault, has the same form. */
export type Signer = (
  scope: Scope,
  terms: SignTerms,
) => Signed | Promise<Signed>;

/**
 * A signer with the private key in memory. Needs the package `@aws-sdk/cloudfront-signer` (an optional peer dependency);
 * Node's error on import names it where it is missing.
 *
 * Ends in the past are signed as asked: whoever signs decides about time.
 * @throws TypeError naming the option, for a key that CloudFront has no use for; no message holds any of it. The signer
 *   itself throws one for a term that CloudFront would refuse.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html
 * @example
 * ```ts
 * const signer = createSigner({ keyPairId: "K2JCJMDEHXQW5F", privateKey });
 * signer(scope.directory("https://cdn.school.example", "lesson-1"), { expiresAt: 1_790_000_000 });
 * ```
 */
export function createSigner({
  keyPairId,
  privateKey,
  hash = "SHA256",
}: SignerOptions): (scope: Scope, terms: SignTerms) => Signed {
  if (
    typeof keyPairId !== "string" ||
    !/^[A-Za-z0-9_-]{1,128}$/.test(keyPairId)
  )
    throw optionError(
      "keyPairId",
      keyPairId,
      "Give the ID that CloudFront shows for the public key, such as K2JCJMDEHXQW5F.",
    );
  if (hash !== "SHA256" && hash !== "SHA1")
    throw optionError("hash", hash, 'Give "SHA256" or "SHA1".');
  const key = checkSigningKey(privateKey);

  const sign = (policy: string) =>
    getSignedCookies({
      policy,
      keyPairId,
      // The types say string or Buffer; Node's crypto, to which it goes unread, takes the parsed key.
      privateKey: key as unknown as string,
      algorithm: hash,
    });
  try {
    sign("{}");
  } catch {
    throw new TypeError(
      `\`hash\` is ${hash}, which this machine's OpenSSL will not sign with. Use "SHA256".`,
    );
  }

  return (scope, { canned = false, ...terms }) => {
    if (!isScope(scope))
      throw optionError("scope", scope, "Make it with scope.directory(…).");
    if (canned && (terms.startsAt ?? terms.ipAddress) !== undefined)
      throw new TypeError(
        "`canned` allows neither `startsAt` nor `ipAddress`: a canned policy has only an end. Leave `canned` out.",
      );
    const cookies = sign(
      canned
        ? cannedPolicy(scope, terms.expiresAt)
        : customPolicy(scope, terms),
    );
    return {
      scope,
      keyPairId,
      signature: cookies["CloudFront-Signature"],
      ...(canned
        ? { expires: terms.expiresAt }
        : { policy: cookies["CloudFront-Policy"]! }),
      ...(hash === "SHA256" && { hashAlgorithm: "SHA256" as const }),
    };
  };
}

import type { KeyObject } from "node:crypto";
import { GrantError, unavailableError } from "./errors.js";
import { identityOf } from "./key-identity.js";
import { checkKeyPair } from "./key-pair.js";
import type {
  KeyProvider,
  SignatureHash,
  SigningKey,
} from "./keys/key-provider.js";
import { optionError } from "./option-error.js";
import { cannedPolicy, customPolicy, type PolicyTerms } from "./policy.js";
import { isScope, type Scope } from "./scope.js";
import { signInMemory, signPolicy } from "./sign-policy.js";
import {
  createSignatureCache,
  type ReuseOptions,
  type SignedPolicy,
} from "./signature-cache.js";

export interface SignerOptions {
  /** ID of the public key in CloudFront's key group. */
  keyPairId: string;
  /** PEM text, or a KeyObject: RSA of 2048 bits or more, or P-256. Parsed once. */
  privateKey: string | KeyObject;
  /** @default "SHA256" */
  hash?: SignatureHash | undefined;
  /**
   * Keeps signatures for whoever asks for the same scope, end and start next; never one that names an IP address.
   * @default { max: 10000 }
   */
  reuse?: ReuseOptions | undefined;
}

/** As {@link SignerOptions}, with a key that may change or never leaves its vault. */
export interface KeysSignerOptions {
  /** Answers which key signs now, such as `keysFromEnv()`. */
  keys: KeyProvider;
  /** As in {@link SignerOptions}; a signature of another key than the one that signs now is never used again. */
  reuse?: ReuseOptions | undefined;
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
 * A signer with the private key in memory, or with a key provider: it then answers by a promise. Needs the package
 * `@aws-sdk/cloudfront-signer` (an optional peer dependency); Node's error on import names it where it is missing.
 *
 * Ends in the past are signed as asked: whoever signs decides about time.
 * @throws TypeError naming the option, for a key that CloudFront has no use for; no message holds any of it. The signer
 *   itself throws one (with `keys`: rejects with one) for a term that CloudFront would refuse, and with `keys` rejects with
 *   a GrantError `server-error`, reason `keys-unavailable`, where there is no key to sign with.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-cookies.html
 * @example
 * ```ts
 * const signer = createSigner({ keyPairId: "K2JCJMDEHXQW5F", privateKey });
 * signer(scope.directory("https://cdn.school.example", "lesson-1"), { expiresAt: 1_790_000_000 });
 * ```
 */
export function createSigner(
  options: SignerOptions,
): (scope: Scope, terms: SignTerms) => Signed;
export function createSigner(
  options: KeysSignerOptions,
): (scope: Scope, terms: SignTerms) => Promise<Signed>;
export function createSigner(
  options: SignerOptions | KeysSignerOptions,
): Signer {
  return "keys" in options ? keysSigner(options) : memorySigner(options);
}

function memorySigner({ reuse, ...options }: SignerOptions) {
  const key = checkKeyPair(options);
  const remember = createSignatureCache(reuse);
  const identity = identityOf(key);
  return (scope: Scope, terms: SignTerms): Signed => {
    const policy = policyFor(scope, terms);
    const make = () => signInMemory(policy, key);
    const made = isShared(terms)
      ? remember(`${identity} ${policy}`, make)
      : make();
    return signed(scope, terms, key, made);
  };
}

function keysSigner({ keys, reuse, ...others }: KeysSignerOptions) {
  for (const name of ["current", "status"] as const)
    if (typeof keys?.[name] !== "function")
      throw optionError("keys", keys, "Give a key provider: keysFromEnv().");
  const [extra] = Object.keys(others);
  if (extra !== undefined)
    throw new TypeError(
      `\`${extra}\` stands beside \`keys\`, which answers key and ID together. Leave one of them out.`,
    );
  const remember = createSignatureCache(reuse);
  return async (scope: Scope, terms: SignTerms): Promise<Signed> => {
    const policy = policyFor(scope, terms);
    try {
      const key = await keys.current();
      const make = () => signPolicy(policy, key);
      const made = isShared(terms)
        ? remember(`${identityOf(key)} ${policy}`, make)
        : make();
      return signed(scope, terms, key, await made);
    } catch (error) {
      // A provider of the application's own may throw anything: to the viewer it is all the same 503.
      throw error instanceof GrantError
        ? error
        : unavailableError("keys-unavailable", error);
    }
  };
}

function policyFor(
  scope: Scope,
  { canned = false, ...terms }: SignTerms,
): string {
  if (!isScope(scope))
    throw optionError("scope", scope, "Make it with scope.directory(…).");
  if (canned && (terms.startsAt ?? terms.ipAddress) !== undefined)
    throw new TypeError(
      "`canned` allows neither `startsAt` nor `ipAddress`: a canned policy has only an end. Leave `canned` out.",
    );
  return canned
    ? cannedPolicy(scope, terms.expiresAt)
    : customPolicy(scope, terms);
}

/** A signature that names an address is one viewer's own: keeping it would only push the others out. */
function isShared({ ipAddress }: SignTerms): boolean {
  return ipAddress === undefined;
}

function signed(
  scope: Scope,
  { canned = false, expiresAt }: SignTerms,
  { keyPairId, hash }: Pick<SigningKey, "keyPairId" | "hash">,
  { policy, signature }: SignedPolicy,
): Signed {
  return {
    scope,
    keyPairId,
    signature,
    ...(canned ? { expires: expiresAt } : { policy }),
    ...(hash === "SHA256" && { hashAlgorithm: "SHA256" as const }),
  };
}

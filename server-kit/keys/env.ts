import { checkKeyPair } from "../key-pair.js";
import { optionError } from "../option-error.js";
import type { SignatureHash } from "./key-provider.js";
import type { KeyProvider } from "./key-provider.js";
import { describeRing } from "./key-ring.js";
import { unfoldPem } from "./unfold-pem.js";

export interface EnvKeysOptions {
  /** Name of the variable that holds the key pair ID. @default "CLOUDFRONT_KEY_PAIR_ID" */
  keyPairId?: string | undefined;
  /** Name of the variable that holds the PEM; its line breaks may be spelt `\n`. @default "CLOUDFRONT_PRIVATE_KEY" */
  privateKey?: string | undefined;
  /** @default "SHA256" */
  hash?: SignatureHash | undefined;
  /** Where the variables are. @default process.env */
  env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * One key from two environment variables, read once. For development and small set-ups: variables end up in dumps and
 * child processes, and a new key needs a restart.
 * @throws TypeError naming the variable that is missing or holds no key that CloudFront has a use for
 * @example
 * ```ts
 * const signer = createSigner({ keys: keysFromEnv() });
 * ```
 */
export function keysFromEnv({
  keyPairId = "CLOUDFRONT_KEY_PAIR_ID",
  privateKey = "CLOUDFRONT_PRIVATE_KEY",
  hash,
  env = process.env,
}: EnvKeysOptions = {}): KeyProvider {
  const names = {
    keyPairId: checkName("keyPairId", keyPairId),
    privateKey: checkName("privateKey", privateKey),
    hash: "hash",
  };
  const key = checkKeyPair(
    {
      keyPairId: valueOf(env, names.keyPairId),
      privateKey: unfoldPem(valueOf(env, names.privateKey)),
      hash,
    },
    names,
  );
  return {
    current: () => key,
    status: () => ({
      ...describeRing([key], 0),
      refreshedAt: undefined,
      refreshError: undefined,
    }),
  };
}

/** The value of the variable itself must not be given in place of its name, nor get into an error as one. */
function checkName(option: string, name: unknown): string {
  if (typeof name !== "string" || !/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name))
    throw optionError(
      option,
      name,
      "Give the name of an environment variable.",
    );
  return name;
}

function valueOf(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
): string {
  const value = env[name]?.trim();
  if (value) return value;
  throw new TypeError(
    `The environment variable ${name} is ${value === undefined ? "not set" : "empty"}. Without it nothing can be signed.`,
  );
}

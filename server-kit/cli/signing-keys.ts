import { createPublicKey, KeyObject } from "node:crypto";
import type { Command } from "commander";
import type { TrustedKey } from "../edge/key-groups.js";
import { checkKeyPair } from "../key-pair.js";
import { keysFromEnv } from "../keys/env.js";
import type { SigningKey } from "../keys/key-provider.js";
import { chooseKey, type KeyRing } from "../keys/key-ring.js";
import { readKeyRing } from "../keys/read-key-ring.js";
import { unfoldPem } from "../keys/unfold-pem.js";
import { createSigner, type Signed, type SignTerms } from "../signer.js";
import type { Scope } from "../scope.js";
import { CommandError } from "./exit.js";
import { readOptionFile } from "./read-file.js";
import type { Terminal } from "./terminal.js";

/** Where the key is that signs. */
export interface KeyOptions {
  key?: string;
  keyPairId?: string;
  hash?: "SHA256" | "SHA1";
}

/** Adds the options by which a command finds the key that signs. */
export function addKeyOptions(command: Command): void {
  command
    .option(
      "--key <file>",
      "the signing key: JSON as `secure-hls keys create` writes it, or PEM with --key-pair-id",
    )
    .option("--key-pair-id <id>", "the ID that CloudFront gave its public half")
    .option("--hash <name>", "SHA256 or SHA1 (for PEM; default SHA256)");
}

/**
 * The keys that the options, or else CLOUDFRONT_KEY_PAIR_ID and CLOUDFRONT_PRIVATE_KEY, name.
 * @throws CommandError where there are none, without a word of them
 */
export async function readKeys(
  { key: path, keyPairId, hash }: KeyOptions,
  terminal: Terminal,
): Promise<KeyRing> {
  if (path === undefined) {
    if (terminal.env.CLOUDFRONT_PRIVATE_KEY === undefined)
      throw new CommandError(
        "There is no key to sign with. Give --key <file> (`secure-hls keys create` makes one), or set CLOUDFRONT_KEY_PAIR_ID and CLOUDFRONT_PRIVATE_KEY.",
      );
    return [await keysFromEnv({ env: terminal.env }).current()];
  }
  const text = await readOptionFile("--key", path, terminal);
  try {
    if (!/^\s*-----BEGIN/.test(text)) return readKeyRing(text, nowSeconds());
    if (keyPairId === undefined)
      throw new TypeError(
        "It is PEM, which does not say its ID. Add --key-pair-id.",
      );
    return [checkKeyPair({ keyPairId, privateKey: unfoldPem(text), hash })];
  } catch (error) {
    throw new CommandError(`--key ${path}: ${(error as Error).message}`);
  }
}

/** Signs with the key that is due now. */
export async function signWith(
  options: KeyOptions,
  terminal: Terminal,
): Promise<(scope: Scope, terms: SignTerms) => Signed> {
  const key = chooseKey(await readKeys(options, terminal), nowSeconds())!;
  return createSigner({
    keyPairId: key.keyPairId,
    privateKey: privateHalf(key),
    hash: key.hash,
  });
}

/** The public halves of all keys, as an edge trusts them. */
export function trustedBy(ring: KeyRing): TrustedKey[] {
  return ring.map((key) => ({
    keyPairId: key.keyPairId,
    publicKey: createPublicKey(privateHalf(key))
      .export({ type: "spki", format: "pem" })
      .toString(),
  }));
}

/** From a file or a variable it is always in memory. */
function privateHalf(key: SigningKey): KeyObject {
  if (!("privateKey" in key)) throw new TypeError("The key is in a vault.");
  return key.privateKey;
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}

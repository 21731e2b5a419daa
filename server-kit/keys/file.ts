import { readFile } from "node:fs/promises";
import { askWithin } from "../ask-within.js";
import { checkKeyPair, checkKeyPairId } from "../key-pair.js";
import type { ObserveOptions } from "../observe.js";
import { optionError } from "../option-error.js";
import type { SignatureHash } from "./key-provider.js";
import { keysFailure } from "./failure.js";
import type { KeyProvider } from "./key-provider.js";
import type { KeyRing } from "./key-ring.js";
import { checkCache, checkPatience, type PatienceOptions } from "./patience.js";
import { readKeyRing } from "./read-key-ring.js";
import { epochSeconds, refreshedKeys } from "./refreshed-keys.js";
import { unfoldPem } from "./unfold-pem.js";

export interface FileKeysOptions extends PatienceOptions, ObserveOptions {
  /** The file: JSON as in `keysFromSecretsManager`, or, with `keyPairId`, PEM. */
  path: string;
  /** ID of the key whose PEM the file is. @default none: the file is JSON and says the ID itself */
  keyPairId?: string | undefined;
  /** For a PEM file; JSON says it itself. @default "SHA256" */
  hash?: SignatureHash | undefined;
  /** Whole seconds after which the file is read again. @default 60 */
  cacheSeconds?: number | undefined;
}

/**
 * Keys from a file, such as a mounted secret: read at the first grant and again after `cacheSeconds`. A JSON file can be
 * rotated while the process runs; a PEM file belongs to the ID in the options, and a new key has another one.
 *
 * The first grants fail with `keys-unavailable` while the file cannot be used; later, the old keys serve on.
 * @throws TypeError naming the option that is wrong
 * @example
 * ```ts
 * const signer = createSigner({ keys: keysFromFile({ path: "/run/secrets/cloudfront.json" }) });
 * ```
 */
export function keysFromFile({
  path,
  keyPairId,
  hash,
  cacheSeconds = 60,
  timeoutSeconds,
  retrySeconds,
  log,
  metrics,
}: FileKeysOptions): KeyProvider {
  if (typeof path !== "string" || path === "")
    throw optionError("path", path, "Give the path of a file.");
  if (keyPairId !== undefined) checkKeyPairId(keyPairId, "keyPairId");
  else if (hash !== undefined)
    throw optionError(
      "hash",
      hash,
      "It is for a PEM file, with `keyPairId`; a JSON file has a hash of its own for each key.",
    );
  const patience = checkPatience({ timeoutSeconds, retrySeconds });
  return refreshedKeys({
    load,
    cacheSeconds: checkCache(cacheSeconds),
    ...patience,
    log,
    metrics,
  });

  async function load(): Promise<KeyRing> {
    try {
      const text = await askWithin(
        patience.timeoutSeconds,
        "Reading it",
        (signal) => readFile(path, { encoding: "utf8", signal }),
      );
      return keyPairId === undefined
        ? readKeyRing(text, epochSeconds())
        : [checkKeyPair({ keyPairId, privateKey: unfoldPem(text), hash })];
    } catch (error) {
      throw keysFailure(`The key file ${path} cannot be used.`, error);
    }
  }
}

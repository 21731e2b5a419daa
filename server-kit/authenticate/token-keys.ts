import type { JsonWebKey, KeyObject } from "node:crypto";
import type { JWTVerifyGetKey } from "jose";
import { checkSeconds, optionError } from "../option-error.js";
import { checkOrigin } from "../origin.js";
import { createRemoteKeys } from "./remote-keys.js";
import {
  algorithmsOf,
  kindOf,
  readPublicKey,
  readSecret,
  type TokenAlgorithm,
} from "./token-key.js";

export type { TokenAlgorithm } from "./token-key.js";

/** What signs the tokens: exactly one of the three. */
export type TokenKeySource =
  | {
      /** URL of the issuer's JWKS, `https` (or `http` on localhost). Redirects are not followed. */
      jwks: string | URL;
      /** Whole seconds that reading it may take, 1 to 30. @default 3 */
      jwksTimeoutSeconds?: number | undefined;
      secret?: undefined;
      publicKey?: undefined;
    }
  | {
      /** The shared secret of HMAC: text, of which the UTF-8 counts, or a `KeyObject`; 32 bytes or more, and random. */
      secret: string | KeyObject;
      jwks?: undefined;
      publicKey?: undefined;
    }
  | {
      /** The issuer's public key: PEM, JWK or `KeyObject`; RSA of 2048 bits or more, P-256, P-384, P-521 or Ed25519. */
      publicKey: string | KeyObject | JsonWebKey;
      jwks?: undefined;
      secret?: undefined;
    };

const publicAlgorithms = Object.entries(algorithmsOf)
  .filter(([kind]) => kind !== "secret")
  .flatMap(([, algorithms]) => [...algorithms]);

/** A key, or what finds it, and what it may have signed with. */
export interface TokenKeys {
  key: KeyObject | JWTVerifyGetKey;
  algorithms: readonly TokenAlgorithm[];
}

/** @throws TypeError unless there is exactly one source of keys that is good for `algorithms` */
export function createTokenKeys(
  source: TokenKeySource,
  algorithms: readonly TokenAlgorithm[] | undefined,
): TokenKeys {
  const given = (["jwks", "secret", "publicKey"] as const).filter(
    (name) => source[name] !== undefined,
  );
  if (given.length !== 1)
    throw new TypeError(
      `${given.length === 0 ? "None" : "More than one"} of \`jwks\`, \`secret\` and \`publicKey\` is given. Give exactly one.`,
    );
  if (source.jwks !== undefined) {
    const seconds = checkSeconds(
      "jwksTimeoutSeconds",
      source.jwksTimeoutSeconds ?? 3,
      1,
      30,
    );
    return {
      key: createRemoteKeys(readUrl(source.jwks), seconds),
      algorithms: pick(algorithms, publicAlgorithms, publicAlgorithms),
    };
  }
  if (source.secret !== undefined) {
    const key = readSecret(source.secret);
    // RFC 7518, 3.2: a key at least as long as the hash.
    const suitable = algorithmsOf.secret.filter(
      (name) => key.symmetricKeySize! * 8 >= Number(name.slice(2)),
    );
    return { key, algorithms: pick(algorithms, suitable, ["HS256"]) };
  }
  const key = readPublicKey(source.publicKey);
  const suitable = algorithmsOf[kindOf(key)];
  return { key, algorithms: pick(algorithms, suitable, suitable) };
}

function pick(
  asked: readonly TokenAlgorithm[] | undefined,
  suitable: readonly TokenAlgorithm[],
  usual: readonly TokenAlgorithm[],
): readonly TokenAlgorithm[] {
  if (asked === undefined) return usual;
  if (
    !Array.isArray(asked) ||
    asked.length === 0 ||
    !asked.every((name) => suitable.includes(name))
  )
    throw optionError(
      "algorithms",
      asked,
      `Give some of ${suitable.join(", ")}: the key is good for no others.`,
    );
  return [...asked];
}

function readUrl(value: unknown): URL {
  const url = URL.canParse(String(value)) ? new URL(String(value)) : undefined;
  if (url === undefined || url.username !== "" || url.hash !== "")
    throw optionError(
      "jwks",
      value,
      'Give the URL of the issuer\'s keys, such as "https://id.school.example/.well-known/jwks.json".',
    );
  checkOrigin("jwks", url.origin);
  return url;
}

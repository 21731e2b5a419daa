import { signatureParameters } from "../../src/contract.js";
import { readPolicy } from "../edge/read-policy.js";
import { decodeBase64 } from "../edge/signed-values.js";
import { GrantError } from "../errors.js";
import { scope, type Scope } from "../scope.js";
import type { Signed } from "../signer.js";

/** A query taken apart. */
export interface SignedQuery {
  /** Not checked: that is the edge's to do. */
  signed: Signed;
  /** The rest of the query, byte for byte; "" where there is none. */
  own: string;
}

type Name = (typeof signatureParameters)[number];

/**
 * Reads the signature in a query, as far as it is one that server-kit makes for a directory of the edge.
 * @param query raw, without the `?`
 * @throws GrantError `not-entitled` where there is none, `bad-request` for one that cannot be used
 */
export function readSignedQuery(query: string, edge: string): SignedQuery {
  const own: string[] = [];
  const values = new Map<Name, string>();
  for (const pair of query.split("&")) {
    const [name = ""] = pair.split("=", 1);
    if (!isName(name)) own.push(pair);
    else if (values.has(name)) throw badSignature();
    else values.set(name, readValue(pair.slice(name.length + 1)));
  }
  if (values.size === 0)
    throw new GrantError("not-entitled", "The URL has no signature.");
  const policy = values.get("Policy");
  const signature = values.get("Signature");
  const keyPairId = values.get("Key-Pair-Id");
  const hash = values.get("Hash-Algorithm") ?? "SHA1";
  if (
    policy === undefined ||
    signature === undefined ||
    keyPairId === undefined ||
    (hash !== "SHA1" && hash !== "SHA256")
  )
    throw badSignature();
  return {
    signed: {
      scope: scopeOf(policy, edge),
      keyPairId,
      signature,
      policy,
      ...(hash === "SHA256" && { hashAlgorithm: hash }),
    },
    own: own.filter((pair) => pair !== "").join("&"),
  };
}

function isName(name: string): name is Name {
  return (signatureParameters as readonly string[]).includes(name);
}

/** Some clients escape `~`. */
function readValue(raw: string): string {
  const value = raw.replace(/%7e/gi, "~");
  if (!/^[A-Za-z0-9_~-]+$/.test(value)) throw badSignature();
  return value;
}

/** What the policy says that it covers: the edge judges whether it is signed. */
function scopeOf(policy: string, edge: string): Scope {
  const bytes = decodeBase64(policy);
  const { resource = "" } = (bytes && readPolicy(bytes)) ?? {};
  if (!resource.startsWith(`${edge}/`) || !resource.endsWith("/*"))
    throw badSignature();
  const path = resource.slice(edge.length + 1, -2);
  return resource === `${edge}/*`
    ? scope.dangerouslyWide(edge)
    : scope.directory(edge, ...path.split("/"));
}

function badSignature(): GrantError {
  return new GrantError(
    "bad-request",
    "The URL's signature is not one with a custom policy for a directory of the edge.",
  );
}

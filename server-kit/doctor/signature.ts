import { readPolicy, type Policy } from "../edge/read-policy.js";
import { decodeBase64, type SignedValues } from "../edge/signed-values.js";

export type Values = SignedValues["values"];

/** What a signature says of itself, and nothing that it proves. */
export type Terms =
  | { kind: "custom"; policy: Policy; addressLocked: boolean }
  /** Covers the one URL that it was made for. */
  | { kind: "canned"; expiresAt: number }
  | { kind: "unreadable"; reason: Malformed };

/** What is wrong with the spelling of a value. */
export type Malformed =
  | "encoded"
  | "base64"
  | "not-json"
  | "milliseconds"
  | "text-time"
  | "statements"
  | "policy"
  | "expires";

/** @returns undefined without `Policy` and `Expires` */
export function readTerms({ Policy, Expires }: Values): Terms | undefined {
  if (Policy === undefined) {
    if (Expires === undefined) return undefined;
    if (/^\d{13}$/.test(Expires)) return unreadable("milliseconds");
    if (!/^\d{1,10}$/.test(Expires)) return unreadable("expires");
    return { kind: "canned", expiresAt: Number(Expires) };
  }
  const spelling = misspelling(Policy);
  if (spelling) return unreadable(spelling);
  const json = decodeBase64(Policy);
  const policy = json && readPolicy(json);
  if (json && policy)
    return {
      kind: "custom",
      policy,
      addressLocked: policy.addresses !== undefined,
    };
  return unreadable(json ? whyMalformed(json.toString()) : "base64");
}

/** What a value's spelling lacks of CloudFront's base64, in which `-_~` stand for `+=/`. */
export function misspelling(value: string): Malformed | undefined {
  if (/%[0-9a-f]{2}/i.test(value)) return "encoded";
  return decodeBase64(value) ? undefined : "base64";
}

/** Whatever is signed, until when by its own word: epoch seconds. */
export function endOf(terms: Terms | undefined): number | undefined {
  if (terms?.kind === "custom") return terms.policy.expiresAt;
  return terms?.kind === "canned" ? terms.expiresAt : undefined;
}

function whyMalformed(json: string): Malformed {
  try {
    const { Statement } = JSON.parse(json) as { Statement?: unknown };
    if (!Array.isArray(Statement) || Statement.length !== 1)
      return "statements";
  } catch {
    return "not-json";
  }
  if (/"AWS:EpochTime"\s*:\s*\d{12,}/.test(json)) return "milliseconds";
  return /"AWS:EpochTime"\s*:\s*"/.test(json) ? "text-time" : "policy";
}

function unreadable(reason: Malformed): Terms {
  return { kind: "unreadable", reason };
}

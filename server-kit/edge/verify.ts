import { verify, type KeyObject } from "node:crypto";
import { isIPv4 } from "node:net";
import { matchesResource } from "./match.js";
import { epochSeconds, readPolicy, type Policy } from "./read-policy.js";
import type { SignatureErrorCode } from "./refusals.js";
import {
  decodeBase64,
  readSignedValues,
  withoutSignature,
  type Delivery,
  type SignedValues,
} from "./signed-values.js";

/** What of a request decides whether its signature is good. */
export interface SignedRequest {
  /** As the viewer sees it and as it was sent: scheme, host, path and query, nothing decoded or normalized. */
  url: string;
  /** The `Cookie` header. */
  cookieHeader?: string | undefined;
  /** The viewer's address. */
  remoteAddress?: string | undefined;
  /** Epoch milliseconds at which the request began. */
  startedAt: number;
}

/** Why a signature is not good, more exactly than CloudFront tells the viewer. For logs. */
export type RefusalReason =
  | "no-signature"
  | "no-key-pair-id"
  | "unknown-key"
  | "unreadable-signature"
  | "unreadable-policy"
  | "policy-and-expires"
  | "unknown-hash-algorithm"
  | "other-hash-algorithm"
  | "bad-signature"
  | "other-resource"
  | "expired"
  | "not-yet-valid"
  | "other-address";

/** Whether a request may have the file. */
export type Verdict =
  | { allowed: true; delivery: Delivery; keyPairId: string; expiresAt: number }
  | {
      allowed: false;
      delivery: Delivery | undefined;
      /** CloudFront's error code. */
      code: SignatureErrorCode;
      reason: RefusalReason;
    };

const refusedAs: Record<RefusalReason, SignatureErrorCode> = {
  "no-signature": "MissingKey",
  "no-key-pair-id": "MissingKey",
  "unknown-key": "InvalidKey",
  "unreadable-signature": "MalformedSignature",
  "unreadable-policy": "MalformedPolicy",
  "policy-and-expires": "AccessDenied",
  "unknown-hash-algorithm": "AccessDenied",
  "other-hash-algorithm": "AccessDenied",
  "bad-signature": "AccessDenied",
  "other-resource": "AccessDenied",
  expired: "AccessDenied",
  "not-yet-valid": "AccessDenied",
  "other-address": "AccessDenied",
};

/** What is signed, and what it allows. */
interface SignedPolicy {
  bytes: Buffer;
  policy: Policy;
}

/**
 * Is this signature good for this URL, now, for this viewer? As CloudFront answers it, by the order of its own codes:
 * key, signature, policy, and then everything that it calls `AccessDenied`.
 * @param trustedKeys public keys of the key groups that the behavior trusts, by key pair ID
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html
 */
export function verifyRequest(
  request: SignedRequest,
  trustedKeys: ReadonlyMap<string, KeyObject>,
): Verdict {
  const mark = request.url.indexOf("?");
  const base = mark < 0 ? request.url : request.url.slice(0, mark);
  const query = mark < 0 ? undefined : request.url.slice(mark + 1);
  const signed = readSignedValues(query, request.cookieHeader);
  const refused = (reason: RefusalReason): Verdict => ({
    allowed: false,
    delivery: signed?.delivery,
    code: refusedAs[reason],
    reason,
  });
  if (!signed) return refused("no-signature");

  const { delivery, values } = signed;
  const keyPairId = values["Key-Pair-Id"];
  if (!keyPairId) return refused("no-key-pair-id");
  const key = trustedKeys.get(keyPairId);
  if (!key) return refused("unknown-key");
  const signature = decodeBase64(values.Signature ?? "");
  if (!signature) return refused("unreadable-signature");

  const ownQuery = withoutSignature(query);
  const url = ownQuery === undefined ? base : `${base}?${ownQuery}`;
  const signedPolicy = policyOf(values, url);
  if (!signedPolicy) return refused("unreadable-policy");
  const { bytes, policy } = signedPolicy;

  // A left-over cookie of the other mode. In URLs a widely used signer has always written both, so there Policy wins.
  if (
    delivery === "cookie" &&
    values.Policy !== undefined &&
    values.Expires !== undefined
  )
    return refused("policy-and-expires");
  const hash = values["Hash-Algorithm"] ?? "SHA1";
  if (hash !== "SHA1" && hash !== "SHA256")
    return refused("unknown-hash-algorithm");
  if (!verify(hash, bytes, key, signature)) {
    const other = hash === "SHA1" ? "SHA256" : "SHA1";
    return refused(
      verify(other, bytes, key, signature)
        ? "other-hash-algorithm"
        : "bad-signature",
    );
  }
  const objection = objectionTo(policy, url, request, delivery);
  return objection
    ? refused(objection)
    : { allowed: true, delivery, keyPairId, expiresAt: policy.expiresAt };
}

/** The policy sent, or the canned one, which is not sent but rebuilt from URL and end, byte for byte as it is signed. */
function policyOf(
  values: SignedValues["values"],
  url: string,
): SignedPolicy | undefined {
  if (values.Policy !== undefined) {
    const bytes = decodeBase64(values.Policy);
    const policy = bytes && readPolicy(bytes);
    return policy && { bytes, policy };
  }
  const expires = values.Expires ?? "";
  const expiresAt = /^\d+$/.test(expires)
    ? epochSeconds(Number(expires))
    : undefined;
  if (expiresAt === undefined) return undefined;
  const json = `{"Statement":[{"Resource":"${url}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
  // No resource to match: the URL is in what was signed, and taken as it is, not as a pattern.
  return { bytes: Buffer.from(json), policy: { expiresAt } };
}

function objectionTo(
  { resource, expiresAt, startsAt, addresses }: Policy,
  url: string,
  { startedAt, remoteAddress }: SignedRequest,
  delivery: Delivery,
): RefusalReason | undefined {
  if (resource !== undefined) {
    // The cookie page asks for a protocol, the URL page also takes a leading `*`.
    if (delivery === "cookie" && !resource.startsWith("http"))
      return "other-resource";
    if (!matchesResource(resource, url)) return "other-resource";
  }
  if (startedAt >= expiresAt * 1_000) return "expired";
  if (startsAt !== undefined && startedAt < startsAt * 1_000)
    return "not-yet-valid";
  if (addresses) {
    // A socket that takes IPv6 too reports IPv4 viewers as ::ffff:192.0.2.1. Real IPv6 matches no policy.
    const address = (remoteAddress ?? "").replace(/^::ffff:/i, "");
    if (!isIPv4(address) || !addresses.check(address, "ipv4"))
      return "other-address";
  }
  return undefined;
}

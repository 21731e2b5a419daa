import type { KeyObject } from "node:crypto";
import { matchesResource } from "../edge/match.js";
import { epochSeconds, readPolicy } from "../edge/read-policy.js";
import {
  decodeBase64,
  readSignedValues,
  withoutSignature,
} from "../edge/signed-values.js";
import { verifyRequest, type RefusalReason } from "../edge/verify.js";
import { fromNow } from "./seconds.js";

export interface ToExplain {
  url: string;
  cookieHeader: string | undefined;
  /** Epoch milliseconds at which it is asked for. */
  at: number;
  remoteAddress: string | undefined;
  /** Public keys by key pair ID; undefined where none was given, and the signature is then not checked. */
  trustedKeys: ReadonlyMap<string, KeyObject> | undefined;
}

export interface Explained {
  /** Undefined where nothing speaks against it, but the signature was not checked. */
  allowed: boolean | undefined;
  reason: RefusalReason | undefined;
  delivery: "cookie" | "query" | undefined;
  keyPairId: string | undefined;
  /** What is signed. With a canned policy it is the URL itself; with a policy that names none, everything. */
  resource: string | undefined;
  /** Epoch seconds. */
  expiresAt: number | undefined;
  /** Epoch seconds. */
  startsAt: number | undefined;
  lines: string[];
}

/** Why, and the way out. */
const explanations: Record<RefusalReason, string> = {
  "no-signature":
    "There is no signature: neither Policy, Expires, Signature, Key-Pair-Id in the query, nor a CloudFront- cookie. Were the cookies set for this host and path?",
  "no-key-pair-id":
    "Key-Pair-Id is missing. The parts of a signature belong together: use them as the signer made them.",
  "unknown-key":
    "The key pair ID is none of the keys that are trusted. Is it the ID of the public key (it begins with K), and is that key in the behavior's key group?",
  "unreadable-signature":
    "The signature is not in CloudFront's base64 (with - _ ~ in place of + = /). Was it encoded a second time? %7E in a cookie is a ~ that was.",
  "unreadable-policy":
    "The policy is not one that CloudFront takes: exactly one statement, an end in whole epoch seconds (milliseconds are a common slip), IPv4 only.",
  "policy-and-expires":
    "Both Policy and Expires are there: one is left over from another kind of signature. Clear the cookies that the new one does not set.",
  "unknown-hash-algorithm": "Hash-Algorithm must be SHA1 or SHA256.",
  "other-hash-algorithm":
    "It was signed with another hash than Hash-Algorithm says. SHA-256 needs the marker, and SHA-1 must be without it: clear the cookie that is left over.",
  "bad-signature":
    "The signature does not fit policy and key. Was another private key used, or the policy or the URL changed after signing?",
  "other-resource":
    "The URL is outside what was signed. Compare scheme, host and path letter by letter; a query that was added counts as well.",
  expired: "It is over. Is the player renewing its grant, and the clock right?",
  "not-yet-valid": "It has not begun. Is the signer's clock ahead?",
  "other-address":
    "It is for another IP address. Viewers change theirs, and IPv6 never matches: leave the address out.",
};

/** What a signature allows, and whether the edge would take it. Nothing of the signature itself is in the answer. */
export function explainSignature(asked: ToExplain): Explained {
  const { url, cookieHeader, at, trustedKeys } = asked;
  const mark = url.indexOf("?");
  const query = mark < 0 ? undefined : url.slice(mark + 1);
  const found = readSignedValues(query, cookieHeader);
  const values = found?.values ?? {};
  const own = withoutSignature(query);
  const bare = `${mark < 0 ? url : url.slice(0, mark)}${own ? `?${own}` : ""}`;
  const policy = policyIn(values);
  const resource = policy && ("resource" in policy ? policy.resource : bare);

  const verdict = verifyRequest(
    { url, cookieHeader, remoteAddress: asked.remoteAddress, startedAt: at },
    trustedKeys ?? new Map(),
  );
  const unchecked =
    trustedKeys === undefined &&
    !verdict.allowed &&
    verdict.reason === "unknown-key";
  const reason = unchecked
    ? objection(policy, bare, at)
    : verdict.allowed
      ? undefined
      : verdict.reason;
  const allowed = reason ? false : unchecked ? undefined : true;

  const now = at / 1_000;
  const when = (seconds: number) =>
    `${new Date(seconds * 1_000).toISOString()} (${fromNow(seconds, now)})`;
  const rows: [string, string | undefined][] = [
    [
      "Delivery",
      found && (found.delivery === "query" ? "signed URL" : "signed cookies"),
    ],
    ["Key", values["Key-Pair-Id"]],
    ["Policy", found && (values.Policy ? "custom" : "canned")],
    ["Hash", found && (values["Hash-Algorithm"] ?? "SHA1")],
    ["Covers", policy && (resource ?? "every file of every distribution")],
    [
      "From",
      policy?.startsAt === undefined ? undefined : when(policy.startsAt),
    ],
    ["Until", policy && when(policy.expiresAt)],
    ["Address", policy?.addresses && "only some"],
    [
      "Verdict",
      allowed
        ? "good"
        : allowed === false
          ? `refused (${verdict.allowed ? "AccessDenied" : unchecked ? "AccessDenied" : verdict.code})`
          : "nothing speaks against it; the signature was not checked (give --key or --public-key)",
    ],
    ["Why", reason && explanations[reason]],
  ];
  const warning = widthWarning(resource, policy !== undefined);
  if (warning) rows.push(["Beware", warning]);
  return {
    allowed,
    reason,
    delivery: found?.delivery,
    keyPairId: values["Key-Pair-Id"],
    resource,
    expiresAt: policy?.expiresAt,
    startsAt: policy?.startsAt,
    lines: rows.flatMap(([name, text]) =>
      text === undefined ? [] : [`${`${name}:`.padEnd(10)}${text}`],
    ),
  };
}

type Values = NonNullable<ReturnType<typeof readSignedValues>>["values"];

function policyIn(values: Values) {
  if (values.Policy !== undefined) {
    const bytes = decodeBase64(values.Policy);
    const policy = bytes && readPolicy(bytes);
    return policy && { resource: undefined, ...policy };
  }
  const expiresAt = /^\d+$/.test(values.Expires ?? "")
    ? epochSeconds(Number(values.Expires))
    : undefined;
  return expiresAt === undefined
    ? undefined
    : { expiresAt, startsAt: undefined, addresses: undefined };
}

/** What speaks against a policy whoever has signed it. */
function objection(
  policy: ReturnType<typeof policyIn>,
  url: string,
  at: number,
): RefusalReason | undefined {
  if (!policy) return "unreadable-policy";
  if (
    "resource" in policy &&
    policy.resource !== undefined &&
    !matchesResource(policy.resource, url)
  )
    return "other-resource";
  if (at >= policy.expiresAt * 1_000) return "expired";
  return policy.startsAt !== undefined && at < policy.startsAt * 1_000
    ? "not-yet-valid"
    : undefined;
}

function widthWarning(
  resource: string | undefined,
  hasPolicy: boolean,
): string | undefined {
  if (!hasPolicy) return undefined;
  if (resource === undefined || /^(?:[^/]*\/\/[^/]*)?\/?\*$/.test(resource))
    return "it opens every file of the host: one leaked grant is the whole catalogue. Sign a folder.";
  return /[^/]\*$/.test(resource)
    ? "it ends in * without a slash before it, so course-1* covers course-10 as well. End it in /*."
    : undefined;
}

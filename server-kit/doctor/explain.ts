import { matchesResource } from "../edge/match.js";
import type { Answer } from "./ask.js";
import { problem, type Problem } from "./findings.js";
import type { Grant } from "./grant.js";
import { clockOf, headerOf, isRefused, readRefusal } from "./read-answer.js";
import { bare } from "./secrets.js";
import { misspelling, type Malformed } from "./signature.js";

const reasons: Record<Malformed, string> = {
  encoded: "a value is URL-encoded",
  base64: "a value is not in CloudFront's spelling of base64",
  "not-json": "the policy is not JSON",
  milliseconds: "a time is in milliseconds instead of seconds",
  "text-time": "a time is a text instead of a number",
  statements: "the policy has not exactly one statement",
  policy:
    "the policy has a time, an address or a condition that CloudFront does not know",
  expires: "Expires is not a whole number of seconds",
};

/** Why a file did not come although the grant went along; undefined where it came. */
export function explain(
  url: string,
  answer: Answer,
  grant: Grant,
): Problem | undefined {
  const shown = bare(url);
  if (!answer.answered)
    return problem("no-answer", { host: new URL(url).host, code: answer.code });
  const { status } = answer;
  if (isRefused(answer)) return ofRefusal(shown, url, answer, grant);
  if (status === 404 || status === 410)
    return problem("object-missing", { url: shown, status: `${status}` });
  if (status >= 400)
    return problem("edge-error", { url: shown, status: `${status}` });
  if (status >= 300) {
    const location = headerOf(answer, "location") ?? "";
    const place = URL.canParse(location, url)
      ? bare(new URL(location, url).href)
      : "nowhere";
    return problem("edge-redirects", { url: shown, location: place });
  }
  return undefined;
}

function ofRefusal(
  shown: string,
  url: string,
  answer: Answer & { answered: true },
  grant: Grant,
): Problem {
  const refusal = readRefusal(answer);
  const evidence = `${shown}: ${answer.status} ${refusal}`;
  if (refusal === "s3")
    return problem("object-forbidden", { url: shown }, evidence);
  if (refusal === "html")
    return problem("edge-blocked", { url: shown }, evidence);
  if (refusal === "MissingKey")
    return (
      incomplete(grant) ??
      problem(
        "signature-missing",
        {
          needed: "Policy or Expires, Signature and Key-Pair-Id",
          lacking: "all of it",
        },
        evidence,
      )
    );
  if (refusal === "InvalidKey")
    return problem("key-unknown", { url: shown }, evidence);
  const known =
    incomplete(grant) ?? malformed(grant) ?? ofTerms(url, answer, grant);
  if (known) return { ...known, evidence: [...known.evidence, evidence] };
  return refusal === "MalformedPolicy" || refusal === "MalformedSignature"
    ? problem("signature-malformed", { why: refusal }, evidence)
    : problem("signature-refused", { url: shown }, evidence);
}

/** A signature of which a part did not come with the grant. Cookies have a check of their own, with the same words. */
export function incomplete({ values, delivery }: Grant): Problem | undefined {
  const prefix = delivery === "cookie" ? "CloudFront-" : "";
  const lacking = [
    values.Policy === undefined && values.Expires === undefined && "Policy",
    values.Signature === undefined && "Signature",
    values["Key-Pair-Id"] === undefined && "Key-Pair-Id",
  ].filter((name) => name !== false);
  if (lacking.length === 0) return undefined;
  const names = lacking.map((name) => prefix + name).join(", ");
  return delivery === "cookie"
    ? problem("cookie-missing", { cookies: names })
    : problem("signature-missing", {
        needed: "Policy or Expires, Signature and Key-Pair-Id",
        lacking: names,
      });
}

/** Broken on the way, or made wrong. */
export function malformed({
  values,
  terms,
  delivery,
}: Grant): Problem | undefined {
  for (const name of ["Policy", "Signature"] as const) {
    const value = values[name];
    const why = value === undefined ? undefined : misspelling(value);
    const [escape = ""] = /%[0-9a-f]{2}/i.exec(value ?? "") ?? [];
    if (why === "encoded" && delivery === "cookie")
      return problem("cookie-encoded", {
        cookie: `CloudFront-${name}`,
        escape,
        character: decodeURIComponent(escape),
      });
    if (why) return problem("signature-malformed", { why: reasons[why] }, name);
  }
  return terms?.kind === "unreadable"
    ? problem("signature-malformed", { why: reasons[terms.reason] })
    : undefined;
}

/** What the signature says of itself that rules it out for this file, by the edge's clock. */
function ofTerms(
  url: string,
  answer: Answer & { answered: true },
  { terms, videoUrl, delivery }: Grant,
): Problem | undefined {
  if (terms?.kind === "canned" && url !== videoUrl)
    return problem("scope", {
      url: bare(url),
      covers: `a canned policy (Expires) is for the one file ${bare(videoUrl)}`,
    });
  if (terms?.kind !== "custom") return undefined;
  const { resource, expiresAt, startsAt } = terms.policy;
  const edgeAt = (clockOf(answer) ?? answer.at) / 1_000;
  if (resource !== undefined && !matchesResource(resource, url))
    return problem("scope", { url: bare(url), covers: coverageOf(resource) });
  if (
    resource !== undefined &&
    delivery === "cookie" &&
    !/^https?:/.test(resource)
  )
    return problem("scope", {
      url: bare(url),
      covers: "for cookies Resource has to begin with http:// or https://",
    });
  if (expiresAt <= edgeAt)
    return problem("clock-off", {
      whose: "The signer's",
      by: `the grant is over by the edge's clock, for ${spanOf(edgeAt - expiresAt)}`,
    });
  if (startsAt !== undefined && startsAt > edgeAt)
    return problem("clock-off", {
      whose: "The signer's",
      by: `the grant begins in ${spanOf(startsAt - edgeAt)} by the edge's clock`,
    });
  return terms.addressLocked ? problem("address-locked") : undefined;
}

/** A policy's pattern, without the query that it may have. */
export function coverageOf(resource: string | undefined): string {
  if (resource === undefined)
    return "it has no Resource, which is every file of every distribution that trusts the key";
  return `its policy's Resource is ${resource.split("?", 1)[0]}`;
}

export function spanOf(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  if (whole < 120) return `${whole} s`;
  return whole < 7_200
    ? `${Math.round(whole / 60)} min`
    : `${Math.round(whole / 3_600)} h`;
}

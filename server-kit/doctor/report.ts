import type { FindingId } from "./findings.js";

export type { FindingId } from "./findings.js";

export type CheckStatus = "ok" | "problem" | "unknown" | "skipped";

/** One thing that is wrong. No text in it holds a signature, a cookie's value, a token or a query. */
export interface Finding {
  /** A heading in `docs/troubleshooting.md`. */
  id: FindingId;
  /** The check that found it. */
  check: string;
  /** What is wrong, in one sentence. */
  cause: string;
  /** What to do about it, in one sentence. */
  mend: string;
  /** Where it is explained: `docs/troubleshooting.md#<id>`. */
  docs: string;
  /** What was seen: statuses, names of headers and cookies, lengths. */
  evidence: string[];
}

export interface Check {
  id: string;
  title: string;
  /** `skipped`: something it needs was not given, or not reached; `unknown`: it was tried, and nothing can be said. */
  status: CheckStatus;
  /** What was found, in a sentence or two. */
  detail: string;
  /** The first finding's mend. */
  mend?: string;
  /** Where it is explained: the first finding's heading in `docs/troubleshooting.md`, or that of the checks. */
  docs: string;
  /** What was seen: statuses, names of headers and cookies, lengths. */
  evidence: string[];
}

/** What is not documented of CloudFront, measured at this one distribution. */
export interface Settled {
  id:
    | "cors-on-refusals"
    | "options-before-signature"
    | "path-checked"
    | "duplicate-cookie"
    | "policy-and-expires";
  question: string;
  /** `unknown` where a grant is missing, or what came says neither. */
  answer: string;
  detail: string;
}

export interface Diagnosis {
  checks: Check[];
  findings: Finding[];
  settled: Settled[];
}

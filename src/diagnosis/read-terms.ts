import { splitSignature } from "../sdk/signed-url.js";
import type { SignedTerms } from "./facts.js";

/**
 * What a signed URL says of itself, and nothing that it proves: neither signature nor key.
 * @returns undefined where the URL is not signed, or its policy cannot be read
 */
export function readTerms(signedUrl: string): SignedTerms | undefined {
  const { signature } = splitSignature(signedUrl);
  if (signature === undefined) return undefined;
  const values = new URLSearchParams(signature);
  const policy = values.get("Policy");
  if (policy === null)
    return { endsAt: epochMs(values.get("Expires")), addressLocked: false };
  try {
    const json: unknown = JSON.parse(
      atob(
        policy.replace(/[-_~]/g, (c) =>
          c === "-" ? "+" : c === "_" ? "=" : "/",
        ),
      ),
    );
    const { Resource: resource, Condition: condition } = (
      json as { Statement: { Resource?: unknown; Condition: Condition }[] }
    ).Statement[0]!;
    return {
      resource: typeof resource === "string" ? resource : undefined,
      endsAt: epochMs(condition.DateLessThan?.["AWS:EpochTime"]),
      startsAt: epochMs(condition.DateGreaterThan?.["AWS:EpochTime"]),
      addressLocked: condition.IpAddress !== undefined,
    };
  } catch {
    return undefined;
  }
}

interface Condition {
  DateLessThan?: { "AWS:EpochTime"?: unknown };
  DateGreaterThan?: { "AWS:EpochTime"?: unknown };
  IpAddress?: unknown;
}

function epochMs(seconds: unknown): number | undefined {
  const ms = Number(seconds ?? NaN) * 1_000;
  return Number.isFinite(ms) ? ms : undefined;
}

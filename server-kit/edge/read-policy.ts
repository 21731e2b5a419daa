import { BlockList, isIPv4 } from "node:net";
import { latestEpochSeconds } from "../policy.js";

/** What a signed policy allows. */
export interface Policy {
  /** A URL in which `*` and `?` are wildcards. Absent: every file of every distribution that trusts the key. */
  resource?: string;
  /** Epoch seconds before which a request must start. */
  expiresAt: number;
  /** Epoch seconds from which on a request may start. */
  startsAt?: number;
  /** IPv4 addresses from which a request may come. */
  addresses?: BlockList;
}

/**
 * The policy in the JSON that was signed.
 * @returns `undefined` where CloudFront calls it malformed: no JSON, not exactly one statement, no integer end,
 * milliseconds, an address that is not IPv4, or a condition it does not know
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
 */
export function readPolicy(json: Buffer): Policy | undefined {
  const { Statement: statements } = record(parse(json));
  if (!Array.isArray(statements) || statements.length !== 1) return undefined;
  const { Resource: resource, Condition: condition } = record(statements[0]);
  const { DateLessThan, DateGreaterThan, IpAddress, ...unknown } =
    record(condition);
  if (Object.keys(unknown).length > 0) return undefined;

  const expiresAt = epochSeconds(record(DateLessThan)["AWS:EpochTime"]);
  const startsAt = epochSeconds(record(DateGreaterThan)["AWS:EpochTime"]);
  const addresses = ipv4Range(record(IpAddress)["AWS:SourceIp"]);
  if (expiresAt === undefined) return undefined;
  if (resource !== undefined && typeof resource !== "string") return undefined;
  // Dropping a condition that cannot be read would allow more than was signed.
  if (DateGreaterThan !== undefined && startsAt === undefined) return undefined;
  if (IpAddress !== undefined && addresses === undefined) return undefined;
  return {
    expiresAt,
    ...(resource !== undefined && { resource }),
    ...(startsAt !== undefined && { startsAt }),
    ...(addresses !== undefined && { addresses }),
  };
}

/** Epoch seconds, or `undefined` for anything else, such as a string, milliseconds or a fraction. */
export function epochSeconds(value: unknown): number | undefined {
  return typeof value === "number" &&
    Number.isInteger(value) &&
    value >= 0 &&
    value <= latestEpochSeconds
    ? value
    : undefined;
}

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
  } catch {
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)
    : {};
}

function ipv4Range(value: unknown): BlockList | undefined {
  if (typeof value !== "string") return undefined;
  const [address = "", prefix = "32", ...more] = value.split("/");
  if (more.length > 0 || !isIPv4(address)) return undefined;
  if (!/^\d{1,2}$/.test(prefix) || Number(prefix) > 32) return undefined;
  const range = new BlockList();
  range.addSubnet(address, Number(prefix), "ipv4");
  return range;
}

import { checkSeconds, optionError } from "./option-error.js";
import type { Scope } from "./scope.js";

/** 2001-09-09: whoever writes less meant a span of seconds. */
const earliest = 1_000_000_000;
/** 2038-01-19: CloudFront takes no later date. Whoever writes more meant milliseconds. */
export const latestEpochSeconds = 2_147_483_647;

/** On what conditions a signature is good. */
export interface PolicyTerms {
  /** Epoch time in whole seconds at which it ends. The edge looks at it when a request starts. */
  expiresAt: number;
  /** Epoch time in whole seconds before which it is not good yet. @default at once */
  startsAt?: number | undefined;
  /**
   * The one IPv4 address, or CIDR range of /1 to /32, that may use it. CloudFront cannot restrict to IPv6: the
   * distribution must have IPv6 switched off. @default any address
   */
  ipAddress?: string | undefined;
}

/**
 * Canned policy: one file, one end. CloudFront builds the same bytes again from the request, so order and the absence of
 * white space matter.
 * @throws TypeError for a directory, or an `expiresAt` that is no epoch time in seconds
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
 */
export function cannedPolicy(scope: Scope, expiresAt: number): string {
  if (!scope.isFile)
    throw new TypeError(
      "`canned` cannot cover a directory: a canned policy has no wildcard. Leave `canned` out, or use scope.file(…).",
    );
  return customPolicy(scope, { expiresAt });
}

/**
 * Custom policy: what is covered, until when, and optionally from when and for which address.
 * @throws TypeError naming the term that CloudFront would not take
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-setting-signed-cookie-custom-policy.html
 */
export function customPolicy(
  scope: Scope,
  { expiresAt, startsAt, ipAddress }: PolicyTerms,
): string {
  const end = checkEpoch("expiresAt", expiresAt);
  if (startsAt !== undefined && checkEpoch("startsAt", startsAt) >= end)
    throw optionError("startsAt", startsAt, "It must be before `expiresAt`.");
  return JSON.stringify({
    Statement: [
      {
        Resource: scope.resource,
        Condition: {
          DateLessThan: { "AWS:EpochTime": end },
          ...(startsAt !== undefined && {
            DateGreaterThan: { "AWS:EpochTime": startsAt },
          }),
          ...(ipAddress !== undefined && {
            IpAddress: { "AWS:SourceIp": checkRange(ipAddress) },
          }),
        },
      },
    ],
  });
}

function checkEpoch(option: string, value: number): number {
  return checkSeconds(option, value, earliest, latestEpochSeconds);
}

function checkRange(value: unknown): string {
  const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  const range = new RegExp(
    `^((?:${octet}\\.){3}${octet})(?:/([1-9]|[12]\\d|3[0-2]))?$`,
  );
  const [, address, bits = "32"] = range.exec(String(value)) ?? [];
  if (address === undefined)
    throw optionError(
      "ipAddress",
      value,
      'Give one IPv4 address or a range of /1 to /32, such as "192.0.2.0/24". CloudFront does not restrict to IPv6.',
    );
  return `${address}/${bits}`;
}

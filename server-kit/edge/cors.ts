import {
  checkBoolean,
  checkFields,
  checkList,
  checkSeconds,
  fail,
} from "./checks.js";
import {
  exposedFileHeaders,
  fileMethods,
  fileRequestHeaders,
  preflightSeconds,
} from "../edge-headers.js";

/**
 * The CORS part of a response headers policy.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export interface CorsPolicy {
  /** Origins whose pages may read the files: `https://lms.example`, `https://*.school.example`, or `*` without credentials. */
  origins: readonly string[];
  /** Whether requests may carry cookies: `Access-Control-Allow-Credentials`. @default false */
  credentials?: boolean;
  /**
   * Whether 403s that the edge makes itself carry these headers too. Nobody has published what CloudFront does since it
   * has such policies; with `false` a page sees status 0 for a refused file. Test both. @default false
   */
  onRefusals?: boolean;
  /** Request headers that a preflight allows. @default ["Range"] */
  allowHeaders?: readonly string[];
  /** Seconds that a browser may keep a preflight's answer. @default 600 */
  maxAgeSeconds?: number;
}

/**
 * A checked copy of a CORS policy.
 * @throws {TypeError} naming the option
 */
export function checkCors(
  policy: CorsPolicy,
  name: string,
): Required<CorsPolicy> {
  checkFields(policy, name, [
    "origins",
    "credentials",
    "onRefusals",
    "allowHeaders",
    "maxAgeSeconds",
  ]);
  const {
    origins,
    credentials = false,
    onRefusals = false,
    allowHeaders = fileRequestHeaders,
    maxAgeSeconds = preflightSeconds,
  } = policy;
  checkBoolean(credentials, `${name}.credentials`);
  checkBoolean(onRefusals, `${name}.onRefusals`);
  checkSeconds(maxAgeSeconds, `${name}.maxAgeSeconds`);
  checkList(origins, `${name}.origins`, "a list of origins", (origin, at) =>
    checkOrigin(origin, at, credentials),
  );
  checkList(
    allowHeaders,
    `${name}.allowHeaders`,
    "a list of header names",
    (header, at) => {
      if (typeof header !== "string" || !/^[\w-]+$/.test(header))
        fail(at, "a header name such as Range", header);
    },
  );
  return {
    origins: [...origins],
    credentials,
    onRefusals,
    allowHeaders: [...allowHeaders],
    maxAgeSeconds,
  };
}

/** The headers of the policy for a response to this origin's page; none but `Vary` where it is not allowed. */
export function corsHeaders(
  policy: Required<CorsPolicy>,
  origin: string | undefined,
): Record<string, string> {
  // Also on responses without the others: a copy kept without them must not answer another page's request.
  const vary = { Vary: "Origin" };
  if (origin === undefined || !allowsOrigin(policy, origin)) return vary;
  return {
    ...vary,
    "Access-Control-Allow-Origin": policy.origins.includes("*") ? "*" : origin,
    ...(policy.credentials && { "Access-Control-Allow-Credentials": "true" }),
    "Access-Control-Expose-Headers": exposedFileHeaders.join(", "),
    "Timing-Allow-Origin": origin,
  };
}

/** What a preflight's answer has besides. */
export function preflightHeaders(
  policy: Required<CorsPolicy>,
): Record<string, string> {
  return {
    "Access-Control-Allow-Methods": fileMethods.join(", "),
    "Access-Control-Allow-Headers": policy.allowHeaders.join(", "),
    "Access-Control-Max-Age": String(policy.maxAgeSeconds),
  };
}

/** Whether pages of this origin may read responses. */
export function allowsOrigin(
  { origins }: Required<CorsPolicy>,
  origin: string,
): boolean {
  return origins.some((allowed) => {
    if (allowed === "*" || allowed === origin) return true;
    const [scheme = "", suffix] = allowed.split("//*.");
    return (
      suffix !== undefined &&
      origin.startsWith(`${scheme}//`) &&
      origin.endsWith(`.${suffix}`)
    );
  });
}

function checkOrigin(
  origin: unknown,
  name: string,
  credentials: boolean,
): void {
  if (origin === "*") {
    if (credentials)
      throw new TypeError(
        `${name}: browsers refuse "*" together with credentials. List the origins of your pages instead.`,
      );
    return;
  }
  const expected =
    "an origin such as https://lms.example, without a path or a slash at the end";
  if (typeof origin !== "string") return fail(name, expected, origin);
  // The one place for a wildcard is the whole leftmost label.
  const concrete = origin.replace("//*.", "//any.");
  if (concrete.includes("*") || originOf(concrete) !== concrete)
    fail(name, expected, origin);
}

/** The origin of an http(s) URL, or `undefined`. */
export function originOf(url: string): string | undefined {
  try {
    const { origin, protocol } = new URL(url);
    return /^https?:$/.test(protocol) ? origin : undefined;
  } catch {
    return undefined;
  }
}

import { signatureParameters } from "../../src/contract.js";

/** How a signature came: three cookies, or parameters in the URL's query. */
export type Delivery = "cookie" | "query";

type ParameterName = (typeof signatureParameters)[number];

/** What of a signature a request carries, undecoded. */
export interface SignedValues {
  delivery: Delivery;
  values: Partial<Record<ParameterName, string>>;
}

const names: ReadonlySet<string> = new Set(signatureParameters);
const cookiePrefix = "CloudFront-";

/**
 * The signature's values of a request. Any parameter of a signature in the query makes it a signed URL, whose cookies
 * are ignored; so a player that adds its own `?Expires=` to a URL breaks cookie delivery.
 * @param query raw, without the `?`
 * @param cookieHeader the `Cookie` header
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-choosing-signed-urls-cookies.html
 */
export function readSignedValues(
  query: string | undefined,
  cookieHeader: string | undefined,
): SignedValues | undefined {
  const inQuery = firstOfEach(
    parameters(query).filter((parameter) => names.has(nameOf(parameter))),
  );
  if (inQuery.size > 0)
    return {
      delivery: "query",
      values: Object.fromEntries(
        [...inQuery].map(([name, value]) => [name, decoded(value)]),
      ),
    };
  const cookies = firstOfEach(
    (cookieHeader ?? "").split(";").map((cookie) => cookie.trim()),
  );
  const inCookies = signatureParameters.flatMap((name) => {
    const value = cookies.get(cookiePrefix + name);
    return value === undefined ? [] : [[name, value]];
  });
  return inCookies.length === 0
    ? undefined
    : { delivery: "cookie", values: Object.fromEntries(inCookies) };
}

/** A raw query without the signature's parameters, as it is signed and as the origin gets it. */
export function withoutSignature(
  query: string | undefined,
): string | undefined {
  const kept = parameters(query).filter(
    (parameter) => !names.has(nameOf(parameter)),
  );
  return kept.join("&") || undefined;
}

/**
 * Bytes from CloudFront's own base64 alphabet, in which `-_~` stand for `+=/`. It is not base64url.
 * @returns `undefined` where the text is empty or is not in that alphabet
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
 */
export function decodeBase64(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9~-]+_{0,2}$/.test(text) || text.length % 4 !== 0)
    return undefined;
  const standard = text.replace(/[-_~]/g, (character) =>
    character === "-" ? "+" : character === "_" ? "=" : "/",
  );
  return Buffer.from(standard, "base64");
}

function parameters(query: string | undefined): string[] {
  return query === undefined ? [] : query.split("&");
}

function nameOf(pair: string): string {
  const equals = pair.indexOf("=");
  return equals < 0 ? pair : pair.slice(0, equals);
}

/**
 * Of several values of one name the first sent counts. For cookies browsers send the longest path first, on which
 * real set-ups rely; what CloudFront promises about it is nothing.
 */
function firstOfEach(pairs: readonly string[]): Map<string, string> {
  const first = new Map<string, string>();
  for (const pair of pairs) {
    const name = nameOf(pair);
    if (!first.has(name)) first.set(name, pair.slice(name.length + 1));
  }
  return first;
}

/** `URLSearchParams` writes `~` as `%7E`. In a cookie nothing decodes it, there it breaks the signature. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

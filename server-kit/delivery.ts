import { signatureParameters } from "../src/contract.js";
import {
  checkCookieOptions,
  cookieAttributes,
  type CookieOptions,
} from "./cookie-options.js";
import type { Scope } from "./scope.js";
import type { Signed } from "./signer.js";

type SignatureParameter = (typeof signatureParameters)[number];

/** The values by CloudFront's names, in the order of its documentation. */
function valuesOf(signed: Signed): [SignatureParameter, string][] {
  const { policy, expires, signature, keyPairId, hashAlgorithm } = signed;
  if ((policy === undefined) === (expires === undefined))
    throw new TypeError(
      "`signed` needs either `policy` or `expires`: CloudFront refuses both together.",
    );
  const values: [SignatureParameter, string | undefined][] = [
    ["Expires", expires === undefined ? undefined : `${expires}`],
    ["Policy", policy],
    ["Signature", signature],
    ["Key-Pair-Id", keyPairId],
    ["Hash-Algorithm", hashAlgorithm],
  ];
  return values.filter((pair): pair is [SignatureParameter, string] => {
    const [name, value] = pair;
    if (value !== undefined && !/^[A-Za-z0-9_~-]+$/.test(value))
      throw new TypeError(
        `\`signed\` holds a ${name} that is not in CloudFront's spelling of base64 (- _ ~ for + = /).`,
      );
    return value !== undefined;
  });
}

/**
 * `Set-Cookie` lines that deliver a grant: one a value, and one that clears each of CloudFront's five names that this
 * grant does not use, since a stale one beside it makes the edge refuse.
 *
 * Always `Secure` (browsers take `*.localhost` as secure) and `HttpOnly`. For browsers to send them to the edge, they must
 * either be set on the edge's own host, or `domain` must name what the grant endpoint and the edge have in common.
 * @throws TypeError for an option that the browser or the scope's host rules out
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-setting-signed-cookie-custom-policy.html
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1
 */
export function cookieLines(
  signed: Signed,
  options: CookieOptions = {},
): string[] {
  checkCookieOptions(options);
  const attributes = cookieAttributes(signed.scope, options);
  const life =
    options.maxAgeSeconds === undefined
      ? ""
      : `; Max-Age=${options.maxAgeSeconds}`;
  const values = new Map(valuesOf(signed));
  return signatureParameters.map((name) => {
    const value = values.get(name);
    return value === undefined
      ? `CloudFront-${name}=${attributes}; Max-Age=0`
      : `CloudFront-${name}=${value}${attributes}${life}`;
  });
}

/**
 * `Set-Cookie` lines for log-out: they take all five of CloudFront's cookies out of the browser, for each scope of which it
 * may hold a grant. `options` must be those that set them: cookies of another domain or path are other cookies.
 *
 * A grant itself cannot be taken back: whoever has copied the cookies may use them until it ends.
 * @throws TypeError as {@link cookieLines} does
 * @example
 * ```ts
 * for (const line of clearGrant(courses.map((id) => scope.directory(cdn, "courses", id)), cookies))
 *   response.headers.append("Set-Cookie", line);
 * ```
 */
export function clearGrant(
  scopes: Scope | readonly Scope[],
  options: CookieOptions = {},
): string[] {
  checkCookieOptions(options);
  return [scopes].flat().flatMap((scope) => {
    const attributes = cookieAttributes(scope, options);
    return signatureParameters.map(
      (name) => `CloudFront-${name}=${attributes}; Max-Age=0`,
    );
  });
}

/**
 * Passes a URL that the signature is good for, in a query or beside cookies.
 * @throws TypeError outside the scope, and for a query that holds one of CloudFront's own parameters: by them it would take
 *   the URL for a signed one, and ignore the cookies
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-choosing-signed-urls-cookies.html
 */
export function checkCovered(scope: Scope, url: string | URL): string {
  const raw = String(url);
  if (!scope.covers(raw))
    throw new TypeError(
      "The URL lies outside the scope. Build it with scope.url(…), or escape what is no letter, digit or . _ ~ - in it.",
    );
  const query = raw.slice(scope.origin.length).split("?").slice(1).join("?");
  const names = signatureParameters.map((name) => name.toLowerCase());
  for (const name of new URLSearchParams(query).keys())
    if (names.includes(name.toLowerCase()))
      throw new TypeError(
        `The URL's query has a parameter of CloudFront's own (${signatureParameters.join(", ")}). Rename it.`,
      );
  return raw;
}

/**
 * The URL with its signature in the query. The bytes of `url` stay as they are. What a playlist names does not inherit
 * the query: the player appends it to every request.
 * @throws TypeError as {@link checkCovered} does, which includes a fragment
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
 */
export function signedUrl(url: string | URL, signed: Signed): string {
  return withQuery(checkCovered(signed.scope, url), signatureQuery(signed));
}

/** What `URL` leaves in a URL and a scope takes only escaped. */
const unescaped = /[[\]{}|^`"<>]/g;

/**
 * As {@link signedUrl}, for a URL that was found in a playlist: a signature that it has is replaced, and a fragment stays.
 * @param url as `URL` writes it
 * @param signature what {@link signatureQuery} made
 * @returns `undefined` outside the scope
 */
export function resignedUrl(
  url: string,
  scope: Scope,
  signature: string,
): string | undefined {
  const [, path = "", query, fragment = ""] =
    /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(url) ?? [];
  const names: readonly string[] = signatureParameters;
  const own = query
    ?.split("&")
    .filter((pair) => !names.includes(pair.split("=", 1)[0]!))
    .join("&");
  const bare = `${path}${own ? `?${own}` : ""}`.replace(
    unescaped,
    encodeURIComponent,
  );
  if (!scope.covers(bare)) return undefined;
  return withQuery(bare, signature) + fragment;
}

/** The signature as it stands in a query. @throws TypeError for values that CloudFront would not take */
export function signatureQuery(signed: Signed): string {
  return valuesOf(signed)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function withQuery(url: string, query: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

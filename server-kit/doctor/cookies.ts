import {
  Cookie,
  defaultPath,
  domainMatch,
  getPublicSuffix,
  pathMatch,
} from "tough-cookie";
import { signatureParameters } from "../../src/contract.js";

/** A `Set-Cookie` line, as a browser reads it. */
export interface SetCookie {
  name: string;
  value: string;
  /** Without a leading dot; undefined for one that stays on the host that set it. */
  domain: string | undefined;
  path: string;
  secure: boolean;
  httpOnly: boolean;
  /** `lax` where the line does not say. */
  sameSite: "strict" | "lax" | "none";
  /** Whether the line takes an older cookie away: no value, and an end in the past. */
  cleared: boolean;
  /** Whether a cookie that is meant to stay has an end in the past. */
  expired: boolean;
}

/** What keeps a cookie that was set at one URL from being sent to another. */
export type Obstacle =
  | "domain-foreign"
  | "domain-elsewhere"
  | "host-only"
  | "path"
  | "not-secure"
  | "insecure-url"
  | "none-insecure"
  | "cross-site";

const prefix = "CloudFront-";

/** Whoever clears a cookie writes nothing into it, or, like PHP, `deleted`. */
const nothing = /^(?:|""|-|x|null|none|deleted)$/i;

/** CloudFront's five names. */
export const cookieNames: readonly string[] = signatureParameters.map(
  (name) => prefix + name,
);

export function readSetCookie(line: string, setAt: string): SetCookie[] {
  const cookie = Cookie.parse(line, { loose: true });
  if (!cookie) return [];
  const ended =
    typeof cookie.maxAge === "number"
      ? cookie.maxAge <= 0
      : cookie.maxAge === "-Infinity" ||
        (cookie.expires instanceof Date &&
          cookie.expires.getTime() < Date.now());
  return [
    {
      name: cookie.key,
      value: cookie.value,
      domain: cookie.domain?.replace(/^\./, "").toLowerCase() || undefined,
      path: cookie.path ?? defaultPath(new URL(setAt).pathname),
      secure: cookie.secure,
      httpOnly: cookie.httpOnly,
      sameSite:
        cookie.sameSite === "none" || cookie.sameSite === "strict"
          ? cookie.sameSite
          : "lax",
      cleared: ended && nothing.test(cookie.value),
      expired: ended && !nothing.test(cookie.value),
    },
  ];
}

/** What a browser would go by, in the order in which it does: undefined where the cookie goes along. */
export function obstacleOf(
  cookie: SetCookie,
  {
    setAt,
    url,
    page,
  }: { setAt: string; url: string; page: string | undefined },
): Obstacle | undefined {
  const [from, to] = [new URL(setAt), new URL(url)];
  if (cookie.sameSite === "none" && !cookie.secure) return "none-insecure";
  if (cookie.domain === undefined) {
    if (from.hostname !== to.hostname) return "host-only";
  } else {
    const isAllowed =
      domainMatch(from.hostname, cookie.domain) &&
      !isPublicSuffix(cookie.domain);
    if (!isAllowed) return "domain-foreign";
    if (!domainMatch(to.hostname, cookie.domain)) return "domain-elsewhere";
  }
  if (!pathMatch(to.pathname, cookie.path)) return "path";
  if (cookie.secure && isInsecure(to)) return "insecure-url";
  if (cookie.sameSite !== "none" && page && !sameSite(page, url))
    return "cross-site";
  return undefined;
}

/** Those of a browser's jar that go along to a URL, in its order: the longest path first. */
export function cookieHeader(cookies: readonly SetCookie[]): string {
  return cookies
    .toSorted((a, b) => b.path.length - a.path.length)
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
}

/** The name that two hosts may share cookies under; undefined where there is none. */
export function siteOf(hostname: string): string {
  if (/^[\d.]+$|^\[/.test(hostname)) return hostname;
  const options = { allowSpecialUseDomain: true, ignoreError: true };
  return getPublicSuffix(hostname, options) ?? hostname;
}

/** Whether cookies of the one are a page's own at the other: one registrable domain, and one scheme. */
export function sameSite(a: string, b: string): boolean {
  const [one, other] = [new URL(a), new URL(b)];
  return (
    one.protocol === other.protocol &&
    siteOf(one.hostname) === siteOf(other.hostname)
  );
}

/** Plain http beyond this machine: `Secure` cookies do not travel there. */
export function isInsecure({ protocol, hostname }: URL): boolean {
  const local = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/;
  return protocol === "http:" && !local.test(hostname);
}

function isPublicSuffix(domain: string): boolean {
  return siteOf(`a.${domain}`) === `a.${domain}`;
}

/** CloudFront's name that a cookie was meant to have; undefined for a right one, and for other cookies. */
export function meantName(name: string): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
  const meant = cookieNames.find((right) => plain(right) === plain(name));
  return meant === name ? undefined : meant;
}

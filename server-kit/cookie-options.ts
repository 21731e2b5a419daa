import { checkSeconds, optionError } from "./option-error.js";
import type { Scope } from "./scope.js";

/** How the cookies of a grant are set. */
export interface CookieOptions {
  /**
   * What the grant endpoint's host and the edge's have in common, such as `school.example`: the cookies then go to every
   * host below it. @default none: the cookies stay on the host that set them, which must then be the edge's own
   */
  domain?: string | undefined;
  /** Path that the cookies are sent to; the scope's path must lie below it. @default the scope's path */
  path?: string | undefined;
  /** `None` is for a page on another site than the edge, where browsers still allow it. @default "Lax" */
  sameSite?: "Strict" | "Lax" | "None" | undefined;
  /**
   * Keeps the cookies apart for each site that embeds the page (CHIPS). Needs `sameSite: "None"`. @default false
   * @see https://developer.mozilla.org/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies
   */
  partitioned?: boolean | undefined;
  /** Seconds that the browser keeps the cookies. @default until the browser closes, as AWS advises */
  maxAgeSeconds?: number | undefined;
}

const domainPattern =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

/** @param option What they are called where they were given. @throws TypeError naming the one that browsers would not take */
export function checkCookieOptions(
  {
    domain,
    path,
    sameSite = "Lax",
    partitioned = false,
    maxAgeSeconds,
  }: CookieOptions,
  option = "cookies",
): void {
  if (domain !== undefined && !domainPattern.test(String(domain)))
    throw optionError(
      `${option}.domain`,
      domain,
      "Give a host of two labels or more in lower case, without scheme, port or leading dot, such as school.example.",
    );
  // The one public suffix that is a likely slip: browsers drop its cookies without a word.
  if (domain === "cloudfront.net")
    throw new TypeError(
      `\`${option}.domain\` is cloudfront.net, for which browsers take no cookies. Give the distribution a host of your own.`,
    );
  if (
    path !== undefined &&
    !/^\/(?:[A-Za-z0-9._~-]+\/)*(?:[A-Za-z0-9._~-]+)?$/.test(String(path))
  )
    throw optionError(
      `${option}.path`,
      path,
      'Give a path such as "/courses/".',
    );
  if (!["Strict", "Lax", "None"].includes(sameSite))
    throw optionError(
      `${option}.sameSite`,
      sameSite,
      'Give "Strict", "Lax" or "None".',
    );
  if (typeof partitioned !== "boolean")
    throw optionError(
      `${option}.partitioned`,
      partitioned,
      "Give true or false.",
    );
  if (partitioned && sameSite !== "None")
    throw new TypeError(
      `\`${option}.partitioned\` needs \`sameSite: "None"\`: other cookies never go to an embedded page of another site.`,
    );
  if (maxAgeSeconds !== undefined)
    checkSeconds(`${option}.maxAgeSeconds`, maxAgeSeconds, 1, 34_560_000);
}

/** The part of a `Set-Cookie` line that follows the value, but for its life. @throws TypeError outside the scope */
export function cookieAttributes(
  scope: Scope,
  {
    domain,
    path = scope.path,
    sameSite = "Lax",
    partitioned = false,
  }: CookieOptions,
): string {
  const host = new URL(scope.origin).hostname;
  if (domain !== undefined && host !== domain && !host.endsWith(`.${domain}`))
    throw optionError(
      "cookies.domain",
      domain,
      `The scope's host ${host} is not below it, so the edge would never see the cookies.`,
    );
  const above = path.endsWith("/") ? path : `${path}/`;
  if (path !== scope.path && !scope.path.startsWith(above))
    throw optionError(
      "cookies.path",
      path,
      "The scope's path is not below it, so the edge would never see the cookies.",
    );
  return [
    "",
    ...(domain === undefined ? [] : [`Domain=${domain}`]),
    `Path=${path}`,
    "Secure",
    "HttpOnly",
    `SameSite=${sameSite}`,
    ...(partitioned ? ["Partitioned"] : []),
  ].join("; ");
}
